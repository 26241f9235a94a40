#pragma once

#include "app/insight/movefinder.h"
#include "ui/style/badges.h"
#include "ui/style/theme.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

// The asset whose badge stands beside a move.
Asset assetOf(const ExplainedMove &move);

// Moves, a row each; what is said of them is the row's accessible text.
class MovesModel : public QAbstractListModel
{
    Q_OBJECT
public:
    MovesModel(UiTheme &theme, QObject *parent = nullptr);
    void setMoves(const QList<ExplainedMove> &moves);
    const ExplainedMove &at(int row) const { return m_moves.at(row); }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    UiTheme &m_theme;
    QList<ExplainedMove> m_moves;
};

// A row of two lines: badge, coin and change with its time; what explains it with how long it took.
class MoveDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    MoveDelegate(UiTheme &theme, const MovesModel &model, QObject *parent = nullptr);
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    UiTheme &m_theme;
    const MovesModel &m_model;
    mutable CoinBadges m_badges;
};
