#pragma once

#include "app/market/ticker.h"

#include <array>

// What becomes of a ticker that came in (platform.md 1.5).
enum class TickVerdict {
    Taken,    // newer: it is the price now
    Confirms, // says the same again: nothing changes but the age
    Held,     // more than 50 % away in one step: waits for a second one, or a REST answer, that agrees
    Late,     // older than the price already shown
    Invalid,  // no price at all, or a time no market could have
};

// One exchange's own clock, as its messages show it: the median of the last few, so that one wrong time
// stamp moves nothing. Offsets against the monotonic clock: the wall clock has no say.
class VenueClock
{
public:
    void note(UtcTime exchangeTime, MonoTime arrived);
    // Within 24 h of the exchange's other messages. Everything is, until three were seen, and so is a
    // message that names no time.
    bool plausible(UtcTime exchangeTime, MonoTime at) const;
    // What time it is there; nothing until a message named one.
    std::optional<UtcTime> timeAt(MonoTime at) const;

private:
    static constexpr size_t kept = 7;
    std::array<std::chrono::milliseconds, kept> m_offsets{};
    size_t m_count = 0;
    std::chrono::milliseconds m_median{0};
};

// The newest accepted ticker of one instrument, and the one that waits to be believed.
class TickGate
{
public:
    // `next` as it came. After Taken, or Confirms, ticker() is the one to show.
    TickVerdict take(Ticker next, VenueClock &clock);
    // A figure of an earlier run: kept only while there is none of this run, never the base of a check.
    void restore(const Ticker &stored);

    const std::optional<Ticker> &ticker() const { return m_ticker; }
    bool holdsOne() const { return m_held.has_value(); }
    bool fromStore() const { return m_fromStore; }

private:
    bool isLate(const Ticker &next, const VenueClock &clock) const;
    TickVerdict accept(Ticker next);

    std::optional<Ticker> m_ticker, m_held;
    UtcTime m_newest{}; // of all accepted ones; some REST answers name no time
    MonoTime m_newestAt{};
    bool m_fromStore = false;
};
