#pragma once

#include "app/quotes/boardvenue.h"

#include <functional>

// Reads what a venue lists: at once, again after a failure with growing pauses, and every six hours, because
// coins come and go. A venue that refuses us is asked again after six hours, or by hand.
class ListReader
{
public:
    using Read = std::function<void(BoardVenue &, QList<Instrument>)>;
    using Failed = std::function<void(BoardVenue &)>;
    ListReader(Clock &clock, Read read, Failed failed);

    void start(BoardVenue &venue, std::chrono::milliseconds delay = {});
    // Without the list nothing works: try at once. A list that is there waits for its time.
    void hurry(BoardVenue &venue);

private:
    void fetch(BoardVenue &venue);
    void take(BoardVenue &venue, Result<QList<Instrument>> answer);
    void retry(BoardVenue &venue, const Error &error);

    Clock &m_clock;
    Read m_read;
    Failed m_failed;
};
