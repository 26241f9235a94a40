#include "app/quotes/venuecandlehistory.h"

#include "app/quotes/historyfollow.h"
#include "app/quotes/minutecloses.h"

VenueCandleHistory::VenueCandleHistory(Clock &clock, QuoteBoard &board, CandleCache *cache, QObject *parent)
    : CandleHistory(parent),
      m_shelves(clock, board, cache),
      m_closes(std::make_unique<MinuteCloses>(m_shelves))
{
}

VenueCandleHistory::~VenueCandleHistory() = default;

Request VenueCandleHistory::load(const HistoryQuery &query, Reply<CandleSeries> done)
{
    return std::make_unique<HistoryChoice>(
        m_shelves, query, [](const CandleSource &, UtcTime) {},
        [this, query, done = std::move(done)](const Result<HistoryChoice::Answer> &answer) {
            if (!answer)
                return done(tl::unexpected<Error>(answer.error()));
            CandleSeries series = m_shelves.seriesOf(answer->source, query);
            series.lacking = answer->lacking;
            done(std::move(series));
        });
}

Request VenueCandleHistory::closeBefore(const AssetId &asset, UtcTime time,
                                        Reply<std::optional<MinuteClose>> done)
{
    return m_closes->closeBefore(asset, time, std::move(done));
}

std::unique_ptr<CandleFollow> VenueCandleHistory::follow(const HistoryQuery &query)
{
    return std::make_unique<HistoryFollow>(m_shelves, query);
}
