#include "ui/insight/awaycard.h"

#include "ui/insight/awayrow.h"
#include "ui/style/cards.h"
#include "ui/style/controls.h"
#include "ui/style/overlaybar.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>

namespace {
constexpr int cardWidth = 412, headDesign = 38, footHeight = 43, side = 15, mostRanges = 8;
constexpr int margin = 12, belowHeads = 96, leastFigure = 88, leastWidth = 240;
} // namespace

AwayCard::AwayCard(UiTheme &theme, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_close(new IconButton(theme, Icon::Close, tr("Close"), this)),
      m_figures(new AwayFigures(theme, this)),
      m_scroll(new QScrollArea(this)),
      m_ranges(new AwayRanges(theme, m_scroll)),
      m_column(new QVBoxLayout(this)),
      m_rows(new QVBoxLayout),
      m_foot(new QWidget(this)),
      m_readAll(new QPushButton(tr("Mark all read"), m_foot)),
      m_read(new QPushButton(m_foot))
{
    setObjectName(QStringLiteral("away"));
    m_close->setSide(24);
    m_close->setName(tr("Close"), Qt::Key_Escape);
    m_close->setFocusPolicy(Qt::TabFocus);
    m_scroll->setWidget(m_ranges);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    new OverlayBar(m_scroll);
    m_scroll->hide();
    m_read->setProperty("primary", true);
    auto *foot = new QHBoxLayout(m_foot);
    foot->setContentsMargins(side - 1, 1, 10, 0);
    foot->setSpacing(8);
    foot->addStretch(1);
    for (QPushButton *button : {m_readAll, m_read}) {
        button->setProperty("small", true);
        button->setFocusPolicy(Qt::TabFocus); // a click takes the keyboard from nothing
        button->setAutoDefault(false);
        foot->addWidget(button);
    }
    m_rows->setSpacing(0);
    m_column->setSpacing(0);
    m_column->addWidget(m_figures);
    m_column->addWidget(m_scroll);
    m_column->addLayout(m_rows);
    m_column->addWidget(m_foot);
    connect(m_close, &QAbstractButton::clicked, this, &AwayCard::dismissed);
    connect(m_readAll, &QPushButton::clicked, this, &AwayCard::readAllWanted);
    connect(m_read, &QPushButton::clicked, this, &AwayCard::readWanted);
    connect(m_figures, &QAbstractButton::toggled, this, [this](bool unfolded) {
        m_scroll->setVisible(unfolded);
        emit sizeWanted();
    });
    connect(&theme, &UiTheme::changed, this, [this] {
        fill();
        emit sizeWanted();
    });
    hide();
}

void AwayCard::setDigest(const AwayDigest &digest)
{
    m_digest = digest;
    m_announced = false;
    m_figures->setChecked(false);
    fill();
}

int AwayCard::headHeight() const
{
    return m_theme.px(headDesign);
}

void AwayCard::fill()
{
    m_words = awayWords(m_digest, m_theme);
    const QString title = tr("While you were away, %1").arg(m_words.span);
    setAccessibleName(m_words.simulated ? tr("Simulated. %1").arg(title) : title);
    setAccessibleDescription(m_words.spoken);
    m_ranges->set(m_words.ranges);
    qDeleteAll(m_lines);
    m_lines.clear();
    for (const AwayLine &line : std::as_const(m_words.lines)) {
        auto *row = new AwayRow(m_theme, line, this);
        m_rows->addWidget(row);
        m_lines.append(row);
        connect(row, &QAbstractButton::clicked, this, [this, row] {
            if (row->line().story != ArticleId{})
                emit storyWanted(row->line().story);
            else if (!row->line().asset.value.isEmpty())
                emit coinWanted(row->line().asset);
        });
        row->show();
    }
    m_readAll->setVisible(m_words.anyStories);
    m_read->setText(tr("Read %1").arg(m_theme.numbers().count(m_words.several)));
    m_read->setVisible(m_words.several > 0);
    m_read->setToolTip(tr("What several outlets told, the most first"));
    QPalette ground;
    ground.setColor(QPalette::Window, m_theme.tokens().surface);
    m_scroll->setPalette(ground);
    update();
}

void AwayCard::layOut(int width)
{
    const int inner = width - 2;
    m_figures->set(m_words.figures.size() * m_theme.px(leastFigure) <= inner
                       ? m_words.figures
                       : awayWords(m_digest, m_theme, std::max(inner / m_theme.px(leastFigure), 1)).figures);
    m_figures->setFixedWidth(inner);
    for (AwayRow *row : std::as_const(m_lines))
        row->setWide(inner);
    const int lines = std::min(static_cast<int>(m_words.ranges.size()), mostRanges);
    m_scroll->setFixedSize(inner, m_ranges->heightOf(lines));
    m_foot->setFixedSize(inner, m_theme.px(footHeight));
    m_column->setContentsMargins(1, headHeight(), 1, 1);
    m_column->activate();
    resize(width, m_column->totalMinimumSize().height());
    m_close->resize(m_close->sizeHint());
    m_close->move(width - m_close->width() - 5, (headHeight() - m_close->height()) / 2 + 1);
    m_close->raise();
}

void AwayCard::place(const QRect &room)
{
    const int width = std::min(m_theme.px(cardWidth), room.width() - 2 * margin);
    if (width < m_theme.px(leastWidth))
        return hide();
    layOut(width);
    if (height() > room.height() - 2 * margin && m_figures->isChecked())
        return m_figures->setChecked(false); // asks to be placed again
    if (height() > room.height() - 2 * margin)
        return hide();
    move(room.left() + (room.width() - width) / 2,
         room.top() + std::min(m_theme.px(belowHeads), (room.height() - height()) / 2));
    show();
    raise();
    announce();
}

// Politely, once.
void AwayCard::announce()
{
    if (std::exchange(m_announced, true) || !QAccessible::isActive())
        return;
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

// Beside the buttons, as far as they leave room.
void AwayCard::paintOrigin(QPainter &painter) const
{
    const Fonts &fonts = m_theme.fonts();
    const QPushButton *first = !m_readAll->isHidden() ? m_readAll : !m_read->isHidden() ? m_read : nullptr;
    const int end = first ? m_foot->x() + first->x() - 8 : width() - side;
    const QString text = tr("Worked out on this computer");
    painter.setFont(fonts.font(FontRole::MetaText));
    painter.setPen(m_theme.tokens().textSecondary);
    painter.drawText(QPointF(side, fonts.baseline(FontRole::MetaText, m_foot->y() + 1, m_foot->height())),
                     fonts.metrics(FontRole::MetaText).elidedText(text, Qt::ElideRight, end - side));
}

void AwayCard::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    const Fonts &fonts = m_theme.fonts();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(t.line, 1));
    painter.setBrush(t.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    fillRule(painter, QRectF(1, m_foot->y(), width() - 2, 1), t.border);
    paintOrigin(painter);
    const QString title = tr("While you were away");
    painter.setFont(fonts.font(FontRole::Strong));
    painter.setPen(t.text);
    painter.drawText(QPointF(side, fonts.baseline(FontRole::Strong, 1, headHeight())), title);
    const double x = side + fonts.metrics(FontRole::Strong).horizontalAdvance(title) + 8;
    painter.setFont(fonts.font(FontRole::MetaText));
    painter.setPen(t.textSecondary);
    const double base = fonts.baseline(FontRole::MetaText, 2, headHeight());
    painter.drawText(QPointF(x, base), m_words.span);
    if (!m_words.simulated)
        return;
    painter.setPen(t.demo);
    painter.drawText(
        QPointF(x + fonts.metrics(FontRole::MetaText).horizontalAdvance(m_words.span + u' '), base),
        tr("· simulated"));
}

bool AwayCard::event(QEvent *event)
{
    return keepOnCard(event) || QWidget::event(event);
}
