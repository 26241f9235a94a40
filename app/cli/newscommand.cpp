#include "app/cli/newscommand.h"

#include "app/base/jsonwriter.h"
#include "app/cli/storypricesjson.h"
#include "app/news/feedwords.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype rowsOfATable = 50;
constexpr int pageSize = 500;
constexpr qsizetype tagsShown = 3;
constexpr std::chrono::seconds pricesGet{10};

// What was made up for the demo says so before anything else.
QString markOf(const Story &story)
{
    if (story.article.sample)
        return u"DEMO"_s;
    if (story.state.saved)
        return u"saved"_s;
    return story.state.read ? QString() : u"new"_s;
}

QString tagsOf(const StoryFacts &facts)
{
    QStringList tags;
    for (const CoinTag &coin : facts.coins.mid(0, tagsShown))
        tags.append(coin.symbol);
    if (facts.coins.size() > tagsShown)
        tags.append(u"+%1"_s.arg(facts.coins.size() - tagsShown));
    if (facts.coins.isEmpty() && facts.kind)
        tags.append(storyKindName(*facts.kind));
    return tags.join(u' ');
}

QStringList headsOf(const NewsOptions &options)
{
    QStringList heads{u"TIME"_s, u"SOURCE"_s, u" "_s, u"TAGS"_s, u"HEADLINE"_s};
    if (options.trending || options.related)
        heads.insert(heads.size() - 1, u"WHY"_s);
    return heads;
}

// The outlet of a feed by its id or, in any case, its name; else as typed.
QString outletNamed(const QString &typed, const QList<FeedEntry> &feeds)
{
    for (const FeedEntry &feed : feeds)
        if (feed.info.id.value == typed || feed.info.source.compare(typed, Qt::CaseInsensitive) == 0)
            return feed.info.source;
    return typed;
}
} // namespace

NewsCommand::NewsCommand(const Clock &clock, ArticleStore &store, NewsRefresher *refresher,
                         const NewsOptions &options, const QList<FeedEntry> &feeds, Write out, Write err)
    : m_clock(clock),
      m_store(store),
      m_refresher(refresher),
      m_options(options),
      m_query(queryOf(feeds)),
      m_narrowed(m_query != StoryQuery() || options.trending || options.related),
      m_out(std::move(out)),
      m_err(std::move(err)),
      m_table(headsOf(options))
{
}

StoryQuery NewsCommand::queryOf(const QList<FeedEntry> &feeds) const
{
    StoryQuery query;
    query.coins = m_options.coins;
    query.kinds = m_options.kinds;
    query.text = m_options.search;
    for (const QString &source : m_options.sources)
        query.sources.append(outletNamed(source, feeds));
    query.since = m_options.sinceTime;
    if (m_options.sinceAgo)
        query.since = m_clock.now() - *m_options.sinceAgo;
    return query;
}

void NewsCommand::start()
{
    if (!m_options.refresh || !m_refresher) {
        refreshed();
        return;
    }
    connect(m_refresher, &NewsRefresher::refreshFinished, this, &NewsCommand::refreshed,
            Qt::SingleShotConnection);
    m_refresher->refreshAll();
}

void NewsCommand::refreshed()
{
    if (m_options.refresh && m_refresher) {
        const QList<FeedInfo> feeds = m_refresher->feeds();
        for (const FeedInfo &feed : feeds) {
            if (const QString trouble = feedTrouble(m_refresher->health(feed.id)); !trouble.isEmpty())
                m_err(u"%1 %2"_s.arg(feed.source, trouble).toUtf8());
        }
    }
    if (m_options.trending || isJson())
        askTrends();
    else if (m_options.related)
        askRelated();
    else
        askPage();
}

void NewsCommand::askTrends()
{
    TrendingQuery query;
    query.now = m_clock.now();
    m_request = m_store.trending(query, [this, now = query.now](const Result<QList<TrendingRow>> &rows) {
        if (!rows)
            return fail(rows.error());
        for (const TrendingRow &row : *rows)
            m_trends.insert(row.ranked.cluster,
                            {row.ranked.rank, row.ranked.score, trendingReason(row.ranked, now)});
        if (m_options.related)
            return askRelated();
        if (!m_options.trending)
            return askPage();
        for (const TrendingRow &row : *rows)
            if (wants(row.story))
                print(row.story, m_trends.value(row.ranked.cluster).why);
        flush([this] { end(); });
    });
}

void NewsCommand::askRelated()
{
    RelatedQuery query;
    query.now = m_clock.now();
    query.limit = m_options.limit.value_or(static_cast<int>(query.limit));
    m_request = m_store.related({*m_options.related}, query, [this](const Result<QList<RelatedRow>> &rows) {
        if (!rows)
            return fail(rows.error());
        for (const RelatedRow &row : *rows)
            if (wants(row.story))
                print(row.story, relatedReason(row.related));
        if (rows->isEmpty())
            return lookForIt();
        flush([this] { end(); });
    });
}

// Nothing is related: perhaps to a story that isn't there.
void NewsCommand::lookForIt()
{
    m_request = m_store.story({*m_options.related}, [this](const Result<Story> &story) {
        if (story)
            return end();
        m_err(u"there is no story %1"_s.arg(*m_options.related).toUtf8());
        emit finished(1);
    });
}

void NewsCommand::askPage()
{
    m_query.limit = static_cast<int>(std::min<qsizetype>(pageSize, limit() - m_printed));
    m_request = m_store.stories(m_query, [this](const Result<QList<Story>> &page) {
        if (!page)
            return fail(page.error());
        takePage(*page);
    });
}

void NewsCommand::takePage(const QList<Story> &page)
{
    for (const Story &story : page)
        print(story);
    const bool last = page.size() < m_query.limit || m_printed >= limit();
    if (!last) {
        m_query.before = page.last().article.sortTime;
        m_query.beforeId = page.last().article.id;
    }
    flush([this, last] {
        if (last)
            end();
        else
            askPage();
    });
}

void NewsCommand::print(const Story &story, const QString &why)
{
    if (m_printed >= limit())
        return;
    ++m_printed;
    if (isJson() && m_prices) {
        m_gathered.append(story);
        m_whys.append(why);
        return;
    }
    if (isJson())
        return printJson(story, why, nullptr);
    QStringList cells{tableTime(story.article.sortTime), story.article.source, markOf(story),
                      tagsOf(story.facts), story.article.title};
    if (m_options.trending || m_options.related)
        cells.insert(cells.size() - 1, why);
    m_table.add(cells);
}

void NewsCommand::printJson(const Story &story, const QString &why, const StoryReport *report)
{
    m_out(storyToJson(story, placeOf(story), m_options.related ? why : QString(), [&](JsonWriter &json) {
        if (report)
            writeStoryPrices(json, *report);
    }));
}

void NewsCommand::flush(std::function<void()> then)
{
    if (m_gathered.isEmpty())
        return then();
    const auto printAll = [this, then = std::move(then)](const Result<QList<StoryReport>> &reports) {
        const Request keep = std::move(m_pricesRequest);
        for (qsizetype i = 0; i < m_gathered.size(); ++i)
            printJson(m_gathered.at(i), m_whys.at(i), &reports->at(i));
        m_gathered.clear();
        m_whys.clear();
        then();
    };
    m_pricesRequest =
        m_prices->reports(m_gathered, m_options.refresh || m_options.prices, pricesGet, printAll);
}

std::optional<TrendPlace> NewsCommand::placeOf(const Story &story) const
{
    const auto place = m_trends.constFind(story.cluster);
    return place == m_trends.cend() ? std::nullopt : std::optional(*place);
}

bool NewsCommand::wants(const Story &story) const
{
    return isAsked(m_query, story);
}

qsizetype NewsCommand::limit() const
{
    return m_options.limit.value_or(isJson() ? std::numeric_limits<int>::max()
                                             : static_cast<int>(rowsOfATable));
}

void NewsCommand::end()
{
    if (m_printed > 0) {
        if (!isJson())
            m_out(m_table.text().chopped(1));
        emit finished(0);
        return;
    }
    if (m_narrowed)
        m_err(m_options.related ? "no story is like this one" : "no story answers this");
    else
        m_err(m_options.refresh ? "no stories: no feed delivered any"
                                : "no stories stored yet; run with --refresh");
    emit finished(1);
}

void NewsCommand::fail(const Error &error)
{
    m_err(u"the stored stories can't be read: %1"_s.arg(error.detail).toUtf8());
    emit finished(1);
}
