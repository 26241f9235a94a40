#pragma once

#include "ui/charts/chartitem.h"
#include "ui/style/icons.h"

// A small card beside a marker's or a wick's line: source and time, headline, since.
class CardItem : public ChartItem
{
public:
    using ChartItem::ChartItem;
    QRectF place() const;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *) override;

private:
    struct Row
    {
        QString text;
        FontRole role = FontRole::Meta;
        QColor colour;
    };
    struct Card
    {
        double time = 0;
        QList<Row> rows;
        std::optional<Icon> icon;
        QColor iconColour;
        bool atTop = false; // else at the foot
    };
    std::optional<Card> card() const;
    std::optional<Card> unwrappedCard() const;
    double textRoom() const;
    std::optional<Card> markerCard(const ChartMarker &marker) const;
    std::optional<Card> wickCard() const;
    Card groupCard(const MarkerGroup &group) const;
};

// The part of a wick that one venue alone saw, dashed amber; the others' level, with its tag, for the one in
// question.
class WicksItem : public ChartItem
{
public:
    using ChartItem::ChartItem;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *) override;

private:
    void paintLevel(QPainter &painter, const WickNote &note) const;
};
// The note whose level is shown: that under the crosshair, else the only one in view.
const WickNote *shownWick(const ChartState &state);
