#pragma once

#include "ui/alerts/alertsmodel.h"
#include "ui/style/badges.h"

#include <QStyledItemDelegate>

// Paints one alert (design.md section 1): badge, what it waits for, and at the right where it stands.
class AlertDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    enum class Style {
        List,   // every coin's: 36 high, with its badge
        OneCoin // on the coin's page: 32 high, a bell in the badge's place
    };
    AlertDelegate(const AlertsModel &model, UiTheme &theme, Style style, QObject *parent = nullptr);

    int height() const;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintGround(QPainter &painter, const QRect &row, QStyle::State state) const;
    void paintMark(QPainter &painter, const QRect &row, const AlertsModel::Row &alert) const;
    double paintStanding(QPainter &painter, const QRect &row, const StandingWords &words) const;
    void paintWords(QPainter &painter, const QRect &row, double end, const AlertsModel::Row &alert) const;
    int markSide() const;

    const AlertsModel &m_model;
    UiTheme &m_theme;
    Style m_style;
    mutable CoinBadges m_badges; // a cache
};
