// Draws the chart as each place of the window shows it, into the build folder, to be looked at beside the
// design.
#include "tests/ui/charts/samplechart.h"

#include <QDir>
#include <gtest/gtest.h>

using namespace std::chrono_literals;
using namespace sample;

namespace {
QList<ChartMarker> stories()
{
    QList<ChartMarker> markers{story(1, start + 3h),
                               story(2, start + 3h + 10min),
                               story(3, start + 9h, "Central bank minutes show a split", true),
                               story(4, start + 12h),
                               story(5, start + 15h + 7min, "Officials call off talks in Istanbul", true),
                               story(6, start + 20h),
                               story(7, start + 23h)};
    markers[4].source = QStringLiteral("金色财经");
    markers[4].detail = QStringLiteral("BTC since +0.42% · net of market −0.05%");
    markers[4].price = "114478.30"_dec;
    return markers;
}

struct Pictures : Chart
{
    QString folder = QStringLiteral(WICKPOST_BINARY_DIR "/pictures");

    Pictures() : Chart(wave(96))
    {
        QDir().mkpath(folder);
        chart.setMarkers(stories());
        chart.setPrice(LivePrice{chart_last(), start + 23h + 52min});
        chart.showRange(start, start + 23h + 52min);
        chart.move(300, 300);
    }
    static Decimal chart_last() { return wave(96).candles.last().close; }
    bool save(const QString &name)
    {
        show();
        bool saved = true;
        for (const Theme choice : {Theme::Dark, Theme::Light}) {
            theme.setChoice(choice);
            QImage image(chart.size(), QImage::Format_RGB32);
            chart.render(&image);
            EXPECT_EQ(image.pixelColor(2, chart.height() - 2), theme.tokens().surface);
            saved = saved && image.save(QStringLiteral("%1/chart-%2-%3.png")
                                            .arg(folder, name,
                                                 choice == Theme::Dark ? QStringLiteral("dark")
                                                                       : QStringLiteral("light")));
        }
        return saved;
    }
};
} // namespace

TEST(ChartGalleryTest, DrawsTheDashboardsChart)
{
    Pictures made;
    made.chart.resize(550, 313);
    made.chart.setSelectedMarker(5);
    EXPECT_TRUE(made.save(QStringLiteral("dashboard")));
    made.chart.setSelectedMarker(std::nullopt);
    made.chart.setVolumeShown(true);
    made.chart.resize(550, 630);
    EXPECT_TRUE(made.save(QStringLiteral("idle")));
}

TEST(ChartGalleryTest, DrawsTheCoinPagesChart)
{
    Pictures made;
    made.chart.resize(887, 556);
    made.chart.setStyle(ChartStyle::Candles);
    made.chart.setLegendShown(true);
    made.chart.setVolumeShown(true);
    made.chart.setVolumeHeight(84);
    made.chart.setRightSpace(0.02);
    made.chart.setAverages({{20, false}, {50, false}});
    made.chart.showRange(start, start + 23h + 52min);
    made.chart.setSelectedMarker(5);
    made.chart.moveCrosshair(-1);
    made.chart.moveCrosshair(-10);
    EXPECT_TRUE(made.save(QStringLiteral("detail")));
    CandleSeries eth = wave(96, Interval::M15, 4'500, 70), sol = wave(96, Interval::M15, 238, 1);
    made.chart.setComparison(
        {{QStringLiteral("ETH"), QColor(0x6B7FE3), eth}, {QStringLiteral("SOL"), QColor(0x8B62D9), sol}});
    EXPECT_TRUE(made.save(QStringLiteral("comparison")));
    EXPECT_TRUE(made.chart.picture().save(made.folder + QStringLiteral("/chart-saved.png")));
}

TEST(ChartGalleryTest, DrawsAYearOnALogScaleAndAWeek)
{
    Pictures made;
    CandleSeries year = wave(365, Interval::D1, 50'000, 46'000, start - 24h * 364);
    made.chart.setMarkers({});
    made.chart.setPrice(std::nullopt);
    made.chart.setSeries(year);
    made.chart.setLogScale(true);
    made.chart.setStyle(ChartStyle::Candles);
    made.chart.resize(550, 500);
    made.chart.showRange(start - 24h * 364, start + 24h);
    EXPECT_TRUE(made.save(QStringLiteral("year")));
    made.chart.setSeries(wave(84, Interval::H2, 114'000, 3'000, start - 24h * 6));
    made.chart.showRange(start - 24h * 6, start + 24h);
    EXPECT_TRUE(made.save(QStringLiteral("week")));
}

TEST(ChartGalleryTest, DrawsAWickThatOneVenueAloneSaw)
{
    CandleSeries series = wave(8, Interval::H1, 99'300, 900);
    series.candles[4].low = "97905.00"_dec;
    Chart made(series);
    made.theme.setChoice(Theme::Dark);
    made.chart.setStyle(ChartStyle::Candles);
    made.chart.resize(430, 190);
    made.chart.setMarkersShown(false);
    made.chart.setWicks({{series.candles[4].time, true, "97905.00"_dec, "98410.20"_dec,
                          QStringLiteral("Only Bitget traded below 98,000; five others' low 98,410.2."),
                          QStringLiteral("2025/06/22 · 1 h candle · Bitget low 97,905.0")}});
    made.show();
    QDir().mkpath(QStringLiteral(WICKPOST_BINARY_DIR "/pictures"));
    EXPECT_TRUE(made.chart.grab().save(QStringLiteral(WICKPOST_BINARY_DIR "/pictures/chart-wick.png")));
    made.chart.moveCrosshair(-1);
    for (int i = 0; i < 3; ++i)
        made.chart.moveCrosshair(-1);
    EXPECT_TRUE(made.chart.grab().save(QStringLiteral(WICKPOST_BINARY_DIR "/pictures/chart-wicknote.png")));
}

TEST(ChartGalleryTest, DrawsWhatIsMissingAndWhatIsNotCurrent)
{
    Pictures made;
    made.chart.setStale(true);
    EXPECT_TRUE(made.save(QStringLiteral("stale")));
    CandleSeries demo = wave(96);
    demo.simulated = true;
    made.chart.setStale(false);
    made.chart.setSeries(demo);
    EXPECT_TRUE(made.save(QStringLiteral("simulated")));
    made.chart.setSeries({});
    EXPECT_TRUE(made.save(QStringLiteral("empty")));
    made.chart.setLoading(true);
    EXPECT_TRUE(made.save(QStringLiteral("loading")));
}

TEST(ChartGalleryTest, DrawsInTheDesktopsOwnColours)
{
    Pictures made;
    QPalette contrast(Qt::black);
    contrast.setColor(QPalette::Window, Qt::black);
    contrast.setColor(QPalette::WindowText, Qt::white);
    contrast.setColor(QPalette::Highlight, Qt::yellow);
    contrast.setColor(QPalette::HighlightedText, Qt::black);
    made.theme.setHighContrast(contrast);
    made.chart.setStyle(ChartStyle::Candles);
    made.chart.setSelectedMarker(5);
    made.show();
    EXPECT_TRUE(made.chart.grab().save(made.folder + QStringLiteral("/chart-contrast.png")));
}
