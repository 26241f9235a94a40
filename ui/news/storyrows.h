#pragma once

#include "app/news/article.h"

#include <QAbstractListModel>
#include <functional>

// One row of a list of stories.
struct StoryRow
{
    enum class Kind {
        Heading,    // a day; the story holds only its time
        Story,      // an event or a single story
        Member,     // a report of the unfolded event above
        Pair,       // between two members: the English and the Chinese report of one event
        Promotions, // the folded ones of a day, which the story's time is of
        Promotion,  // one of them, unfolded
        Ranked,     // of the trending list
        More,       // ends a list that goes on
    };
    Kind kind = Kind::Story;
    qint64 key = 0; // unique among the rows of a kind
    Story story{};
    bool unfolded = false;           // Story, Promotions: what belongs to it stands below
    int count = 0;                   // Promotions: how many; Ranked: the rank
    QString text{};                  // Ranked: why it is there
    std::chrono::milliseconds lag{}; // Member: behind the first report; Pair: behind the other language
    bool chineseFirst = false;       // Pair
    bool paired = false;             // Member: it stands beside a Pair row

    // Has a story to open.
    bool isStory() const
    {
        return kind == Kind::Story || kind == Kind::Member || kind == Kind::Promotion || kind == Kind::Ranked;
    }
    // Enter and a click do something.
    bool isActive() const { return isStory() || kind == Kind::Promotions || kind == Kind::More; }
    bool sameAs(const StoryRow &other) const { return kind == other.kind && key == other.key; }
    bool operator==(const StoryRow &) const = default;
};

// What every list of stories shares: rows that change one by one, so that selection and scroll position can
// stay, and what views and delegates ask of them.
class StoryRows : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        KindRole = Qt::UserRole, // StoryRow::Kind
        IdRole,                  // ArticleId
        TimeRole,                // UtcTime; of a heading: a moment of its day
        StoryRole,               // Story without its body
        ReadRole,                // bool
        SavedRole,               // bool
    };

    using QAbstractListModel::QAbstractListModel;

    // What a screen reader says of a row: words and times are ui/style's, so they come from outside.
    void setSpoken(std::function<QString(const StoryRow &)> text) { m_spoken = std::move(text); }

    int storyCount() const { return m_storyCount; }      // of Story and Ranked rows
    const StoryRow *row(const QModelIndex &index) const; // null: no row of ours
    const Story *story(const QModelIndex &index) const;  // null: a row without a story, or no index
    QModelIndex indexOf(ArticleId id) const;             // invalid: not in the list
    // The next story row from `from` in that direction, others skipped; from an invalid index the first.
    // Promotions don't count as unread. Invalid at the end.
    QModelIndex neighbour(const QModelIndex &from, int direction, bool unreadOnly = false) const;
    QModelIndex firstActive() const; // where Home leads

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

signals:
    void aboutToChange(); // around every change of rows, for views that hold their place
    void rowsChanged();

protected:
    const QList<StoryRow> &rows() const { return m_rows; }
    // Makes the list this one: rows that went are removed, new ones inserted, moved ones both, and those that
    // look different told.
    void replaceRows(const QList<StoryRow> &wanted);

private:
    void removeMissing(const QList<StoryRow> &wanted);
    void insertMissing(const QList<StoryRow> &wanted);
    void tellChanges(const QList<StoryRow> &wanted);
    void indexRows();

    QList<StoryRow> m_rows;
    QHash<ArticleId, int> m_rowOf;
    int m_storyCount = 0;
    std::function<QString(const StoryRow &)> m_spoken;
};

Q_DECLARE_METATYPE(StoryRow::Kind)
Q_DECLARE_METATYPE(ArticleId)
Q_DECLARE_METATYPE(Story)
Q_DECLARE_METATYPE(UtcTime)
