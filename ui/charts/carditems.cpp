#include "ui/charts/carditems.h"

#include "ui/style/ownwords.h"

#include <QCoreApplication>
#include <QTextLayout>
#include <algorithm>

namespace {
struct ChartText
{
    Q_DECLARE_TR_FUNCTIONS(ChartText)
};

constexpr qsizetype mostHeadlines = 5;

// At most two lines; what is more ends with an ellipsis.
QStringList wrapped(const QString &text, const QFont &font, const QFontMetricsF &metrics, double width)
{
    if (metrics.horizontalAdvance(text) <= width)
        return {text};
    QTextLayout layout(text, font);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(width);
    layout.endLayout();
    const int end = line.textLength();
    return {text.left(end).trimmed(), metrics.elidedText(text.mid(end), Qt::ElideRight, width)};
}
} // namespace

std::optional<CardItem::Card> CardItem::markerCard(const ChartMarker &marker) const
{
    const Tokens &t = tokens();
    Card card{.time = static_cast<double>(toMsecs(marker.time)), .rows = {}, .icon = {}, .iconColour = {}};
    card.rows.append({marker.source + QStringLiteral(" · ") + m_state.theme.times().full(marker.time),
                      FontRole::Meta, t.textSecondary});
    card.rows.append({marker.title, FontRole::SmallStrong, t.text});
    if (!marker.detail.isEmpty())
        card.rows.append({marker.detail, FontRole::Meta, t.textSecondary});
    if (marker.market) {
        card.icon = Icon::Diamond;
        card.iconColour = m_state.markerColour();
    }
    return card;
}

CardItem::Card CardItem::groupCard(const MarkerGroup &group) const
{
    const Tokens &t = tokens();
    const ChartMarker &first = m_state.markers[group.members.first()];
    Card card{.time = static_cast<double>(toMsecs(first.time)), .rows = {}, .icon = {}, .iconColour = {}};
    card.rows.append(
        {ChartText::tr("%1 stories").arg(group.members.size()), FontRole::Meta, t.textSecondary});
    const qsizetype shown = std::min(mostHeadlines, group.members.size());
    for (qsizetype i = 0; i < shown; ++i) {
        const ChartMarker &one = m_state.markers[group.members[i]];
        const bool picked = m_state.hovered == one.id;
        card.rows.append({m_state.theme.times().minute(one.time) + QStringLiteral("  ") + one.title,
                          picked ? FontRole::SmallStrong : FontRole::SmallText, t.text});
    }
    if (group.members.size() > shown)
        card.rows.append(
            {ChartText::tr("+%1 more").arg(group.members.size() - shown), FontRole::Meta, t.textSecondary});
    return card;
}

std::optional<CardItem::Card> CardItem::wickCard() const
{
    const WickNote *note = m_state.cross() ? shownWick(m_state) : nullptr;
    const qsizetype at = note ? m_state.cross()->candle : -1;
    if (at < 0 || toMsecs(note->time) != std::llround(m_state.candles[at].time))
        return std::nullopt;
    Card card{
        .time = m_state.cross()->time, .rows = {}, .icon = Icon::Warning, .iconColour = tokens().warning};
    card.atTop = note->low; // not over what it is about
    card.rows.append({note->text, FontRole::SmallText, tokens().text});
    if (!note->detail.isEmpty())
        card.rows.append({note->detail, FontRole::Meta, tokens().textSecondary});
    return card;
}

double CardItem::textRoom() const
{
    return std::min<double>(m_state.theme.px(330), m_state.layout.prices.width() - 8 - 50);
}

std::optional<CardItem::Card> CardItem::card() const
{
    auto made = unwrappedCard();
    if (!made)
        return made;
    QList<Row> rows;
    for (const Row &row : std::as_const(made->rows)) {
        const QStringList lines = wrapped(row.text, m_state.theme.font(row.role),
                                          m_state.theme.fonts().metrics(row.role), textRoom());
        for (const QString &line : lines)
            rows.append({line, row.role, row.colour});
    }
    made->rows = rows;
    return made;
}

std::optional<CardItem::Card> CardItem::unwrappedCard() const
{
    if (!m_state.hasPlot())
        return std::nullopt;
    for (const MarkerGroup &group : m_state.groups) {
        const bool held = std::any_of(group.members.begin(), group.members.end(), [this](qsizetype i) {
            return m_state.hovered == m_state.markers[i].id;
        });
        if (held && group.members.size() > 1)
            return groupCard(group);
    }
    const ChartMarker *marker = m_state.look.markers ? m_state.marker(m_state.hovered) : nullptr;
    if (!marker) {
        if (const auto wick = wickCard())
            return wick;
        if (m_state.look.markers && m_state.look.legend)
            marker = m_state.marker(m_state.selected);
    }
    return marker && m_state.x.contains(static_cast<double>(toMsecs(marker->time))) ? markerCard(*marker)
                                                                                    : std::nullopt;
}

QRectF CardItem::place() const
{
    const auto shown = card();
    if (!shown)
        return {};
    const Fonts &fonts = m_state.theme.fonts();
    double width = 0, height = 20;
    for (const Row &row : shown->rows) {
        width = std::max(width, fonts.metrics(row.role).horizontalAdvance(row.text));
        height += fonts.lineHeight(row.role) + 4;
    }
    const QRectF &prices = m_state.layout.prices;
    width = std::ceil(width) + 26 + (shown->icon ? 24 : 0);
    const double foot = std::max(prices.top() + 4, prices.bottom() - 16 - height);
    const double top = shown->atTop ? prices.top() + (m_state.look.legend ? 8 : m_state.theme.px(30)) : foot;
    return {beside(m_state.x.x(shown->time), width, 12, prices), std::round(top), width, height};
}

void CardItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const auto shown = card();
    if (!shown)
        return;
    const QRectF box = boundingRect();
    const Fonts &fonts = m_state.theme.fonts();
    drawPanel(*painter, box, tokens(), 6);
    double y = box.top() + 12;
    for (const Row &row : shown->rows) {
        const double line = fonts.lineHeight(row.role);
        painter->setFont(m_state.theme.font(row.role));
        painter->setPen(row.colour);
        const QPointF left(box.left() + 13, fonts.baseline(row.role, y, line));
        if (row.role == FontRole::Meta) // an outlet and a time, in the window's order
            painter->drawText(left, row.text);
        else
            drawOwnWords(*painter, left, row.text);
        y += line + 4;
    }
    if (shown->icon)
        drawIcon(*painter, *shown->icon, QRectF(box.right() - 28, box.top() + 7, 16, 16), shown->iconColour);
}

const WickNote *shownWick(const ChartState &state)
{
    const WickNote *only = nullptr;
    int inView = 0;
    const Crosshair *cross = state.cross();
    for (const WickNote &note : state.wicks) {
        const auto time = static_cast<double>(toMsecs(note.time));
        if (cross && cross->candle >= 0 && state.candles[cross->candle].time == time)
            return &note;
        if (time + state.length() > state.from && time < state.to) {
            only = &note;
            ++inView;
        }
    }
    return inView == 1 ? only : nullptr;
}

void WicksItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    if (m_state.comparing() || m_state.look.style != ChartStyle::Candles)
        return;
    for (const WickNote &note : m_state.wicks) {
        const double time = static_cast<double>(toMsecs(note.time)) + m_state.length() / 2;
        if (!m_state.x.contains(time))
            continue;
        const double x = std::floor(m_state.x.x(time)), from = m_state.y.y(note.others.toDouble()),
                     to = m_state.y.y(note.lone.toDouble());
        // The candle's own wick lies below; its lone part is taken away first.
        drawRuleDown(*painter, x, std::min(from, to), std::max(from, to), tokens().surface);
        drawDashesDown(*painter, x, std::min(from, to), std::max(from, to), tokens().warning, 2, 2);
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(tokens().warning, 1.4));
        painter->setBrush(tokens().surface);
        painter->drawEllipse(QPointF(x + 0.5, to), 2.8, 2.8);
    }
    if (const WickNote *note = shownWick(m_state))
        paintLevel(*painter, *note);
}

void WicksItem::paintLevel(QPainter &painter, const WickNote &note) const
{
    const QRectF &plot = m_state.layout.plot;
    const double y = m_state.y.y(note.others.toDouble());
    if (y < m_state.layout.prices.top() || y > m_state.layout.prices.bottom())
        return;
    const double x = m_state.x.x(static_cast<double>(toMsecs(note.time)) + m_state.length() / 2);
    drawDashesAcross(painter, std::max(plot.left(), x - 28), plot.right(), y, tokens().warning, 3, 3);
    if (!m_state.layout.priceAxis.isEmpty())
        drawAxisTag(painter, m_state, priceTagBox(m_state, y), m_state.priceText(note.others),
                    tokens().warningTint, tokens().warning);
}
