#pragma once

#include "app/base/clock.h"
#include "app/cli/newsoptions.h"
#include "app/cli/texttable.h"
#include "app/insight/storyprices.h"
#include "app/news/feedlist.h"
#include "app/news/newsjson.h"
#include "app/news/newssource.h"

#include <functional>

// `wickpost news`: the stored stories that answer the options, newest first; or what trends, or what is like
// a story, best first. With --refresh every feed is asked first and all are waited for. A feed that fails is
// named on stderr and costs the others nothing. As JSON each story carries what its coins cost.
class NewsCommand : public QObject
{
    Q_OBJECT
public:
    using Write = std::function<void(const QByteArray &line)>;

    // `refresher` may be null: nothing to ask, print what is stored. `feeds` name the outlets.
    NewsCommand(const Clock &clock, ArticleStore &store, NewsRefresher *refresher, const NewsOptions &options,
                const QList<FeedEntry> &feeds, Write out, Write err);
    // As JSON: the prices that are kept, and with --refresh or --prices looked up. Before start().
    void setPrices(StoryPrices &prices) { m_prices = &prices; }
    void start();

signals:
    void finished(int exitCode); // 0 stories were printed, 1 there are none

private:
    void refreshed();
    StoryQuery queryOf(const QList<FeedEntry> &feeds) const;
    void askTrends();
    void askRelated();
    void lookForIt();
    void askPage();
    void takePage(const QList<Story> &page);
    void print(const Story &story, const QString &why = {});
    // Prints what was gathered, prices and all, and goes on.
    void flush(std::function<void()> then);
    void printJson(const Story &story, const QString &why, const StoryReport *report);
    std::optional<TrendPlace> placeOf(const Story &story) const;
    bool wants(const Story &story) const;
    bool isJson() const { return m_options.format == QLatin1String("json"); }
    qsizetype limit() const;
    void end();
    void fail(const Error &error);

    const Clock &m_clock;
    ArticleStore &m_store;
    NewsRefresher *m_refresher;
    NewsOptions m_options;
    StoryQuery m_query;
    const bool m_narrowed; // not simply everything
    Write m_out, m_err;
    QHash<ArticleId, TrendPlace> m_trends; // by cluster
    TextTable m_table;
    StoryPrices *m_prices = nullptr;
    QList<Story> m_gathered; // to be printed with their prices
    QStringList m_whys;
    qsizetype m_printed = 0;
    Request m_request, m_pricesRequest;
};
