// The feeds of a session: which there are, and how they fare.
#include "app/cli/session.h"

#include "app/cli/recordedfeed.h"
#include "app/exchanges/recording.h"
#include "app/news/feedsource.h"
#include "app/news/opml.h"
#include "app/news/politerefresher.h"

#include <QFileInfo>

using namespace std::chrono;

namespace {
// Demo and replay ask nobody: a refresher without feeds.
std::unique_ptr<NewsSource> noSource(const FeedInfo &)
{
    return nullptr;
}
} // namespace

NewsRefresher &Session::refresher()
{
    return *m_refresher;
}

// The user's own coin tags lie beside the settings, as their feeds do.
StoryRules Session::storyRules() const
{
    return shippedStoryRules(QFileInfo(m_paths.settingsFile).path() + QStringLiteral("/cointags.json"));
}

Result<void> Session::readFeeds()
{
    QList<FeedEntry> listed = shippedFeeds();
    if (!m_options.global.feedsFile.isEmpty()) {
        const auto read = readOpml(m_options.global.feedsFile, listed);
        if (!read)
            return tl::unexpected(read.error());
        listed = *read;
    }
    m_feeds = std::make_unique<UserFeeds>(feedsFile(), listed);
    m_feeds->followFile();
    if (!simulated()) {
        m_pages = std::make_unique<PageReader>(*m_pageHttp, m_workers, m_clock);
        m_fullText = std::make_unique<FullTextReader>(*m_pages, *m_articles, *m_feeds);
        m_pictures = std::make_unique<PictureLoader>(*m_pageHttp, m_clock, m_paths.pictureCache);
    }
    connect(m_feeds.get(), &UserFeeds::changed, this, &Session::feedsChanged);
    return {};
}

// Empty: the list is this run's alone.
QString Session::feedsFile() const
{
    if (!m_options.global.feedsFile.isEmpty())
        return {};
    return QFileInfo(m_paths.settingsFile).path() + QStringLiteral("/feeds.json");
}

void Session::beginNews()
{
    if (simulated() || !m_options.news) {
        m_refresher = std::make_unique<PoliteRefresher>(m_clock, *m_articles, noSource, randomFraction);
        return applyFeeds();
    }
    const auto make = [this](const FeedInfo &info) -> std::unique_ptr<NewsSource> {
        if (m_options.tap)
            return std::make_unique<RecordedFeed>(info, *m_newsHttp, m_workers, m_clock, *m_options.tap);
        return makeNewsSource(info, *m_newsHttp, m_workers, m_clock);
    };
    m_refresher = std::make_unique<PoliteRefresher>(m_clock, *m_articles, make, randomFraction);
    connect(m_refresher.get(), &NewsRefresher::healthChanged, this, &Session::switchOffIfGone);
    applyFeeds();
}

// Read as the feed list says, where it has the feed.
void Session::playFeed(const RecordedMessage &message, std::function<void()> played)
{
    FeedInfo info;
    info.id = {message.url.toString()};
    info.source = message.feed;
    info.url = message.url;
    if (const auto listed = m_feeds->feedAt(message.url))
        info = listed->info;
    if (message.kind == RecordedMessage::Kind::Unchanged)
        return m_replayedFeeds->playUnchanged(info, message.at, std::move(played));
    m_replayedFeeds->play(info, message.data, message.at, std::move(played));
}

void Session::applyReading()
{
    m_articles->setReadReach(m_settings.settings().readMarksEvent ? ReadReach::Cluster : ReadReach::Story);
}

void Session::applyFeeds()
{
    const auto every = duration_cast<seconds>(milliseconds{m_settings.settings().newsEveryMs});
    QHash<FeedId, FeedStanding> standings;
    for (const FeedEntry &entry : m_feeds->feeds())
        standings.insert(entry.info.id, {entry.weight, entry.info.owner});
    m_articles->setStandings(standings);
    if (m_options.news && !simulated())
        m_refresher->setFeeds(chosenFeeds(m_feeds->feeds(), every));
}

// What the user switched on is wanted now.
void Session::feedsChanged()
{
    QSet<FeedId> before;
    for (const FeedInfo &feed : m_refresher->feeds())
        before.insert(feed.id);
    applyFeeds();
    QList<FeedId> added;
    for (const FeedInfo &feed : m_refresher->feeds())
        if (!before.contains(feed.id))
            added.append(feed.id);
    if (!added.isEmpty())
        m_refresher->refresh(added);
}

void Session::switchOffIfGone(const FeedId &id)
{
    const auto feed = m_feeds->feed(id);
    if (!feed || !feed->on || m_refresher->health(id).state != FeedHealth::State::Gone)
        return;
    m_endedFeeds.append(feed->info.source);
    std::ignore = m_feeds->setOn(id, false);
    emit feedsEnded();
}

QString Session::endedFeedsNotice() const
{
    if (m_endedFeeds.isEmpty())
        return {};
    return m_endedFeeds.size() == 1
               ? tr("%1 has ended: its site says that the feed is gone for good. It is switched off.")
                     .arg(m_endedFeeds.first())
               : tr("%1 have ended: their sites say that the feeds are gone for good. They are switched off.")
                     .arg(m_endedFeeds.join(QStringLiteral(", ")));
}

bool Session::newsSettled() const
{
    const QList<FeedInfo> feeds = m_refresher->feeds();
    return std::all_of(feeds.cbegin(), feeds.cend(), [this](const FeedInfo &feed) {
        const FeedHealth::State state = m_refresher->health(feed.id).state;
        return state == FeedHealth::State::Good || state == FeedHealth::State::Failing ||
               state == FeedHealth::State::Gone || state == FeedHealth::State::Off;
    });
}
