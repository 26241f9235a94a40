#pragma once

#include "ui/charts/axisitems.h"
#include "ui/charts/carditems.h"
#include "ui/charts/crosshairitems.h"
#include "ui/charts/markeritems.h"
#include "ui/charts/overlayitems.h"
#include "ui/charts/plotitem.h"
#include "ui/style/exposure.h"

#include <QGraphicsScene>
#include <QGraphicsView>

class QChart;
class QValueAxis;

// The scene of a chart: a QChart with its plot area and ranges, and our items on it. Keeps the state and
// decides what is laid out and painted anew. Nothing is laid out while nobody sees it, unless asked for.
class ChartStage
{
public:
    ChartStage(const UiTheme &theme, QWidget *host);
    ~ChartStage();

    ChartState &edit() { return m_state; } // then tell what changed, below
    const ChartState &laidOut();           // everything in its place

    void resize(const QSize &size);
    void everythingChanged(); // data, range, look, size or theme
    void candlesChanged(qsizetype firstChanged);
    void priceChanged();
    void crosshairChanged();
    void markersChanged(); // selection or hover
    void setFocused(bool focused);

    qsizetype groupAt(QPointF point) { return m_lane->groupAt(point); }
    // Where Qt Charts puts a moment and a value of the axis: the same place as ours.
    QPointF chartPosition(double time, double value) const;
    void render(QPainter &painter); // without crosshair and focus

private:
    void settle();
    void setRanges();
    void placeOverlays();
    void placePrice();
    void placeWords();
    void repaintTail(qsizetype firstChanged);

    ChartState m_state;
    QGraphicsScene m_scene;
    QGraphicsView *m_view; // the host's child
    QChart *m_chart;       // the scene's
    QValueAxis *m_timeAxis, *m_valueAxis;
    PlotItem *m_plot;
    FrameItem *m_frame;
    WicksItem *m_wicks;
    PriceLineItem *m_priceLine;
    PriceAxisItem *m_priceAxisItem;
    TimeAxisItem *m_timeAxisItem;
    PriceTagItem *m_priceTag;
    LaneItem *m_lane;
    SelectionItem *m_selection;
    CrossLineItem *m_crossDown, *m_crossAcross;
    CrossTagItem *m_crossTime, *m_crossPrice;
    LegendItem *m_legend;
    ReadoutItem *m_readout;
    CardItem *m_card;
    MessageItem *m_message;
    FocusItem *m_focus;
    bool m_due = true; // something changed that is not laid out
    bool m_focused = false;
    Exposure m_exposure;
};
