#pragma once

#include "app/insight/awaydigest.h"

// Where the moment of last use is kept between two runs.
class AwayMemory
{
public:
    virtual ~AwayMemory() = default;
    [[nodiscard]] virtual Request load(Reply<UtcTime> done) = 0; // epoch: never used before
    virtual void save(UtcTime lastUse) = 0;
};

// For runs that keep nothing: nobody was away from them.
class NoAwayMemory final : public AwayMemory
{
public:
    [[nodiscard]] Request load(Reply<UtcTime> done) override;
    void save(UtcTime) override {}
};

// Which sources were silent while the program ran: the first one's failures and the way back, and the hours
// without any source. Of the last week.
class GapLog : public QObject
{
    Q_OBJECT
public:
    GapLog(Clock &clock, QuoteBoard &board, QObject *parent = nullptr);
    QList<AwayGap> between(UtcTime from, UtcTime until) const; // oldest first; each at least a minute long

private:
    void open(const QString &venueName, const QString &standIn);
    void close(const QString &venueName);
    QString nameOf(const VenueId &venue) const;

    Clock &m_clock;
    QuoteBoard &m_board;
    QList<AwayGap> m_gaps;
};

// Notices that somebody was away for two hours or more: the window wasn't used, the machine slept, the
// program didn't run, or no source could be reached. Each absence is told once.
class AwayWatch : public QObject
{
    Q_OBJECT
public:
    AwayWatch(Clock &clock, QuoteBoard &board, AwayMemory &memory, QObject *parent = nullptr);
    ~AwayWatch() override;

    // The user did something in a window, or it was brought forward. Cheap: call it for every input.
    void noteUse();

signals:
    // Somebody is back. Never emitted inside noteUse().
    void returned(UtcTime from, UtcTime until);

private:
    void take(UtcTime lastUse);
    void noteOffline(bool offline);
    void tell(UtcTime from, UtcTime until);
    void save();

    Clock &m_clock;
    AwayMemory &m_memory;
    bool m_known = false; // what the last run left was read
    bool m_usedMeanwhile = false;
    UtcTime m_lastUse{}, m_saved{};
    std::optional<UtcTime> m_offlineSince;
    Request m_load, m_tell;
};
