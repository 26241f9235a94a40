#include "app/cli/newscommand.h"

#include "app/cli/texttable.h"
#include "app/news/feedwords.h"
#include "app/news/newsjson.h"

namespace {
// What was made up for the demo says so before anything else.
QString markOf(const Story &story)
{
    if (story.article.sample)
        return QStringLiteral("DEMO");
    if (story.state.saved)
        return QStringLiteral("saved");
    return story.state.read ? QString() : QStringLiteral("new");
}
} // namespace

NewsCommand::NewsCommand(ArticleStore &store, NewsRefresher *refresher, const NewsOptions &options, Write out,
                         Write err)
    : m_store(store), m_refresher(refresher), m_options(options), m_out(std::move(out)), m_err(std::move(err))
{
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
                m_err(QStringLiteral("%1 %2").arg(feed.source, trouble).toUtf8());
        }
    }
    StoryQuery query;
    query.limit = m_options.limit;
    m_query = m_store.stories(query, [this](const Result<QList<Story>> &stories) { print(stories); });
}

void NewsCommand::print(const Result<QList<Story>> &stories)
{
    if (!stories) {
        m_err(QStringLiteral("the stored stories can't be read: %1").arg(stories.error().detail).toUtf8());
        emit finished(1);
        return;
    }
    TextTable table(
        {QStringLiteral("TIME"), QStringLiteral("SOURCE"), QStringLiteral(" "), QStringLiteral("HEADLINE")});
    for (const Story &story : *stories) {
        if (m_options.format == QLatin1String("json"))
            m_out(storyToJson(story));
        else
            table.add({tableTime(story.article.sortTime), story.article.source, markOf(story),
                       story.article.title});
    }
    if (stories->isEmpty())
        m_err(m_options.refresh ? QByteArray("no stories: no feed delivered any")
                                : QByteArray("no stories stored yet; run with --refresh"));
    else if (m_options.format == QLatin1String("table"))
        m_out(table.text().chopped(1));
    emit finished(stories->isEmpty() ? 1 : 0);
}
