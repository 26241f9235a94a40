// Draws the panes in their states into the build folder, to be looked at beside the design; and checks of
// each what can be checked of a picture.
#include "tests/support/warnings.h"
#include "tests/ui/quotes/seedmarket.h"
#include "ui/quotes/addcoinpopup.h"
#include "ui/quotes/coinmenu.h"
#include "ui/quotes/compactview.h"
#include "ui/quotes/pricepanel.h"

#include <QDir>
#include <QImage>
#include <QTest>
#include <gtest/gtest.h>

namespace {
// Exactly this colour somewhere.
bool has(const QImage &image, const QColor &colour)
{
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (image.pixelColor(x, y) == colour)
                return true;
    return false;
}

class PicturesTest : public testing::Test, public SeedMarket
{
protected:
    PicturesTest()
    {
        allowWarning(QStringLiteral("This plugin does not support")); // popups, offscreen
        theme.applyTo(*qApp);
    }
    template <typename Pane> std::unique_ptr<Pane> shown(const QSize &size)
    {
        auto pane = std::make_unique<Pane>(board, settings, theme, clock);
        pane->resize(size);
        pane->move(300, 300); // away from the pointer
        pane->show();
        QCoreApplication::processEvents();
        return pane;
    }
    QImage save(QWidget &widget, const QString &name)
    {
        QImage kept;
        for (const int scale : {1, 2}) {
            QImage image(widget.size() * scale, QImage::Format_RGB32);
            image.setDevicePixelRatio(scale);
            image.fill(theme.tokens().surface);
            widget.render(&image);
            const QString folder = QStringLiteral(WICKPOST_BINARY_DIR "/pictures");
            QDir().mkpath(folder);
            EXPECT_TRUE(image.save(QStringLiteral("%1/%2@%3x.png").arg(folder, name).arg(scale)));
            if (scale == 1)
                kept = image;
        }
        return kept;
    }
};
} // namespace

TEST_F(PicturesTest, Dashboard)
{
    allLive();
    auto panel = shown<PricePanel>({392, 525});
    panel->view().setCurrentCoin(btc);
    tickOne(bitget, QStringLiteral("SOL"), true, "238.60"_dec, 4.7);
    announce();
    const QImage dark = save(*panel, QStringLiteral("panel-dark"));
    EXPECT_TRUE(has(dark, theme.tokens().upTint));
    EXPECT_TRUE(has(dark, theme.tokens().selected));
    panel->resize(460, 525);
    save(*panel, QStringLiteral("panel-wide-dark"));
    settings.change([](Settings &s) { s.theme = Theme::Light; });
    panel->resize(392, 525);
    save(*panel, QStringLiteral("panel-light"));
}

TEST_F(PicturesTest, Narrow)
{
    allLive();
    auto panel = shown<PricePanel>({420, 525});
    for (const int width : {420, 360, 320, 280, 240, 200, 160}) {
        panel->resize(width, 525);
        save(*panel, QStringLiteral("panel-%1-dark").arg(width));
    }
    settings.change([](Settings &s) { s.textSizePercent = 200; });
    panel->resize(392, 800);
    save(*panel, QStringLiteral("panel-text200-dark"));
    settings.change([](Settings &s) {
        s.textSizePercent = 100;
        s.rowHeight = RowHeight::Compact;
        s.digits = Digits::All;
    });
    panel->resize(392, 525);
    save(*panel, QStringLiteral("panel-compact-rows-dark"));
}

TEST_F(PicturesTest, FirstStart)
{
    useAll();
    list(binance);
    for (FakeQuoteSource *source : {&bitget, &coinbase, &kraken})
        source->setLink(SourceStatus::Link::Connecting);
    tickOne(binance, QStringLiteral("BTC"), true, "114957.20"_dec, 0.83);
    announce();
    auto panel = shown<PricePanel>({392, 525});
    const QImage image = save(*panel, QStringLiteral("panel-first-start-dark"));
    EXPECT_TRUE(has(image, theme.tokens().skeleton));
}

TEST_F(PicturesTest, Offline)
{
    allLive();
    auto panel = shown<PricePanel>({392, 525});
    for (FakeQuoteSource *source : {&bitget, &binance, &coinbase, &kraken})
        source->setLink(SourceStatus::Link::Retrying);
    clock.advance(6min + 20s);
    const QImage image = save(*panel, QStringLiteral("panel-offline-dark"));
    EXPECT_TRUE(has(image, theme.tokens().stale));
    // An old price claims no direction: neither in its change nor in its line.
    EXPECT_FALSE(has(image, theme.tokens().up));
    EXPECT_FALSE(has(image, theme.tokens().down));
}

TEST_F(PicturesTest, FailoverAndDiffer)
{
    allLive();
    auto panel = shown<PricePanel>({392, 525});
    bitget.setLink(SourceStatus::Link::Retrying);
    clock.advance(3s);
    tick(binance);
    announce();
    save(*panel, QStringLiteral("panel-failover-dark"));
    settings.change([](Settings &s) { s.theme = Theme::Light; });
    save(*panel, QStringLiteral("panel-failover-light"));
    settings.change([](Settings &s) { s.theme = Theme::Dark; });
    bitget.setLink(SourceStatus::Link::Live);
    tick(bitget);
    clock.advance(10s);
    tick(bitget);
    tickOne(coinbase, QStringLiteral("ADA"), false, "0.8817"_dec, 0.5);
    announce();
    QCoreApplication::processEvents();
    panel->activateWindow();
    panel->view().setCurrentCoin(btc);
    panel->view().setFocus(Qt::TabFocusReason);
    panel->resize(392, 560);
    QCoreApplication::processEvents();
    const QImage image = save(*panel, QStringLiteral("panel-differ-dark"));
    EXPECT_TRUE(has(image, theme.tokens().warning));
}

TEST_F(PicturesTest, LostPeg)
{
    allLive();
    auto panel = shown<PricePanel>({412, 525});
    for (FakeQuoteSource *source : {&coinbase, &kraken})
        tickOne(*source, QStringLiteral("USDT"), false, "0.9972"_dec, -0.28);
    tick(bitget, 10'028);
    tick(binance, 10'028);
    announce();
    clock.advance(2s);
    const QImage image = save(*panel, QStringLiteral("panel-peg-dark"));
    EXPECT_TRUE(has(image, theme.tokens().warning));
}

TEST_F(PicturesTest, Empty)
{
    settings.change([](Settings &s) { s.watchlist.clear(); });
    auto panel = shown<PricePanel>({392, 300});
    save(*panel, QStringLiteral("panel-empty-dark"));
}

TEST_F(PicturesTest, Undo)
{
    allLive();
    auto panel = shown<PricePanel>({392, 525});
    panel->view().setCurrentCoin(eth);
    QTest::keyClick(&panel->view(), Qt::Key_Delete);
    QCoreApplication::processEvents();
    save(*panel, QStringLiteral("panel-undo-dark"));
}

TEST_F(PicturesTest, CoinMenu)
{
    allLive();
    WatchlistModel model(board, settings, theme, clock);
    bitget.page = QUrl(QStringLiteral("https://www.bitget.com/spot/BTCUSDT"));
    ::CoinMenu menu(btc, model, board, settings, theme);
    menu.popup({300, 300});
    QCoreApplication::processEvents();
    menu.setActiveAction(menu.actions().at(1));
    save(menu, QStringLiteral("coin-menu-dark"));
    auto *from = menu.findChild<Menu *>();
    from->popup({300, 300});
    save(*from, QStringLiteral("coin-menu-from-dark"));
}

TEST_F(PicturesTest, AddCoin)
{
    allLive();
    auto panel = shown<PricePanel>({392, 525});
    panel->openAddCoin();
    auto *popup = panel->findChild<AddCoinPopup *>();
    ASSERT_TRUE(popup);
    QTest::keyClicks(&popup->field(), QStringLiteral("b"));
    clock.advance(1s);
    QCoreApplication::processEvents();
    save(*popup, QStringLiteral("add-coin-dark"));
    popup->hide();
}

TEST_F(PicturesTest, Compact)
{
    allLive();
    auto view = shown<CompactView>({300, 420});
    view->setPinned(true);
    view->setHeadline(
        CompactHeadline{QStringLiteral("1"),
                        QStringLiteral("Stablecoin supply edges higher as traders park dollars for "
                                       "the weekend"),
                        QStringLiteral("Chainside"), clock.now() - 5min, QStringLiteral("USDT"),
                        QStringLiteral("USDT since 0.00%"), Tone::Secondary});
    tickOne(bitget, QStringLiteral("SOL"), true, "238.60"_dec, 4.7);
    announce();
    save(*view, QStringLiteral("compact-dark"));
    settings.change([](Settings &s) { s.theme = Theme::Light; });
    save(*view, QStringLiteral("compact-light"));
    settings.change([](Settings &s) { s.theme = Theme::Dark; });
    kraken.setLink(SourceStatus::Link::Retrying);
    clock.advance(3s);
    view->resize(260, 300);
    save(*view, QStringLiteral("compact-small-dark"));
}
