#include "app/quotes/boardvenue.h"

#include <QRandomGenerator>

BoardVenue::BoardVenue(VenueId venue)
    : id(std::move(venue)), listBackoff([] { return QRandomGenerator::global()->generateDouble(); })
{
}

PriceState BoardVenue::stateOf(const BoardMarket &market, MonoTime now) const
{
    if (!market.gate.ticker())
        return PriceState::Missing;
    if (market.gate.fromStore())
        return PriceState::Offline;
    if (!link.isAlive(now) || !market.confirmation.isFresh(now, limits) ||
        market.instrument.status == Instrument::Status::Delisted)
        return PriceState::Stale;
    return info.simulated ? PriceState::Simulated : PriceState::Live;
}

SourceStatus BoardVenue::status() const
{
    using Link = SourceStatus::Link;
    SourceStatus status = source ? source->status() : SourceStatus{};
    status.instruments = static_cast<int>(markets.instruments().size());
    if (status.link != Link::Idle || !markets.isEmpty())
        return status;
    if (listError) {
        const bool refused = listError->kind == Error::Kind::Refused;
        const bool limited = listError->kind == Error::Kind::RateLimited;
        status.link = refused ? Link::Refused : limited ? Link::Limited : Link::Retrying;
        status.lastError = listError;
        status.nextAttempt = listNextTry;
    } else if (listRequest) {
        status.link = Link::Connecting;
    }
    return status;
}
