// Draws the panes in their states into the build folder, to be looked at beside the design; and checks of
// each what can be checked of a picture.
#include "tests/ui/quotes/seedmarket.h"
#include "ui/quotes/watchlistview.h"

#include <QDir>
#include <QImage>
#include <QStandardPaths>
#include <gtest/gtest.h>

namespace {
class PicturesTest : public testing::Test, public SeedMarket
{
protected:
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

TEST_F(PicturesTest, Rows)
{
    allLive();
    WatchlistModel model(board, settings, theme, clock);
    WatchlistView view(model, settings, theme, clock, RowStyle::dashboard(RowHeight::Comfortable), true);
    view.resize(392, 24 + 460);
    view.show();
    view.setCurrentCoin(btc);
    tickOne(bitget, QStringLiteral("SOL"), true, "238.60"_dec, 4.7);
    announce();
    save(view, QStringLiteral("rows-dark"));
    view.resize(460, 24 + 460);
    save(view, QStringLiteral("rows-wide-dark"));
    settings.change([](Settings &s) { s.theme = Theme::Light; });
    view.resize(392, 24 + 460);
    save(view, QStringLiteral("rows-light"));
}
