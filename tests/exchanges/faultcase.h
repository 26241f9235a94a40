#pragma once

#include "tests/exchanges/sourcecase.h"

// The fault catalogue of platform.md 1.6, as far as it concerns a venue's connection, each case against
// fakemarket by its number; every venue with a dialect goes through all of them. One file a theme:
//   streamfaults_test.cpp   the stream is refused, silent, cut or flaps
//   hostfaults_test.cpp     the host says no, later, elsewhere, or is another one
//   framefaults_test.cpp    what comes is no message
//   marketfaults_test.cpp   what comes is no price, or none that may be shown
//   clockfaults_test.cpp    the clock jumps, the machine sleeps, and how soon it is back (R2)
using namespace std::chrono_literals;
using fake::Fault;
using fake::FaultSpec;

inline const AssetId bitcoin{QStringLiteral("bitcoin")};

class FaultCase : public SourceCase, public testing::WithParamInterface<std::string>
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

inline std::vector<std::string> venueNames()
{
    std::vector<std::string> names;
    for (const VenueEntry &entry : venues())
        names.push_back(entry.id.value.toStdString());
    return names;
}

// Each case on every venue.
#define ON_EACH_VENUE(theme)                                                                                 \
    INSTANTIATE_TEST_SUITE_P(EachVenue, theme, testing::ValuesIn(venueNames()),                              \
                             [](const auto &info) { return info.param; })
