#pragma once

#include "app/base/clock.h"
#include "app/cli/commandline.h"
#include "app/net/httpclient.h"

#include <QObject>
#include <functional>

// `wickpost feed`: each file or address in order, one JSON object a line, failures too. One at a time, so
// that the order holds and no host is asked twice at once.
class FeedCommand : public QObject
{
    Q_OBJECT
public:
    using Write = std::function<void(const QByteArray &line)>;
    FeedCommand(Clock &clock, HttpClient &http, const FeedOptions &options, Write out, Write err);
    void start();

signals:
    void finished(int exitCode); // 0 at least one feed was read, 1 none

private:
    void next();
    void readFile(const QString &name);
    void readUrl(const QString &name, const QUrl &url);
    void print(const QString &name, const QByteArray &bytes, const QUrl &url, const QByteArray &contentType,
               const QString &failure);

    Clock &m_clock;
    HttpClient &m_http;
    FeedOptions m_options;
    Write m_out, m_err;
    qsizetype m_at = 0;
    bool m_anyRead = false;
    Request m_request, m_step;
};
