#include "app/quotes/freshness.h"

#include <algorithm>

void LinkWatch::update(const SourceStatus &status, MonoTime now)
{
    using Link = SourceStatus::Link;
    const bool live = status.link == Link::Live;
    if (live && !m_live) {
        m_cameBack = isLost(now) || (m_wasLive && !isSettled(now));
        m_liveSince = now;
        m_wasLive = true;
    }
    if (live)
        m_tried = false;
    if (!live && m_live) {
        // The source may know better: a watchdog finds out later than the link went dead.
        const bool known = status.notLiveSince != MonoTime{} && status.notLiveSince >= m_liveSince;
        m_lostAt = known ? std::min(status.notLiveSince, now) : now;
        m_tried = true;
    }
    if (!live && status.link != Link::Idle && status.link != Link::Connecting)
        m_tried = true;
    m_live = live;
}

bool LinkWatch::isSettled(MonoTime now) const
{
    if (!isAlive(now))
        return false;
    return !m_cameBack || (m_live ? now : m_lostAt) >= m_liveSince + settle;
}

std::optional<MonoTime> LinkWatch::nextChange(MonoTime now) const
{
    if (!m_live && m_wasLive && now < m_lostAt + grace)
        return m_lostAt + grace;
    if (m_live && m_cameBack && now < m_liveSince + settle)
        return m_liveSince + settle;
    return std::nullopt;
}

FreshnessLimits limitsFor(const SourceInfo &info, FreshnessLimits wanted)
{
    if (!info.streams)
        wanted.staleAfter = std::max(wanted.staleAfter, info.confirmWithin);
    return wanted;
}
