#pragma once

#include "app/quotes/historyshelves.h"

// Finds the venue that answers a question: each in turn is read until one has the whole range; if none has,
// the first of those that reach about as far back as the best. Destroying it cancels.
class HistoryChoice final : public PendingRequest
{
public:
    struct Answer
    {
        CandleSource source;
        QStringList lacking;
        std::optional<Error> error; // it failed on the way; what came is there
    };
    // The source that is being read has another candle from this time on.
    using Progress = std::function<void(const CandleSource &source, UtcTime from)>;
    HistoryChoice(HistoryShelves &shelves, const HistoryQuery &query, Progress progress, Reply<Answer> done);

private:
    struct Tried
    {
        CandleSource source;
        std::chrono::milliseconds lacks{0}; // of the range, at its beginning
        bool any = false;                   // has candles
        std::optional<Error> error;
    };
    void readNext();
    void take(std::optional<Error> error);
    std::chrono::milliseconds lacks(const CandleSource &source) const;
    void finish();

    HistoryShelves &m_shelves;
    HistoryQuery m_query;
    Progress m_progress;
    Reply<Answer> m_done;
    QList<CandleSource> m_sources;
    std::vector<Tried> m_tried;
    Request m_lists;
    std::vector<Request> m_reads; // they keep their shelves current until the answer is given
};
