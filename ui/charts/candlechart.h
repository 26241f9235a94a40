#pragma once

#include "app/market/asset.h"
#include "ui/charts/chartdata.h"
#include "ui/charts/chartscale.h"
#include "ui/style/theme.h"

#include <QImage>
#include <QWidget>
#include <memory>

class ChartStage;
struct ChartLook;
class QGestureEvent;
class QNativeGestureEvent;

// A price over time with its stories: line or candles, volume, averages, comparison, crosshair, markers.
//
// Data:     given by setters, each replacing what it names; nothing is fetched and nothing is kept elsewhere.
//           Candles are ascending by time. Prices stay Decimal; double is used for places on the screen only.
// Order:    setters may come in any order and while hidden; signals come from the user's doings alone, but
//           visibleRangeChanged(), which also tells what a setter moved.
// Painting: what changed is painted, and nothing while no one sees it. There is no timer.
// Place:    a candle covers [time, time + interval]; its body stands in the middle, a line's point at its
// end,
//           where the close was.
// Keys (with the focus): ← → one candle, Shift ten; Home End; + − 0 zoom; M, Shift+M next and previous
// marker;
//           Enter opens the selected marker; Esc takes the crosshair away; Menu the context menu. The rest is
//           left to the parent.
// Pointer:  wheel zooms where it stands, sideways (or with Shift) pans; drag pans; pinch zooms; double click
//           resets; a click on a marker opens it, again on a count its next.
class CandleChart : public QWidget
{
    Q_OBJECT
public:
    explicit CandleChart(UiTheme &theme, QWidget *parent = nullptr);
    ~CandleChart() override;

    // --- data ---
    void setCoin(const Asset &coin); // for the summary and the legend of a comparison
    // Another series. Keeps the visible range while something of it is in view; otherwise all of it is shown.
    // A series without candles shows the message; one with candles ends it.
    void setSeries(const CandleSeries &series);
    // Candles of the shown series that changed or are new: replaced by time, or put in.
    void updateCandles(const QList<Candle> &candles);
    void setPrice(const std::optional<LivePrice> &price);
    // A view that reaches the newest candle moves along with it, and with the time of the live price.
    void setComparison(const QList<ComparedCoin> &coins); // four at most; none: prices again
    void setMarkers(const QList<ChartMarker> &markers);   // in any order
    void setWicks(const QList<WickNote> &notes);

    // --- look ---
    void setStyle(ChartStyle style); // Line to begin with; a comparison is always lines
    void setVolumeShown(bool shown);
    void setVolumeHeight(int designPixels);          // 92 to begin with; the coin page has 84
    void setAverages(const QList<AverageSpec> &two); // two at most
    void setLogScale(bool log);                      // ignored in a comparison
    void setLegendShown(bool shown);                 // the OHLC row of 34 px; else a small readout
    void setPriceAxisShown(bool shown);
    void setMarkersShown(bool shown);       // the lane and all in it
    void setCrosshairEnabled(bool enabled); // the pointer's; keys and brush always work
    void setRightSpace(double share); // of the range, empty right of the newest candle; 0.02 on the coin page
    void setStale(bool stale);        // stale or offline: line grey, tag tan
    void setLoading(bool loading);    // skeleton while there are no candles
    void setMessage(const QString &message); // instead of a chart; "No history for this range." by itself

    // --- view ---
    // Shows [from, to] with the right space added after `to`. It is what reset() and the key 0 go back to.
    void showRange(UtcTime from, UtcTime to);
    TimeSpan visibleRange() const; // with the right space
    void zoomIn();
    void zoomOut();
    void resetZoom();
    bool isZoomed() const;             // differs from showRange()
    void setZoomEnabled(bool enabled); // off: the range stays, and the wheel scrolls what is around

    // --- stories ---
    void setSelectedMarker(std::optional<qint64> id); // filled, with a line up and a ring on the price
    std::optional<qint64> selectedMarker() const;
    // Crosshair from outside, at an exact moment; none takes it away. The pointer's own wins.
    void setBrush(std::optional<UtcTime> time);

    // What the keys do, for shortcuts of the pane.
    void moveCrosshair(int candles);
    void stepMarker(int by); // to the next (1) or the previous (-1) story; emits markerSelected()

    // --- what it says ---
    // "Bitcoin, 24 hours: from 114,012.82 to 114,959.13, low 113,412.05, high 115,348.70, 7 stories."
    QString summary() const;
    // "2025/09/13 03:15, 114,696.60"; empty without a crosshair.
    QString crosshairText() const;
    QString spokenText() const; // that, or the selected story in words: for assistive technology
    QStringList legend() const; // as the row shows it: "09/13 03:15", "O 114,689.87", ...
    // The visible candles, every digit as received, times RFC 3339: time, open, high, low, close, volume,
    // venue, pair. For the clipboard ('\t') or a file (',').
    QString dataText(QChar separator) const;
    // As shown, without the crosshair, under a line that names market, venue, interval, zone and "Simulated".
    QImage picture(qreal scale = 2) const;

    QSize sizeHint() const override { return {550, 320}; }
    QSize minimumSizeHint() const override { return {160, 80}; }

signals:
    // The moment under the pointer or the keyboard's crosshair; none when it goes.
    void crosshairMoved(std::optional<UtcTime> time);
    void markerActivated(qint64 id);              // clicked, or Enter: open the story
    void markerSelected(qint64 id);               // reached with M: light its row
    void markerHovered(std::optional<qint64> id); // none when left
    void visibleRangeChanged(TimeSpan range);
    void olderWanted(UtcTime before); // the view nears the first candle; once for each
    // For the menu of the pane: "Add alert at 115,130.00", "Copy price here". The price is of the tick size;
    // none outside of the plot and in a comparison.
    void contextMenuRequested(QPoint globalPosition, std::optional<Decimal> price,
                              std::optional<UtcTime> time);
    void alertRequested(Decimal price); // double click on the price axis

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *) override;
    void focusOutEvent(QFocusEvent *) override;

private:
    template <typename Value> void look(Value ChartLook::*member, const Value &value);
    void showSpan(const ViewSpan &span);
    bool follow(double before);
    void zoomAt(double factor, double time);
    void panBy(double time);
    double keyCentre() const;
    void placeCrosshair();
    void placeBrush();
    void dropCrosshair();
    void pointTo(QPointF position);
    void hover(QPointF position);
    void selectMarker(const ChartMarker &marker);
    void bringIntoView(double time);
    void activateGroup(qsizetype group);
    bool pinch(QGestureEvent *event);
    bool nativeZoom(QNativeGestureEvent *event);
    void say(const QString &text);

    std::unique_ptr<ChartStage> m_stage;
    struct Drag
    {
        QPointF from;
        double lastX = 0;
        bool moved = false;
    };
    std::optional<Drag> m_drag;     // the left button is down in the plot
    std::optional<ViewSpan> m_home; // of showRange()
    std::optional<UtcTime> m_brush;
    std::optional<UtcTime> m_olderAsked;
    bool m_zoomed = false;
    bool m_zoomEnabled = true;
};
