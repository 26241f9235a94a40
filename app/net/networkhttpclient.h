#pragma once

#include "app/net/httpclient.h"
#include "app/net/httpjob.h"

#include <QHash>
#include <QObject>

// The queue before the network: who may ask whom now.
class NetworkHttpClient final : public QObject, public HttpClient
{
    Q_OBJECT
public:
    explicit NetworkHttpClient(Clock &clock);
    ~NetworkHttpClient() override;
    [[nodiscard]] Request get(const HttpQuery &query, Reply<HttpAnswer> done) override;
    void embargo(const QString &host, MonoTime until) override;
    std::optional<MonoTime> embargoedUntil(const QString &host) const override;

private:
    struct Host
    {
        double tokens = 0; // weight to spend
        MonoTime filledAt{};
        MonoTime embargo{};
    };
    Host &hostOf(const QString &key);
    int running(const QString &host) const; // of all hosts when empty
    void pumpSoon();
    void pump();
    void onHeader(const QString &host, const HttpAnswer &head, const HttpQuery &query);
    void release(HttpJob *job);

    Clock &m_clock;
    QNetworkAccessManager m_manager;
    QHash<QString, Host> m_hosts;
    QList<HttpJob *> m_jobs; // waiting and running, oldest first
    Request m_wake;          // the next host has its budget back
};
