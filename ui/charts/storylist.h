#pragma once

#include "app/news/article.h"
#include "ui/charts/chartdata.h"
#include "ui/style/theme.h"

#include <QAbstractListModel>
#include <QListView>
#include <functional>

// How the coin moved since a story, worded; direction colours it where the move is unusual.
struct SinceWords
{
    QString text; // "+0.42%"; empty: nothing to say
    int direction = 0;
    std::optional<Decimal> at{}; // the price when it came out, on `market`
    InstrumentId market{};
    bool operator==(const SinceWords &) const = default;
};
using SinceOf = std::function<SinceWords(const Story &)>;

// The stories of a chart by day, newest first.
class ChartStoryModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { StoryRole = Qt::UserRole, HeadingRole, SinceRole };

    explicit ChartStoryModel(UiTheme &theme, QObject *parent = nullptr);
    void setStories(const QList<Story> &stories);
    void setSince(SinceOf since);
    void sinceChanged(); // asks the words again
    QModelIndex indexOf(ArticleId id) const;
    const Story *story(const QModelIndex &index) const; // null: a heading

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Row
    {
        bool heading = false;
        Story story; // of a heading: only its time
        SinceWords since;
    };
    void build();

    UiTheme &m_theme;
    SinceOf m_since;
    QList<Story> m_stories;
    QList<Row> m_rows;
};

// "Stories on this chart": rows of 30 below their days. Hovering tells the chart where, a click opens.
class ChartStoryList : public QListView
{
    Q_OBJECT
public:
    explicit ChartStoryList(UiTheme &theme, QWidget *parent = nullptr);
    ChartStoryModel &stories() { return m_model; }
    void setEmptyText(const QString &text); // in place of rows that aren't there
    const QString &emptyText() const { return m_emptyText; }
    void setOpen(std::optional<qint64> id);           // drawn as the selected one
    void setLit(const std::optional<TimeSpan> &span); // those within stand out
    bool isLit(const Story &story) const;
    std::optional<qint64> open() const { return m_open; }

signals:
    void storyChosen(qint64 id);
    void storyHovered(std::optional<qint64> id);
    void menuRequested(qint64 id, const QPoint &globalPosition);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void choose(const QModelIndex &index);
    void hover(const QModelIndex &index);

    UiTheme &m_theme;
    ChartStoryModel m_model;
    std::optional<qint64> m_open, m_hovered;
    std::optional<TimeSpan> m_lit;
    QString m_emptyText;
};

Q_DECLARE_METATYPE(SinceWords)
