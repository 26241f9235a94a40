#include "ui/quotes/rowpainter.h"

#include "ui/quotes/sparkline.h"
#include "ui/style/controls.h"

#include <cmath>

namespace {
constexpr int rule = 1, bar = 2, unitGap = 5;

void drawElided(QPainter &painter, const Fonts &fonts, FontRole role, QPointF baseline, double width,
                const QString &text)
{
    const QFontMetricsF &metrics = fonts.metrics(role);
    painter.setFont(fonts.font(role));
    painter.drawText(baseline, metrics.horizontalAdvance(text) <= width
                                   ? text
                                   : metrics.elidedText(text, Qt::ElideRight, width));
}
} // namespace

RowPainter::RowPainter(const UiTheme &theme, const RowStyle &style) : m_theme(theme), m_style(style)
{
    themeChanged();
}

void RowPainter::themeChanged()
{
    m_priceFigures = std::make_unique<Figures>(m_theme.font(m_style.priceFont));
    m_changeFigures = std::make_unique<Figures>(m_theme.font(m_style.changeFont));
    m_badges.clear();
}

void RowPainter::setStyle(const RowStyle &style)
{
    m_style = style;
    themeChanged();
}

int RowPainter::height() const
{
    return m_theme.px(m_style.height);
}

RowPainter::Price RowPainter::priceOf(const CoinQuote &quote) const
{
    const Numbers &numbers = m_theme.numbers();
    Price price{numbers.price(quote), {}, numbers.point()};
    if (quote.shownSource() && !quote.dollars)
        price.unit = quote.unit;
    return price;
}

RowPainter::Widths RowPainter::measure(const CoinQuote &quote) const
{
    if (!quote.shownSource())
        return {0, leastFraction()};
    const Price price = priceOf(quote);
    const AlignedFigure parts = price.parts();
    Widths widths{m_priceFigures->width(parts.whole), m_priceFigures->width(parts.fraction)};
    if (!price.unit.isEmpty())
        widths.fraction += unitGap + m_theme.fonts().metrics(FontRole::Meta).horizontalAdvance(price.unit);
    widths.fraction = std::max(widths.fraction, leastFraction());
    return widths;
}

double RowPainter::leastFraction() const
{
    return m_priceFigures->width(u".2615");
}

QColor RowPainter::colour(Tone tone) const
{
    return toneColour(m_theme.tokens(), tone);
}

QColor RowPainter::trendColour(const CoinQuote &quote, const ShownChange &change) const
{
    const Tone tone = trendTone(quote, change);
    return tone == Tone::Secondary ? m_theme.tokens().textDisabled : colour(tone);
}

void RowPainter::paintGround(QPainter &painter, const QRect &row, const QRect &cell,
                             const RowLook &look) const
{
    const Tokens &t = m_theme.tokens();
    const int content = row.height() - (look.alone ? 0 : rule);
    const QRect box(cell.left(), row.top(), cell.width(), content);
    painter.fillRect(box, look.alerted    ? t.warningTint
                          : look.selected ? t.selected
                          : look.hovered  ? t.hover
                                          : t.surface);
    if (!look.alone)
        fillRule(painter, QRect(cell.left(), row.top() + content, cell.width(), rule), t.grid);
    if (look.selected || look.alerted)
        painter.fillRect(QRect(row.left(), row.top(), bar, content) & box,
                         look.selected ? t.accent : t.warning);
    if (look.selected && t.highContrast) { // the ground alone doesn't tell it there
        painter.fillRect(QRect(cell.left(), row.top(), cell.width(), 1), t.accent);
        painter.fillRect(QRect(cell.left(), row.top() + content - 1, cell.width(), 1), t.accent);
    }
}

void RowPainter::paintRing(QPainter &painter, const QRect &row, const QRect &cell, const RowLook &look) const
{
    if (!look.ring)
        return;
    painter.save();
    painter.setClipRect(cell, Qt::IntersectClip);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.tokens().accent, 2));
    painter.setBrush(Qt::NoBrush);
    const double below = look.alone ? 1 : 1 + rule;
    painter.drawRoundedRect(QRectF(row).adjusted(1, 1, -1, -below), 4, 4);
    painter.restore();
}

void RowPainter::paintCoin(QPainter &painter, const QRect &row, const PriceColumns &columns,
                           const CoinQuote &quote) const
{
    const Tokens &t = m_theme.tokens();
    const Fonts &fonts = m_theme.fonts();
    const double content = row.height();
    const double badgeTop = row.top() + std::floor((content - columns.badge) / 2);
    m_badges.draw(painter, quote.asset,
                  QRectF(row.left() + columns.badgeX, badgeTop, columns.badge, columns.badge), t);
    const double x = row.left() + columns.nameX;
    const double first = fonts.lineHeight(m_style.symbolFont);
    const double second = columns.showSecond ? fonts.lineHeight(FontRole::MetaText) : 0;
    const double top = row.top() + std::floor((content - first - second) / 2);
    painter.setPen(t.text);
    drawElided(painter, fonts, m_style.symbolFont, {x, fonts.baseline(m_style.symbolFont, top, first)},
               columns.nameWidth, quote.asset.symbol);
    if (!columns.showSecond)
        return;
    const Words words = secondLine(quote, m_theme.numbers());
    painter.setPen(colour(words.tone));
    drawElided(painter, fonts, FontRole::MetaText,
               {x, fonts.baseline(FontRole::MetaText, top + first, second)},
               columns.nameWidth + m_style.nameGap, words.text);
}

void RowPainter::paintBone(QPainter &painter, const QRectF &bone, double opacity) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setOpacity(painter.opacity() * opacity);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.tokens().skeleton);
    painter.drawRoundedRect(bone, 3, 3);
    painter.restore();
}

void RowPainter::paintTrend(QPainter &painter, const QRect &row, const PriceColumns &columns,
                            const CoinQuote &quote, const ShownChange &change, const RowLook &look) const
{
    if (!columns.showTrend)
        return;
    const double middle = row.top() + row.height() / 2.0;
    const double x = row.left() + columns.trendX;
    if (isAwaited(quote)) {
        paintBone(painter, QRectF(x, middle - 3, columns.trendWidth, 6), look.skeleton);
        return;
    }
    const QRectF box(x, middle - columns.trendHeight / 2.0, columns.trendWidth, columns.trendHeight);
    painter.save();
    drawSparkline(painter, quote.trend, box, trendColour(quote, change), isFresh(quote.state));
    painter.restore();
}

QRectF RowPainter::flashBox(const QRect &row, const PriceColumns &columns, double whole) const
{
    const double height = m_theme.px(m_style.flashHeight);
    const double top = row.top() + std::floor((row.height() - height) / 2);
    const double left = std::floor(row.left() + columns.pointX - whole - m_style.flashPad);
    return {left, top, std::ceil(row.left() + columns.priceEnd + m_style.flashPad) - left, height};
}

void RowPainter::paintPrice(QPainter &painter, const QRect &row, const PriceColumns &columns,
                            const CoinQuote &quote, const RowLook &look) const
{
    const Tokens &t = m_theme.tokens();
    const Fonts &fonts = m_theme.fonts();
    const double content = row.height();
    if (isAwaited(quote)) {
        const double width = fonts.px(44), height = fonts.px(10);
        paintBone(
            painter,
            QRectF(row.left() + columns.priceEnd - width, row.top() + (content - height) / 2, width, height),
            look.skeleton);
        return;
    }
    const Price price = priceOf(quote);
    const AlignedFigure parts = price.parts();
    const double whole = m_priceFigures->width(parts.whole);
    if (look.flash.direction != 0) {
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setOpacity(painter.opacity() * look.flash.strength);
        painter.setPen(Qt::NoPen);
        painter.setBrush(look.flash.direction > 0 ? t.upTint : t.downTint);
        painter.drawRoundedRect(flashBox(row, columns, whole), 4, 4);
        painter.restore();
    }
    const QPointF point(row.left() + columns.pointX, fonts.baseline(m_style.priceFont, row.top(), content));
    painter.setPen(colour(priceTone(quote)));
    m_priceFigures->draw(painter, point - QPointF(whole, 0), parts.whole);
    m_priceFigures->draw(painter, point, parts.fraction);
    if (!price.unit.isEmpty()) {
        painter.setPen(priceTone(quote) == Tone::Stale ? t.stale : t.textSecondary);
        painter.setFont(fonts.font(FontRole::Meta));
        painter.drawText(point + QPointF(m_priceFigures->width(parts.fraction) + unitGap, 0), price.unit);
    }
}

void RowPainter::paintChange(QPainter &painter, const QRect &row, const PriceColumns &columns,
                             const CoinQuote &quote, const ShownChange &change, const RowLook &look) const
{
    if (!columns.showChange)
        return;
    const Fonts &fonts = m_theme.fonts();
    const double content = row.height();
    const double right = row.left() + columns.changeEnd;
    if (isAwaited(quote)) {
        const double width = fonts.px(44), height = fonts.px(10);
        paintBone(painter, QRectF(right - width, row.top() + (content - height) / 2, width, height),
                  look.skeleton);
        return;
    }
    const Words words = changeWords(quote, change, m_theme.numbers(), look.age);
    painter.setPen(colour(words.tone));
    if (words.tone == Tone::Stale) { // an age is prose
        const double width = fonts.metrics(m_style.ageFont).horizontalAdvance(words.text);
        painter.setFont(fonts.font(m_style.ageFont));
        painter.drawText(QPointF(right - width, fonts.baseline(m_style.ageFont, row.top(), content)),
                         words.text);
        return;
    }
    m_changeFigures->drawRight(painter, {right, fonts.baseline(m_style.changeFont, row.top(), content)},
                               words.text);
}
