#pragma once

#include "app/base/time.h"
#include "app/quotes/quotesource.h"

#include <QHash>
#include <optional>

// A ticker, or candles of one interval.
struct Subscription
{
    InstrumentId instrument;
    std::optional<Interval> interval; // none: the ticker
    bool operator==(const Subscription &) const = default;
};
inline size_t qHash(const Subscription &of, size_t seed = 0)
{
    return qHashMulti(seed, of.instrument, of.interval ? static_cast<int>(*of.interval) : -1);
}

QSet<Subscription> subscriptionsOf(const SubscriptionSet &set);
SubscriptionSet setOf(const QSet<Subscription> &subscriptions);

// What one connection has asked for and what became of it. An acknowledgement is not data
// (exchanges.md 12.7): only data confirms. No clock of its own, no socket: the session tells it what happened
// when.
class SubscriptionLedger
{
public:
    static constexpr std::chrono::milliseconds answerLimit{10'000}; // for an ack or data after sending
    static constexpr std::chrono::milliseconds dataLimit{12'000};   // for data after an ack

    enum class State {
        Wanted,    // not sent yet
        Pending,   // sent, neither ack nor data so far
        Acked,     // understood; silent so far
        Confirmed, // data came
        Refused,   // turned down by the venue
    };

    struct Change
    {
        SubscriptionSet added, removed;
    };
    // Replaces what is wanted. Refused ones that are still wanted stay refused.
    Change setWanted(const SubscriptionSet &wanted);
    void sent(const SubscriptionSet &set, MonoTime now);
    // It will be asked for again, later: until then no answer is about it.
    void unsent(const QList<Subscription> &subscriptions);
    // An ack that names nothing is taken for all that wait for one.
    void acked(const QList<InstrumentId> &instruments, MonoTime now);
    // False when it was not asked for (late data of what was unsubscribed).
    bool confirmed(const Subscription &of);
    // The venue named an instrument: what of it has not been confirmed is refused; a ticker that already runs
    // proves that its candles were meant. Returns what was refused.
    QList<Subscription> refused(const InstrumentId &instrument);
    void refuse(const Subscription &of);

    // Sent and unanswered, or acked and silent, for longer than the limits; each is told once a session.
    QList<Subscription> overdue(MonoTime now);
    std::optional<MonoTime> nextOverdue() const;
    QList<Subscription> in(State state) const;
    bool has(State state) const;
    std::optional<State> state(const Subscription &of) const;
    // Something is left to wait for or to listen to.
    bool isUseful() const;
    SubscriptionSet wanted() const;

private:
    struct Entry
    {
        State state = State::Wanted;
        MonoTime since{};
        bool told = false;
    };
    QHash<Subscription, Entry> m_entries;
};
