#include "ui/quotes/compactfooter.h"

#include "ui/style/chips.h"
#include "ui/style/ownwords.h"

#include <QPainter>
#include <QTextLayout>
#include <cmath>

namespace {
constexpr int side = 10;
}

CompactFooter::CompactFooter(UiTheme &theme, QWidget *parent) : QAbstractButton(parent), m_theme(theme)
{
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setContextMenuPolicy(Qt::NoContextMenu); // the window's
}

void CompactFooter::setHeadline(const std::optional<CompactHeadline> &headline)
{
    m_headline = headline;
    setEnabled(headline.has_value());
    setAccessibleName(
        headline ? QStringLiteral("%1. %2, %3")
                       .arg(headline->title, headline->source, m_theme.times().minute(headline->time))
                 : QStringLiteral("No stories yet"));
    setToolTip(headline ? QStringLiteral("<p>%1</p>").arg(headline->title.toHtmlEscaped()) : QString());
    update();
}

void CompactFooter::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    const Fonts &fonts = m_theme.fonts();
    QPainter painter(this);
    const double left = side, right = width() - left;
    if (!m_headline) {
        painter.setFont(fonts.font(FontRole::SmallText));
        painter.setPen(t.textSecondary);
        painter.drawText(QPointF(left, fonts.baseline(FontRole::SmallText, 0, height())),
                         QStringLiteral("No stories yet."));
        return;
    }
    paintTitle(painter, left, right);
    paintMeta(painter, left, right);
}

void CompactFooter::paintTitle(QPainter &painter, double left, double right) const
{
    const Fonts &fonts = m_theme.fonts();
    const FontRole role = FontRole::SmallMedium;
    const double line = fonts.lineHeight(role), width = right - left;
    painter.setFont(fonts.font(role));
    painter.setPen(underMouse() ? m_theme.tokens().accent : m_theme.tokens().text);
    QTextLayout layout(m_headline->title, fonts.font(role));
    layout.beginLayout();
    for (int i = 0; i < 2; ++i) {
        QTextLine text = layout.createLine();
        if (!text.isValid())
            break;
        text.setLineWidth(width);
        const int from = text.textStart();
        const QString words =
            i == 0 ? m_headline->title.mid(from, text.textLength())
                   : fonts.metrics(role).elidedText(m_headline->title.mid(from), Qt::ElideRight, width);
        const double x =
            m_headline->title.isRightToLeft() ? right - fonts.metrics(role).horizontalAdvance(words) : left;
        drawOwnWords(painter, QPointF(x, fonts.baseline(role, fonts.px(8) + i * line, line)), words);
    }
    layout.endLayout();
}

void CompactFooter::paintMeta(QPainter &painter, double left, double right) const
{
    const Tokens &t = m_theme.tokens();
    const Fonts &fonts = m_theme.fonts();
    const QFontMetricsF &metrics = fonts.metrics(FontRole::Meta);
    const double top = fonts.px(8) + 2.0 * fonts.lineHeight(FontRole::SmallMedium) + 1, line = fonts.px(16);
    const double baseline = fonts.baseline(FontRole::Meta, top, line);
    painter.setFont(fonts.font(FontRole::Meta));
    double end = right;
    if (!m_headline->since.isEmpty()) {
        end -= metrics.horizontalAdvance(m_headline->since);
        painter.setPen(toneColour(t, m_headline->sinceTone));
        painter.drawText(QPointF(end, baseline), m_headline->since);
        end -= 8;
    }
    const double chip = m_headline->tag.isEmpty() ? 0 : chipWidth(fonts, m_headline->tag) + 8;
    const QString source = metrics.elidedText(m_headline->source + QStringLiteral(" · ") +
                                                  m_theme.times().minute(m_headline->time),
                                              Qt::ElideRight, std::max(end - left - chip, 0.0));
    painter.setPen(t.textSecondary);
    painter.drawText(QPointF(left, baseline), source);
    if (chip > 0)
        drawChip(painter, {std::ceil(left + metrics.horizontalAdvance(source) + 8), top}, m_theme,
                 m_headline->tag, t.textSecondary, t.dark ? t.elevated : t.surface);
}
