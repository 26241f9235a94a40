#include "tests/support/fakemarket/protocol.h"

#include "tests/support/fakemarket/venue.h"

#include <cmath>

namespace fake {

bool RateWindow::take(UtcTime now, int most, std::chrono::milliseconds within, int weight)
{
    while (!m_taken.empty() && m_taken.front().first + within <= now)
        m_taken.pop_front();
    m_taken.emplace_back(now, weight);
    return used(now, within) <= most;
}

int RateWindow::used(UtcTime now, std::chrono::milliseconds within) const
{
    int sum = 0;
    for (const auto &[at, weight] : m_taken)
        if (at + within > now)
            sum += weight;
    return sum;
}

HttpReply Protocol::plainStatus(int status) const
{
    return HttpReply::html("<html><head><title>" + QByteArray::number(status) +
                               "</title></head><body><center><h1>" + QByteArray::number(status) +
                               "</h1></center></body></html>",
                           status);
}

void Protocol::tooManyMessages(Session &session)
{
    m_venue.close(session, 1008, "too many requests");
}

Listing Protocol::listOne(const QByteArray &base, const QByteArray &quote, double share) const
{
    const Coin *coin = findCoin(base);
    const Coin *against = findCoin(quote);
    Q_ASSERT(coin);
    Listing listing;
    listing.base = listing.coin = base;
    listing.quote = quote;
    listing.symbol = spell(base, quote);
    listing.priceDecimals = coin->decimals;
    if (against && !against->stable) // ETH in BTC: as many digits of the price, further right
        listing.priceDecimals += static_cast<int>(std::log10(against->price)) - 2;
    listing.amountDecimals = coin->price > 100 ? 6 : coin->price > 0.1 ? 4 : 0;
    listing.share = share;
    listing.liveliness = coin->liveliness;
    return listing;
}

QList<Listing> Protocol::list(const QByteArrayList &bases, const QByteArray &quote, double share) const
{
    QList<Listing> listings;
    for (const QByteArray &base : bases)
        listings.append(listOne(base, quote, share));
    return listings;
}

} // namespace fake
