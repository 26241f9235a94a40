#pragma once

#include "app/quotes/quotesource.h"

// When a price counts as live. All of it on the monotonic clock: a wall clock that jumps makes nothing stale
// or fresh.
//
// Link: a source is alive while its link is Live, and 2 s on, so that a quick reconnect shows nothing.
// Price: live while its source is alive and it was confirmed within the limit, by a push or by a REST answer
// that said the same. A quiet pair is not a dead one, and a dead one is never passed off as quiet.
class LinkWatch
{
public:
    static constexpr std::chrono::milliseconds grace{2'000};
    // A source that was lost is the first choice again only after so long: one that flaps does not make
    // the rows jump.
    static constexpr std::chrono::milliseconds settle{3'000};

    void update(const SourceStatus &status, MonoTime now);
    bool isLive() const { return m_live; } // the link itself, without grace
    bool isAlive(MonoTime now) const { return m_live || (m_wasLive && now < m_lostAt + grace); }
    // It was live in this run and is not alive any more.
    bool isLost(MonoTime now) const { return m_wasLive && !isAlive(now); }
    // Alive, and not only just back after it was lost.
    bool isSettled(MonoTime now) const;
    MonoTime liveSince() const { return m_liveSince; }
    // It failed at least once since it was last live: an attempt that is still the first one says nothing.
    bool tried() const { return m_tried; }
    // The next moment at which one of the answers above changes by itself.
    std::optional<MonoTime> nextChange(MonoTime now) const;

private:
    bool m_live = false, m_wasLive = false, m_cameBack = false, m_tried = false;
    MonoTime m_liveSince{}, m_lostAt{};
};

struct FreshnessLimits
{
    std::chrono::milliseconds staleAfter{60'000}; // unconfirmed for so long
    std::chrono::milliseconds askAfter{30'000};   // quiet for so long on a live link: re-read by REST
    bool operator==(const FreshnessLimits &) const = default;
};
// A polled source confirms by its own rhythm: its prices keep for at least that long.
FreshnessLimits limitsFor(const SourceInfo &info, FreshnessLimits wanted);

// When one price was last heard of.
struct Confirmation
{
    bool heard = false; // in this run, and since the last wake-up
    MonoTime at{};
    bool isFresh(MonoTime now, const FreshnessLimits &limits) const
    {
        return heard && now < at + limits.staleAfter;
    }
};
