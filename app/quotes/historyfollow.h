#pragma once

#include "app/quotes/historychoice.h"

// A series that stays current. It stays with the venue it found until the shown source is another one (where
// the question named none), and reads again what its stream left out.
class HistoryFollow final : public CandleFollow
{
    Q_OBJECT
public:
    HistoryFollow(HistoryShelves &shelves, const HistoryQuery &query);
    ~HistoryFollow() override;

    const CandleSeries &series() const override { return m_series; }

private:
    void choose();
    void use(const CandleSource &source);
    void chosen(const Result<HistoryChoice::Answer> &answer);
    void fill();
    void settle();
    void tryLater(const Error &error);
    void take(const CandleUpdate &update);
    void missed();
    void interrupted(const QSet<CandleKey> &keys);
    void resumed(const QSet<CandleKey> &keys);
    void lookAtSources();
    void show();
    void tell(UtcTime from);

    HistoryShelves &m_shelves;
    HistoryQuery m_query;
    CandleSeries m_series;
    std::optional<CandleSource> m_source, m_firstChoice;
    std::shared_ptr<CandleShelf> m_shelf;
    bool m_subscribed = false;
    bool m_heard = true;              // its stream was not interrupted
    bool m_holes = false;             // something was missed since the last read began
    int m_failures = 0;               // in a row
    std::optional<UtcTime> m_changed; // max: nothing but m_error is to be told
    std::optional<Error> m_error;
    Request m_work, m_retry, m_flush;
};
