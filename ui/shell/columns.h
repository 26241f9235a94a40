#pragma once

#include "ui/style/theme.h"

#include <QWidget>

class PaneTabs;
class QSplitter;
class WindowPlaces;

// Puts news, reader and prices side by side as far as the width allows (design.md section 14):
//   from 1080  three columns, the reader between
//   from 720   two: the reader covers the news while a story is open
//   below      one at a time, with tabs News · Prices
// Widths count in the text size's own pixels: at 200 % a pane needs twice as many. What the user drags is
// kept.
class Columns : public QWidget
{
    Q_OBJECT
public:
    enum class Layout { Three, Two, Tabs };

    // The panes become children; all outlive nothing but this.
    Columns(QWidget *news, QWidget *reader, QWidget *prices, UiTheme &theme, WindowPlaces &places,
            QWidget *parent = nullptr);

    Layout arrangement() const { return m_layout; }
    static Layout arrangementFor(int logicalWidth);
    void setStoryOpen(bool open);
    enum class Pane { News, Prices };
    void showPane(Pane pane); // brings its tab to the front where there are tabs
    Pane frontPane() const;
    void setNewsCount(int unread);
    void storeWidths(); // after a drag

signals:
    void arrangementChanged();
    void paneShown();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();
    void distribute();

    QWidget *m_news, *m_reader, *m_prices;
    UiTheme &m_theme;
    WindowPlaces &m_places;
    PaneTabs *m_tabs;
    QSplitter *m_splitter;
    Layout m_layout = Layout::Three;
    bool m_storyOpen = false;
    int m_newsWidth = 0, m_pricesWidth = 0; // the user's own, logical; 0: the design's
};
