#pragma once

#include "app/base/workerpool.h"
#include "app/cli/commandline.h"
#include "app/cli/feedcheck.h"
#include "app/net/httpclient.h"
#include "app/news/userfeeds.h"

// `wickpost feeds`: the feed list from the command line. Results go to `out`, what went wrong to `err`.
class FeedsCommand : public QObject
{
    Q_OBJECT
public:
    using Write = std::function<void(const QByteArray &line)>;
    struct Services
    {
        Clock &clock;
        UserFeeds &feeds;
        ArticleStore &articles;
        HttpClient &http;
        WorkerPool &workers;
    };

    FeedsCommand(const Services &services, const FeedsOptions &options, Write out, Write err);
    ~FeedsCommand() override;
    void start();

signals:
    void finished(int exitCode); // 0 done, 1 nothing could be had or changed

private:
    void run();
    void list();
    void listed();
    void add();
    void found(const Result<FoundFeed> &found);
    void remove();
    void importFile();
    void exportFile();
    void check();
    void checked();

    void print(const QList<FeedStatus> &all);
    void say(const QString &line) { m_out(line.toUtf8()); }
    void fail(const QString &why);
    // After a change: 0, or 1 when it could not be kept.
    void done();
    std::optional<FeedEntry> named(const QString &idOrAddress) const;

    Services m_services;
    FeedsOptions m_options;
    Write m_out, m_err;
    QList<FeedStatus> m_list;
    std::vector<Request> m_requests;
    std::unique_ptr<FeedCheck> m_check;
    Request m_step;
};
