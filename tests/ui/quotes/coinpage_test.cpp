// The parts of a coin's page that are about its prices: head, sources, ruler, figures.
#include "app/quotes/coinsizes.h"
#include "tests/ui/quotes/seedmarket.h"
#include "ui/quotes/coinfigures.h"
#include "ui/quotes/coinhead.h"
#include "ui/quotes/sourcepane.h"
#include "ui/quotes/sourceruler.h"
#include "ui/quotes/sourcetable.h"
#include "ui/style/buttons.h"
#include "ui/style/controls.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QDir>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

using Column = SourceModel::Column;

namespace {
class CoinPageTest : public testing::Test, public SeedMarket
{
protected:
    CoinPageTest()
    {
        theme.applyTo(*qApp);
        bitget.page = QUrl(QStringLiteral("https://www.bitget.com/spot/BTCUSDT"));
        allLive();
        // The design's figures.
        say(bitget, "BTC-USDT", "114959.13");
        say(binance, "BTC-USDT", "114957.20");
        say(coinbase, "BTC-USD", "114971.48");
        say(kraken, "BTC-USD", "114962.90");
        for (FakeQuoteSource *source : {&coinbase, &kraken}) // USDT on its peg
            source->tick(QStringLiteral("USDT-USD"), "1.0000"_dec);
        announce();
    }
    void say(FakeQuoteSource &source, const char *symbol, const char *price)
    {
        Ticker ticker =
            source.ticker(QString::fromLatin1(symbol), Decimal::parse(std::string_view(price)).value());
        ticker.change24hPct = 0.83;
        ticker.open24h = "114012.82"_dec;
        ticker.high24h = "115348.70"_dec;
        ticker.low24h = "113412.05"_dec;
        ticker.baseVolume = "21846"_dec;
        ticker.quoteVolume = "2510000000"_dec;
        emit source.tickerReceived(ticker);
    }
    template <typename Pane> std::unique_ptr<Pane> pane(int width)
    {
        auto made = std::make_unique<Pane>(board, theme, clock);
        made->setCoin(btc);
        show(*made, width);
        return made;
    }
    std::unique_ptr<CoinHead> head(CoinHead::Style style, int width)
    {
        auto made = std::make_unique<CoinHead>(board, theme, clock, style);
        made->setCoin(btc);
        show(*made, width);
        return made;
    }
    static void show(QWidget &widget, int width)
    {
        widget.setProperty("pane", QStringLiteral("surface"));
        widget.setAttribute(Qt::WA_StyledBackground);
        widget.resize(width, widget.sizeHint().height());
        widget.move(300, 300); // away from the pointer
        widget.show();
        QCoreApplication::processEvents();
    }
    QImage save(QWidget &widget, const QString &name)
    {
        QImage image(widget.size(), QImage::Format_RGB32);
        image.fill(theme.tokens().surface);
        widget.render(&image);
        QDir().mkpath(QStringLiteral(WICKPOST_BINARY_DIR "/pictures"));
        EXPECT_TRUE(image.save(QStringLiteral(WICKPOST_BINARY_DIR "/pictures/%1.png").arg(name)));
        return image;
    }
    static QString cell(const SourceModel &model, int row, int column)
    {
        return model.index(row, column).data().toString();
    }
};
} // namespace

TEST_F(CoinPageTest, EverySourceStandsWithItsMarketPriceAndDistanceFromTheMedian)
{
    const auto shown = pane<SourcePane>(392);
    const SourceModel &model = shown->model();
    SourceModel own(theme, clock);
    own.setQuote(board.quote(btc));
    QAbstractItemModelTester tester(&own, QAbstractItemModelTester::FailureReportingMode::Fatal);
    ASSERT_EQ(model.rowCount(), 4);
    EXPECT_EQ(cell(model, 0, Column::SourceColumn), QStringLiteral("Bitget"));
    EXPECT_EQ(cell(model, 0, Column::PairColumn), QStringLiteral("BTC/USDT"));
    EXPECT_EQ(cell(model, 0, Column::PriceColumn), QStringLiteral("114,959.13"));
    EXPECT_EQ(cell(model, 0, Column::MedianColumn), QStringLiteral("−0.002%"));
    EXPECT_EQ(cell(model, 2, Column::MedianColumn), QStringLiteral("+0.009%"));
    EXPECT_EQ(spreadText(board.quote(btc), theme.numbers()), QStringLiteral("14.28 · 0.012%"));
    save(*shown, QStringLiteral("sources"));
}

TEST_F(CoinPageTest, ASimulatedSourceIsMarkedAsSuchAndNotAsAHealthyOne)
{
    CoinQuote quote = board.quote(btc);
    quote.sources[0].state = PriceState::Simulated;
    SourceModel own(theme, clock);
    own.setQuote(quote);
    const auto tone = [&](int row) {
        return own.index(row, Column::SourceColumn).data(SourceModel::ToneRole).value<Tone>();
    };
    EXPECT_EQ(tone(0), Tone::Demo);
    EXPECT_EQ(tone(1), Tone::Text);
}

TEST_F(CoinPageTest, AgesTickWhileTheyAreSeenAndRestWhileNobodyLooks)
{
    const auto shown = pane<SourcePane>(392);
    const SourceModel &model = shown->model();
    const QString before = cell(model, 0, Column::AgeColumn);
    QSignalSpy told(&model, &QAbstractItemModel::dataChanged);
    clock.advance(3s);
    EXPECT_GE(told.size(), 3);
    EXPECT_NE(cell(model, 0, Column::AgeColumn), before);
    shown->hide();
    told.clear();
    clock.advance(10s);
    EXPECT_EQ(told.size(), 0);
}

TEST_F(CoinPageTest, ASourceThatFellSilentKeepsItsPriceMarkedOldAndLeavesTheRuler)
{
    const auto shown = pane<SourcePane>(392);
    coinbase.setLink(SourceStatus::Link::Retrying);
    clock.advance(5s);
    const SourceModel &model = shown->model();
    const QModelIndex price = model.index(2, Column::PriceColumn);
    EXPECT_EQ(price.data().toString(), QStringLiteral("114,971.48"));
    EXPECT_EQ(price.data(SourceModel::ToneRole).value<Tone>(), Tone::Stale);
    EXPECT_FALSE(model.index(2, 0).data(SourceModel::LiveRole).toBool());
    EXPECT_EQ(cell(model, 2, Column::MedianColumn), QStringLiteral("—"));
    const auto *ruler = shown->findChild<SourceRuler *>();
    for (const SourceRuler::Mark &mark : ruler->marks())
        EXPECT_NE(mark.name, QStringLiteral("Coinbase"));
    EXPECT_EQ(ruler->marks().size(), 3);
}

TEST_F(CoinPageTest, TheRulerIsToScaleAndItsNamesDontTouch)
{
    const auto shown = pane<SourcePane>(392);
    const auto *ruler = shown->findChild<SourceRuler *>();
    const QList<SourceRuler::Mark> marks = ruler->marks();
    ASSERT_EQ(marks.size(), 4);
    EXPECT_EQ(marks.first().name, QStringLiteral("Binance"));
    EXPECT_EQ(marks.last().name, QStringLiteral("Coinbase"));
    const double whole = marks.last().x - marks.first().x;
    EXPECT_NEAR((marks.at(1).x - marks.first().x) / whole, 1.93 / 14.28, 0.001);
    EXPECT_NEAR((*ruler->medianX() - marks.first().x) / whole, 3.815 / 14.28, 0.001);
    const QFontMetricsF &metrics = theme.fonts().metrics(FontRole::Meta);
    for (qsizetype i = 0; i + 1 < marks.size(); ++i) {
        const double halves = metrics.horizontalAdvance(marks.at(i).name) / 2 +
                              metrics.horizontalAdvance(marks.at(i + 1).name) / 2;
        EXPECT_GE(marks.at(i + 1).label - marks.at(i).label, halves) << i;
    }
}

TEST_F(CoinPageTest, OneSourceAloneHasNoRulerAndNoSpread)
{
    board.setSources({&bitget});
    announce();
    const auto shown = pane<SourcePane>(392);
    EXPECT_FALSE(shown->findChild<SourceRuler *>()->isVisible());
    EXPECT_EQ(spreadText(board.quote(btc), theme.numbers()), Numbers::unknown());
}

TEST_F(CoinPageTest, CopyTakesThePriceOfTheSourceAsItWasSent)
{
    const auto shown = pane<SourcePane>(392);
    auto *table = shown->findChild<SourceTable *>();
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Down);
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
    EXPECT_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("114957.20"));
}

TEST_F(CoinPageTest, BriefItLeavesOutWhatDoesNotFit)
{
    auto shown = pane<SourcePane>(420);
    const int whole = shown->sizeHint().height();
    shown->setBrief(true);
    const auto *table = shown->findChild<SourceTable *>();
    EXPECT_TRUE(table->isColumnHidden(Column::MedianColumn));
    EXPECT_FALSE(shown->findChild<SourceRuler *>()->isVisible());
    EXPECT_LT(shown->sizeHint().height(), whole);
    shown->resize(420, shown->sizeHint().height());
    save(*shown, QStringLiteral("sources-brief"));
}

TEST_F(CoinPageTest, TheHeadSaysWhatItPaints)
{
    const auto wide = head(CoinHead::Style::Pane, 550);
    EXPECT_TRUE(wide->accessibleName().contains(QStringLiteral("114,959.13")));
    EXPECT_TRUE(wide->accessibleName().contains(QStringLiteral("BTC/USDT on Bitget")));
    const QImage first = save(*wide, QStringLiteral("coinhead-pane"));
    say(bitget, "BTC-USDT", "115000.00");
    announce();
    EXPECT_TRUE(wide->accessibleName().contains(QStringLiteral("115,000")));
    EXPECT_NE(save(*wide, QStringLiteral("coinhead-pane-next")), first);
    save(*head(CoinHead::Style::Pane, 420), QStringLiteral("coinhead-narrow"));
}

TEST_F(CoinPageTest, ThePagesHeadLeadsToTheMarketWhileThereIsRoom)
{
    const auto page = head(CoinHead::Style::Page, 887);
    page->setAlertOffered(true);
    auto *link = page->findChild<TextLink *>();
    ASSERT_TRUE(link->isVisible());
    EXPECT_EQ(link->text(), QStringLiteral("Open BTC/USDT on Bitget"));
    QSignalSpy wanted(page.get(), &CoinHead::linkWanted);
    QTest::mouseClick(link, Qt::LeftButton);
    ASSERT_EQ(wanted.size(), 1);
    EXPECT_EQ(wanted.at(0).at(0).toUrl(), bitget.page);
    save(*page, QStringLiteral("coinhead-page"));
    page->resize(560, page->height());
    EXPECT_FALSE(link->isVisible());
    EXPECT_TRUE(page->findChild<IconButton *>()->isVisible());
}

TEST_F(CoinPageTest, AClickOnThePriceAsksWhy)
{
    const auto wide = head(CoinHead::Style::Pane, 550);
    save(*wide, QStringLiteral("coinhead-pane"));
    QSignalSpy why(wide.get(), &CoinHead::whyWanted);
    QTest::mouseClick(wide.get(), Qt::LeftButton, {}, QPoint(8, 8));
    EXPECT_EQ(why.size(), 0);
    QTest::mouseClick(wide.get(), Qt::LeftButton, {}, QPoint(230, 28));
    EXPECT_EQ(why.size(), 1);
}

TEST_F(CoinPageTest, TheFootTellsRankAndMarketCapUnderTheWordsOfTheirSource)
{
    CoinSizes sizes(clock);
    const auto foot = pane<CoinFigures>(1100);
    foot->setSizes(sizes);
    EXPECT_EQ(foot->figures().size(), 2) << "nobody tells";
    const QString words = QStringLiteral("Data provided by CoinGecko");
    sizes.tell({{btc, {"2290000000000"_dec, 1, words}}, {eth, {"540000000000"_dec, 2, words}}});
    ASSERT_EQ(foot->figures().size(), 3);
    EXPECT_EQ(foot->figures().at(2).name, words);
    EXPECT_EQ(foot->figures().at(2).value, QStringLiteral("Rank 1 · 2.29T USD"));
    EXPECT_TRUE(foot->accessibleName().contains(QStringLiteral("Rank 1")));
    save(*foot, QStringLiteral("coinfigures-size"));
    sizes.tell({{btc, {"2290000000000"_dec, {}, words}}});
    EXPECT_EQ(foot->figures().at(2).value, QStringLiteral("2.29T USD"));
    sizes.forget();
    EXPECT_EQ(foot->figures().size(), 2);
    sizes.tell({{btc, {"2290000000000"_dec, 1, words}}});
    clock.advance(CoinSizes::freshFor + 1min);
    EXPECT_FALSE(sizes.of(btc)) << "old";
}

TEST_F(CoinPageTest, TheFootShowsOnlyWhatTheSourceTells)
{
    const auto foot = pane<CoinFigures>(887);
    ASSERT_EQ(foot->figures().size(), 2);
    EXPECT_EQ(foot->figures().at(0).value, QStringLiteral("114,012.82"));
    EXPECT_EQ(foot->figures().at(1).name, QStringLiteral("Bitget volume, 24h"));
    EXPECT_EQ(foot->figures().at(1).value, QStringLiteral("21,846 BTC · 2.51B USDT"));
    save(*foot, QStringLiteral("coinfigures"));
    Ticker bare = bitget.ticker(QStringLiteral("BTC-USDT"), "114960.00"_dec);
    emit bitget.tickerReceived(bare);
    announce();
    EXPECT_TRUE(foot->figures().isEmpty());
}

TEST_F(CoinPageTest, ACoinOutsideTheWatchlistIsFollowedWhileItsPageIsOpen)
{
    settings.change([](Settings &s) { s.watchlist.removeAll(doge); });
    announce();
    EXPECT_FALSE(bitget.wants(QStringLiteral("DOGE-USDT")));
    {
        CoinHead page(board, theme, clock, CoinHead::Style::Page);
        page.setCoin(doge);
        announce();
        EXPECT_TRUE(bitget.wants(QStringLiteral("DOGE-USDT")));
    }
    announce();
    EXPECT_FALSE(bitget.wants(QStringLiteral("DOGE-USDT")));
}
