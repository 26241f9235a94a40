#include "ui/news/storystrip.h"

#include "ui/style/chips.h"

#include <QPainter>

namespace {
constexpr int side = 12, around = 8, radius = 6;
}

StoryStrip::StoryStrip(UiTheme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_head(new StripHead(theme, this))
{
    connect(m_head, &QAbstractButton::clicked, this, &StoryStrip::toggle);
    followTheme(theme, this);
}

void StoryStrip::setWords(const StripWords &words, const SinceFigures &figures)
{
    m_figures = figures;
    m_head->setWords(words);
    if (m_view)
        m_view->setFigures(figures);
    fold();
}

void StoryStrip::setMarket(const MarketLink &market)
{
    m_market = market;
    if (m_view)
        m_view->setMarket(market);
}

void StoryStrip::setFoldable(bool foldable)
{
    m_foldable = foldable;
    fold();
}

bool StoryStrip::isUnfolded() const
{
    return m_view && !m_view->isHidden();
}

void StoryStrip::toggle()
{
    m_wanted = !m_wanted;
    fold();
    emit heightChanged();
}

void StoryStrip::fold()
{
    const bool foldable = m_foldable && !m_figures.isEmpty() && !m_head->words().coins.isEmpty();
    const bool unfolded = foldable && m_wanted;
    m_head->setFoldable(foldable);
    m_head->setUnfolded(unfolded);
    if (unfolded && !m_view) {
        m_view = new SinceView(m_theme, this);
        m_view->setFigures(m_figures);
        m_view->setMarket(m_market);
        connect(m_view, &SinceView::marketWanted, this, &StoryStrip::marketWanted);
        setTabOrder(m_head, m_view);
    }
    if (m_view)
        m_view->setVisible(unfolded);
    place();
}

int StoryStrip::heightForWidth(int width) const
{
    const int head = m_head->heightForWidth(width);
    if (!isUnfolded())
        return head;
    return head + m_view->heightForWidth(width - 2 * m_theme.px(side)) + 2 * m_theme.px(around);
}

void StoryStrip::place()
{
    const int head = m_head->heightForWidth(width());
    m_head->setGeometry(0, 0, width(), head);
    if (!m_view)
        return;
    const int left = m_theme.px(side), inside = width() - 2 * left;
    m_view->setGeometry(left, head + m_theme.px(around), inside, m_view->heightForWidth(inside));
}

void StoryStrip::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(t.highContrast ? QPen(t.text, 1) : QPen(Qt::NoPen));
    painter.setBrush(t.elevated);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    if (isUnfolded())
        fillRule(painter, QRectF(m_head->x(), m_head->height(), width(), 1), t.border);
}
