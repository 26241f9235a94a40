// The candles of the shown venue beside those of the other exchanges, as the chart tells of it.
#include "ui/shell/wicknotes.h"

#include "app/insight/wickfinder.h"
#include "tests/support/waituntil.h"
#include "tests/ui/charts/samplehistory.h"

#include <QTest>
#include <gtest/gtest.h>

namespace {

constexpr int dipped = 250; // of 300 quarters of an hour

class WickNotesTest : public testing::Test
{
protected:
    WickNotesTest()
    {
        market.allLive();
        market.settings.change([](Settings &settings) { settings.chart.candles = true; });
        own = sampleSeries(market.bitget.instrument(QStringLiteral("BTC"), QStringLiteral("USDT")),
                           QStringLiteral("Bitget"), Interval::M15, market.clock.now(), 300);
        history.set(btc, own); // the first one put in is the shown one
        const auto other = [&](FakeQuoteSource &source, const QString &quote, const QString &name) {
            CandleSeries series = own;
            series.instrument = source.instrument(QStringLiteral("BTC"), quote);
            series.venueName = name;
            history.set(btc, series);
        };
        other(market.binance, QStringLiteral("USDT"), QStringLiteral("Binance"));
        other(market.coinbase, QStringLiteral("USD"), QStringLiteral("Coinbase"));
        other(market.kraken, QStringLiteral("USD"), QStringLiteral("Kraken"));
        own.candles[dipped].low = Decimal(own.candles[dipped].low.coefficient() * 98 / 100, 2);
        history.set(btc, own);
        chart.resize(900, 500);
        chart.setCoin(btc);
    }
    void show()
    {
        chart.show();
        waitUntil([this] {
            market.clock.advance(50ms);
            return chart.isSettled();
        });
    }
    // Everything that is waited for has come.
    void settle()
    {
        for (int i = 0; i < 40; ++i) {
            market.clock.advance(100ms);
            QCoreApplication::processEvents();
        }
    }
    qsizetype asked(const QString &venue) const
    {
        return std::count_if(history.loads.begin(), history.loads.end(), [&](const HistoryQuery &query) {
            return query.venue && query.venue->value == venue;
        });
    }

    SeedMarket market;
    FakeCandleHistory history;
    CandleSeries own;
    WickFinder finder{history, market.board, AssetDirectory::shipped()};
    CoinChart chart{history,      market.board, market.settings,
                    market.theme, market.clock, CoinChart::Place::Pane};
    WickNotes notes{chart, finder, market.settings, market.theme, market.clock};
};

} // namespace

TEST_F(WickNotesTest, ALowThatTheShownVenueAloneSawIsToldOnItsCandle)
{
    show();
    settle();
    ASSERT_EQ(chart.wicks().size(), 1);
    const WickNote &note = chart.wicks().first();
    EXPECT_EQ(note.time, own.candles[dipped].time);
    EXPECT_EQ(note.lone, own.candles[dipped].low);
    EXPECT_TRUE(note.text.startsWith(QStringLiteral("Only Bitget traded below 11")))
        << note.text.toStdString();
    EXPECT_TRUE(note.text.contains(QStringLiteral("; three others\u2019 low 11"))) << note.text.toStdString();
}

TEST_F(WickNotesTest, TheOthersAreAskedForWhatIsInSightAndOnce)
{
    show();
    settle();
    for (const QString &venue :
         {QStringLiteral("binance"), QStringLiteral("coinbase"), QStringLiteral("kraken")})
        EXPECT_EQ(asked(venue), 1) << venue.toStdString();
    EXPECT_EQ(asked(QStringLiteral("bitget")), 0);
    EXPECT_GE(*history.loads.last().from, chart.visibleRange().from);
    const Candle forming = own.candles.last();
    for (int i = 0; i < 20; ++i) {
        history.push(btc, {QStringLiteral("bitget")}, Interval::M15, {forming});
        settle();
    }
    chart.zoomIn();
    settle();
    EXPECT_EQ(history.loads.size(), 3) << "it lies within what is known";
}

TEST_F(WickNotesTest, WhoCouldNotBeReadIsAskedAgainWithGrowingPauses)
{
    history.error = Error{Error::Kind::Timeout, {}, {}};
    history.only = VenueId{QStringLiteral("kraken")};
    show();
    settle();
    const QString kraken = QStringLiteral("kraken");
    ASSERT_EQ(asked(kraken), 1);
    ASSERT_EQ(chart.wicks().size(), 1) << "two others saw it";
    EXPECT_TRUE(chart.wicks().first().text.contains(QStringLiteral("; two others")));
    market.clock.advance(61s);
    settle();
    EXPECT_EQ(asked(kraken), 2);
    market.clock.advance(61s);
    settle();
    EXPECT_EQ(asked(kraken), 2) << "longer the second time";
    EXPECT_EQ(chart.wicks().size(), 1) << "it stays meanwhile";
    history.error.reset();
    market.clock.advance(61s);
    settle();
    EXPECT_EQ(asked(kraken), 3);
    ASSERT_EQ(chart.wicks().size(), 1);
    EXPECT_TRUE(chart.wicks().first().text.contains(QStringLiteral("; three others")));
    market.clock.advance(4min);
    settle();
    EXPECT_EQ(asked(kraken), 3) << "all is known";
}

TEST_F(WickNotesTest, NobodyIsAskedForALineOrAHiddenChart)
{
    settle();
    EXPECT_TRUE(history.loads.isEmpty()) << "not shown";
    market.settings.change([](Settings &settings) { settings.chart.candles = false; });
    show();
    settle();
    EXPECT_TRUE(history.loads.isEmpty()) << "a line";
    market.settings.change([](Settings &settings) { settings.chart.candles = true; });
    settle();
    EXPECT_EQ(chart.wicks().size(), 1);
}

TEST_F(WickNotesTest, AnotherCoinHasNoNotesOfTheFirst)
{
    show();
    settle();
    ASSERT_EQ(chart.wicks().size(), 1);
    history.set(eth, sampleSeries(market.bitget.instrument(QStringLiteral("ETH"), QStringLiteral("USDT")),
                                  QStringLiteral("Bitget"), Interval::M15, market.clock.now(), 300, 4500));
    chart.setCoin(eth);
    show();
    settle();
    EXPECT_TRUE(chart.wicks().isEmpty());
}

TEST_F(WickNotesTest, WordsItAsTheVenuesWriteTheirPrices)
{
    CandleSeries shown;
    shown.venueName = QStringLiteral("Bitget");
    shown.interval = Interval::H1;
    shown.instrument.tickSize = "0.1"_dec;
    const UtcTime time = fromMsecs(1'750'597'200'000); // 2025-06-22T13:00:00Z
    const LoneWick wick{time, true, "97905"_dec, "98410.20"_dec, 5, {}, 1};
    const WickNote low = wickNote(wick, shown, Numbers(), Times(QTimeZone::utc()));
    EXPECT_EQ(low.text, QStringLiteral("Only Bitget traded below 98,000; five others\u2019 low 98,410.2."));
    EXPECT_EQ(low.detail, QStringLiteral("2025/06/22 13:00 \u00b7 1 h candle \u00b7 Bitget low 97,905.0"));
    shown.interval = Interval::D1;
    const LoneWick high{time, false, "98410.2"_dec, "97905.55"_dec, 2, {}, 2};
    const WickNote told = wickNote(high, shown, Numbers(), Times(QTimeZone::utc()));
    EXPECT_EQ(told.text, QStringLiteral("Only Bitget traded above 98,000; two others\u2019 high 97,905.55."));
    EXPECT_EQ(told.detail, QStringLiteral("2025/06/22 \u00b7 1 d candle \u00b7 Bitget high 98,410.2"));
}
