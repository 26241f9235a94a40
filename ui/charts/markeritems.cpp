#include "ui/charts/markeritems.h"

#include "ui/style/icons.h"

#include <algorithm>

namespace {
QPolygonF diamond(QPointF centre, double width)
{
    const double half = width / 2;
    return QPolygonF({centre - QPointF(half, 0), centre - QPointF(0, half), centre + QPointF(half, 0),
                      centre + QPointF(0, half)});
}

// Three lines of text.
void drawPage(QPainter &painter, QPointF centre, const QColor &ink)
{
    painter.setPen(QPen(ink, 1.2, Qt::SolidLine, Qt::RoundCap));
    for (int i = -1; i <= 1; ++i) {
        const double y = centre.y() + i * 2.8;
        painter.drawLine(QPointF(centre.x() - 3.5, y), QPointF(centre.x() + (i == 1 ? 1.5 : 3.5), y));
    }
}
} // namespace

qsizetype LaneItem::groupAt(QPointF point) const
{
    const QRectF &lane = m_state.layout.lane;
    if (!lane.adjusted(0, -1, 0, 1).contains(point))
        return -1;
    qsizetype nearest = -1;
    double best = 12; // targets of 24 px
    for (qsizetype i = 0; i < m_state.groups.size(); ++i) {
        if (const double away = std::abs(m_state.groups[i].x - point.x()); away <= best) {
            best = away;
            nearest = i;
        }
    }
    return nearest;
}

bool LaneItem::holds(const MarkerGroup &group, std::optional<qint64> id) const
{
    return id && std::any_of(group.members.begin(), group.members.end(),
                             [&](qsizetype i) { return m_state.markers[i].id == *id; });
}

void LaneItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    painter->setRenderHint(QPainter::Antialiasing);
    for (const MarkerGroup &group : m_state.groups)
        paintGroup(*painter, group);
}

void LaneItem::paintGroup(QPainter &painter, const MarkerGroup &group) const
{
    const QPointF centre(std::round(group.x), std::round(m_state.layout.lane.center().y()));
    const QColor colour = m_state.markerColour();
    const bool selected = holds(group, m_state.selected), lit = holds(group, m_state.hovered);
    const QColor fill = selected ? (tokens().highContrast ? tokens().text : tokens().accentFill)
                        : lit    ? tokens().selected
                                 : tokens().surface;
    const QColor ink = selected ? (tokens().highContrast ? tokens().surface : tokens().onAccent) : colour;
    painter.setPen(QPen(colour, 1.3));
    painter.setBrush(fill);
    if (group.market) {
        painter.drawPolygon(diamond(centre, selected ? 17 : 14));
        if (selected) {
            painter.setPen(QPen(ink, 1.3));
            painter.setBrush(Qt::NoBrush);
            painter.drawPolygon(diamond(centre, 7));
        }
        return;
    }
    const QString count = m_state.theme.numbers().count(group.members.size());
    const QFontMetricsF &metrics = m_state.theme.fonts().metrics(FontRole::Chip);
    const bool several = group.members.size() > 1;
    const double width = several ? std::max(16.0, metrics.horizontalAdvance(count) + 8) : 16;
    const double height = several ? std::max(15.0, metrics.height()) : 15;
    const QRectF box(centre.x() - width / 2, centre.y() - height / 2, width, height);
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    if (!several) {
        drawPage(painter, box.center(), ink);
        return;
    }
    painter.setPen(ink);
    painter.setFont(m_state.theme.font(FontRole::Chip));
    painter.drawText(QPointF(box.center().x() - metrics.horizontalAdvance(count) / 2,
                             m_state.theme.fonts().baseline(FontRole::Chip, box.top(), box.height())),
                     count);
}

QRectF SelectionItem::place() const
{
    const ChartMarker *marker = m_state.look.markers ? m_state.marker(m_state.selected) : nullptr;
    if (!marker || !m_state.hasPlot())
        return {};
    const auto time = static_cast<double>(toMsecs(marker->time));
    if (!m_state.x.contains(time))
        return {};
    const QRectF &plot = m_state.layout.plot;
    return {m_state.x.x(time) - 6, plot.top(), 12, plot.height()};
}

void SelectionItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const QRectF place = boundingRect();
    const double x = std::round(place.center().x());
    drawDashesDown(*painter, x, place.top(), place.bottom(), m_state.markerColour(), 3, 3);
    const ChartMarker *marker = m_state.marker(m_state.selected);
    if (!marker || !marker->price)
        return;
    const double y = m_state.y.y(m_state.shown(marker->price->toDouble()));
    if (m_state.layout.prices.contains(QPointF(m_state.layout.prices.left(), y)))
        drawRing(*painter, {x + 0.5, y}, m_state.markerColour(), tokens().surface);
}
