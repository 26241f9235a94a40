#pragma once

#include "ui/insight/movelist.h"
#include "ui/style/exposure.h"

#include <QWidget>

class MoveCard;
class PaneHead;
class QLabel;
class QListView;

// "Moves today": the unusual moves of the day with what explains them, newest first. A click or Enter opens
// one's card. Shows plain values; asks nobody.
class MovesPane : public QWidget
{
    Q_OBJECT
public:
    explicit MovesPane(UiTheme &theme, QWidget *parent = nullptr);

    // Newest first. `emptyText` stands in their place when there are none.
    void setMoves(const QList<ExplainedMove> &moves, const QString &emptyText);
    QListView &list() const { return *m_list; }
    MoveCard *card() const; // null until one was opened
    QString emptyText() const;
    QSize sizeHint() const override; // five rows at most, the rest scrolls

signals:
    void shownChanged(bool shown); // somebody can see it
    void storyWanted(const Story &story);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void open(const QModelIndex &index);
    void restyle();

    UiTheme &m_theme;
    MovesModel m_model;
    PaneHead *m_head;
    QListView *m_list;
    QLabel *m_empty;
    MoveCard *m_card = nullptr;
    Exposure m_exposure{this};
};
