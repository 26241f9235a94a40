#pragma once

#include "app/base/clock.h"
#include "app/quotes/candleshelf.h"

#include <QPointer>

// Where a shelf's candles come from.
struct ShelfSources
{
    Clock &clock;
    QPointer<QuoteSource> venue;  // gone: only what is kept
    CandleCache *cache = nullptr; // null: nothing is kept
    // What time it is on the venue, if it is known.
    std::function<std::optional<UtcTime>()> venueTime;
};

// Makes a shelf know a span as far as can be: what is kept first, the rest from the venue page by page, the
// newest page first. What the venue's history closed goes to the cache. Destroying it cancels; the shelf
// keeps what came.
class ShelfReader final : public PendingRequest
{
public:
    // After each step that changed the shelf: the time of the first candle that is another one.
    using Progress = std::function<void(UtcTime from)>;
    // Once: what the venue refused, if it did. What it doesn't have is no error.
    using Done = std::function<void(std::optional<Error>)>;
    // `keptFrom`: what is kept is read from there on, which may be before `wanted`.
    ShelfReader(ShelfSources sources, std::shared_ptr<CandleShelf> shelf, const TimeSpan &wanted,
                UtcTime keptFrom, Progress progress, Done done);
    ~ShelfReader() override;

    static constexpr int mostPages = 60;

private:
    void loadKept();
    void readNext();
    void fetch(const CandleQuery &query, const TimeSpan &part);
    void take(const CandleQuery &query, const TimeSpan &part, QList<Candle> rows);
    bool takeNewest(const QList<Candle> &rows);
    bool takeOlder(const CandleQuery &query, const TimeSpan &part, const QList<Candle> &rows);
    void add(const QList<Candle> &rows, const TimeSpan &span, std::optional<UtcTime> tip);
    void closeWhatIsPast(QList<Candle> &rows) const;
    UtcTime certainlyNow() const;
    void finish(std::optional<Error> error);

    ShelfSources m_sources;
    std::shared_ptr<CandleShelf> m_shelf;
    TimeSpan m_wanted;
    UtcTime m_keptFrom;
    Progress m_progress;
    Done m_done;
    Request m_step;
    int m_pages = 0, m_emptySpans = 0;
    bool m_newestRead = false;
};
