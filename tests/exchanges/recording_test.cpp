#include "app/exchanges/recording.h"
#include "app/quotes/venuecandlehistory.h"

#include "app/exchanges/replaysource.h"
#include "tests/exchanges/sourcecase.h"

#include <QTemporaryDir>

using namespace std::chrono_literals;

namespace {
const VenueId bitget{QStringLiteral("bitget")};
const QUrl stream(QStringLiteral("wss://ws.bitget.com/v2/ws/public"));

class RecordingTest : public testing::Test
{
protected:
    QString write(const QByteArray &content)
    {
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(content);
        return path;
    }
    // What is wrong with a recording of these lines after a good header.
    QString complaint(const QByteArray &lines)
    {
        const QByteArray header = "{\"format\":\"wickpost-recording\",\"version\":1,\"started\":1}\n";
        const auto reader = RecordingReader::open(write(header + lines));
        if (!reader)
            return reader.error().detail;
        for (;;) {
            const auto message = (*reader)->next();
            if (!message)
                return message.error().detail;
            if (!*message)
                return {};
        }
    }

    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("market.jsonl"));
    ManualClock clock;
};

TEST_F(RecordingTest, ReadsBackEveryByteItWrote)
{
    const QList<RecordedMessage> messages = {
        {fromMsecs(1000), bitget, RecordedMessage::Kind::Frame, stream, "{\"a\":\"\\u0000 ü 比特\"}"},
        {fromMsecs(1001), bitget, RecordedMessage::Kind::Frame, stream, "pong"},
        {fromMsecs(1002), bitget, RecordedMessage::Kind::Frame, stream,
         QByteArray("\xff\xfe\x00\x80\n\r", 6)},
        {fromMsecs(1003), bitget, RecordedMessage::Kind::Frame, stream, ""},
        {fromMsecs(1004), bitget, RecordedMessage::Kind::Rest,
         QUrl(QStringLiteral("https://api.bitget.com/x?a=b%2Cc")), QByteArray(100'000, '"')},
        {fromMsecs(1005),
         {},
         RecordedMessage::Kind::Feed,
         QUrl(QStringLiteral("https://example.com/rss.xml")),
         "<rss>\xff</rss>",
         QStringLiteral("Morning Ledger")},
        {fromMsecs(1006),
         {},
         RecordedMessage::Kind::Unchanged,
         QUrl(QStringLiteral("https://example.com/rss.xml")),
         {},
         QStringLiteral("Morning Ledger")}};
    {
        auto writer = RecordingWriter::create(path, clock);
        ASSERT_TRUE(writer);
        for (const RecordedMessage &message : messages) {
            if (message.kind == RecordedMessage::Kind::Frame)
                (*writer)->frame(message.venue, message.url, message.data, message.at);
            else if (message.kind == RecordedMessage::Kind::Feed)
                (*writer)->document(message.feed, message.url, message.data, message.at);
            else if (message.kind == RecordedMessage::Kind::Unchanged)
                (*writer)->unchanged(message.feed, message.url, message.at);
            else
                (*writer)->answer(message.venue, message.url, message.data, message.at);
        }
        EXPECT_EQ((*writer)->messages(), 7);
        EXPECT_TRUE((*writer)->flush());
    }
    auto reader = RecordingReader::open(path);
    ASSERT_TRUE(reader) << reader.error().detail.toStdString();
    EXPECT_EQ((*reader)->started(), clock.now());
    for (const RecordedMessage &message : messages) {
        const auto read = (*reader)->next();
        ASSERT_TRUE(read) << read.error().detail.toStdString();
        EXPECT_EQ(**read, message);
    }
    EXPECT_FALSE(*(*reader)->next());
}

TEST_F(RecordingTest, NothingIsPlayedBeforeAFeedsDocumentHasBeenTakenIn)
{
    {
        auto writer = RecordingWriter::create(path, clock);
        ASSERT_TRUE(writer);
        (*writer)->frame(bitget, stream, "pong", clock.now());
        for (const char *text : {"one", "two"})
            (*writer)->document(QStringLiteral("Ledger"), QUrl(QStringLiteral("https://example.com/rss")),
                                text, clock.now() + 1s);
        (*writer)->unchanged(QStringLiteral("Ledger"), QUrl(QStringLiteral("https://example.com/rss")),
                             clock.now() + 2s);
    }
    auto replay = Replay::open(path, 1, clock);
    ASSERT_TRUE(replay) << replay.error().detail.toStdString();
    QByteArrayList played;
    std::function<void()> taken;
    (*replay)->setFeedPlayer([&](const RecordedMessage &document, std::function<void()> done) {
        played.append(document.feed.toUtf8() + ' ' + document.data);
        taken = std::move(done);
    });
    (*replay)->start();
    clock.advance(500ms);
    EXPECT_TRUE(played.isEmpty());
    clock.advance(10s);
    EXPECT_EQ(played, QByteArrayList{"Ledger one"});
    EXPECT_TRUE((*replay)->isHeld());
    EXPECT_FALSE((*replay)->hasEnded());
    taken();
    clock.advance(0ms);
    EXPECT_EQ(played.size(), 2);
    taken();
    clock.advance(0ms);
    EXPECT_EQ(played, (QByteArrayList{"Ledger one", "Ledger two", "Ledger "}))
        << "a feed without news is told";
    taken();
    clock.advance(0ms);
    EXPECT_TRUE((*replay)->hasEnded());
}

TEST_F(RecordingTest, ASecondOfMessagesIsInTheFileWithoutClosingIt)
{
    auto writer = RecordingWriter::create(path, clock);
    ASSERT_TRUE(writer);
    (*writer)->frame(bitget, stream, "one", clock.now());
    clock.advance(1s);
    (*writer)->frame(bitget, stream, "two", clock.now());
    auto reader = RecordingReader::open(path);
    ASSERT_TRUE(reader);
    EXPECT_EQ((*(*reader)->next())->data, "one");
    EXPECT_EQ((*(*reader)->next())->data, "two");
}

TEST_F(RecordingTest, AFileThatCannotBeWrittenSaysWhy)
{
    const auto writer = RecordingWriter::create(folder.filePath(QStringLiteral("no/such/folder/x")), clock);
    ASSERT_FALSE(writer);
    EXPECT_EQ(writer.error().kind, Error::Kind::Storage);
    EXPECT_TRUE(writer.error().detail.contains(QStringLiteral("no/such/folder/x")));
}

TEST_F(RecordingTest, ADiskThatFillsUpIsTold)
{
    if (!QFile::exists(QStringLiteral("/dev/full")))
        GTEST_SKIP() << "no /dev/full here";
    const auto writer = RecordingWriter::create(QStringLiteral("/dev/full"), clock);
    ASSERT_FALSE(writer);
    EXPECT_TRUE(writer.error().detail.contains(QStringLiteral("No space left")));
}

TEST_F(RecordingTest, DamageIsNamedWithItsLine)
{
    EXPECT_TRUE(complaint({}).isEmpty());
    const QByteArray good =
        "{\"t\":5,\"venue\":\"bitget\",\"kind\":\"frame\",\"url\":\"wss://x/y\",\"data\":\"pong\"}\n";
    EXPECT_TRUE(complaint(good + "\n" + good).isEmpty());
    const QList<QPair<QByteArray, QString>> cases = {
        {"{\"t\":5,\"ven", QStringLiteral("not JSON")},
        {"[]\n", QStringLiteral("\"t\"")},
        {"{\"t\":\"5\",\"venue\":\"b\",\"kind\":\"frame\",\"url\":\"wss://x/\",\"data\":\"\"}\n",
         QStringLiteral("\"t\"")},
        {"{\"t\":5,\"kind\":\"frame\",\"url\":\"wss://x/\",\"data\":\"\"}\n", QStringLiteral("\"venue\"")},
        {"{\"t\":5,\"venue\":\"b\",\"kind\":\"feed\",\"url\":\"https://x/\",\"data\":\"\"}\n",
         QStringLiteral("\"feed\"")},
        {"{\"t\":5,\"venue\":\"b\",\"kind\":\"unchanged\",\"url\":\"https://x/\"}\n",
         QStringLiteral("\"feed\"")},
        {"{\"t\":5,\"venue\":\"b\",\"kind\":\"x\",\"url\":\"wss://x/\",\"data\":\"\"}\n",
         QStringLiteral("\"kind\"")},
        {"{\"t\":5,\"venue\":\"b\",\"kind\":\"rest\",\"data\":\"\"}\n", QStringLiteral("\"url\"")},
        {"{\"t\":5,\"venue\":\"b\",\"kind\":\"rest\",\"url\":\"wss://x/\"}\n", QStringLiteral("\"data\"")},
        {"{\"t\":5,\"venue\":\"b\",\"kind\":\"rest\",\"url\":\"wss://x/\",\"base64\":\"!!\"}\n",
         QStringLiteral("base64")},
    };
    for (const auto &[line, reason] : cases) {
        const QString said = complaint(good + line);
        EXPECT_TRUE(said.contains(QStringLiteral("line 3: ")))
            << line.constData() << " → " << said.toStdString();
        EXPECT_TRUE(said.contains(reason)) << line.constData() << " → " << said.toStdString();
    }
}

TEST_F(RecordingTest, WhatIsNoRecordingIsRefusedAtOnce)
{
    for (const auto &[content, reason] : QList<QPair<QByteArray, QString>>{
             {"", QStringLiteral("line 1: the file is empty")},
             {"<html>", QStringLiteral("line 1: not a Wickpost recording")},
             {"{\"format\":\"wickpost-recording\",\"version\":4}\n", QStringLiteral("format version 4")}}) {
        const auto reader = RecordingReader::open(write(content));
        ASSERT_FALSE(reader);
        EXPECT_TRUE(reader.error().detail.contains(reason)) << reader.error().detail.toStdString();
    }
    EXPECT_FALSE(RecordingReader::open(folder.filePath(QStringLiteral("absent"))));
    EXPECT_FALSE(Replay::open(folder.filePath(QStringLiteral("absent")), 1, clock));
}

class ReplayTest : public SourceCase
{
protected:
    // A minute of Bitget: a price each second.
    void record()
    {
        auto writer = RecordingWriter::create(path, clock);
        ASSERT_TRUE(writer);
        services.tap = writer->get();
        use(QStringLiteral("bitget"));
        const Request list = source->fetchInstruments([](const auto &) {});
        goLive({id("BTCUSDT"), id("ETHUSDT")});
        for (int i = 0; i < 60; ++i) {
            fakeVenue().push("BTCUSDT", "100." + QByteArray::number(100 + i));
            settle();
            clock.advance(1s);
        }
        settle();
        source.reset();
        services.tap = nullptr;
    }

    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("market.jsonl"));
};

TEST_F(ReplayTest, PlaysWhatWasRecordedThroughTheSameDecoders)
{
    record();
    const QList<Ticker> recorded = ticks;
    ASSERT_GE(recorded.size(), 60);
    auto replay = Replay::open(path, 1, clock);
    ASSERT_TRUE(replay) << replay.error().detail.toStdString();
    ASSERT_EQ((*replay)->sources().size(), 1);
    QuoteSource *again = (*replay)->sources().constFirst();
    EXPECT_TRUE(again->info().simulated);
    EXPECT_EQ(again->info().id.value, QStringLiteral("bitget"));
    QList<Ticker> played;
    QObject::connect(again, &QuoteSource::tickerReceived, again, [&](const Ticker &t) { played.append(t); });
    again->setSubscriptions({{id("BTCUSDT"), id("ETHUSDT")}, {}});
    const MonoTime begun = clock.monotonic();
    clock.advance(30s);
    EXPECT_EQ(again->status().link, SourceStatus::Link::Live);
    EXPECT_GT(played.size(), 20);
    EXPECT_LT(played.size(), 40) << "faster than it was recorded";
    clock.advance(31s);
    EXPECT_EQ(again->status().link, SourceStatus::Link::Down) << "it has ended";
    EXPECT_TRUE(again->status().lastError->detail.contains(QStringLiteral("ended")));
    ASSERT_EQ(played.size(), recorded.size());
    for (qsizetype i = 0; i < played.size(); ++i) {
        EXPECT_GE(played.at(i).receivedAt, begun);
        Ticker expected = recorded.at(i);
        expected.receivedAt = played.at(i).receivedAt;
        expected.receivedTime = played.at(i).receivedTime;
        EXPECT_EQ(played.at(i), expected);
    }
}

TEST_F(ReplayTest, PlaysFasterOnRequestAndAnswersWhatRestWasAsked)
{
    record();
    auto replay = Replay::open(path, 10, clock);
    ASSERT_TRUE(replay);
    QuoteSource *again = (*replay)->sources().constFirst();
    std::optional<Result<QList<Instrument>>> list;
    const Request request = again->fetchInstruments([&](auto result) { list = std::move(result); });
    clock.advance(0ms);
    ASSERT_TRUE(list && *list);
    EXPECT_GT((*list)->size(), 5);
    int played = 0;
    QObject::connect(again, &QuoteSource::tickerReceived, again, [&](const Ticker &) { ++played; });
    again->setSubscriptions({{id("BTCUSDT")}, {}});
    clock.advance(3s);
    EXPECT_GT(played, 25);
    EXPECT_LT(played, 35);
    clock.advance(4s);
    EXPECT_TRUE((*replay)->hasEnded());
}

TEST_F(ReplayTest, CandlesComeFromAllRecordedAnswersAndNeverFromTheFuture)
{
    auto writer = RecordingWriter::create(path, clock);
    ASSERT_TRUE(writer);
    services.tap = writer->get();
    use(QStringLiteral("bitget"));
    const Request list = source->fetchInstruments([](const auto &) {});
    goLive({id("BTCUSDT")});
    const auto read = [&](std::optional<UtcTime> to) {
        CandleQuery query;
        query.instrument = id("BTCUSDT");
        query.interval = Interval::M1;
        query.limit = 30;
        query.to = to;
        bool done = false;
        const Request request = source->fetchCandles(query, [&](const auto &) { done = true; });
        timeUntil([&] { return done; }, 5s); // reads of one path are paced
        EXPECT_TRUE(done);
    };
    const UtcTime begun = clock.now();
    read({});
    read(begun - 30min);
    passTrading(3min);
    read({});
    source.reset();
    services.tap = nullptr;

    clock.advance(48h);
    auto replay = Replay::open(path, 1, clock);
    ASSERT_TRUE(replay);
    QuoteSource *again = (*replay)->sources().constFirst();
    QList<Candle> candles;
    const auto ask = [&] {
        const Request request =
            again->fetchCandles({id("BTCUSDT"), Interval::M1, {}, {}, 0},
                                [&](const auto &rows) { candles = rows.value_or(candles); });
        clock.advance(0ms);
    };
    again->setSubscriptions({{id("BTCUSDT")}, {}});
    ask();
    ASSERT_GE(candles.size(), 58) << "both answers";
    EXPECT_EQ(candles.constLast().time, candleStart(Interval::M1, begun)) << "nothing of later";
    EXPECT_FALSE(candles.constLast().closed);

    // "The last half hour" is that of the recording.
    QuoteBoard board(clock, AssetDirectory::shipped());
    board.setSources((*replay)->sources());
    VenueCandleHistory history(clock, board, nullptr);
    std::optional<CandleSeries> series;
    const Request request =
        history.load({AssetId{QStringLiteral("bitcoin")}, {}, Interval::M1, {}, {}, 30min},
                     [&](const auto &answer) { series = answer.value_or(CandleSeries{}); });
    timeUntil([&] { return series.has_value(); }, 5s);
    ASSERT_TRUE(series);
    EXPECT_TRUE(series->simulated);
    EXPECT_GE(series->candles.size(), 29);
    EXPECT_LE(series->candles.constLast().time, begun);
    board.setSources({});
    again->setSubscriptions({{id("BTCUSDT")}, {}});

    clock.advance(2min);
    ask();
    EXPECT_EQ(candles.constLast().time, candleStart(Interval::M1, begun) + 60s)
        << "the last one that was closed then";
    clock.advance(2min);
    ask();
    EXPECT_EQ(candles.constLast().time, candleStart(Interval::M1, begun) + 180s);
}

TEST_F(ReplayTest, ADamagedRecordingIsRefusedByLine)
{
    record();
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadWrite));
    ASSERT_TRUE(file.resize(file.size() - 20)); // cut short
    file.close();
    const auto replay = Replay::open(path, 1, clock);
    ASSERT_FALSE(replay);
    EXPECT_TRUE(replay.error().detail.contains(QStringLiteral("line ")))
        << replay.error().detail.toStdString();
    EXPECT_TRUE(replay.error().detail.contains(QStringLiteral("not JSON")));
}
} // namespace
