#pragma once

#include "app/quotes/candlehistory.h"
#include "app/quotes/historyshelves.h"

class MinuteCloses;

// The venues' own candles: of the source that the board shows, or the next in the order that has the range.
//
// What was read stays in memory (up to some 60,000 rows that nobody looks at) and, where there is a cache, on
// disk. The forming candle is the venue's own, from its stream, or for Coinbase from its last read and its
// tickers. When the stream was away, or a row does not follow the one before, what lies between is a gap
// until the venue's history has told it: it is asked at once, then after 2, 4, ... 60 s.
class VenueCandleHistory final : public CandleHistory
{
    Q_OBJECT
public:
    // `cache` may be null; it must outlive this.
    VenueCandleHistory(Clock &clock, QuoteBoard &board, CandleCache *cache, QObject *parent = nullptr);
    ~VenueCandleHistory() override;

    [[nodiscard]] Request load(const HistoryQuery &query, Reply<CandleSeries> done) override;
    [[nodiscard]] Request closeBefore(const AssetId &asset, UtcTime time,
                                      Reply<std::optional<MinuteClose>> done) override;
    [[nodiscard]] std::unique_ptr<CandleFollow> follow(const HistoryQuery &query) override;

private:
    HistoryShelves m_shelves;
    std::unique_ptr<MinuteCloses> m_closes;
};
