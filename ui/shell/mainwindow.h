#pragma once

#include "ui/platform/pinning.h"
#include "ui/settings/keyboardsheet.h"
#include "ui/shell/services.h"

#include "app/base/request.h"
#include "app/settings/settings.h"

#include <QHash>
#include <QWidget>

class AwayCard;
class Banner;
class ChartPane;
class CoinChart;
class CoinView;
class Columns;
class CompactList;
class DemoFrame;
class NewsPane;
class PricePanel;
class PricesColumn;
class QVBoxLayout;
class ReadingPane;
class StatusBar;
class StoryChart;
class StoryLane;
class Toolbar;
class WhyCard;
class WindowAlerts;
class WindowPlacement;
struct Story;

// The dashboard, and the compact list where there is no room for it (design.md section 14): composes the
// panes and passes on what one says to the other; decides nothing about news or prices. Keys are bound in
// shortcuts.cpp.
class MainWindow : public QWidget
{
    Q_OBJECT
public:
    explicit MainWindow(const Services &services, QWidget *parent = nullptr);
    ~MainWindow() override;

    // Marks everything as simulated: badge, banner, frame and title.
    void setDemo(bool demo);
    // A line below the toolbar that stays until it is closed or its text becomes empty; one a key.
    void showNotice(const QString &key, const QString &text);
    // Before the first show: where it was, or `size` in its middle.
    void restorePlace(std::optional<QSize> size = std::nullopt);
    // Un-minimised and in front.
    void bringToFront();
    Pinning &pinning() { return m_pinning; }
    // Every key the dashboard binds, for the keyboard sheet.
    static QList<KeyLine> keyLines();

    void showStoriesOf(const AssetId &asset); // those alone
    // The coin's own page; where there is no room for it, its chart.
    void openCoin(const AssetId &asset);
    // The chart in sight, if any, has what it asked for or could not have it.
    bool chartSettled() const;
    bool isAwaySettled() const; // no digest of an absence is being made
    void showStory(ArticleId story);
    void showFirings(); // what alerts fired

signals:
    void demoRequested(bool demo);
    void compactRequested();
    void dashboardRequested();
    void settingsRequested(const QString &page); // empty: the one shown last
    void keyboardSheetRequested();
    void refreshRequested(); // feeds and sources now
    void quitRequested();

protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void compose();
    void connectNews();
    void connectPrices();
    void connectToolbar();
    void connectMoves(); // windowmoves.cpp

    // windowcharts.cpp
    void connectChart();
    CoinView &coinPage(); // made when first asked for
    bool isPageShown() const;
    bool hasRoomForPage() const;
    CoinChart *shownChart() const; // null: none in sight
    void selectCoin(const AssetId &asset);
    void showChart();
    void closeChart();
    void closePage();
    void showOnChart(const Story &story);
    void lightStories(std::optional<UtcTime> time);
    void nameWaysBack();
    void showStoryChart();
    void connectSince(StoryLane &lane, const CoinChart &chart);
    void toggleChartAlone();
    void changeRange(ChartRange range);
    void openIntervals();
    void withChart(void (*run)(CoinChart &));

    void startAlerts();
    QRect cardRoom() const;
    struct Key;
    static const QList<Key> &keys(); // this and the next three: shortcuts.cpp
    void bindKeys();
    void togglePin();
    void stepTextSize(int by);
    void focusSearch();
    void goToCoin();
    void leaveSearchField();
    void toggleStoriesOf(const AssetId &asset);
    void addAlert(const AssetId &asset, const std::optional<Decimal> &level = std::nullopt);
    void openStory(const Story &story);
    void closeStory();
    void search(const QString &text);
    void escape();
    void nextPane(int direction);
    void changeTextSize(int percent);
    void refreshHealth();
    void refreshOffline();
    void applySettings(const Settings &settings);
    void applyArrangement();
    void applyWidth();
    void widen();
    void tellHidden();
    void openLink(const QUrl &link);

    // windowaway.cpp
    void connectAway();
    void showAway();
    void placeAway();
    void readMissed();
    void markMissedRead();
    bool dismissAway();

    // windowinsight.cpp
    void connectInsight();
    void openWhy(const AssetId &asset);

    Services m_services;
    Pinning m_pinning;
    Toolbar *m_toolbar;
    QVBoxLayout *m_banners;
    Banner *m_demoBanner, *m_offlineBanner;
    QHash<QString, Banner *> m_notices;
    NewsPane *m_news;
    ChartPane *m_chart;
    ReadingPane *m_reader;
    PricePanel *m_prices;
    PricesColumn *m_pricesColumn;
    Columns *m_columns;
    StatusBar *m_status;
    CoinView *m_page = nullptr;       // over the columns; made when first needed
    WindowAlerts *m_alerts = nullptr; // made after the first picture
    CompactList *m_compact = nullptr; // below 360; made when first needed
    QSize m_wideSize;                 // before it became so narrow
    bool m_demo = false, m_narrow = false;
    DemoFrame *m_frame;
    WindowPlacement *m_placement;
    AwayCard *m_away = nullptr;         // made when there is something to tell
    WhyCard *m_why = nullptr;           // made when first asked for
    StoryChart *m_storyChart = nullptr; // below the text, where there are tabs; made when first needed
    bool m_searchForCoin = false;
    bool m_chartAlone = false, m_painted = false;
    Request m_countdown, m_storyWanted, m_coinKept;
};
