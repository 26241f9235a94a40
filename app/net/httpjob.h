#pragma once

#include "app/net/httpclient.h"

#include <QHostInfo>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QObject>
#include <QSslError>

// What a host under embargo gets instead of a request.
Error embargoError(const QString &host, std::chrono::milliseconds rest);

// One request from the queue to its answer: redirects by our own checks, body cap, total deadline.
// It answers once and is deleted by its owner after finished(). Deleting it cancels it.
class HttpJob : public QObject
{
    Q_OBJECT
public:
    HttpJob(QNetworkAccessManager &manager, Clock &clock, const HttpClient &embargoes, HttpQuery query,
            Reply<HttpAnswer> done, QObject *parent);
    ~HttpJob() override;

    const HttpQuery &query() const { return m_query; }
    QString host() const { return hostOf(m_query.url); }
    bool isRunning() const { return m_running; }
    bool isFinished() const { return !m_done; }
    void start();
    void fail(Error error);

signals:
    // A header came from `host` (each hop): the owner decides about embargoes.
    void headerArrived(const QString &host, const HttpAnswer &head);
    void finished(HttpJob *job);

private slots:
    void checkResolved(const QHostInfo &info);

private:
    static QString hostOf(const QUrl &url);
    void send(const QUrl &url);
    void drop();
    void onHeader();
    void onReadable();
    void append(const QByteArray &bytes);
    void onFinished();
    void follow(const HttpAnswer &head);
    void answer();
    void finish(Result<HttpAnswer> result);

    QNetworkAccessManager &m_manager;
    Clock &m_clock;
    const HttpClient &m_embargoes;
    HttpQuery m_query;
    Reply<HttpAnswer> m_done;
    Request m_deadline;
    QNetworkReply *m_reply = nullptr;
    QUrl m_url;
    QUrl m_permanent;
    HttpAnswer m_answer;
    QList<QSslError> m_tlsErrors;
    MonoTime m_sentAt{};
    int m_lookup = -1;
    QUrl m_checked; // the redirect that is looked up
    int m_hops = 0;
    bool m_onlyPermanent = true;
    bool m_running = false;
    bool m_haveHeader = false;
};
