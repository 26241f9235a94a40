#pragma once

#include "app/base/clock.h"
#include "app/cli/candlesoptions.h"
#include "app/market/assetdirectory.h"
#include "app/quotes/candlehistory.h"

#include <functional>

// `wickpost candles`: prints the candles of one coin, ascending, from a history whose sources are set.
class CandlesCommand : public QObject
{
    Q_OBJECT
public:
    using Write = std::function<void(const QByteArray &line)>;

    // `out` and `err` get whole lines without their end.
    CandlesCommand(Clock &clock, CandleHistory &history, const AssetDirectory &assets,
                   const CandlesOptions &options, Write out, Write err);
    void start();

signals:
    void finished(int exitCode); // 0 done, 1 there is no candle

private:
    HistoryQuery query() const;
    QString rangeText() const;
    void take(const Result<CandleSeries> &answer);
    void remark(const CandleSeries &series);
    void print(const CandleSeries &series);
    void finish(int exitCode);

    Clock &m_clock;
    CandleHistory &m_history;
    CandlesOptions m_options;
    Asset m_asset;
    Write m_out, m_err;
    Request m_load, m_timeout;
};
