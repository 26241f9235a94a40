#pragma once

#include "app/insight/wickfinder.h"
#include "ui/charts/coinchart.h"

class Numbers;
class Times;

// Tells a chart which of its candles' extremes its venue alone saw. The other exchanges are compared for what
// is in sight alone, once it has stood still for a moment, while the chart shows candles and somebody sees
// it; anew as candles close, at most every five minutes, and with growing pauses where an exchange could not
// be read.
class WickNotes : public QObject
{
    Q_OBJECT
public:
    WickNotes(CoinChart &chart, WickFinder &finder, SettingsFile &settings, UiTheme &theme, Clock &clock,
              QObject *parent = nullptr);

private:
    void lookSoon();
    void look();
    std::optional<TimeSpan> wanted() const;
    void take(const CandleSeries &shown, const TimeSpan &span, const LoneWicks &found);
    void lookAgainLater();
    void show();
    void forget();

    CoinChart &m_chart;
    WickFinder &m_finder;
    UiTheme &m_theme;
    Clock &m_clock;
    InstrumentId m_instrument; // of what is known
    Interval m_interval = Interval::H1;
    TimeSpan m_known{UtcTime::max(), UtcTime{}}; // nothing
    CandleSeries m_shown;                        // without candles
    QList<LoneWick> m_wicks;
    std::chrono::milliseconds m_pause; // before what failed is looked at again
    Request m_soon, m_search, m_again;
};

// "Only Bitget traded below 98,000; five others' low 98,410.2." `shown`: the venue's candles.
WickNote wickNote(const LoneWick &wick, const CandleSeries &shown, const Numbers &numbers,
                  const Times &times);
