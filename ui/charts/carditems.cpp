#include "ui/charts/carditems.h"
#include "ui/style/ownwords.h"

#include "ui/style/ownwords.h"
#include <QCoreApplication>
#include "ui/style/ownwords.h"
#include <QTextLayout>
#include "ui/style/ownwords.h"
#include <algorithm>
#include "ui/style/ownwords.h"

#include "ui/style/ownwords.h"
namespace {
#include "ui/style/ownwords.h"
struct ChartText
#include "ui/style/ownwords.h"
{
#include "ui/style/ownwords.h"
    Q_DECLARE_TR_FUNCTIONS(ChartText)
#include "ui/style/ownwords.h"
};
#include "ui/style/ownwords.h"

#include "ui/style/ownwords.h"
constexpr qsizetype mostHeadlines = 5;
#include "ui/style/ownwords.h"

#include "ui/style/ownwords.h"
// At most two lines; what is more ends with an ellipsis.
#include "ui/style/ownwords.h"
QStringList wrapped(const QString &text, const QFont &font, const QFontMetricsF &metrics, double width)
#include "ui/style/ownwords.h"
{
#include "ui/style/ownwords.h"
    if (metrics.horizontalAdvance(text) <= width)
#include "ui/style/ownwords.h"
        return {text};
#include "ui/style/ownwords.h"
    QTextLayout layout(text, font);
#include "ui/style/ownwords.h"
    layout.beginLayout();
#include "ui/style/ownwords.h"
    QTextLine line = layout.createLine();
#include "ui/style/ownwords.h"
    line.setLineWidth(width);
#include "ui/style/ownwords.h"
    layout.endLayout();
#include "ui/style/ownwords.h"
    const int end = line.textLength();
#include "ui/style/ownwords.h"
    return {text.left(end).trimmed(), metrics.elidedText(text.mid(end), Qt::ElideRight, width)};
#include "ui/style/ownwords.h"
}
#include "ui/style/ownwords.h"
} // namespace
#include "ui/style/ownwords.h"

#include "ui/style/ownwords.h"
std::optional<CardItem::Card> CardItem::markerCard(const ChartMarker &marker) const
#include "ui/style/ownwords.h"
{
#include "ui/style/ownwords.h"
    const Tokens &t = tokens();
#include "ui/style/ownwords.h"
    Card card{.time = static_cast<double>(toMsecs(marker.time)), .rows = {}, .icon = {}, .iconColour = {}};
#include "ui/style/ownwords.h"
    card.rows.append({marker.source + QStringLiteral(" · ") + m_state.theme.times().full(marker.time),
#include "ui/style/ownwords.h"
                      FontRole::Meta, t.textSecondary});
#include "ui/style/ownwords.h"
    card.rows.append({marker.title, FontRole::SmallStrong, t.text});
#include "ui/style/ownwords.h"
    if (!marker.detail.isEmpty())
#include "ui/style/ownwords.h"
        card.rows.append({marker.detail, FontRole::Meta, t.textSecondary});
#include "ui/style/ownwords.h"
    if (marker.market) {
#include "ui/style/ownwords.h"
        card.icon = Icon::Diamond;
#include "ui/style/ownwords.h"
        card.iconColour = m_state.markerColour();
#include "ui/style/ownwords.h"
    }
#include "ui/style/ownwords.h"
    return card;
#include "ui/style/ownwords.h"
}
#include "ui/style/ownwords.h"

#include "ui/style/ownwords.h"
CardItem::Card CardItem::groupCard(const MarkerGroup &group) const
#include "ui/style/ownwords.h"
{
#include "ui/style/ownwords.h"
    const Tokens &t = tokens();
#include "ui/style/ownwords.h"
    const ChartMarker &first = m_state.markers[group.members.first()];
#include "ui/style/ownwords.h"
    Card card{.time = static_cast<double>(toMsecs(first.time)), .rows = {}, .icon = {}, .iconColour = {}};
#include "ui/style/ownwords.h"
    card.rows.append(
#include "ui/style/ownwords.h"
        {ChartText::tr("%1 stories").arg(group.members.size()), FontRole::Meta, t.textSecondary});
#include "ui/style/ownwords.h"
    const qsizetype shown = std::min(mostHeadlines, group.members.size());
#include "ui/style/ownwords.h"
    for (qsizetype i = 0; i < shown; ++i) {
#include "ui/style/ownwords.h"
        const ChartMarker &one = m_state.markers[group.members[i]];
#include "ui/style/ownwords.h"
        const bool picked = m_state.hovered == one.id;
#include "ui/style/ownwords.h"
        card.rows.append({m_state.theme.times().minute(one.time) + QStringLiteral("  ") + one.title,
#include "ui/style/ownwords.h"
                          picked ? FontRole::SmallStrong : FontRole::SmallText, t.text});
#include "ui/style/ownwords.h"
    }
#include "ui/style/ownwords.h"
    if (group.members.size() > shown)
#include "ui/style/ownwords.h"
        card.rows.append(
#include "ui/style/ownwords.h"
            {ChartText::tr("+%1 more").arg(group.members.size() - shown), FontRole::Meta, t.textSecondary});
#include "ui/style/ownwords.h"
    return card;
#include "ui/style/ownwords.h"
}
#include "ui/style/ownwords.h"

#include "ui/style/ownwords.h"
std::optional<CardItem::Card> CardItem::wickCard() const
#include "ui/style/ownwords.h"
{
#include "ui/style/ownwords.h"
    const WickNote *note = m_state.cross() ? shownWick(m_state) : nullptr;
#include "ui/style/ownwords.h"
    const qsizetype at = note ? m_state.cross()->candle : -1;
#include "ui/style/ownwords.h"
    if (at < 0 || toMsecs(note->time) != std::llround(m_state.candles[at].time))
#include "ui/style/ownwords.h"
        return std::nullopt;
#include "ui/style/ownwords.h"
    Card card{
#include "ui/style/ownwords.h"
        .time = m_state.cross()->time, .rows = {}, .icon = Icon::Warning, .iconColour = tokens().warning};
#include "ui/style/ownwords.h"
    card.atTop = note->low; // not over what it is about
#include "ui/style/ownwords.h"
    card.rows.append({note->text, FontRole::SmallText, tokens().text});
#include "ui/style/ownwords.h"
    if (!note->detail.isEmpty())
#include "ui/style/ownwords.h"
        card.rows.append({note->detail, FontRole::Meta, tokens().textSecondary});
#include "ui/style/ownwords.h"
    return card;
#include "ui/style/ownwords.h"
}
#include "ui/style/ownwords.h"

#include "ui/style/ownwords.h"
double CardItem::textRoom() const
#include "ui/style/ownwords.h"
{
#include "ui/style/ownwords.h"
    return std::min<double>(m_state.theme.px(330), m_state.layout.prices.width() - 8 - 50);
#include "ui/style/ownwords.h"
}
#include "ui/style/ownwords.h"

#include "ui/style/ownwords.h"
std::optional<CardItem::Card> CardItem::card() const
#include "ui/style/ownwords.h"
{
#include "ui/style/ownwords.h"
    auto made = unwrappedCard();
#include "ui/style/ownwords.h"
    if (!made)
#include "ui/style/ownwords.h"
        return made;
#include "ui/style/ownwords.h"
    QList<Row> rows;
#include "ui/style/ownwords.h"
    for (const Row &row : std::as_const(made->rows)) {
#include "ui/style/ownwords.h"
        const QStringList lines = wrapped(row.text, m_state.theme.font(row.role),
#include "ui/style/ownwords.h"
                                          m_state.theme.fonts().metrics(row.role), textRoom());
#include "ui/style/ownwords.h"
        for (const QString &line : lines)
#include "ui/style/ownwords.h"
            rows.append({line, row.role, row.colour});
#include "ui/style/ownwords.h"
    }
#include "ui/style/ownwords.h"
    made->rows = rows;
#include "ui/style/ownwords.h"
    return made;
#include "ui/style/ownwords.h"
}
#include "ui/style/ownwords.h"

#include "ui/style/ownwords.h"
std::optional<CardItem::Card> CardItem::unwrappedCard() const
#include "ui/style/ownwords.h"
{
#include "ui/style/ownwords.h"
    if (!m_state.hasPlot())
#include "ui/style/ownwords.h"
        return std::nullopt;
#include "ui/style/ownwords.h"
    for (const MarkerGroup &group : m_state.groups) {
#include "ui/style/ownwords.h"
        const bool held = std::any_of(group.members.begin(), group.members.end(), [this](qsizetype i) {
#include "ui/style/ownwords.h"
            return m_state.hovered == m_state.markers[i].id;
#include "ui/style/ownwords.h"
        });
#include "ui/style/ownwords.h"
        if (held && group.members.size() > 1)
#include "ui/style/ownwords.h"
            return groupCard(group);
#include "ui/style/ownwords.h"
    }
#include "ui/style/ownwords.h"
    const ChartMarker *marker = m_state.look.markers ? m_state.marker(m_state.hovered) : nullptr;
#include "ui/style/ownwords.h"
    if (!marker) {
#include "ui/style/ownwords.h"
        if (const auto wick = wickCard())
#include "ui/style/ownwords.h"
            return wick;
#include "ui/style/ownwords.h"
        if (m_state.look.markers && m_state.look.legend)
#include "ui/style/ownwords.h"
            marker = m_state.marker(m_state.selected);
#include "ui/style/ownwords.h"
    }
#include "ui/style/ownwords.h"
    return marker && m_state.x.contains(static_cast<double>(toMsecs(marker->time))) ? markerCard(*marker)
#include "ui/style/ownwords.h"
                                                                                    : std::nullopt;
#include "ui/style/ownwords.h"
}
#include "ui/style/ownwords.h"

#include "ui/style/ownwords.h"
QRectF CardItem::place() const
#include "ui/style/ownwords.h"
{
#include "ui/style/ownwords.h"
    const auto shown = card();
#include "ui/style/ownwords.h"
    if (!shown)
#include "ui/style/ownwords.h"
        return {};
#include "ui/style/ownwords.h"
    const Fonts &fonts = m_state.theme.fonts();
#include "ui/style/ownwords.h"
    double width = 0, height = 20;
#include "ui/style/ownwords.h"
    for (const Row &row : shown->rows) {
#include "ui/style/ownwords.h"
        width = std::max(width, fonts.metrics(row.role).horizontalAdvance(row.text));
#include "ui/style/ownwords.h"
        height += fonts.lineHeight(row.role) + 4;
#include "ui/style/ownwords.h"
    }
#include "ui/style/ownwords.h"
    const QRectF &prices = m_state.layout.prices;
#include "ui/style/ownwords.h"
    width = std::ceil(width) + 26 + (shown->icon ? 24 : 0);
#include "ui/style/ownwords.h"
    const double foot = std::max(prices.top() + 4, prices.bottom() - 16 - height);
#include "ui/style/ownwords.h"
    const double top = shown->atTop ? prices.top() + (m_state.look.legend ? 8 : m_state.theme.px(30)) : foot;
#include "ui/style/ownwords.h"
    return {beside(m_state.x.x(shown->time), width, 12, prices), std::round(top), width, height};
#include "ui/style/ownwords.h"
}
#include "ui/style/ownwords.h"

#include "ui/style/ownwords.h"
void CardItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
#include "ui/style/ownwords.h"
{
#include "ui/style/ownwords.h"
    const auto shown = card();
#include "ui/style/ownwords.h"
    if (!shown)
#include "ui/style/ownwords.h"
        return;
#include "ui/style/ownwords.h"
    const QRectF box = boundingRect();
#include "ui/style/ownwords.h"
    const Fonts &fonts = m_state.theme.fonts();
#include "ui/style/ownwords.h"
    drawPanel(*painter, box, tokens(), 6);
#include "ui/style/ownwords.h"
    double y = box.top() + 12;
#include "ui/style/ownwords.h"
    for (const Row &row : shown->rows) {
#include "ui/style/ownwords.h"
        const double line = fonts.lineHeight(row.role);
#include "ui/style/ownwords.h"
        painter->setFont(m_state.theme.font(row.role));
#include "ui/style/ownwords.h"
        painter->setPen(row.colour);
#include "ui/style/ownwords.h"
        const QPointF left(box.left() + 13, fonts.baseline(row.role, y, line));
#include "ui/style/ownwords.h"
        if (row.role == FontRole::Meta) // an outlet and a time, in the window's order
#include "ui/style/ownwords.h"
            painter->drawText(left, row.text);
#include "ui/style/ownwords.h"
        else
#include "ui/style/ownwords.h"
            drawOwnWords(*painter, left, row.text);
#include "ui/style/ownwords.h"
        y += line + 4;
#include "ui/style/ownwords.h"
    }
#include "ui/style/ownwords.h"
    if (shown->icon)
#include "ui/style/ownwords.h"
        drawIcon(*painter, *shown->icon, QRectF(box.right() - 28, box.top() + 7, 16, 16), shown->iconColour);
#include "ui/style/ownwords.h"
}
#include "ui/style/ownwords.h"

#include "ui/style/ownwords.h"
const WickNote *shownWick(const ChartState &state)
#include "ui/style/ownwords.h"
{
#include "ui/style/ownwords.h"
    const WickNote *only = nullptr;
#include "ui/style/ownwords.h"
    int inView = 0;
#include "ui/style/ownwords.h"
    const Crosshair *cross = state.cross();
#include "ui/style/ownwords.h"
    for (const WickNote &note : state.wicks) {
#include "ui/style/ownwords.h"
        const auto time = static_cast<double>(toMsecs(note.time));
#include "ui/style/ownwords.h"
        if (cross && cross->candle >= 0 && state.candles[cross->candle].time == time)
#include "ui/style/ownwords.h"
            return &note;
#include "ui/style/ownwords.h"
        if (time + state.length() > state.from && time < state.to) {
#include "ui/style/ownwords.h"
            only = &note;
#include "ui/style/ownwords.h"
            ++inView;
#include "ui/style/ownwords.h"
        }
#include "ui/style/ownwords.h"
    }
#include "ui/style/ownwords.h"
    return inView == 1 ? only : nullptr;
#include "ui/style/ownwords.h"
}
#include "ui/style/ownwords.h"

#include "ui/style/ownwords.h"
void WicksItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
#include "ui/style/ownwords.h"
{
#include "ui/style/ownwords.h"
    if (m_state.comparing() || m_state.look.style != ChartStyle::Candles)
#include "ui/style/ownwords.h"
        return;
#include "ui/style/ownwords.h"
    for (const WickNote &note : m_state.wicks) {
#include "ui/style/ownwords.h"
        const double time = static_cast<double>(toMsecs(note.time)) + m_state.length() / 2;
#include "ui/style/ownwords.h"
        if (!m_state.x.contains(time))
#include "ui/style/ownwords.h"
            continue;
#include "ui/style/ownwords.h"
        const double x = std::floor(m_state.x.x(time)), from = m_state.y.y(note.others.toDouble()),
#include "ui/style/ownwords.h"
                     to = m_state.y.y(note.lone.toDouble());
#include "ui/style/ownwords.h"
        // The candle's own wick lies below; its lone part is taken away first.
#include "ui/style/ownwords.h"
        drawRuleDown(*painter, x, std::min(from, to), std::max(from, to), tokens().surface);
#include "ui/style/ownwords.h"
        drawDashesDown(*painter, x, std::min(from, to), std::max(from, to), tokens().warning, 2, 2);
#include "ui/style/ownwords.h"
        painter->setRenderHint(QPainter::Antialiasing);
#include "ui/style/ownwords.h"
        painter->setPen(QPen(tokens().warning, 1.4));
#include "ui/style/ownwords.h"
        painter->setBrush(tokens().surface);
#include "ui/style/ownwords.h"
        painter->drawEllipse(QPointF(x + 0.5, to), 2.8, 2.8);
#include "ui/style/ownwords.h"
    }
#include "ui/style/ownwords.h"
    if (const WickNote *note = shownWick(m_state))
#include "ui/style/ownwords.h"
        paintLevel(*painter, *note);
#include "ui/style/ownwords.h"
}
#include "ui/style/ownwords.h"

#include "ui/style/ownwords.h"
void WicksItem::paintLevel(QPainter &painter, const WickNote &note) const
#include "ui/style/ownwords.h"
{
#include "ui/style/ownwords.h"
    const QRectF &plot = m_state.layout.plot;
#include "ui/style/ownwords.h"
    const double y = m_state.y.y(note.others.toDouble());
#include "ui/style/ownwords.h"
    if (y < m_state.layout.prices.top() || y > m_state.layout.prices.bottom())
#include "ui/style/ownwords.h"
        return;
#include "ui/style/ownwords.h"
    const double x = m_state.x.x(static_cast<double>(toMsecs(note.time)) + m_state.length() / 2);
#include "ui/style/ownwords.h"
    drawDashesAcross(painter, std::max(plot.left(), x - 28), plot.right(), y, tokens().warning, 3, 3);
#include "ui/style/ownwords.h"
    if (!m_state.layout.priceAxis.isEmpty())
#include "ui/style/ownwords.h"
        drawAxisTag(painter, m_state, priceTagBox(m_state, y), m_state.priceText(note.others),
#include "ui/style/ownwords.h"
                    tokens().warningTint, tokens().warning);
#include "ui/style/ownwords.h"
}
#include "ui/style/ownwords.h"
