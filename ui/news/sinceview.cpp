#include "ui/news/sinceview.h"

#include "ui/news/readeraccess.h"
#include "ui/style/buttons.h"
#include "ui/style/chips.h"

#include <QHelpEvent>
#include <QPainter>
#include <QTextLayout>
#include <QToolTip>

namespace {
constexpr int headingHigh = 22, rowHigh = 25, noteHigh = 14, aboveNote = 7, momentHigh = 22, aboveRule = 8;
constexpr int barsFrom = 48, afterBars = 33, thick = 2, linkHigh = 24, aboveLink = 3;
constexpr int cellGap = 12;

QStringList wrapped(const QString &text, const QFont &font, qreal width)
{
    QStringList lines;
    QTextLayout layout(text, font);
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        lines.append(text.mid(line.textStart(), line.textLength()).trimmed());
    }
    layout.endLayout();
    return lines;
}
} // namespace

SinceView::SinceView(UiTheme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_sheet(theme), m_link(new TextLink(theme, Icon::External, this))
{
    installReaderAccess(); // before anything asks who this is: the answer is kept
    m_link->hide();
    connect(m_link, &QAbstractButton::clicked, this, [this] { emit marketWanted(m_market.page); });
    connect(&theme, &UiTheme::changed, this, &SinceView::place);
}

void SinceView::setFigures(const SinceFigures &figures)
{
    if (figures == m_figures)
        return;
    m_figures = figures;
    place();
}

void SinceView::setMarket(const MarketLink &market)
{
    m_market = market;
    if (m_link->text() != market.words)
        m_link->setWords(market.words);
    m_link->setToolTip(market.page.toDisplayString());
    m_link->setVisible(!market.words.isEmpty() && market.page.isValid());
    place();
}

SinceView::Layout SinceView::layOut(int width) const
{
    Layout laid;
    if (!m_figures.heading.isEmpty()) {
        layWatchlist(laid, width);
        layNote(laid, width);
    }
    if (!m_figures.moments.isEmpty())
        layMoments(laid, width);
    if (!m_link->isHidden()) {
        laid.link = laid.height + m_theme.px(aboveLink);
        laid.height = laid.link + std::max(linkHigh, m_theme.px(linkHigh));
    }
    return laid;
}

void SinceView::layWatchlist(Layout &laid, int width) const
{
    const Tokens &t = m_theme.tokens();
    const int top = m_theme.px(headingHigh), row = m_theme.px(rowHigh);
    const qreal market = m_sheet.width(FontRole::Meta, m_figures.market, false);
    const qreal heading = width - (market > 0 ? market + m_theme.px(8) : 0);
    laid.words.append({QRectF(0, 0, heading, top), m_figures.heading, FontRole::MetaStrong, t.textSecondary});
    if (market > 0)
        laid.words.append({QRectF(width - market, 0, market, top), m_figures.market, FontRole::Meta,
                           t.textSecondary, true, false,
                           tr("The median move of your watchlist without stablecoins")});
    qreal names = 0, values = m_theme.px(44), least = 0, most = 0;
    for (const SinceFigures::Coin &coin : m_figures.watchlist) {
        names = std::max(names, m_sheet.width(FontRole::SmallStrong, coin.figure.label, false));
        values = std::max(values, m_sheet.width(FontRole::SmallMedium, coin.figure.value, true));
        least = std::min(least, coin.pct.value_or(0));
        most = std::max(most, coin.pct.value_or(0));
    }
    names = std::min<qreal>(names, m_theme.px(90));
    const qreal from = std::max<qreal>(m_theme.px(barsFrom), names + m_theme.px(8));
    const qreal room = std::max<qreal>(0, width - from - values - m_theme.px(afterBars));
    const qreal perPercent = most - least > 0 ? room / (most - least) : 0, zero = from - least * perPercent;
    qreal y = top;
    for (const SinceFigures::Coin &coin : m_figures.watchlist) {
        const StripFigure &figure = coin.figure;
        laid.words.append({QRectF(0, y, names, row), figure.label, FontRole::SmallStrong, t.text, false,
                           false, figure.tip});
        laid.words.append({QRectF(width - values, y, values, row), figure.value, FontRole::SmallMedium,
                           sinceColour(t, figure.tone), true, true, figure.tip});
        if (coin.pct) {
            const qreal to = zero + *coin.pct * perPercent;
            laid.bars.append(QRectF(std::min(zero, to), y + row / 2.0 - thick / 2.0,
                                    std::max<qreal>(thick, std::abs(to - zero)), thick));
        }
        y += row;
    }
    if (m_figures.marketPct && perPercent > 0) {
        const qreal x = std::clamp(zero + *m_figures.marketPct * perPercent, from, from + room);
        laid.market = QLineF(std::floor(x) + 0.5, top, std::floor(x) + 0.5, y);
    }
    laid.height = int(y);
}

// Room for one line is kept, so that nothing moves when what is usual becomes known.
void SinceView::layNote(Layout &laid, int width) const
{
    const int line = m_theme.px(noteHigh), above = m_theme.px(aboveNote);
    const QStringList lines = wrapped(m_figures.usual, m_theme.font(FontRole::MetaText), width);
    for (qsizetype i = 0; i < lines.size(); ++i)
        laid.words.append({QRectF(0, laid.height + above + int(i) * line, width, line), lines.at(i),
                           FontRole::MetaText, m_theme.tokens().textSecondary});
    laid.height += std::max(1, int(lines.size())) * line + 2 * above;
}

// A column for each coin; those that don't fit beside one another follow below.
void SinceView::layMoments(Layout &laid, int width) const
{
    const Tokens &t = m_theme.tokens();
    const int row = m_theme.px(momentHigh), gap = m_theme.px(cellGap);
    qreal cell = 0, labels = 0;
    for (const QString &coin : m_figures.coins)
        cell = std::max(cell, m_sheet.width(FontRole::MetaStrong, coin, false));
    for (const SinceFigures::Moment &moment : m_figures.moments) {
        labels = std::max(labels, m_sheet.width(FontRole::SmallText, moment.label, false));
        for (const StripFigure &figure : moment.figures)
            cell = std::max(cell, m_sheet.width(FontRole::SmallMedium, figure.value, true));
    }
    const qsizetype fit = std::max<qsizetype>(1, qsizetype((width - labels) / (cell + gap)));
    const auto left = [&](qsizetype column, qsizetype columns) {
        return width - qreal(columns - column) * (cell + gap) + gap;
    };
    for (qsizetype first = 0; first < m_figures.coins.size(); first += fit) {
        const qsizetype columns = std::min(fit, m_figures.coins.size() - first);
        if (laid.height > 0) {
            laid.rules.append(QRectF(0, laid.height, width, 1));
            laid.height += m_theme.px(aboveRule);
        }
        const auto place = [&](const QString &label, FontRole role) {
            laid.words.append(
                {QRectF(0, laid.height, left(0, columns) - gap, row), label, role, t.textSecondary});
        };
        place(tr("At the headline and after"), FontRole::MetaStrong);
        for (qsizetype i = 0; i < columns; ++i)
            laid.words.append({QRectF(left(i, columns), laid.height, cell, row),
                               m_figures.coins.at(first + i), FontRole::MetaStrong, t.textSecondary, true});
        laid.height += row;
        for (const SinceFigures::Moment &moment : m_figures.moments) {
            place(moment.label, FontRole::SmallText);
            for (qsizetype i = 0; i < columns; ++i) {
                const StripFigure &figure = moment.figures.at(first + i);
                laid.words.append(
                    {QRectF(left(i, columns), laid.height, cell, row), figure.value, FontRole::SmallMedium,
                     figure.tone == SinceText::Tone::Quiet ? t.text : sinceColour(t, figure.tone), true, true,
                     figure.tip});
            }
            laid.height += row;
        }
    }
}

// A tick moves figures and bars, and mostly nothing else is painted again.
void SinceView::place()
{
    const Layout before = std::exchange(m_laid, layOut(width()));
    if (before.bars != m_laid.bars || before.rules != m_laid.rules || before.market != m_laid.market)
        update();
    else
        update(WordSheet::changed(before.words, m_laid.words));
    m_link->setGeometry(QRect(QPoint(0, m_laid.link), QSize(std::min(width(), m_link->sizeHint().width()),
                                                            m_link->sizeHint().height())));
}

int SinceView::heightForWidth(int width) const
{
    return layOut(width).height;
}

void SinceView::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    QPainter painter(this);
    for (const QRectF &rule : m_laid.rules)
        fillRule(painter, rule, t.border);
    if (m_laid.market) {
        QPen pen(t.line, 1);
        pen.setDashPattern({3, 3});
        painter.setPen(pen);
        painter.drawLine(*m_laid.market);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.textDisabled);
    for (const QRectF &bar : m_laid.bars)
        painter.drawRoundedRect(bar, thick / 2.0, thick / 2.0);
    m_sheet.paint(painter, m_laid.words);
}

bool SinceView::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QToolTip::showText(help->globalPos(), WordSheet::tipAt(m_laid.words, help->pos()), this);
    return true;
}
