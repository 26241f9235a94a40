#include "app/exchanges/subscriptionledger.h"

#include <algorithm>

using namespace std::chrono;

QSet<Subscription> subscriptionsOf(const SubscriptionSet &set)
{
    QSet<Subscription> all;
    for (const InstrumentId &instrument : set.tickers)
        all.insert({instrument, std::nullopt});
    for (const CandleKey &key : set.candles)
        all.insert({key.instrument, key.interval});
    return all;
}

SubscriptionSet setOf(const QSet<Subscription> &subscriptions)
{
    SubscriptionSet set;
    for (const Subscription &of : subscriptions) {
        if (of.interval)
            set.candles.insert({of.instrument, *of.interval});
        else
            set.tickers.insert(of.instrument);
    }
    return set;
}

SubscriptionLedger::Change SubscriptionLedger::setWanted(const SubscriptionSet &wanted)
{
    const QSet<Subscription> now = subscriptionsOf(wanted);
    QSet<Subscription> added, removed;
    for (const Subscription &of : now) {
        if (!m_entries.contains(of)) {
            m_entries.insert(of, {});
            added.insert(of);
        }
    }
    for (auto entry = m_entries.begin(); entry != m_entries.end();) {
        if (now.contains(entry.key())) {
            ++entry;
            continue;
        }
        if (entry->state != State::Refused &&
            entry->state != State::Wanted) // the venue knows nothing of the others
            removed.insert(entry.key());
        entry = m_entries.erase(entry);
    }
    return {setOf(added), setOf(removed)};
}

void SubscriptionLedger::sent(const SubscriptionSet &set, MonoTime now)
{
    for (const Subscription &of : subscriptionsOf(set)) {
        const auto entry = m_entries.find(of);
        if (entry != m_entries.end() && entry->state != State::Refused)
            *entry = {State::Pending, now, entry->told};
    }
}

void SubscriptionLedger::unsent(const QList<Subscription> &subscriptions)
{
    for (const Subscription &of : subscriptions) {
        const auto entry = m_entries.find(of);
        if (entry != m_entries.end() && entry->state == State::Pending)
            entry->state = State::Wanted;
    }
}

void SubscriptionLedger::acked(const QList<InstrumentId> &instruments, MonoTime now)
{
    for (auto entry = m_entries.begin(); entry != m_entries.end(); ++entry) {
        const bool meant = instruments.isEmpty() || instruments.contains(entry.key().instrument);
        if (meant && entry->state == State::Pending)
            *entry = {State::Acked, now, entry->told};
    }
}

bool SubscriptionLedger::confirmed(const Subscription &of)
{
    const auto entry = m_entries.find(of);
    if (entry == m_entries.end())
        return false;
    entry->state = State::Confirmed; // a refusal that data disproves was meant for something else
    return true;
}

QList<Subscription> SubscriptionLedger::refused(const InstrumentId &instrument)
{
    QList<Subscription> open;
    for (auto entry = m_entries.begin(); entry != m_entries.end(); ++entry) {
        if (entry.key().instrument == instrument && entry->state != State::Confirmed &&
            entry->state != State::Refused) {
            entry->state = State::Refused;
            open.append(entry.key());
        }
    }
    return open;
}

void SubscriptionLedger::refuse(const Subscription &of)
{
    const auto entry = m_entries.find(of);
    if (entry != m_entries.end())
        entry->state = State::Refused;
}

QList<Subscription> SubscriptionLedger::overdue(MonoTime now)
{
    QList<Subscription> late;
    for (auto entry = m_entries.begin(); entry != m_entries.end(); ++entry) {
        const bool waits = entry->state == State::Pending || entry->state == State::Acked;
        const auto limit = entry->state == State::Acked ? dataLimit : answerLimit;
        if (waits && !entry->told && now - entry->since >= limit) {
            entry->told = true;
            late.append(entry.key());
        }
    }
    return late;
}

std::optional<MonoTime> SubscriptionLedger::nextOverdue() const
{
    std::optional<MonoTime> next;
    for (const Entry &entry : m_entries) {
        if (entry.told || (entry.state != State::Pending && entry.state != State::Acked))
            continue;
        const MonoTime due = entry.since + (entry.state == State::Acked ? dataLimit : answerLimit);
        next = next ? std::min(*next, due) : due;
    }
    return next;
}

QList<Subscription> SubscriptionLedger::in(State state) const
{
    QList<Subscription> found;
    for (auto entry = m_entries.cbegin(); entry != m_entries.cend(); ++entry) {
        if (entry->state == state)
            found.append(entry.key());
    }
    return found;
}

bool SubscriptionLedger::has(State state) const
{
    return std::any_of(m_entries.cbegin(), m_entries.cend(),
                       [state](const Entry &entry) { return entry.state == state; });
}

std::optional<SubscriptionLedger::State> SubscriptionLedger::state(const Subscription &of) const
{
    const auto entry = m_entries.constFind(of);
    return entry == m_entries.cend() ? std::nullopt : std::optional(entry->state);
}

bool SubscriptionLedger::isUseful() const
{
    return std::any_of(m_entries.cbegin(), m_entries.cend(),
                       [](const Entry &entry) { return entry.state != State::Refused; });
}

SubscriptionSet SubscriptionLedger::wanted() const
{
    SubscriptionSet set;
    for (auto entry = m_entries.cbegin(); entry != m_entries.cend(); ++entry) {
        if (entry.key().interval)
            set.candles.insert({entry.key().instrument, *entry.key().interval});
        else
            set.tickers.insert(entry.key().instrument);
    }
    return set;
}
