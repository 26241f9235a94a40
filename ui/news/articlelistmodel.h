#pragma once

#include "app/news/articlestore.h"
#include "ui/news/storyrows.h"

#include <QSet>
#include <QTimeZone>
#include <QTimer>
#include <map>

// Stories for one question to the store: the latest, the unread, the saved, or those with these words.
// Newest first below a heading for each day; ranked, as the store ranks them, without headings. Further pages
// are loaded as the view nears the end.
//
// A folded question has one row for each event; what others tell of it unfolds below. The promotions of a day
// stand in one row, where the newest would stand, and unfold there; it counts all of that day, whatever is
// loaded.
//
// What fills a window comes first, and the rest of its page when that stands: every row is measured for the
// height of the list, and a start would wait for 200 headlines.
//
// Changes of the store are applied row by row, so that selection and scroll position can stay. A story that
// no longer answers the question (read among the unread, no longer saved) stays until the question is asked
// again: nothing vanishes under the pointer.
class ArticleListModel : public StoryRows
{
    Q_OBJECT
public:
    static constexpr int firstLook = 24, pageSize = 200, promotionsADay = 1000;

    explicit ArticleListModel(ArticleStore &store, QObject *parent = nullptr);

    // Days are the zone's.
    void setZone(const QTimeZone &zone);
    // Asks the store anew; what is shown goes when the answer is there. limit, before, beforeId and offset
    // are ours. Another question folds everything again.
    void ask(const StoryQuery &query);
    const StoryQuery &query() const { return m_query; }

    enum class State { Loading, Ready, Failed };
    State state() const { return m_state; } // of the first page

    // Shows or hides what belongs to this row: the other reports of an event, the promotions. Nothing happens
    // to a row with nothing to unfold. Of a member the row above it.
    void toggleUnfolded(const QModelIndex &index);
    bool canUnfold(const QModelIndex &index) const;

    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

signals:
    void stateChanged();
    void arrived(const QList<ArticleId> &stories); // new to the list by a change of the store

private:
    using Incoming = QHash<ArticleId, Story>;
    struct Unfolded
    {
        QList<Story> reports; // empty: under way
        Request request;
    };
    struct RestOfDay
    {
        qint64 day = 0; // 0: none was asked for
        QList<Story> stories;
        Request request;
    };
    bool isRanked() const;
    bool foldsPromotions() const;
    void take(const ArticleChanges &changes);
    void apply(const ArticleChanges &changes);
    void takePage(Result<QList<Story>> page, bool first);
    void addFresh(const Incoming &incoming);
    bool updateKnown(Incoming &incoming);
    bool joinEvent(const Story &story);
    bool belongs(const Story &story, const Story *last) const;
    void askPage(int limit);
    void fillPage();
    void askAgain();
    void askWhoStandsFor(ArticleId cluster);
    void loadReports(ArticleId cluster);
    void refreshReports(const ArticleChanges &changes);
    void build();
    QList<StoryRow> wantedRows() const;
    void appendHeading(QList<StoryRow> &rows, UtcTime time, std::optional<qint64> &day) const;
    void appendStory(QList<StoryRow> &rows, const Story &story) const;
    void appendPromotions(QList<StoryRow> &rows, qint64 day) const;
    StoryRow dayRow(StoryRow::Kind kind, qint64 day) const;
    // Days of the zone are told by their Julian day.
    qint64 dayOf(UtcTime time) const;
    qint64 dayOf(const StoryRow &row) const;
    QList<Story> promotionsOf(qint64 day) const; // newest first
    void askRestOfDay();

    ArticleStore &m_store;
    QTimeZone m_zone = QTimeZone::utc();
    StoryQuery m_query;
    QList<Story> m_stories;                   // in the order of the question, promotions among them
    std::map<ArticleId, Unfolded> m_unfolded; // by cluster
    QSet<qint64> m_daysUnfolded;              // whose promotions are shown
    RestOfDay m_restOfDay;                    // promotions beyond what is loaded, of the day the list ends in
    State m_state = State::Loading;
    bool m_more = false, m_again = false;
    int m_limit = 0;                 // of the page under way
    QTimer m_fillPage;               // after the first look
    QList<ArticleChanges> m_waiting; // came while a page was under way
    Request m_page;
    std::map<ArticleId, Request> m_standing; // by cluster
};
