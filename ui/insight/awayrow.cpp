#include "ui/insight/awayrow.h"

#include "ui/style/chips.h"
#include "ui/style/figures.h"

#include <QHelpEvent>
#include <QLabel>
#include <QPainter>
#include <QTextDocumentFragment>
#include <QToolTip>
#include <algorithm>

namespace {
constexpr int side = 15, textLeft = 40, above = 8, below = 8, iconSide = 14;
constexpr int figuresHeight = 55, rangeHeight = 20;

Icon iconOf(AwayLine::Kind kind)
{
    switch (kind) {
    case AwayLine::Kind::Alert:
        return Icon::Bell;
    case AwayLine::Kind::Moves:
        return Icon::Line;
    case AwayLine::Kind::Stories:
        return Icon::Story;
    case AwayLine::Kind::Headline:
        return Icon::Refresh;
    case AwayLine::Kind::Gap:
        return Icon::Plug;
    }
    return Icon::Info;
}

QString plain(const QString &rich)
{
    return QTextDocumentFragment::fromHtml(rich).toPlainText();
}

const QColor &inkOf(int sign, const Tokens &t, const QColor &otherwise)
{
    return sign > 0 ? t.up : sign < 0 ? t.down : otherwise;
}
} // namespace

AwayRow::AwayRow(UiTheme &theme, const AwayLine &line, QWidget *parent)
    : WordButton(theme, parent), m_line(line), m_text(new QLabel(this)), m_detail(new QLabel(this))
{
    setText(plain(line.rich));
    setAccessibleName(line.note.isEmpty() ? text() : tr("%1, %2").arg(text(), line.note));
    setAccessibleDescription(plain(line.detail));
    setFocusPolicy(leadsSomewhere() ? Qt::TabFocus : Qt::NoFocus);
    if (leadsSomewhere())
        setCursor(Qt::PointingHandCursor);
    const auto say = [&](QLabel *label, QString rich, FontRole role, const QColor &ink) {
        label->setTextFormat(Qt::RichText);
        label->setWordWrap(true);
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
        label->setFont(theme.font(role));
        rich.replace(QLatin1String("<b>"), QLatin1String("<span style='font-weight:600'>"));
        rich.replace(QLatin1String("</b>"), QLatin1String("</span>"));
        label->setVisible(!rich.isEmpty());
        // Said in the text: a style sheet's colour would win over the palette's.
        if (!rich.isEmpty())
            label->setText(QStringLiteral("<span style='color:%1'>%2</span>").arg(ink.name(), rich));
    };
    say(m_text, line.rich, FontRole::SmallText, theme.tokens().text);
    say(m_detail, line.detail, FontRole::MetaText, theme.tokens().textSecondary);
}

void AwayRow::setWide(int width)
{
    m_wide = width;
    const Fonts &fonts = m_theme.fonts();
    const double note =
        m_line.note.isEmpty() ? 0 : fonts.metrics(FontRole::MetaText).horizontalAdvance(m_line.note) + 12;
    const int left = m_theme.px(textLeft), room = width - left - side - static_cast<int>(note);
    int y = 1 + above;
    for (const auto &[label, line] :
         {std::pair(m_text, m_theme.px(16)), std::pair(m_detail, m_theme.px(15))}) {
        if (label->text().isEmpty())
            continue;
        const int high = std::max(label->heightForWidth(room), line);
        label->setGeometry(left, y, room, high);
        y += high;
    }
    m_high = y + (m_line.detail.isEmpty() ? below + 1 : below);
    setFixedSize(m_wide, m_high);
}

void AwayRow::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    const Fonts &fonts = m_theme.fonts();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (leadsSomewhere() && (underMouse() || hasFocus()))
        painter.fillRect(rect(), hasFocus() ? t.selected : t.hover);
    fillRule(painter, QRectF(0, 0, width(), 1), t.grid);
    const double icon = m_theme.px(iconSide), line = m_theme.px(16), top = 1 + above;
    drawIcon(painter, iconOf(m_line.kind), QRectF(side, top + (line - icon) / 2, icon, icon),
             m_line.kind == AwayLine::Kind::Alert ? t.warning : t.textSecondary);
    painter.setPen(t.textSecondary);
    Figures(fonts.font(FontRole::MetaText))
        .drawRight(painter, QPointF(width() - side, fonts.baseline(FontRole::MetaText, top, line)),
                   m_line.note);
}

AwayFigures::AwayFigures(UiTheme &theme, QWidget *parent) : WordButton(theme, parent)
{
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(tr("High, low and biggest move of every coin"));
}

void AwayFigures::set(const QList<AwayFigure> &figures)
{
    m_figures = figures;
    QStringList spoken;
    for (const AwayFigure &figure : figures)
        spoken.append(figure.name + u' ' + figure.change);
    setAccessibleDescription(spoken.join(QStringLiteral(", ")));
    setFixedHeight(m_theme.px(figuresHeight));
    update();
}

QSize AwayFigures::sizeHint() const
{
    return {m_theme.px(200), m_theme.px(figuresHeight)};
}

void AwayFigures::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    const Fonts &fonts = m_theme.fonts();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (underMouse() || hasFocus())
        painter.fillRect(rect(), hasFocus() ? t.selected : t.hover);
    fillRule(painter, QRectF(0, 0, width(), 1), t.border);
    if (m_figures.isEmpty())
        return;
    const Figures values(fonts.font(FontRole::Strong));
    const double cell = width() / double(m_figures.size());
    const double small = m_theme.px(14), line = m_theme.px(18), top = (height() - small - line) / 2;
    for (qsizetype i = 0; i < m_figures.size(); ++i) {
        const AwayFigure &figure = m_figures[i];
        const double x = std::floor(cell * double(i));
        if (i > 0)
            fillRule(painter, QRectF(x, m_theme.px(11), 1, height() - m_theme.px(22)), t.border);
        painter.setFont(fonts.font(FontRole::MetaText));
        painter.setPen(t.textSecondary);
        painter.drawText(QPointF(x + side, fonts.baseline(FontRole::MetaText, top, small)), figure.name);
        painter.setPen(inkOf(figure.sign, t, t.text));
        values.draw(painter, QPointF(x + side, fonts.baseline(FontRole::Strong, top + small, line)),
                    figure.change);
    }
    const double icon = m_theme.px(12);
    drawIcon(painter, isChecked() ? Icon::ChevronUp : Icon::ChevronDown,
             QRectF(width() - side - icon + 4, top + (small - icon) / 2, icon, icon), t.textSecondary);
}

bool AwayFigures::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip || m_figures.isEmpty())
        return WordButton::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const auto at =
        std::clamp<qsizetype>(help->x() * m_figures.size() / std::max(width(), 1), 0, m_figures.size() - 1);
    QToolTip::showText(help->globalPos(), m_figures[at].detail.toHtmlEscaped(), this);
    return true;
}

AwayRanges::AwayRanges(UiTheme &theme, QWidget *parent) : QWidget(parent), m_theme(theme) {}

int AwayRanges::heightOf(int coins) const
{
    return (coins + 1) * m_theme.px(rangeHeight) + 8; // heads, too
}

void AwayRanges::set(const QList<AwayRange> &ranges)
{
    m_ranges = ranges;
    QStringList spoken;
    for (const AwayRange &range : ranges)
        spoken.append(tr("%1 %2, low %3, high %4, biggest move: %5")
                          .arg(range.name, range.change, range.low, range.high, range.biggest));
    setAccessibleName(spoken.join(QStringLiteral(". ")));
    setFixedHeight(heightOf(static_cast<int>(ranges.size())));
    update();
}

// Name, change, low and high aligned as figures are; what is left is the biggest move's.
void AwayRanges::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    const Fonts &fonts = m_theme.fonts();
    QPainter painter(this);
    painter.fillRect(rect(), t.surface);
    const Figures figures(fonts.font(FontRole::MetaText)), changes(fonts.font(FontRole::MetaStrong));
    double name = 0, change = 0, low = 0, high = 0;
    for (const AwayRange &range : m_ranges) {
        name = std::max(name, fonts.metrics(FontRole::MetaStrong).horizontalAdvance(range.name));
        change = std::max(change, changes.width(range.change));
        low = std::max(low, figures.width(range.low));
        high = std::max(high, figures.width(range.high));
    }
    const QString lowHead = tr("Low"), highHead = tr("High");
    low = std::max(low, fonts.metrics(FontRole::Meta).horizontalAdvance(lowHead));
    high = std::max(high, fonts.metrics(FontRole::Meta).horizontalAdvance(highHead));
    constexpr double gap = 10;
    const double changeEnd = side + name + gap + change, lowEnd = changeEnd + gap + low,
                 highEnd = lowEnd + gap + high, rest = highEnd + gap;
    const double line = m_theme.px(rangeHeight), head = fonts.baseline(FontRole::Meta, 4, line);
    const auto drawHead = [&](double x, const QString &text, bool fromRight) {
        const double width = fonts.metrics(FontRole::Meta).horizontalAdvance(text);
        painter.drawText(QPointF(fromRight ? x - width : x, head), text);
    };
    painter.setFont(fonts.font(FontRole::Meta));
    painter.setPen(t.textSecondary);
    drawHead(side, tr("Coin"), false);
    drawHead(lowEnd, lowHead, true);
    drawHead(highEnd, highHead, true);
    drawHead(rest, tr("Biggest move"), false);
    for (qsizetype i = 0; i < m_ranges.size(); ++i) {
        const AwayRange &range = m_ranges[i];
        const double base = fonts.baseline(FontRole::MetaText, 4 + double(i + 1) * line, line);
        painter.setFont(fonts.font(FontRole::MetaStrong));
        painter.setPen(t.text);
        painter.drawText(QPointF(side, base), range.name);
        painter.setPen(inkOf(range.sign, t, t.text));
        changes.drawRight(painter, QPointF(changeEnd, base), range.change);
        painter.setPen(t.textSecondary);
        figures.drawRight(painter, QPointF(lowEnd, base), range.low);
        figures.drawRight(painter, QPointF(highEnd, base), range.high);
        painter.setFont(fonts.font(FontRole::MetaText));
        painter.drawText(QPointF(rest, base),
                         fonts.metrics(FontRole::MetaText)
                             .elidedText(range.biggest, Qt::ElideRight, width() - side - rest));
    }
}
