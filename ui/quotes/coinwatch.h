#pragma once

#include "app/quotes/quoteboard.h"
#include "ui/style/exposure.h"

class Clock;

// One coin as a widget shows it: follows its prices while it is set, and tells of them only while somebody
// can see the widget. Ages tick on by themselves where they are shown.
class CoinWatch : public QObject
{
    Q_OBJECT
public:
    // `widget` is whose sight counts, and the parent.
    CoinWatch(QuoteBoard &board, Clock &clock, QWidget *widget);
    ~CoinWatch() override;

    void setCoin(const AssetId &asset); // empty: none
    const AssetId &coin() const { return m_coin; }
    const CoinQuote &quote() const { return m_board.quote(m_coin); }
    QuoteBoard &board() const { return m_board; }
    // Every second is told too, for widgets that show how old each source's word is. Otherwise only stale
    // figures grow older before one's eyes.
    void setAlwaysTicks(bool ticks);
    bool isVisible() const { return m_exposure.isVisible(); }

signals:
    void changed();

private:
    void arm();

    QuoteBoard &m_board;
    Clock &m_clock;
    Exposure m_exposure;
    AssetId m_coin;
    bool m_alwaysTicks = false;
    Request m_tick;
};
