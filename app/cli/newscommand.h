#pragma once

#include "app/cli/commandline.h"
#include "app/news/newssource.h"

#include <functional>

// `wickpost news`: the stored stories, newest first; with --refresh every feed is asked first and all are
// waited for. A feed that fails is named on stderr and costs the others nothing.
class NewsCommand : public QObject
{
    Q_OBJECT
public:
    using Write = std::function<void(const QByteArray &line)>;

    // `refresher` may be null: nothing to ask, print what is stored.
    NewsCommand(ArticleStore &store, NewsRefresher *refresher, const NewsOptions &options, Write out,
                Write err);
    void start();

signals:
    void finished(int exitCode); // 0 stories were printed, 1 there are none

private:
    void refreshed();
    void print(const Result<QList<Story>> &stories);

    ArticleStore &m_store;
    NewsRefresher *m_refresher;
    NewsOptions m_options;
    Write m_out, m_err;
    Request m_query;
};
