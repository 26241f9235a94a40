#pragma once

#include "app/news/articlestore.h"

#include <QAbstractListModel>
#include <QSet>
#include <QTimeZone>

// Stories newest first, below a heading for each day, for one question to the store: the latest, the unread,
// the saved, or those with these words. Further pages are loaded as the view nears the end.
//
// Changes of the store are applied row by row, so that selection and scroll position can stay. A story that
// no longer answers the question (read among the unread, no longer saved) stays until the question is asked
// again: nothing vanishes under the pointer.
class ArticleListModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        KindRole = Qt::UserRole, // Kind
        IdRole,                  // ArticleId
        TimeRole,                // UtcTime; of a heading: a moment of its day
        StoryRole,               // Story without its body
        ReadRole,                // bool
        SavedRole,               // bool
    };
    enum class Kind { Heading, Story };

    static constexpr int pageSize = 200;

    explicit ArticleListModel(ArticleStore &store, QObject *parent = nullptr);

    // Days are the zone's.
    void setZone(const QTimeZone &zone);
    // What a screen reader says of a row: words and times are ui/style's, so they come from outside.
    void setSpoken(std::function<QString(const QModelIndex &)> text) { m_spoken = std::move(text); }
    // Asks the store anew; what is shown goes when the answer is there. limit, before and beforeId are ours.
    void ask(const StoryQuery &query);
    const StoryQuery &query() const { return m_query; }

    enum class State { Loading, Ready, Failed };
    State state() const { return m_state; } // of the first page
    int storyCount() const { return m_storyCount; }
    const Story *story(const QModelIndex &index) const; // null: a heading, or no index
    QModelIndex indexOf(ArticleId id) const;            // invalid: not in the list
    // The next story row from `from` in that direction, headings skipped; from an invalid index the first.
    // Invalid at the end.
    QModelIndex neighbour(const QModelIndex &from, int direction, bool unreadOnly = false) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

signals:
    void stateChanged();
    void aboutToChange(); // around every change of rows, for views that hold their place
    void rowsChanged();
    void arrived(const QList<ArticleId> &stories); // new to the list by a change of the store

private:
    struct Row
    {
        Kind kind = Kind::Story;
        qint64 key = 0; // story: its id; heading: its day
        Story story;    // heading: only its sortTime
        bool sameAs(const Row &other) const { return kind == other.kind && key == other.key; }
    };
    const Row *rowAt(const QModelIndex &index) const;
    void take(const ArticleChanges &changes);
    void apply(const ArticleChanges &changes);
    void takePage(Result<QList<Story>> page, bool first);
    bool belongs(const Story &story, const Story *last) const;
    void replace(QList<Story> stories, const QSet<ArticleId> &updated = {});
    QList<Row> rowsOf(QList<Story> stories) const;
    QList<Story> stories() const;
    void removeMissing(const QList<Row> &wanted);
    void insertMissing(const QList<Row> &wanted);

    ArticleStore &m_store;
    QTimeZone m_zone = QTimeZone::utc();
    StoryQuery m_query;
    QList<Row> m_rows; // newest first
    QHash<ArticleId, int> m_rowOf;
    int m_storyCount = 0;
    State m_state = State::Loading;
    bool m_more = false;
    QList<ArticleChanges> m_waiting; // came while a page was under way
    Request m_page;
    std::function<QString(const QModelIndex &)> m_spoken;
};

Q_DECLARE_METATYPE(ArticleListModel::Kind)
Q_DECLARE_METATYPE(ArticleId)
Q_DECLARE_METATYPE(Story)
Q_DECLARE_METATYPE(UtcTime)
