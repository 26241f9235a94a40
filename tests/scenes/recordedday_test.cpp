// A day of the fake market, recorded off the wire with its feed, and played again.
#include "app/alerts/alertgrammar.h"
#include "app/cli/moveoutput.h"
#include "app/cli/session.h"
#include "app/exchanges/recording.h"
#include "app/insight/insight.h"
#include "tests/support/fakemarket/commander.h"
#include "tests/support/manualclock.h"
#include "tests/support/waituntil.h"
#include "ui/charts/chartstories.h"

#include <QAbstractEventDispatcher>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <gtest/gtest.h>
#include <map>
#include <random>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr auto step = 10s;
constexpr int patience = 20'000;
const QList<AssetId> coins{{u"bitcoin"_s}, {u"solana"_s}, {u"dogecoin"_s}};

// What is said of a day. Prices differ between exchanges by a hair, so whose tick was the last one to agree
// is no part of it.
struct Told
{
    QStringList alerts;     // what fired, oldest first
    QList<UtcTime> firedAt; // the same ones
    QStringList moves, markers;
};

// One a line, so that a difference can be read.
std::string lines(const QStringList &texts)
{
    return texts.join(u'\n').toStdString();
}

// A session by a clock that the test moves.
class PlayedRun
{
public:
    PlayedRun(ManualClock &time, const SessionOptions &options) : m_clock(time)
    {
        m_settings.change([](Settings &settings) { settings.watchlist = coins; });
        auto opened = Session::open(m_clock, m_settings, Paths::in(m_folder.path()), options);
        EXPECT_TRUE(opened) << opened.error().detail.toStdString();
        session = std::move(*opened);
        for (const char *text :
             {"SOL moves 3% in 1h", "BTC below 112000", "DOGE below 0.25", "story about SOL"}) {
            Alert alert;
            alert.condition = *parseAlert(QString::fromLatin1(text), AssetDirectory::shipped());
            alert.once = false;
            EXPECT_TRUE(session->alertBook().add(alert));
        }
    }
    // Everything that has come by now is taken in.
    void settle()
    {
        for (int idle = 0; idle < 3; ++idle) {
            m_clock.advance(0ms);
            if (QCoreApplication::eventDispatcher()->processEvents(QEventLoop::AllEvents))
                idle = -1;
        }
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        if (isBusy()) {
            EXPECT_TRUE(waitUntil(
                [this] {
                    m_clock.advance(0ms);
                    return !isBusy();
                },
                patience));
        }
    }
    void pass(std::chrono::milliseconds time)
    {
        for (auto gone = 0ms; gone < time; gone += step) {
            m_clock.advance(step);
            settle();
        }
    }
    Told told()
    {
        Told all;
        const auto &firings = session->alertBook().firings();
        for (auto firing = firings.rbegin(); firing != firings.rend(); ++firing) {
            all.alerts.append(alertText(firing->condition, AssetDirectory::shipped()) + u' ' + firing->title);
            all.firedAt.append(firing->at);
        }
        for (const AssetId &coin : coins) {
            addMoves(coin, all.moves);
            addMarkers(coin, all.markers);
        }
        return all;
    }

    std::unique_ptr<Session> session;

private:
    bool isBusy() const
    {
        const QList<FeedInfo> feeds = session->refresher().feeds();
        return session->replayHeld() || std::any_of(feeds.begin(), feeds.end(), [this](const FeedInfo &feed) {
                   return session->refresher().health(feed.id).state == FeedHealth::State::Fetching;
               });
    }
    void addMoves(const AssetId &coin, QStringList &moves)
    {
        std::optional<Result<CoinMoves>> found;
        const Request request = session->insight().moveFinder().find(
            coin, m_clock.now() - 24h, [&](const Result<CoinMoves> &result) { found = result; });
        EXPECT_TRUE(waitUntil(
            [&] {
                m_clock.advance(50ms);
                return found.has_value();
            },
            patience));
        ASSERT_TRUE(found && *found) << coin.value.toStdString()
                                     << (found ? found->error().detail.toStdString() : std::string());
        for (const ExplainedMove &move : (*found)->moves) {
            QJsonObject json = QJsonDocument::fromJson(moveToJson(move)).object();
            json.remove("simulated"_L1); // of a replay
            QJsonObject looked = json.value("looked"_L1).toObject();
            looked.remove("until"_L1); // for the newest move that is when it was asked for
            json.insert("looked"_L1, looked);
            moves.append(QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact)));
        }
    }
    void addMarkers(const AssetId &coin, QStringList &markers)
    {
        ChartStories stories(session->articles(), m_clock);
        stories.setCoin(AssetDirectory::shipped().find(coin)->symbol);
        stories.setSpan({m_clock.now() - 24h, m_clock.now()});
        EXPECT_TRUE(waitUntil(
            [&] {
                m_clock.advance(10ms);
                return stories.isSettled();
            },
            patience));
        for (const Story &story : stories.stories()) {
            const ChartMarker marker = markerOf(story, {});
            markers.append(QStringList{coin.value, toRfc3339(marker.time), marker.title,
                                       marker.market ? u"market"_s : QString(),
                                       QString::number(story.earlierTitles.size())}
                               .join(u'|'));
        }
    }

    QTemporaryDir m_folder;
    ManualClock &m_clock;
    SettingsFile m_settings{m_clock, QString(), defaultSettings(u"en_GB"_s)};
};

class RecordedDayTest : public testing::Test
{
protected:
    static void SetUpTestSuite()
    {
        s_folder = new QTemporaryDir;
        QFile list(s_folder->filePath(u"feeds.opml"_s));
        ASSERT_TRUE(list.open(QIODevice::WriteOnly));
        ManualClock clock;
        FakeMarket market({.clock = &clock, .rate = 1.0 / 15, .talkative = false});
        FakeFeeds feeds(clock);
        fake::Commander commander(market, feeds);
        ASSERT_TRUE(commander.schedule("2h scene story-move SOL +6%\n"
                                       "4h scene spike bitget BTC -4%\n"
                                       "6h scene lone-move DOGE -8%\n"
                                       "9h scene market -6%\n"
                                       "12h scene edited BTC\n"));
        list.write("<opml version=\"2.0\"><body><outline type=\"rss\" text=\"Loopback\" xmlUrl=\"" +
                   feeds.feed(u"/rss.xml"_s).toEncoded() + "\"/></body></opml>");
        list.close();
        auto writer = RecordingWriter::create(recording(), clock);
        ASSERT_TRUE(writer);
        SessionOptions options = dayOptions();
        options.tap = writer->get();
        options.exactly = {{u"bitget"_s}, {u"binance"_s}, {u"okx"_s}};
        for (const auto &venue : market.venues())
            options.global.endpoints.insert({QString::fromLatin1(venue->id())}, venue->endpoint());
        PlayedRun run(clock, options);
        run.session->refresher().refreshAll();
        ASSERT_TRUE(waitUntil(
            [&] {
                clock.advance(1ms);
                return run.session->allLive() && run.session->newsSettled();
            },
            patience));
        run.pass(24h);
        s_live = new Told(run.told());
        s_end = clock.now();
        ASSERT_TRUE((*writer)->flush());
    }
    static void TearDownTestSuite()
    {
        delete s_folder;
        delete s_live;
    }
    static QString recording() { return s_folder->filePath(u"day.jsonl"_s); }
    static SessionOptions dayOptions()
    {
        SessionOptions options;
        options.alerts = true;
        options.global.feedsFile = s_folder->filePath(u"feeds.opml"_s);
        return options;
    }
    static Told replay(const QString &file)
    {
        const auto reader = RecordingReader::open(file);
        EXPECT_TRUE(reader);
        ManualClock clock((*reader)->started());
        SessionOptions options = dayOptions();
        options.global.replayFile = file;
        PlayedRun run(clock, options);
        run.pass(s_end - clock.now());
        return run.told();
    }
    // The same messages at the same times; of one moment the streams and the feed come in another order, each
    // for itself as it was.
    static QString shuffled(quint32 seed)
    {
        QFile from(recording()), to(s_folder->filePath(u"shuffled-%1.jsonl"_s.arg(seed)));
        EXPECT_TRUE(from.open(QIODevice::ReadOnly) && to.open(QIODevice::WriteOnly));
        to.write(from.readLine());
        std::mt19937 random(seed);
        std::map<std::string, QByteArray> moment; // by stream
        qint64 at = 0;
        const auto put = [&] {
            std::vector<QByteArray> streams;
            for (const auto &[name, lines] : moment)
                streams.push_back(lines);
            std::shuffle(streams.begin(), streams.end(), random);
            for (const QByteArray &lines : streams)
                to.write(lines);
            moment.clear();
        };
        while (!from.atEnd()) {
            const QByteArray line = from.readLine();
            const QJsonObject message = QJsonDocument::fromJson(line).object();
            const qint64 time = message.value("t"_L1).toInteger();
            if (time != at)
                put();
            at = time;
            moment[message.value("url"_L1).toString().toStdString()] += line;
        }
        put();
        return to.fileName();
    }

    static inline QTemporaryDir *s_folder = nullptr;
    static inline Told *s_live = nullptr;
    static inline UtcTime s_end{};
};

} // namespace

TEST_F(RecordedDayTest, ReplaysToTheMovesMarkersAndAlertsOfTheDayItself)
{
    const Told first = replay(recording());
    EXPECT_EQ(lines(first.moves), lines(s_live->moves));
    EXPECT_EQ(lines(first.markers), lines(s_live->markers));
    EXPECT_EQ(lines(first.alerts), lines(s_live->alerts));
    const Told second = replay(recording());
    EXPECT_EQ(lines(second.moves), lines(first.moves));
    EXPECT_EQ(lines(second.markers), lines(first.markers));
    EXPECT_EQ(lines(second.alerts), lines(first.alerts));
    EXPECT_EQ(second.firedAt, first.firedAt);
}

TEST_F(RecordedDayTest, TellsWhatHappenedThatDay)
{
    const auto has = [](const QStringList &texts, const QString &part, const QString &other) {
        return std::any_of(texts.begin(), texts.end(),
                           [&](const QString &text) { return text.contains(part) && text.contains(other); });
    };
    EXPECT_TRUE(has(s_live->moves, u"\"coin\":\"SOL\""_s, u"\"answer\":\"explained\""_s));
    EXPECT_TRUE(has(s_live->moves, u"\"coin\":\"DOGE\""_s, u"\"answer\":\"unexplained\""_s));
    EXPECT_TRUE(has(s_live->moves, u"\"coin\":\"BTC\""_s, u"Federal Reserve cuts"_s));
    EXPECT_TRUE(has(s_live->markers, u"dogecoin|"_s, u"Federal Reserve cuts"_s));
    EXPECT_TRUE(has(s_live->markers, u"bitcoin|"_s, u"goes ahead, developers say||1"_s));
    EXPECT_TRUE(has(s_live->alerts, u"story about SOL"_s, u"Solana developers bring"_s));
    EXPECT_TRUE(has(s_live->alerts, u"SOL moves 3% in 1h"_s, {}));
    EXPECT_TRUE(has(s_live->alerts, u"DOGE below 0.25"_s, {}));
    const qsizetype below = s_live->alerts.indexOf(u"BTC below 112000 "_s);
    ASSERT_GE(below, 0);
    EXPECT_GT(s_live->firedAt.at(below), s_end - 24h + 9h) << "not at the spike of one venue";
}

TEST_F(RecordedDayTest, TheOrderOfIndependentStreamsChangesNothing)
{
    const Told first = replay(recording());
    for (const quint32 seed : {1u, 2u}) {
        const Told other = replay(shuffled(seed));
        EXPECT_EQ(lines(other.moves), lines(first.moves));
        EXPECT_EQ(lines(other.markers), lines(first.markers));
        EXPECT_EQ(lines(other.alerts), lines(first.alerts));
        ASSERT_EQ(other.firedAt.size(), first.firedAt.size());
        for (qsizetype i = 0; i < first.firedAt.size(); ++i)
            EXPECT_LE(std::chrono::abs(other.firedAt[i] - first.firedAt[i]), step);
    }
}
