#include "ui/charts/chartstage.h"

#include <QtCharts/QChart>
#include <QtCharts/QLegend>
#include <QtCharts/QLineSeries>
#include <QtCharts/QValueAxis>
#include <algorithm>

namespace {
QGraphicsView *plainView(QGraphicsScene *scene, QWidget *host)
{
    // Not a QChartView: that one crashes on a press in Qt before 6.6.1 (QTBUG-118669), and the mouse is the
    // host's anyway.
    auto *view = new QGraphicsView(scene, host);
    view->setFrameShape(QFrame::NoFrame);
    view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    view->setFocusPolicy(Qt::NoFocus);
    view->setInteractive(false);
    view->setAttribute(Qt::WA_TransparentForMouseEvents);
    view->setViewportUpdateMode(QGraphicsView::MinimalViewportUpdate);
    view->setOptimizationFlag(QGraphicsView::DontAdjustForAntialiasing);
    view->setLayoutDirection(Qt::LeftToRight); // time runs to the right in every language
    return view;
}

QValueAxis *hiddenAxis(QChart *chart, QLineSeries *series, Qt::Alignment side)
{
    auto *axis = new QValueAxis(chart);
    chart->addAxis(axis, side);
    series->attachAxis(axis);
    axis->setVisible(false);
    return axis;
}

QChart *plainChart(QGraphicsScene &scene)
{
    auto *chart = new QChart;
    chart->setBackgroundVisible(false);
    chart->setMargins({});
    chart->setAnimationOptions(QChart::NoAnimation);
    chart->legend()->hide();
    chart->setContentsMargins(0, 0, 0, 0);
    scene.addItem(chart);
    return chart;
}

template <typename Item> void put(Item *item, const QRectF &place)
{
    item->setBounds(place);
    item->setVisible(!place.isEmpty());
    item->update();
}
} // namespace

ChartStage::ChartStage(const UiTheme &theme, QWidget *host)
    : m_state(theme), m_view(plainView(&m_scene, host)), m_chart(plainChart(m_scene)), m_exposure(host)
{
    m_scene.setItemIndexMethod(QGraphicsScene::NoIndex);
    auto *series = new QLineSeries(m_chart);
    m_chart->addSeries(series); // empty: it ties the axes to the plot area
    m_timeAxis = hiddenAxis(m_chart, series, Qt::AlignBottom);
    m_valueAxis = hiddenAxis(m_chart, series, Qt::AlignRight);
    qreal height = 10; // above what the chart itself draws
    m_plot = new PlotItem(m_state, m_chart, ++height);
    m_frame = new FrameItem(m_state, m_chart, ++height);
    m_priceLine = new PriceLineItem(m_state, m_chart, ++height);
    m_priceAxisItem = new PriceAxisItem(m_state, m_chart, ++height);
    m_timeAxisItem = new TimeAxisItem(m_state, m_chart, ++height);
    m_wicks = new WicksItem(m_state, m_chart, ++height);
    m_priceTag = new PriceTagItem(m_state, m_chart, ++height);
    m_lane = new LaneItem(m_state, m_chart, ++height);
    m_selection = new SelectionItem(m_state, m_chart, ++height);
    m_crossDown = new CrossLineItem(m_state, m_chart, ++height, CrossLineItem::Way::Down);
    m_crossAcross = new CrossLineItem(m_state, m_chart, ++height, CrossLineItem::Way::Across);
    m_crossTime = new CrossTagItem(m_state, m_chart, ++height, CrossTagItem::Axis::Time);
    m_crossPrice = new CrossTagItem(m_state, m_chart, ++height, CrossTagItem::Axis::Price);
    m_legend = new LegendItem(m_state, m_chart, ++height);
    m_message = new MessageItem(m_state, m_chart, ++height);
    m_readout = new ReadoutItem(m_state, m_chart, ++height);
    m_card = new CardItem(m_state, m_chart, ++height);
    m_focus = new FocusItem(m_state, m_chart, ++height);
    m_focus->hide();
    QObject::connect(&m_exposure, &Exposure::changed, m_view, [this](bool visible) {
        if (visible)
            settle();
        else
            m_plot->forget();
    });
    QObject::connect(&theme, &UiTheme::changed, m_view, [this, &theme] {
        m_state.figures = ChartFigures(theme);
        everythingChanged();
    });
}

ChartStage::~ChartStage()
{
    delete m_view; // before its scene
}

const ChartState &ChartStage::laidOut()
{
    settle();
    return m_state;
}

void ChartStage::resize(const QSize &size)
{
    if (m_state.size == QSizeF(size))
        return;
    m_state.size = size;
    everythingChanged();
}

void ChartStage::everythingChanged()
{
    m_due = true;
    if (m_exposure.isVisible())
        settle();
}

void ChartStage::settle()
{
    if (!m_due)
        return;
    m_due = false;
    m_state.layOut();
    const QRectF all(QPointF(), m_state.size);
    m_view->setGeometry(all.toRect());
    m_view->setBackgroundBrush(m_state.theme.tokens().surface);
    m_scene.setSceneRect(all);
    setRanges();
    const ChartLayout &parts = m_state.layout;
    const bool plot = m_state.hasPlot();
    const auto ifPlot = [plot](const QRectF &place) { return plot ? place : QRectF(); };
    put(m_plot, ifPlot(parts.plot));
    m_plot->changeAll();
    put(m_frame, ifPlot(all));
    put(m_wicks, ifPlot(m_state.wicks.isEmpty() ? QRectF() : parts.prices.united(parts.priceAxis)));
    put(m_priceAxisItem, ifPlot(parts.priceAxis));
    put(m_timeAxisItem, ifPlot(QRectF(0, parts.timeAxis.top(), all.width(), parts.timeAxis.height())));
    put(m_lane, ifPlot(parts.lane));
    put(m_message, QRectF(0, parts.plot.top(), all.width(), all.height() - parts.plot.top()));
    put(m_focus, all);
    m_focus->setVisible(m_focused);
    placeOverlays();
}

void ChartStage::setRanges()
{
    const QRectF all(QPointF(), m_state.size);
    if (m_chart->geometry() != all)
        m_chart->setGeometry(all);
    const QRectF plot = m_state.layout.prices;
    if (plot.width() > 1 && plot.height() > 1 && m_chart->plotArea() != plot)
        m_chart->setPlotArea(plot);
    m_timeAxis->setRange(m_state.x.from, m_state.x.to);
    m_valueAxis->setRange(m_state.y.unit(m_state.y.low), m_state.y.unit(m_state.y.high));
}

void ChartStage::placeOverlays()
{
    placePrice();
    markersChanged();
    crosshairChanged();
}

void ChartStage::candlesChanged(qsizetype firstChanged)
{
    if (m_due || !m_exposure.isVisible()) {
        m_due = true;
        return;
    }
    // What the change moved decides: with the same places only the changed candles are painted.
    const auto before =
        std::tuple(m_state.layout, m_state.x, m_state.y, m_state.mostVolume, m_state.lineColour());
    m_state.layOut();
    if (before !=
        std::tuple(m_state.layout, m_state.x, m_state.y, m_state.mostVolume, m_state.lineColour())) {
        everythingChanged();
        return;
    }
    repaintTail(firstChanged);
    placePrice();
    placeWords();
}

void ChartStage::repaintTail(qsizetype firstChanged)
{
    if (firstChanged >= m_state.candles.size())
        return;
    const double left = m_state.x.x(m_state.candles[std::max<qsizetype>(0, firstChanged - 1)].time) - 4;
    QRectF part = m_state.layout.plot;
    part.setLeft(std::clamp(left, part.left(), std::max(part.left(), part.right())));
    m_plot->change(part);
}

void ChartStage::priceChanged()
{
    const QRectF &prices = m_state.layout.prices;
    const double y = m_state.live ? m_state.y.y(m_state.shown(m_state.live->price.toDouble())) : 0;
    if (m_due || !m_state.live || y < prices.top() || y > prices.bottom()) {
        everythingChanged(); // the range of prices may have to follow
        return;
    }
    if (!m_exposure.isVisible())
        return;
    placePrice();
}

void ChartStage::placePrice()
{
    const QRectF tag = m_priceTag->place();
    if (tag != m_priceTag->boundingRect())
        m_priceAxisItem->update(); // a label covered by the tag is left out
    put(m_priceLine, m_priceLine->place());
    put(m_priceTag, tag);
}

void ChartStage::crosshairChanged()
{
    if (m_due)
        return;
    put(m_crossDown, m_crossDown->place());
    put(m_crossAcross, m_crossAcross->place());
    put(m_crossTime, m_crossTime->place());
    put(m_crossPrice, m_crossPrice->place());
    placeWords();
    put(m_card, m_card->place());
    if (!m_state.wicks.isEmpty())
        m_wicks->update();
}

// What names figures of a candle.
void ChartStage::placeWords()
{
    put(m_legend, m_state.hasPlot() ? m_state.layout.legend : QRectF());
    put(m_readout, m_readout->place());
}

void ChartStage::markersChanged()
{
    if (m_due)
        return;
    m_lane->update();
    put(m_selection, m_selection->place());
    put(m_readout, m_readout->place());
    put(m_card, m_card->place());
}

void ChartStage::setFocused(bool focused)
{
    m_focused = focused;
    m_focus->setVisible(focused);
}

QPointF ChartStage::chartPosition(double time, double value) const
{
    return m_chart->mapToPosition({time, m_state.y.unit(value)});
}

void ChartStage::render(QPainter &painter)
{
    settle();
    const bool focused = m_focused;
    const auto own = std::exchange(m_state.own, std::nullopt);
    const auto brush = std::exchange(m_state.brush, std::nullopt);
    setFocused(false);
    crosshairChanged();
    const QRectF all(QPointF(), m_state.size);
    m_scene.render(&painter, all, all);
    m_state.own = own;
    m_state.brush = brush;
    setFocused(focused);
    crosshairChanged();
}
