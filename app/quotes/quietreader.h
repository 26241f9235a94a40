#pragma once

#include "app/quotes/boardvenue.h"

#include <functional>

// Asks a venue by REST for the prices that have been quiet on a live link: all that are due in one call, at
// most one call in 10 s and venue. An answer confirms a price, so that a quiet pair is not taken for a dead
// one. What the stream never spoke of is asked for 3 s after it was wanted (an acknowledged subscription is
// not data). What is not answered is asked less and less often.
// A polled source is left alone: it asks by itself.
class QuietReader
{
public:
    // Each answered ticker; then, once, that the call is over.
    using Answer = std::function<void(BoardVenue &, const Ticker &)>;
    using Done = std::function<void(BoardVenue &)>;
    QuietReader(Clock &clock, Answer answer, Done done);

    void ask(BoardVenue &venue);
    // When ask() has something to do next; nothing while a call is under way or nothing can become quiet.
    static std::optional<MonoTime> nextDue(const BoardVenue &venue);

private:
    void take(BoardVenue &venue, const Result<QList<Ticker>> &answer);

    Clock &m_clock;
    Answer m_answer;
    Done m_done;
};
