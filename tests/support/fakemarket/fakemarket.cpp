#include "tests/support/fakemarket/fakemarket.h"

#include <algorithm>

namespace fake {

using namespace std::chrono;

namespace {
Options completed(Options options)
{
    if (!options.enforceRates)
        options.enforceRates = options.clock == nullptr;
    return options;
}
} // namespace

const QByteArrayList &Market::venueIds()
{
    static const QByteArrayList ids{"bitget", "binance", "coinbase", "kraken", "okx", "bybit", "coingecko"};
    return ids;
}

Market::Market(Options options, QObject *parent)
    : QObject(parent),
      m_options(completed(std::move(options))),
      m_ownClock(m_options.clock ? nullptr : std::make_unique<SystemClock>()),
      m_clock(m_options.clock ? *m_options.clock : *m_ownClock),
      m_path(m_options.seed, m_clock.now())
{
    if (m_options.quiet)
        m_path.stop();
    for (const QByteArray &id : venueIds()) {
        m_venues.push_back(std::make_unique<Venue>(id, m_path, m_clock, m_options, nullptr));
        Venue &venue = *m_venues.back();
        connect(&venue, &Venue::violated, this, [this, id](const QString &rule) { emit violated(id, rule); });
        connect(&venue, &Venue::repriced, this, &Market::tellAll);
    }
}

Market::~Market() = default;

bool Market::isListening() const
{
    return std::all_of(m_venues.cbegin(), m_venues.cend(),
                       [](const auto &venue) { return venue->isListening(); });
}

Venue &Market::venue(const QByteArray &id)
{
    const auto at = std::find_if(m_venues.cbegin(), m_venues.cend(),
                                 [&](const auto &venue) { return venue->id() == id; });
    Q_ASSERT_X(at != m_venues.cend(), "Market::venue", id.constData());
    return **at;
}

void Market::setPrice(const QByteArray &coin, const QByteArray &dollars)
{
    m_path.set(coin, dollars.toDouble(), m_clock.now());
    tellAll(coin);
}

void Market::tellAll(const QByteArray &coin)
{
    for (const auto &venue : m_venues) {
        for (Listing &listing : venue->listings()) {
            if (listing.coin != coin && listing.quote != coin)
                continue;
            tell(*venue, listing);
        }
    }
}

void Market::tell(Venue &venue, Listing &listing)
{
    listing.letGo();
    listing.forget();
    listing.changedAt = m_clock.now();
    venue.publish(listing);
}

void Market::move(const QByteArray &coin, double percent, milliseconds over, std::optional<UtcTime> from)
{
    const UtcTime begin = from.value_or(m_clock.now());
    m_path.move(coin, percent, begin, over);
    tellAll(coin);
    if (m_path.isStopped()) // else the beats tell
        tellAgain(coin, begin + over);
}

void Market::tellAgain(const QByteArray &coin, UtcTime until)
{
    if (m_clock.now() >= until)
        return;
    const auto delay = std::min<milliseconds>(until - m_clock.now(), 2s);
    m_moving.insert(coin, m_clock.after(delay, [this, coin, until] {
        tellAll(coin);
        tellAgain(coin, until);
    }));
}

bool Market::spike(const QByteArray &id, const QByteArray &symbol, double percent, milliseconds lasting,
                   std::optional<UtcTime> from)
{
    const UtcTime begin = from.value_or(m_clock.now());
    bool any = false;
    for (Listing &listing : venue(id).listings()) {
        if (!listing.is(symbol))
            continue;
        any = true;
        listing.spike(percent, begin, lasting);
        tell(venue(id), listing);
        if (begin + lasting > m_clock.now())
            m_spikes.push_back(m_clock.after(begin + lasting - m_clock.now(),
                                             [this, id, &listing] { tell(venue(id), listing); }));
    }
    return any;
}

Result<void> Market::apply(const QByteArray &venue, const FaultSpec &spec)
{
    bool any = false;
    for (const auto &each : m_venues) {
        if (venue != "*" && each->id() != venue)
            continue;
        each->apply(spec);
        any = true;
        if (spec.fault == Fault::Depeg)
            break; // one world, one price
    }
    if (!any)
        return failure(Error::Kind::Rejected, QStringLiteral("no such venue: ") + QString::fromUtf8(venue));
    return {};
}

void Market::healAll()
{
    for (const auto &venue : m_venues)
        venue->healAll();
}

QList<Violation> Market::violations() const
{
    QList<Violation> all;
    for (const auto &venue : m_venues)
        all += venue->violations();
    std::stable_sort(all.begin(), all.end(),
                     [](const Violation &a, const Violation &b) { return a.at < b.at; });
    return all;
}

} // namespace fake
