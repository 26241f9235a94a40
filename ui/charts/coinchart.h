#pragma once

#include "app/quotes/candlehistory.h"
#include "app/quotes/quoteboard.h"
#include "app/settings/settingsfile.h"
#include "ui/charts/candlechart.h"
#include "ui/style/exposure.h"
#include "ui/style/theme.h"

#include <map>

class Clock;
class Menu;
class QLabel;

// One coin's chart with its data: reads the history the settings ask for, follows it while somebody looks,
// and keeps range, interval and look as set. The chart itself is made when it is first seen, after what is
// around it has been painted; hidden it follows nothing.
class CoinChart : public QWidget
{
    Q_OBJECT
public:
    enum class Place {
        Pane,  // dashboard: a line, a readout
        Page,  // the coin's page: legend, averages
        Story, // below a story's text: small, only to look at
    };
    CoinChart(CandleHistory &history, QuoteBoard &board, SettingsFile &settings, UiTheme &theme, Clock &clock,
              Place place, QWidget *parent = nullptr);
    ~CoinChart() override;

    void setCoin(const AssetId &asset); // empty: none
    const AssetId &coin() const { return m_coin; }
    void setMarkers(const QList<ChartMarker> &markers);
    void setSelectedMarker(std::optional<qint64> id);
    void setBrush(std::optional<UtcTime> time);
    void setWicks(const QList<WickNote> &notes);
    const QList<WickNote> &wicks() const { return m_wicks; }
    // Beside the coin's own line, in percent; four at most. Those of another chart's coin go with it.
    void setCompared(const QList<AssetId> &assets);
    const QList<AssetId> &compared() const { return m_compared; }
    void setAlertOffered(bool offered) { m_alertOffered = offered; }
    // A range of its own in place of the settings' (the small chart around a story); nothing: as set.
    void setOwnRange(std::optional<TimeSpan> range);

    CandleChart *chart() const { return m_chart; } // null until it was seen once
    const CandleSeries &series() const;            // empty until something is known
    TimeSpan visibleRange() const;
    // Why what is shown is not what was asked for: "No 1Y history from Kraken. Showing Binance."
    QString notice() const;
    // What was asked for is there, or could not be had.
    bool isSettled() const;
    // It draws candles, else a line.
    bool showsCandles() const;
    // What candles of this interval are made of where the source lacks them.
    std::optional<Interval> builtFrom(Interval interval) const;

    void toggleStyle();
    void toggleVolume();
    Menu *makeMenu(std::optional<Decimal> price, std::optional<UtcTime> time);

public slots:
    void zoomIn();
    void zoomOut();
    void resetZoom();
    void stepMarker(int by);
    void savePicture();
    void saveData();
    void copyData();

signals:
    void visibleRangeChanged(TimeSpan range);
    void crosshairMoved(std::optional<UtcTime> time);
    void markerActivated(qint64 id);
    void markerSelected(qint64 id);
    void markerHovered(std::optional<qint64> id);
    void alertWanted(const AssetId &asset, const Decimal &price);
    void averagesWanted();
    void noticeChanged();
    void settled();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void dress();
    void visibilityChanged(bool visible);
    void ask();
    void askOlder(UtcTime before);
    void take(UtcTime from);
    void fail(const Error &error);
    void followCompared();
    void showCompared();
    void showPrice();
    void showRange();
    void placeNotice();
    void settingsChanged(const ChartSettings &now, const ChartSettings &before);
    HistoryQuery query(const AssetId &asset) const;
    const QuoteSource *shownSource() const; // whose candles are shown; null while nobody's are
    void addCompare(Menu *menu);
    void saveFile(const QString &name, const QString &filter, std::function<bool(const QString &)> write);

    CandleHistory &m_history;
    QuoteBoard &m_board;
    SettingsFile &m_settings;
    UiTheme &m_theme;
    Clock &m_clock;
    Place m_place;
    Exposure m_exposure;
    AssetId m_coin;
    CandleChart *m_chart = nullptr;
    QLabel *m_notice;
    std::unique_ptr<CandleFollow> m_follow;
    std::optional<HistoryQuery> m_asked; // of m_follow
    std::optional<UtcTime> m_older;      // further back than the range, because somebody went there
    bool m_shown = false;                // the series is on the chart, at its range
    bool m_failed = false, m_alertOffered = false;
    QList<AssetId> m_compared;
    std::map<AssetId, std::unique_ptr<CandleFollow>> m_comparedFollows;
    std::optional<TimeSpan> m_ownRange;
    QList<ChartMarker> m_markers;
    QList<WickNote> m_wicks;
    std::optional<qint64> m_selected;
    Request m_build, m_savingNotice, m_priceDue;
    QString m_saveProblem;
};
