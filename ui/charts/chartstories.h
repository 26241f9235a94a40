#pragma once

#include "app/news/articlestore.h"
#include "ui/charts/chartdata.h"

class Clock;

// The stories that belong on a coin's chart: its own and those of the whole market, one for each event,
// promotions and wrap-ups left out. Follows the store; asks it again when another stretch of time is looked
// at.
class ChartStories : public QObject
{
    Q_OBJECT
public:
    static constexpr int atMost = 500; // of each kind; the newest count

    ChartStories(ArticleStore &store, Clock &clock, QObject *parent = nullptr);
    void setCoin(const QString &symbol); // empty: none
    // Nothing happens while it lies within what is known.
    void setSpan(const TimeSpan &span);

    const QList<Story> &stories() const { return m_stories; } // newest first, perhaps some around the span
    QList<Story> within(const TimeSpan &span) const;
    const Story *find(qint64 id) const;
    bool isSettled() const { return !m_soon && !m_ownAsked && !m_marketAsked; }

signals:
    void changed();
    void settled(); // an answer came, with something new or not, and none is awaited

private:
    void ask();
    void askSoon();
    void take(QList<Story> found, bool market);
    bool concerns(const ArticleChanges &changes) const;
    bool belongs(const Story &story) const;

    ArticleStore &m_store;
    Clock &m_clock;
    QString m_symbol;
    TimeSpan m_span;  // looked at
    TimeSpan m_known; // asked for
    QList<Story> m_own, m_market, m_stories;
    Request m_soon, m_ownAsked, m_marketAsked;
};

// `since` words how the price moved since; it may be empty.
ChartMarker markerOf(const Story &story, const QString &since, std::optional<Decimal> price = std::nullopt);
