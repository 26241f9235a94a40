#include "ui/quotes/sourceruler.h"

#include "ui/style/chips.h"

#include <QPainter>
#include <algorithm>

namespace {
constexpr int rulerHeight = 58, edge = 14, insetLeft = 40, insetRight = 52, labelGap = 8;

// Lowest and highest of those that are compared; nothing with fewer than two.
struct Span
{
    double low = 0, high = 0;
    double shareOf(double value) const { return high > low ? (value - low) / (high - low) : 0.5; }
};
bool compared(const SourceQuote &source)
{
    return source.state == PriceState::Live && source.usd && source.vsMedianPct;
}
std::optional<Span> spanOf(const CoinQuote &quote)
{
    std::optional<Span> span;
    int count = 0;
    for (const SourceQuote &source : quote.sources) {
        if (!compared(source))
            continue;
        const double value = source.usd->toDouble();
        span = span ? Span{std::min(span->low, value), std::max(span->high, value)} : Span{value, value};
        ++count;
    }
    return count >= 2 && quote.agreement.medianUsd ? span : std::nullopt;
}
} // namespace

SourceRuler::SourceRuler(UiTheme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    followTheme(theme, this);
    hide();
}

void SourceRuler::setQuote(const CoinQuote &quote)
{
    m_quote = quote;
    const auto span = spanOf(quote);
    setVisible(span.has_value());
    if (!span)
        return;
    QStringList parts;
    for (const Mark &mark : marks())
        parts.append(mark.name);
    setAccessibleName(tr("From lowest to highest: %1").arg(parts.join(QStringLiteral(", "))));
    update();
}

QSize SourceRuler::sizeHint() const
{
    return {m_theme.px(392), m_theme.px(rulerHeight)};
}

double SourceRuler::toX(double share) const
{
    return insetLeft + edge + share * (width() - 2 * edge - insetLeft - insetRight);
}

std::optional<double> SourceRuler::medianX() const
{
    const auto span = spanOf(m_quote);
    if (!span)
        return std::nullopt;
    return toX(span->shareOf(m_quote.agreement.medianUsd->toDouble()));
}

QList<SourceRuler::Mark> SourceRuler::marks() const
{
    QList<Mark> marks;
    const auto span = spanOf(m_quote);
    if (!span)
        return marks;
    for (const SourceQuote &source : m_quote.sources)
        if (compared(source)) {
            const double x = toX(span->shareOf(source.usd->toDouble()));
            marks.append({source.venueName, x, x, true, source.differs});
        }
    std::stable_sort(marks.begin(), marks.end(), [](const Mark &a, const Mark &b) { return a.x < b.x; });
    // Neighbours that would touch move apart, by half of the overlap each; a few rounds settle a row of
    // seven.
    const QFontMetricsF &metrics = m_theme.fonts().metrics(FontRole::Meta);
    const auto half = [&](const Mark &mark) { return metrics.horizontalAdvance(mark.name) / 2; };
    for (int round = 0; round < 24; ++round) {
        for (qsizetype i = 0; i + 1 < marks.size(); ++i) {
            Mark &left = marks[i], &right = marks[i + 1];
            const double over = half(left) + half(right) + labelGap - (right.label - left.label);
            if (over <= 0)
                continue;
            left.label -= over / 2;
            right.label += over / 2;
        }
        for (Mark &mark : marks) {
            const double low = 4 + half(mark), high = width() - 4 - half(mark);
            mark.label = std::clamp(mark.label, std::min(low, high), high);
        }
    }
    for (qsizetype i = 1; i < marks.size(); ++i) {
        const Mark &left = marks.at(i - 1);
        if (left.named && marks.at(i).label - left.label < half(left) + half(marks.at(i)) + 2)
            marks[i].named = false;
    }
    return marks;
}

void SourceRuler::paintEvent(QPaintEvent *)
{
    const auto span = spanOf(m_quote);
    if (!span)
        return;
    const Tokens &t = m_theme.tokens();
    const Fonts &fonts = m_theme.fonts();
    const QList<Mark> all = marks();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double y = m_theme.px(24), line = m_theme.px(14);
    fillRule(painter, QRectF(edge, y, width() - 2 * edge - 7, 1), t.line);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.highContrast ? t.textSecondary : t.selectedChip);
    painter.drawRoundedRect(QRectF(all.first().x, y - 2, all.last().x - all.first().x, 4), 2, 2);
    for (const Mark &mark : all) {
        painter.setPen(QPen(mark.differs ? t.warning : t.accent, 2));
        painter.setBrush(t.surface);
        painter.drawEllipse(QPointF(mark.x, y), 4, 4);
        if (!mark.named)
            continue;
        painter.setFont(fonts.font(FontRole::Meta));
        painter.setPen(mark.differs ? t.warning : t.textSecondary);
        const double half = fonts.metrics(FontRole::Meta).horizontalAdvance(mark.name) / 2;
        painter.drawText(QPointF(mark.label - half, fonts.baseline(FontRole::Meta, y + 9, line)), mark.name);
    }
    const double median = *medianX();
    painter.fillRect(QRectF(std::round(median) - 1, y - 8, 2, 17), t.text);
    const QString word = tr("median");
    const double half = fonts.metrics(FontRole::MetaStrong).horizontalAdvance(word) / 2;
    painter.setFont(fonts.font(FontRole::MetaStrong));
    painter.setPen(t.text);
    painter.drawText(QPointF(std::clamp(median - half, 4.0, width() - 4 - 2 * half),
                             fonts.baseline(FontRole::MetaStrong, y - 24, line)),
                     word);
}
