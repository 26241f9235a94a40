#pragma once

#include "ui/style/theme.h"

#include <QWidget>
#include <functional>

class PaneTabs;
class QSplitter;
class WindowPlaces;

// Puts news, chart, reader and prices side by side as far as the width allows (design.md sections 1 and 14):
//   from 1080  three columns: news, the chart with the open story below it, prices
//   from 720   two: an open story or chart covers the news, the one that was opened last in front
//   below      one at a time, with tabs News · Prices · Chart; the story covers the news
// Widths count in the text size's own pixels: at 200 % a pane needs twice as many. What the user drags is
// kept.
class Columns : public QWidget
{
    Q_OBJECT
public:
    enum class Layout { Three, Two, Tabs };

    // The panes become children; all outlive nothing but this.
    Columns(QWidget *news, QWidget *chart, QWidget *reader, QWidget *prices, UiTheme &theme,
            WindowPlaces &places, QWidget *parent = nullptr);

    Layout arrangement() const { return m_layout; }
    static Layout arrangementFor(int logicalWidth);
    void setStoryOpen(bool open);
    // In two columns: over the news. Elsewhere the chart has its own place.
    void setChartOpen(bool open);
    bool isChartOpen() const { return m_chartOpen; }
    // In two columns, when both are open: the chart lies over the story.
    bool isChartInFront() const { return m_chartOpen && m_chartInFront; }
    // What stands below the prices in windows of 1600 and more that are high enough; made when there first is
    // room for it, and a child then.
    void setBelowPrices(std::function<QWidget *()> make);
    // The chart alone, in all of the room.
    void setChartAlone(bool alone);
    enum class Pane { News, Prices, Chart };
    void showPane(Pane pane); // brings its tab to the front where there are tabs
    Pane frontPane() const;
    void setNewsCount(int unread);
    void storeWidths(); // after a drag
    void storeHeights();

signals:
    void arrangementChanged();
    void paneShown();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();
    void placeBelowPrices();
    bool isWide() const;
    void distribute();
    void distributeCentre();
    void storePlaces();

    QWidget *m_news, *m_chart, *m_reader, *m_prices;
    UiTheme &m_theme;
    WindowPlaces &m_places;
    QWidget *m_side; // the prices and what stands below them
    QWidget *m_belowPrices = nullptr;
    std::function<QWidget *()> m_makeBelowPrices;
    PaneTabs *m_tabs;
    QSplitter *m_splitter, *m_centre;
    Layout m_layout = Layout::Three;
    bool m_storyOpen = false, m_chartOpen = false, m_chartInFront = false, m_alone = false;
    double m_chartShare = 0;                // of the centre's height, the user's own; 0: the design's
    int m_newsWidth = 0, m_pricesWidth = 0; // the user's own, logical; 0: the design's
};
