#include "app/insight/wickfinder.h"

#include "app/insight/answersoon.h"
#include "app/quotes/candlehistory.h"

#include <algorithm>

class WickFinder::Search final : public PendingRequest
{
public:
    Search(CandleHistory &history, QList<VenueId> others, const AssetId &asset, const CandleSeries &shown,
           UtcTime from, UtcTime to, Reply<LoneWicks> done)
        : m_history(history),
          m_waiting(std::move(others)),
          m_asset(asset),
          m_interval(shown.interval),
          m_own{shown.instrument, shown.venueName, shown.candles},
          m_from(from),
          m_to(to),
          m_done(std::move(done))
    {
        next();
    }

private:
    void next()
    {
        HistoryQuery query;
        query.asset = m_asset;
        query.venue = m_waiting.takeFirst();
        query.interval = m_interval;
        query.from = m_from;
        query.to = m_to;
        m_request = m_history.load(query, [this](const Result<CandleSeries> &series) { take(series); });
    }
    void take(const Result<CandleSeries> &series)
    {
        const Request keep = std::move(m_request);
        if (series)
            m_others.append({series->instrument, series->venueName, series->candles});
        m_incomplete |= series ? !series->complete : series.error().kind != Error::Kind::Unsupported;
        if (!m_waiting.isEmpty())
            return next();
        const LoneWicks found{loneWicks(m_own, m_others, m_from, m_to), m_incomplete};
        std::exchange(m_done, nullptr)(found); // may destroy this
    }

    CandleHistory &m_history;
    QList<VenueId> m_waiting;
    AssetId m_asset;
    Interval m_interval;
    VenueCandles m_own;
    QList<VenueCandles> m_others;
    bool m_incomplete = false;
    UtcTime m_from, m_to;
    Reply<LoneWicks> m_done;
    Request m_request;
};

WickFinder::WickFinder(CandleHistory &history, const QuoteBoard &board, const AssetDirectory &assets,
                       QObject *parent)
    : QObject(parent), m_history(history), m_board(board), m_assets(assets)
{
}

QList<VenueId> WickFinder::othersOf(const AssetId &asset, const Instrument &shown) const
{
    const auto inDollars = [this](const QString &quote) {
        if (quote == QLatin1String("USD"))
            return true;
        const auto coin = m_assets.resolve(quote);
        return coin && coin->stablecoin && !m_board.quote(coin->id).offPeg;
    };
    QList<VenueId> others;
    for (const QuoteSource *source : m_board.sources()) {
        const SourceInfo &info = source->info();
        if (info.id == shown.id.venue || !info.countsInAgreement)
            continue;
        const auto instrument = m_board.instrumentFor(asset, info.id);
        if (instrument && instrument->base == shown.base &&
            (instrument->quote == shown.quote || (inDollars(instrument->quote) && inDollars(shown.quote))))
            others.append(info.id);
    }
    return others.mid(0, mostOthers);
}

Request WickFinder::find(const AssetId &asset, const CandleSeries &shown, UtcTime from, UtcTime to,
                         Reply<LoneWicks> done)
{
    const QList<VenueId> others = othersOf(asset, shown.instrument);
    if (others.size() < leastOthers || shown.interval == Interval::Month)
        return answerSoon(LoneWicks(), std::move(done));
    const UtcTime newest = std::min(to, shown.candles.isEmpty() ? to : shown.candles.last().time);
    const UtcTime reach = newest - intervalLength(shown.interval) * (mostCandles - 1);
    return std::make_unique<Search>(m_history, others, asset, shown, std::max(from, reach), newest,
                                    std::move(done));
}
