#include "ui/insight/movecard.h"

#include "ui/insight/movelist.h"
#include "ui/insight/movewords.h"
#include "ui/style/badges.h"
#include "ui/style/buttons.h"
#include "ui/style/cards.h"
#include "ui/style/chips.h"

#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

using namespace std::chrono;

namespace {
constexpr int cardWidth = 412, headHeight = 60, side = 15, mostStories = 3;
constexpr int chartWidth = 118, chartHeight = 34;
} // namespace

// Badge, change and times, and the price around the move with its span and the story's moment marked.
class MoveHead : public QWidget
{
public:
    MoveHead(UiTheme &theme, QWidget *parent) : QWidget(parent), m_theme(theme) {}
    void set(const ExplainedMove &move)
    {
        m_move = move;
        m_words = moveWords(move, m_theme);
        update();
    }
    QSize sizeHint() const override { return {m_theme.px(cardWidth), m_theme.px(headHeight)}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Tokens &t = m_theme.tokens();
        const Fonts &fonts = m_theme.fonts();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const double badge = m_theme.px(26), x = side + badge + 10;
        drawCoinBadge(painter, assetOf(m_move), {double(side), (height() - badge) / 2, badge, badge}, t);
        const QString coin = m_move.symbol + u' ';
        const double first = fonts.baseline(FontRole::Strong, m_theme.px(12), m_theme.px(18));
        painter.setFont(fonts.font(FontRole::Strong));
        painter.setPen(t.text);
        painter.drawText(QPointF(x, first), coin);
        painter.setPen(ink());
        painter.drawText(QPointF(x + fonts.metrics(FontRole::Strong).horizontalAdvance(coin), first),
                         m_words.change);
        painter.setFont(fonts.font(FontRole::MetaText));
        painter.setPen(t.textSecondary);
        painter.drawText(QPointF(x, fonts.baseline(FontRole::MetaText, m_theme.px(32), m_theme.px(14))),
                         m_words.span);
        const double textEnd =
            x + std::max(fonts.metrics(FontRole::MetaText).horizontalAdvance(m_words.span),
                         fonts.metrics(FontRole::Strong).horizontalAdvance(coin + m_words.change));
        const QRectF chart(width() - side - m_theme.px(chartWidth),
                           (height() - m_theme.px(chartHeight)) / 2.0, m_theme.px(chartWidth),
                           m_theme.px(chartHeight));
        if (chart.left() > textEnd + 8)
            paintLine(painter, chart);
    }

private:
    const QColor &ink() const
    {
        const Tokens &t = m_theme.tokens();
        return m_words.sign > 0 ? t.up : m_words.sign < 0 ? t.down : t.flat;
    }

    void paintLine(QPainter &painter, const QRectF &box) const
    {
        const QList<float> &line = m_move.line;
        if (line.size() < 2)
            return;
        const auto [low, high] = std::minmax_element(line.begin(), line.end());
        const double range = std::max(double(*high) - double(*low), 1e-12);
        const double step = box.width() / double(line.size() - 1);
        const auto at = [&](UtcTime time) {
            const double minute = duration<double, std::ratio<60>>(time - m_move.lineFrom).count();
            return std::clamp(box.left() + minute * step, box.left(), box.right());
        };
        const double from = at(m_move.move.start), until = at(m_move.move.end);
        painter.fillRect(QRectF(from, box.top(), until - from, box.height()),
                         m_words.sign < 0 ? m_theme.tokens().downTint : m_theme.tokens().upTint);
        if (m_move.answer == MoveAnswer::Explained && !m_move.stories.isEmpty()) {
            const double story = at(m_move.move.start - m_move.stories.first().before);
            painter.setPen(QPen(m_theme.tokens().accent, 1, Qt::DashLine));
            painter.drawLine(QPointF(story, box.top()), QPointF(story, box.bottom()));
        }
        QPainterPath path;
        for (qsizetype i = 0; i < line.size(); ++i) {
            const QPointF point(box.left() + double(i) * step,
                                box.bottom() - (double(line.at(i)) - double(*low)) / range * box.height());
            i == 0 ? path.moveTo(point) : path.lineTo(point);
        }
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(ink(), 1.25));
        painter.drawPath(path);
    }

    UiTheme &m_theme;
    ExplainedMove m_move;
    MoveWords m_words;
};

namespace {
// A story of the window: its headline on as many lines as it needs, below it where and when.
class MoveStoryButton : public WordButton
{
public:
    MoveStoryButton(UiTheme &theme, const MoveStory &story, QWidget *parent)
        : WordButton(theme, parent), m_title(story.story.article.title), m_meta(moveStoryWords(story, theme))
    {
        setText(m_title);
        setAccessibleName(m_title);
        setAccessibleDescription(m_meta);
        setCursor(Qt::PointingHandCursor);
    }
    QSize sizeHint() const override
    {
        return {m_theme.px(cardWidth) - 2, titleHeight() + m_theme.px(16) + 16};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Tokens &t = m_theme.tokens();
        QPainter painter(this);
        if (underMouse() || hasFocus())
            painter.fillRect(rect(), hasFocus() ? t.selected : t.hover);
        painter.setFont(m_theme.font(FontRole::Strong));
        painter.setPen(t.text);
        painter.drawText(QRect(side, 8, width() - 2 * side, titleHeight()), Qt::TextWordWrap, m_title);
        painter.setFont(m_theme.font(FontRole::MetaText));
        painter.setPen(t.textSecondary);
        painter.drawText(QRect(side, 8 + titleHeight(), width() - 2 * side, m_theme.px(16)),
                         Qt::AlignVCenter | Qt::AlignLeft,
                         m_theme.fonts()
                             .metrics(FontRole::MetaText)
                             .elidedText(m_meta, Qt::ElideRight, width() - 2 * side));
    }

private:
    int titleHeight() const
    {
        const QRectF room(0, 0, m_theme.px(cardWidth) - 2 - 2 * side, 1000);
        return static_cast<int>(std::ceil(m_theme.fonts()
                                              .metrics(FontRole::Strong)
                                              .boundingRect(room, Qt::TextWordWrap, m_title)
                                              .height())) +
               2;
    }
    QString m_title, m_meta;
};
} // namespace

MoveCard::MoveCard(UiTheme &theme, QWidget *parent)
    : QWidget(parent, Qt::Popup | Qt::FramelessWindowHint | Qt::NoDropShadowWindowHint),
      m_theme(theme),
      m_head(new MoveHead(theme, this)),
      m_column(new QVBoxLayout(this)),
      m_stories(new QVBoxLayout),
      m_answer(new QLabel(this)),
      m_detail(new QLabel(this))
{
    if (theme.compositing())
        setAttribute(Qt::WA_TranslucentBackground);
    m_column->setContentsMargins(1, 1, 1, 11);
    m_column->setSpacing(0);
    m_column->setSizeConstraint(QLayout::SetFixedSize);
    m_column->addWidget(m_head);
    m_column->addSpacing(9); // the rule is painted
    m_column->addWidget(m_answer);
    m_column->addLayout(m_stories);
    m_column->addWidget(m_detail);
    m_stories->setSpacing(0);
    for (QLabel *label : {m_answer, m_detail}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    connect(&theme, &UiTheme::changed, this, &MoveCard::hide); // measured for the old one
}

void MoveCard::openFor(const ExplainedMove &move, const QRect &anchor)
{
    m_move = move;
    fill();
    adjustSize();
    QWidget::move(cardBeside(anchor, *this));
    show();
    setFocus(Qt::PopupFocusReason);
}

void MoveCard::fill()
{
    const Tokens &t = m_theme.tokens();
    const MoveWords words = moveWords(m_move, m_theme);
    const bool explained = m_move.answer == MoveAnswer::Explained;
    setAccessibleName(words.spoken);
    m_head->set(m_move);
    while (QLayoutItem *item = m_stories->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const MoveStory &story :
         m_move.stories.first(std::min<qsizetype>(m_move.stories.size(), mostStories))) {
        auto *button = new MoveStoryButton(m_theme, story, this);
        connect(button, &QAbstractButton::clicked, this, [this, wanted = story.story] {
            hide();
            emit storyWanted(wanted);
        });
        m_stories->addWidget(button);
    }
    const QString answer =
        m_move.answer == MoveAnswer::Unexplained ? tr("%1 · %2").arg(words.answer, words.note) : words.answer;
    QStringList details;
    if (!explained)
        details.append(words.lookedAt);
    if (!words.net.isEmpty())
        details.append(words.net);
    const auto say = [&](QLabel *label, const QString &text, FontRole role, const QColor &ink) {
        QPalette palette;
        palette.setColor(QPalette::WindowText, ink);
        label->setPalette(palette);
        label->setFont(m_theme.font(role));
        label->setContentsMargins(side - 1, 2, side - 1, 2);
        label->setFixedWidth(m_theme.px(cardWidth) - 2);
        label->setText(text);
        label->setFixedHeight(std::max(label->heightForWidth(label->width()), 0));
        label->setVisible(!text.isEmpty());
    };
    say(m_answer, explained ? QString() : answer, FontRole::Strong, t.text);
    say(m_detail, details.join(QStringLiteral(" · ")), FontRole::MetaText, t.textSecondary);
}

void MoveCard::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        hide();
    else
        QWidget::keyPressEvent(event);
}

void MoveCard::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    QPainter painter(this);
    paintCard(painter, rect(), m_theme);
    fillRule(painter, QRectF(1, m_head->geometry().bottom() + 1, width() - 2, 1), t.border);
}
