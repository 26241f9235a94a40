// The fault catalogue of platform.md 1.6, as far as it concerns a venue's connection, each case against
// fakemarket by its number; every venue with a dialect goes through all of them.
#include "app/quotes/venuecandlehistory.h"
#include "tests/exchanges/sourcecase.h"

using namespace std::chrono_literals;
using fake::Fault;
using fake::FaultSpec;

namespace {
const AssetId bitcoin{QStringLiteral("bitcoin")};

class Faults : public SourceCase, public testing::WithParamInterface<std::string>
{
protected:
    void SetUp() override { use(QString::fromStdString(GetParam())); }
    void live() { goLive({id(btc()), id(eth())}); }
    // The venue moves bitcoin's price; does it arrive within this time of the market?
    bool priceArrives(const QByteArray &price, std::chrono::milliseconds within)
    {
        const auto wanted = Decimal::parse(price);
        fakeVenue().push(btc(), price);
        return timeUntil([&] { return last(id(btc())) == wanted; }, within) < within;
    }
    void expectGentle()
    {
        for (const auto &violation : market.violations())
            ADD_FAILURE() << violation.venue.constData() << ": " << violation.rule.toStdString();
    }
    // Within this time the stream is replaced once, and meanwhile each price arrives once and in time.
    void expectSeamless(std::chrono::milliseconds within)
    {
        links.clear();
        ticks.clear();
        tickedAt.clear();
        const auto streams = opened.size();
        const MonoTime end = clock.monotonic() + within;
        while (opened.size() == streams && clock.monotonic() < end)
            passTrading(1s);
        passTrading(5s);
        EXPECT_EQ(opened.size(), streams + 1);
        EXPECT_TRUE(links.isEmpty()) << "the link was not live all the time";
        EXPECT_TRUE(until([&] { return fakeVenue().streamCount() == 1; })) << "the old stream is still there";
        for (qsizetype i = 1; i < tickedAt.size(); ++i)
            EXPECT_LE(tickedAt.at(i) - tickedAt.at(i - 1), 2s);
        const auto shown = ticksOf(id(btc()));
        for (qsizetype i = 1; i < shown.size(); ++i) {
            EXPECT_GE(shown.at(i).exchangeTime, shown.at(i - 1).exchangeTime);
            Ticker before = shown.at(i - 1);
            before.receivedAt = shown.at(i).receivedAt;
            before.receivedTime = shown.at(i).receivedTime;
            EXPECT_FALSE(shown.at(i) == before) << "a tick came twice";
        }
        passTrading(10s);
        EXPECT_EQ(opened.size(), streams + 1) << "replaced again";
        expectGentle();
    }
    QString reason() const
    {
        const auto status = source->status();
        return status.lastError ? status.lastError->detail : QString();
    }
};

std::vector<std::string> venueNames()
{
    std::vector<std::string> names;
    for (const VenueEntry &entry : venues())
        names.push_back(entry.id.value.toStdString());
    return names;
}

INSTANTIATE_TEST_SUITE_P(EachVenue, Faults, testing::ValuesIn(venueNames()),
                         [](const auto &info) { return info.param; });

// --- network ---

TEST_P(Faults, Case04ARefusedConnectionIsTriedAgainWithinHalfASecond)
{
    live();
    fakeVenue().apply(Fault::Refuse);
    fakeVenue().apply(Fault::Cut);
    ASSERT_TRUE(until([&] { return link() == Link::Retrying; }));
    EXPECT_LE(source->status().nextAttempt - clock.now(), 500ms);
    pass(10s);
    EXPECT_NE(link(), Link::Live);
    EXPECT_TRUE(reason().contains(QStringLiteral("refused the connection"))) << reason().toStdString();
    fakeVenue().heal(Fault::Refuse);
    EXPECT_LE(timeUntil([&] { return link() == Link::Live; }, 20s), 9s);
}

TEST_P(Faults, Case07ASilentHandshakeEndsAfterFifteenSeconds)
{
    fakeVenue().apply(Fault::HandshakeSilence);
    source->setSubscriptions({{id(btc())}, {}});
    const auto took = timeUntil([&] { return link() == Link::Retrying; }, 30s);
    EXPECT_GE(took, 14s);
    EXPECT_LE(took, 15500ms);
    EXPECT_TRUE(reason().contains(QStringLiteral("handshake"))) << reason().toStdString();
    fakeVenue().heal(Fault::HandshakeSilence);
    EXPECT_LE(timeUntil([&] { return link() == Link::Live; }, 10s), 2s);
}

// Figure R1: a dead stream is found within 6 s on Kraken and Coinbase, within 31 s on the others.
TEST_P(Faults, Case08HalfOpenIsFoundByTheWatchdog)
{
    live();
    passTrading(3s);
    fakeVenue().apply(Fault::HalfOpen);
    const MonoTime cut = clock.monotonic();
    const auto found = timeUntil([&] { return link() != Link::Live; }, 60s);
    EXPECT_LE(found, silenceLimit() + 1s);
    EXPECT_EQ(link(), Link::Silent);
    EXPECT_EQ(source->status().notLiveSince, clock.monotonic());
    fakeVenue().heal(Fault::HalfOpen);
    timeUntil([&] { return link() == Link::Live; }, 60s);
    EXPECT_LE(clock.monotonic() - cut, silenceLimit() + 5s);
    EXPECT_TRUE(until([&] { return fakeVenue().streamCount() == 1; })) << "the old socket is still there";
}

TEST_P(Faults, Case09AResetIsMendedAtOnce)
{
    live();
    passTrading(2s);
    fakeVenue().apply(Fault::Cut);
    ASSERT_TRUE(until([&] { return link() == Link::Retrying; }));
    EXPECT_LE(source->status().nextAttempt - clock.now(), 500ms);
    EXPECT_LE(timeUntil([&] { return link() == Link::Live; }, 20s), 2s);
    EXPECT_TRUE(priceArrives("115000.5", 2s));
    expectGentle();
}

TEST_P(Faults, Case10AFinWithoutCloseFrameIsNoNormalEnd)
{
    live();
    fakeVenue().apply(Fault::Cut, "fin");
    ASSERT_TRUE(until([&] { return link() == Link::Retrying; }));
    EXPECT_LE(timeUntil([&] { return link() == Link::Live; }, 20s), 2s);
}

TEST_P(Faults, Case11EveryCloseCodeReconnectsAndTwoOfThemLater)
{
    live();
    for (const QByteArray code : {"1000", "1001", "1011", "1012", "1008", "1013"}) {
        fakeVenue().apply(Fault::Cut, code);
        ASSERT_TRUE(until([&] { return link() == Link::Retrying; })) << code.constData();
        if (code < QByteArray("1012")) { // Qt 6.4 hides those above behind "Invalid close code"
            EXPECT_TRUE(reason().contains(QString::fromLatin1(code))) << reason().toStdString();
        }
        const auto wait = source->status().nextAttempt - clock.now();
        if (code == "1008" || code == "1013") {
            EXPECT_GE(wait, 30s) << code.constData();
        } else if (code != "1012") {
            EXPECT_LE(wait, 8s) << code.constData();
        }
        EXPECT_LE(timeUntil([&] { return link() == Link::Live; }, 60s), 45s) << code.constData();
        passTrading(1s);
    }
}

TEST_P(Faults, Case12APlannedReplacementHasTheNewStreamFirst)
{
    if (!entryOf(venueId).make()->limits().rotateAfter)
        GTEST_SKIP() << "this venue does not cut its streams";
    live();
    const auto rotation = *entryOf(venueId).make()->limits().rotateAfter;
    for (auto gone = 0ms; gone < rotation - 10s; gone += 4s) {
        fakeVenue().push(btc(), "114" + QByteArray::number(100 + toMsecs(clock.now()) / 4000 % 800) + ".5");
        pass(4s, 4s);
    }
    ASSERT_EQ(opened.size(), 1) << "replaced before its time";
    expectSeamless(31min);
}

TEST_P(Faults, Case12ANoticeOfShutdownIsFollowedAtOnceAndSeamlessly)
{
    if (venueId != QLatin1String("binance") && venueId != QLatin1String("okx"))
        GTEST_SKIP() << "this venue gives no notice";
    live();
    passTrading(3s);
    fakeVenue().apply(Fault::Notice);
    expectSeamless(5s);
}

TEST_P(Faults, Case13ASilentServerIsReplaced)
{
    live();
    fakeVenue().apply(Fault::Silence);
    EXPECT_LE(timeUntil([&] { return link() == Link::Silent; }, 60s), silenceLimit() + 1s);
    EXPECT_TRUE(reason().contains(QStringLiteral("silent")) || reason().contains(QStringLiteral("ping")))
        << reason().toStdString();
    fakeVenue().heal(Fault::Silence);
    EXPECT_LE(timeUntil([&] { return link() == Link::Live; }, 10s), 2s);
    expectGentle();
}

TEST_P(Faults, Case14HeartbeatsWithoutDataAreNotTakenForLife)
{
    live();
    passTrading(2s);
    const auto streams = opened.size();
    const auto messages = fakeVenue().messagesEver();
    fakeVenue().apply(Fault::HeartbeatsOnly);
    if (entryOf(venueId).make()->heartbeat() == std::nullopt && silenceLimit() > 10s)
        GTEST_SKIP() << "this venue has no heartbeats: case 13";
    pass(70s, 1s);
    EXPECT_GT(fakeVenue().messagesEver(), messages) << "nothing was asked anew";
    EXPECT_EQ(opened.size(), streams) << "replaced before it was asked";
    pass(40s, 1s);
    EXPECT_GT(opened.size(), streams) << "never replaced";
    fakeVenue().heal(Fault::HeartbeatsOnly);
    EXPECT_LE(timeUntil([&] { return link() == Link::Live; }, 60s), 40s);
    expectGentle();
}

TEST_P(Faults, Case15OneQuietSymbolIsNoReasonToReconnect)
{
    live();
    const auto streams = opened.size();
    fakeVenue().apply(Fault::Quiet, {}, eth());
    passTrading(120s);
    EXPECT_EQ(opened.size(), streams);
    EXPECT_EQ(link(), Link::Live);
    EXPECT_EQ(tickedAt.constLast(), clock.monotonic() - 1s) << "the others stopped too";
}

TEST_P(Faults, Case17ADrippingHandshakeEndsAfterFifteenSeconds)
{
    fakeVenue().apply(Fault::HandshakeDrip);
    source->setSubscriptions({{id(btc())}, {}});
    const auto took = timeUntil([&] { return link() == Link::Retrying; }, 30s);
    EXPECT_GE(took, 14s);
    EXPECT_LE(took, 15500ms);
}

// Figure R3 on the wire: a venue that takes every connection and drops it after one message.
TEST_P(Faults, Case18AFlappingServerIsNotHammered)
{
    fakeVenue().apply(Fault::Flap);
    source->setSubscriptions({{id(btc())}, {}});
    pass(10min, 1s);
    EXPECT_GE(opened.size(), 5);
    for (qsizetype i = 1; i < opened.size(); ++i)
        EXPECT_GE(opened.at(i) - opened.at(i - 1), 1s - 1ms);
    for (qsizetype i = 30; i < opened.size(); ++i)
        EXPECT_GE(opened.at(i) - opened.at(i - 30), 5min);
    EXPECT_GE(opened.constLast() - opened.at(opened.size() - 2), 4s) << "one message reset the back-off";
}

TEST_P(Faults, Case19ACaptivePortalIsNamedAndNothingOfItIsTakenForData)
{
    fakeVenue().apply(Fault::Html);
    source->setSubscriptions({{id(btc())}, {}});
    ASSERT_TRUE(until([&] { return link() == Link::Retrying; }));
    EXPECT_TRUE(reason().contains(QStringLiteral("sign-in"))) << reason().toStdString();
    std::optional<Result<QList<Instrument>>> list;
    const Request request = source->fetchInstruments([&](auto result) { list = std::move(result); });
    ASSERT_TRUE(until([&] { return list.has_value(); }));
    ASSERT_FALSE(*list);
    EXPECT_EQ(list->error().kind, Error::Kind::Malformed);
    EXPECT_TRUE(list->error().detail.contains(QStringLiteral("sign-in")))
        << list->error().detail.toStdString();
    EXPECT_TRUE(ticks.isEmpty());
    fakeVenue().heal(Fault::Html);
    EXPECT_LE(timeUntil([&] { return link() == Link::Live; }, 60s), 10s);
}

TEST_P(Faults, Case20AChangeOfNetworkReconnectsAtOnce)
{
    live();
    passTrading(5s);
    fakeVenue().apply(Fault::HalfOpen); // the old path is gone, nobody tells
    source->reconnectNow();
    fakeVenue().heal(Fault::HalfOpen);
    EXPECT_LE(timeUntil([&] { return link() == Link::Live; }, 20s), 2s);
    EXPECT_TRUE(priceArrives("115001.5", 2s));
}

TEST_P(Faults, Case23NothingIsAskedBeforeARetryAfterIsOver)
{
    FaultSpec limited;
    limited.fault = Fault::Status;
    limited.value = "429";
    limited.retryAfter = "40";
    limited.count = 1;
    limited.scope = FaultSpec::Scope::Rest;
    fakeVenue().apply(limited);
    int answered = 0;
    std::vector<Request> requests;
    for (int i = 0; i < 3; ++i) {
        requests.push_back(source->fetchTickers({id(btc())}, [&](const Result<QList<Ticker>> &result) {
            ++answered;
            EXPECT_FALSE(result);
        }));
    }
    EXPECT_LE(timeUntil([&] { return answered == 3; }, 10s), 5s) << "the others wait instead of being told";
    pass(30s, 1s);
    const auto requestsBefore = fakeVenue().requestsEver();
    std::optional<Error> error;
    requests.push_back(source->fetchTickers({id(btc())}, [&](const Result<QList<Ticker>> &result) {
        if (!result)
            error = result.error();
    }));
    pass(2s);
    ASSERT_TRUE(error);
    EXPECT_EQ(error->kind, Error::Kind::RateLimited);
    ASSERT_TRUE(error->retryAfter);
    EXPECT_LE(*error->retryAfter, 10s);
    EXPECT_EQ(fakeVenue().requestsEver(), requestsBefore);
    expectGentle();
    pass(12s, 1s);
    bool good = false;
    requests.push_back(
        source->fetchTickers({id(btc())}, [&](const auto &result) { good = result.has_value(); }));
    pass(3s);
    EXPECT_TRUE(good);
}

TEST_P(Faults, Case23A429OnTheHandshakeWaitsAMinuteAndA418Two)
{
    for (const auto &[status, least] : {std::pair{"429", 60s}, std::pair{"418", 120s}}) {
        FaultSpec limited;
        limited.fault = Fault::Status;
        limited.value = status;
        limited.scope = FaultSpec::Scope::Stream;
        fakeVenue().apply(limited);
        source->setSubscriptions({{id(btc())}, {}});
        ASSERT_TRUE(until([&] { return link() == Link::Limited; })) << reason().toStdString();
        EXPECT_GE(source->status().nextAttempt - clock.now(), least - 1s);
        fakeVenue().heal(Fault::Status);
        const auto back = timeUntil([&] { return link() == Link::Live; }, 300s);
        EXPECT_GE(back, least - 1s);
        EXPECT_LE(back, least * 5 / 4 + 2s);
        source->setSubscriptions({});
        pass(2s);
    }
}

TEST_P(Faults, Case24AServerErrorWithAPageIsNotParsed)
{
    live();
    FaultSpec broken;
    broken.fault = Fault::Status;
    broken.value = "503";
    fakeVenue().apply(broken);
    fakeVenue().apply(Fault::Cut);
    ASSERT_TRUE(until([&] { return link() == Link::Retrying; }));
    std::optional<Result<QList<Ticker>>> answer;
    const Request request =
        source->fetchTickers({id(btc())}, [&](auto result) { answer = std::move(result); });
    pass(5s);
    ASSERT_TRUE(answer);
    EXPECT_FALSE(*answer);
    EXPECT_NE(link(), Link::Live);
    fakeVenue().heal(Fault::Status);
    EXPECT_LE(timeUntil([&] { return link() == Link::Live; }, 60s), 10s);
}

TEST_P(Faults, Case25ARefusedRegionIsParkedForSixHoursOrUntilAsked)
{
    for (const char *status : {"451", "403"}) {
        FaultSpec refused;
        refused.fault = Fault::Status;
        refused.value = status;
        fakeVenue().apply(refused);
        source->setSubscriptions({{id(btc())}, {}});
        EXPECT_LE(timeUntil([&] { return link() == Link::Refused; }, 60s), 15s) << status;
        EXPECT_FALSE(reason().isEmpty());
        const auto streams = opened.size();
        pass(30min, 30s);
        EXPECT_EQ(opened.size(), streams) << "a loop of retries";
        fakeVenue().heal(Fault::Status);
        source->reconnectNow(); // by hand
        EXPECT_LE(timeUntil([&] { return link() == Link::Live; }, 60s), 3s);
        source->setSubscriptions({});
        settle();
    }
    FaultSpec refused;
    refused.fault = Fault::Status;
    refused.value = "451";
    fakeVenue().apply(refused);
    source->setSubscriptions({{id(btc())}, {}});
    EXPECT_LE(timeUntil([&] { return link() == Link::Refused; }, 60s), 15s);
    fakeVenue().heal(Fault::Status);
    pass(6h + 1s, 60s);
    EXPECT_LE(timeUntil([&] { return link() == Link::Live; }, 60s), 5s);
}

TEST_P(Faults, Case25AnotherRegionsHostIsTriedBeforeTheVenueIsGivenUp)
{
    const auto regions = entryOf(venueId).make()->regions();
    if (regions.size() < 2)
        GTEST_SKIP() << "this venue has one host for all";
    FaultSpec refused;
    refused.fault = Fault::Status;
    refused.value = "451";
    refused.count = 1; // the first region alone
    fakeVenue().apply(refused);
    source->setSubscriptions({{id(btc())}, {}});
    EXPECT_LE(timeUntil([&] { return link() == Link::Live; }, 30s), 3s);
    EXPECT_FALSE(links.contains(Link::Refused));
    source->setSubscriptions({});
    pass(2s);
    fakeVenue().apply(refused);
    std::optional<Result<QList<Instrument>>> list;
    const Request request = source->fetchInstruments([&](auto result) { list = std::move(result); });
    pass(3s);
    ASSERT_TRUE(list);
    EXPECT_TRUE(*list) << "the list was not asked for at the next host: "
                       << list->error().detail.toStdString();
}

TEST_P(Faults, Case26ARedirectOfTheStreamIsNotFollowed)
{
    FaultSpec redirect;
    redirect.fault = Fault::Redirect;
    redirect.scope = FaultSpec::Scope::Stream;
    fakeVenue().apply(redirect);
    source->setSubscriptions({{id(btc())}, {}});
    ASSERT_TRUE(until([&] { return link() == Link::Retrying; }));
    EXPECT_TRUE(reason().contains(QStringLiteral("301"))) << reason().toStdString();
    EXPECT_EQ(fakeVenue().requests().size(), 1);
}

// --- frames ---

TEST_P(Faults, Case27MalformedMessagesAreDroppedAndTooManyReplaceTheStream)
{
    live();
    const auto streams = opened.size();
    fakeVenue().apply(Fault::Malformed);
    EXPECT_TRUE(priceArrives("115002.5", 2s));
    EXPECT_EQ(opened.size(), streams) << "four bad messages are no reason";
    for (int i = 0; i < 20; ++i)
        fakeVenue().sendToAll("{\"cut");
    ASSERT_TRUE(until([&] { return link() == Link::Retrying; }));
    EXPECT_TRUE(reason().contains(QStringLiteral("unreadable"))) << reason().toStdString();
    EXPECT_LE(timeUntil([&] { return link() == Link::Live; }, 10s), 2s);
}

TEST_P(Faults, Case29And30GiantMessagesCloseTheStream)
{
    for (const Fault fault : {Fault::Huge, Fault::Fragments}) {
        live();
        fakeVenue().apply(fault);
        ASSERT_TRUE(until([&] { return link() == Link::Retrying; }));
        EXPECT_TRUE(reason().contains(QStringLiteral("1009"))) << reason().toStdString();
        EXPECT_LE(timeUntil([&] { return link() == Link::Live; }, 60s), 10s);
    }
}

TEST_P(Faults, Case31And32BrokenFramesAreProtocolErrorsAndMended)
{
    const QList<QPair<Fault, QString>> cases = {
        {Fault::Rsv, QStringLiteral("1002")},
        {Fault::BadUtf8, QStringLiteral("1007")},
        {Fault::SplitUtf8, QStringLiteral("1007")}}; // legal, but Qt refuses it
    for (const auto &[fault, code] : cases) {
        live();
        fakeVenue().apply(fault);
        ASSERT_TRUE(until([&] { return link() == Link::Retrying; }));
        EXPECT_TRUE(reason().contains(code)) << reason().toStdString();
        EXPECT_EQ(source->status().lastError->kind, Error::Kind::Malformed);
        EXPECT_LE(timeUntil([&] { return link() == Link::Live; }, 60s), 10s);
    }
}

TEST_P(Faults, Case33AFloodOfHeaderLinesIsCutShort)
{
    fakeVenue().apply(Fault::HandshakeFlood);
    source->setSubscriptions({{id(btc())}, {}});
    ASSERT_TRUE(until([&] { return link() == Link::Retrying; }));
    EXPECT_EQ(source->status().lastError->kind, Error::Kind::Malformed) << reason().toStdString();
    fakeVenue().heal(Fault::HandshakeFlood);
    EXPECT_LE(timeUntil([&] { return link() == Link::Live; }, 60s), 3s);
}

TEST_P(Faults, Case34AHandshakeQtCannotReadIsAProtocolErrorNotOffline)
{
    fakeVenue().apply(Fault::LegalUpgrade);
    source->setSubscriptions({{id(btc())}, {}});
    ASSERT_TRUE(until([&] { return link() == Link::Retrying; }));
    EXPECT_TRUE(reason().contains(QStringLiteral("protocol error"))) << reason().toStdString();
    EXPECT_EQ(source->status().lastError->kind, Error::Kind::Malformed);
}

TEST_P(Faults, Case35And36UnknownAndDeeplyNestedMessagesAreNoHarm)
{
    live();
    const auto streams = opened.size();
    fakeVenue().apply(Fault::Unknown);
    fakeVenue().sendToAll(QByteArray(2000, '[') + QByteArray(2000, ']'));
    fakeVenue().sendToAll("{\"a\":" + QByteArray(2000, '[') + QByteArray(2000, ']') + "}");
    EXPECT_TRUE(priceArrives("115003.5", 2s));
    EXPECT_EQ(opened.size(), streams);
}

// --- market data ---

TEST_P(Faults, Case37LateAndDuplicateTicksAreDropped)
{
    live();
    pass(1s);
    fakeVenue().apply(Fault::Late);
    fakeVenue().apply(Fault::Duplicate);
    const auto before = ticksOf(id(btc())).size();
    QList<Decimal> sent;
    for (int i = 0; i < 20; ++i) {
        const QByteArray price = "1150" + QByteArray::number(10 + i) + ".5";
        sent.append(*Decimal::parse(price));
        fakeVenue().push(btc(), price);
        pass(1s);
    }
    const auto shown = ticksOf(id(btc())).mid(before);
    QList<Decimal> prices;
    for (const Ticker &ticker : shown)
        prices.append(ticker.last);
    EXPECT_EQ(prices, sent);
    for (qsizetype i = 1; i < shown.size(); ++i)
        EXPECT_GE(shown.at(i).exchangeTime, shown.at(i - 1).exchangeTime);
}

TEST_P(Faults, Case38AGapInTheCandlesIsFlaggedAndReadAgainWithinTenSeconds)
{
    QuoteBoard board(clock, AssetDirectory::shipped());
    VenueCandleHistory history(clock, board, nullptr);
    board.setWatchlist({bitcoin});
    board.setSources({source.get()});
    timeUntil([&] { return board.quote(bitcoin).state == PriceState::Live; }, 10s);
    const auto follow = history.follow({bitcoin, std::nullopt, Interval::M1, clock.now() - 1h, std::nullopt});
    const auto complete = [&] { return follow->series().complete; };
    timeUntil(complete, 20s);
    ASSERT_TRUE(complete()) << "no candles at all";
    fakeVenue().push(btc(), "115004.5");
    pass(3s);
    const UtcTime newest = follow->series().candles.constLast().time;

    fakeVenue().apply(Fault::Refuse);
    fakeVenue().apply(Fault::Cut);
    pass(3s);
    EXPECT_FALSE(complete()) << "not flagged";
    EXPECT_GE(follow->series().gaps.constFirst().from, newest);
    pass(3min, 5s);
    EXPECT_FALSE(complete());
    fakeVenue().heal(Fault::Refuse);
    timeUntil([&] { return link() == Link::Live; }, 60s);
    EXPECT_LE(timeUntil(complete, 20s), 10s);
    const QList<Candle> candles = follow->series().candles;
    EXPECT_GE(candles.constLast().time, newest + 3min);
    for (qsizetype i = 1; i < candles.size(); ++i)
        EXPECT_EQ(candles.at(i).time - candles.at(i - 1).time, 1min) << i;
    expectGentle();
}

TEST_P(Faults, Case39AnInvalidPriceIsRefusedAndTheLastGoodOneStays)
{
    live();
    ASSERT_TRUE(priceArrives("115005.5", 2s));
    const auto before = ticksOf(id(btc())).size();
    for (const char *bad : {"0", "-1", "nan", "inf", "1e400", "", "true", "abc", "1.2.3", "1e16", "1e-13"}) {
        FaultSpec price;
        price.fault = Fault::Price;
        price.symbol = btc();
        price.value = bad;
        fakeVenue().apply(price);
        fakeVenue().push(btc(), "115006.5");
        pass(500ms);
        EXPECT_EQ(ticksOf(id(btc())).size(), before) << "taken: " << bad;
        fakeVenue().heal(Fault::Price);
        settle();
        while (ticks.size() > 0 && ticks.constLast().last == "115006.5"_dec)
            ticks.removeLast();
    }
}

TEST_P(Faults, Case41AOneTickSpikeIsHeldUntilConfirmed)
{
    live();
    pass(1s);
    const auto before = ticksOf(id(btc())).size();
    FaultSpec spike;
    spike.fault = Fault::Spike;
    spike.symbol = btc();
    fakeVenue().apply(spike);
    pass(3s); // long enough for the read by REST, which disagrees
    for (const Ticker &ticker : ticksOf(id(btc())).mid(before))
        EXPECT_LT(ticker.last, "200000"_dec);
    EXPECT_EQ(source->filter().count(TickFilter::Verdict::Held), 1);
    EXPECT_TRUE(priceArrives("115008.5", 2s));
    EXPECT_TRUE(priceArrives("345024.5", 15s)) << "a move that REST confirms is real";
}

TEST_P(Faults, Case42ARefusedInstrumentIsParkedWithItsReasonAndTheOthersGoOn)
{
    if (venueId == QLatin1String("binance"))
        GTEST_SKIP() << "this venue says nothing to a bad name: AnAckWithoutData";
    const QByteArray bad = spelled("ADA");
    fakeVenue().apply(Fault::Reject, {}, bad);
    source->setSubscriptions({{id(btc()), id(eth()), id(bad)}, {}});
    EXPECT_LE(timeUntil([&] { return last(id(btc())) && last(id(eth())); }, 30s), 16s);
    timeUntil([&] { return source->status().rejected.contains(id(bad)); }, 60s);
    EXPECT_EQ(source->status().rejected.keys(), QList<InstrumentId>{id(bad)});
    EXPECT_FALSE(source->status().rejected.value(id(bad)).isEmpty());
    EXPECT_EQ(link(), Link::Live);
    const auto messages = fakeVenue().messagesEver();
    passTrading(30s);
    EXPECT_LE(fakeVenue().messagesEver(), messages + 4) << "it is asked for again and again";
    EXPECT_TRUE(priceArrives("115009.5", 2s));
    EXPECT_EQ(source->status().subscriptions, 2);
}

TEST_P(Faults, Case42AnInstrumentThatIsNotListedIsParked)
{
    fakeVenue().apply(Fault::Delist, {}, spelled("ADA"));
    std::optional<Result<QList<Instrument>>> list;
    const Request request = source->fetchInstruments([&](auto result) { list = std::move(result); });
    ASSERT_TRUE(until([&] { return list.has_value(); }));
    ASSERT_TRUE(*list) << list->error().detail.toStdString();
    source->setSubscriptions({{id(btc()), id(spelled("ADA"))}, {}});
    EXPECT_TRUE(until([&] { return link() == Link::Live; }));
    EXPECT_TRUE(source->status().rejected.contains(id(spelled("ADA"))));
    EXPECT_GT(source->status().instruments, 5);
}

TEST_P(Faults, AnAckWithoutDataIsReadByRest)
{
    const QByteArray quiet = spelled("ADA");
    fakeVenue().apply(Fault::NoData, {}, quiet);
    source->setSubscriptions({{id(btc()), id(quiet)}, {}});
    ASSERT_TRUE(until([&] { return link() == Link::Live; }));
    EXPECT_FALSE(last(id(quiet)));
    passTrading(17s);
    EXPECT_TRUE(last(id(quiet))) << "ten to fifteen seconds are over";
    EXPECT_FALSE(source->status().rejected.contains(id(quiet)));
    EXPECT_EQ(link(), Link::Live);
}

TEST_P(Faults, Case43TimesAnHourOffOrInMicrosecondsAreTaken)
{
    for (const char *skew : {"3600", "-3600", "us"}) {
        source->setSubscriptions({});
        pass(2s); // a host is connected to once a second at most
        ticks.clear();
        FaultSpec off;
        off.fault = Fault::Skew;
        off.value = skew;
        fakeVenue().apply(off);
        live();
        EXPECT_TRUE(priceArrives("115010.5", 3s)) << skew;
        const Ticker ticker = ticksOf(id(btc())).constLast();
        if (isKnown(ticker.exchangeTime)) {
            const auto distance = std::chrono::abs(ticker.exchangeTime - clock.now());
            EXPECT_LE(distance, 3610s) << skew << ": " << toRfc3339(ticker.exchangeTime).toStdString();
        }
        EXPECT_LE(clock.monotonic() - ticker.receivedAt, 3s) << "freshness goes by arrival";
        fakeVenue().heal(Fault::Skew);
    }
}

// --- time ---

TEST_P(Faults, Case45AWallClockThatJumpsChangesNothing)
{
    live();
    passTrading(5s);
    const auto streams = opened.size();
    for (const auto jump : {std::chrono::milliseconds{1h}, std::chrono::milliseconds{-2h}}) {
        clock.jumpWall(jump);
        fakeVenue().push(btc(), "115011.5");
        pass(10s);
        EXPECT_EQ(link(), Link::Live);
        const auto status = source->status();
        EXPECT_GE(clock.monotonic() - status.lastMessageAt, 0ms);
    }
    EXPECT_EQ(opened.size(), streams);
}

TEST_P(Faults, Case46AfterASleepEveryStreamIsNewAtOnce)
{
    live();
    passTrading(5s);
    const auto streams = opened.size();
    clock.suspend(8h);
    fakeVenue().push(btc(), "116000.5");
    const auto back = timeUntil([&] { return opened.size() > streams && link() == Link::Live; }, 60s);
    EXPECT_LE(back, 10s);
    EXPECT_LE(timeUntil([&] { return last(id(btc())) == "116000.5"_dec; }, 20s), 10s);
}

TEST_P(Faults, Case47AStopOfThreeSecondsIsNoReasonToReconnect)
{
    live();
    passTrading(10s);
    const auto streams = opened.size();
    for (int i = 0; i < 3; ++i) {
        clock.suspend(3s);
        passTrading(10s, 2);
    }
    EXPECT_EQ(opened.size(), streams);
    EXPECT_EQ(link(), Link::Live);
}

// Figure R2: back within 4 s (median) and 10 s (99 of 100) after an outage of less than a minute.
TEST_P(Faults, FigureR2BackSoonAfterAnOutageEnds)
{
    live();
    // 500 outages in the long tier (tests/run --long).
    const int rounds = qEnvironmentVariableIntValue("WICKPOST_LONG") == 1 ? 500 : 25;
    QList<std::chrono::milliseconds> back;
    for (int round = 0; round < rounds; ++round) {
        randomValue = (round * 7 % rounds) / static_cast<double>(rounds);
        fakeVenue().apply(Fault::Refuse);
        fakeVenue().apply(Fault::Cut, round % 2 ? "fin" : "rst");
        pass(std::chrono::seconds{1 + round * 7 % 57}, 500ms);
        fakeVenue().heal(Fault::Refuse);
        back.append(timeUntil(
            [&] {
                // A port used a moment ago may cost TCP a second of its own: not of the market's.
                until([&] { return link() != Link::Connecting; }, 1500);
                return link() == Link::Live;
            },
            60s));
        passTrading(300s); // data resets the back-off, and the host has its budget back
    }
    std::sort(back.begin(), back.end());
    EXPECT_LE(back.at(back.size() / 2), 4s);
    EXPECT_LE(back.at(back.size() * 99 / 100), 10s);
    RecordProperty("medianMs", static_cast<int>(back.at(back.size() / 2).count()));
    RecordProperty("longestMs", static_cast<int>(back.constLast().count()));
}
} // namespace
