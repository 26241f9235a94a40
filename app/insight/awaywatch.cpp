#include "app/insight/awaywatch.h"

#include "app/insight/answersoon.h"

#include <algorithm>

using namespace std::chrono;
using namespace std::chrono_literals;

namespace {
constexpr auto saveEvery = 5min;
constexpr auto shortestGap = 1min;
} // namespace

Request NoAwayMemory::load(Reply<UtcTime> done)
{
    return answerSoon<UtcTime>(UtcTime{}, std::move(done));
}

GapLog::GapLog(Clock &clock, QuoteBoard &board, QObject *parent)
    : QObject(parent), m_clock(clock), m_board(board)
{
    connect(&board, &QuoteBoard::failedOver, this,
            [this](const VenueId &from, const VenueId &to) { open(nameOf(from), nameOf(to)); });
    connect(&board, &QuoteBoard::recovered, this, [this](const VenueId &to) { close(nameOf(to)); });
    connect(&board, &QuoteBoard::offlineChanged, this, [this](bool offline) {
        if (offline)
            open({}, {});
        else
            close({});
    });
}

QString GapLog::nameOf(const VenueId &venue) const
{
    for (const QuoteSource *source : m_board.sources()) {
        if (source->info().id == venue)
            return source->info().name;
    }
    return venue.value;
}

void GapLog::open(const QString &venueName, const QString &standIn)
{
    const UtcTime now = m_clock.now();
    m_gaps.removeIf([now](const AwayGap &gap) { return isKnown(gap.until) && now - gap.until > awayAtMost; });
    close(venueName);
    m_gaps.append({now, {}, venueName, standIn});
}

void GapLog::close(const QString &venueName)
{
    for (AwayGap &gap : m_gaps) {
        if (gap.venueName == venueName && !isKnown(gap.until))
            gap.until = m_clock.now();
    }
}

QList<AwayGap> GapLog::between(UtcTime from, UtcTime until) const
{
    QList<AwayGap> found;
    for (const AwayGap &gap : m_gaps) {
        const UtcTime end = isKnown(gap.until) ? gap.until : m_clock.now();
        if (gap.from < until && end > from && end - gap.from >= shortestGap)
            found.append(gap);
    }
    return found;
}

AwayWatch::AwayWatch(Clock &clock, QuoteBoard &board, AwayMemory &memory, QObject *parent)
    : QObject(parent), m_clock(clock), m_memory(memory)
{
    connect(&board, &QuoteBoard::offlineChanged, this, &AwayWatch::noteOffline);
    m_load = m_memory.load([this](const Result<UtcTime> &lastUse) {
        const Request keep = std::move(m_load);
        take(lastUse.value_or(UtcTime{}));
    });
}

AwayWatch::~AwayWatch()
{
    if (m_known && m_lastUse != m_saved)
        save();
}

void AwayWatch::take(UtcTime lastUse)
{
    m_known = true;
    m_lastUse = lastUse;
    m_saved = lastUse;
    if (m_usedMeanwhile)
        noteUse();
}

void AwayWatch::noteUse()
{
    if (!m_known) {
        m_usedMeanwhile = true;
        return;
    }
    const UtcTime now = m_clock.now();
    const UtcTime before = std::exchange(m_lastUse, now);
    if (isKnown(before) && now - before >= awayAtLeast)
        tell(before, now);
    if (now - m_saved >= saveEvery || now < m_saved)
        save();
}

// Somebody may have looked at prices that stood still.
void AwayWatch::noteOffline(bool offline)
{
    const UtcTime now = m_clock.now();
    if (offline) {
        m_offlineSince = now;
        return;
    }
    const auto since = std::exchange(m_offlineSince, std::nullopt);
    // Who was away as well is told on coming back.
    if (since && now - *since >= awayAtLeast && m_known && now - m_lastUse < awayAtLeast)
        tell(*since, now);
}

void AwayWatch::tell(UtcTime from, UtcTime until)
{
    m_tell = m_clock.after(0ms, [this, from, until] {
        const Request keep = std::move(m_tell);
        emit returned(from, until);
    });
}

void AwayWatch::save()
{
    m_saved = m_lastUse;
    m_memory.save(m_lastUse);
}
