#include "ui/news/storyfoot.h"

#include "ui/news/storyoffers.h"
#include "ui/news/storyview.h"

namespace {
constexpr int above = 10;
}

StoryFoot::StoryFoot(StoryOffers *offers) : m_offers(offers)
{
    offers->setParent(this);
}

void StoryFoot::setChart(QWidget *chart, int height)
{
    m_chart = chart;
    m_chartHeight = height;
    if (chart->parentWidget() != this)
        chart->setParent(this);
    m_offers->setRuled(height == 0);
    place();
    chart->setVisible(height > 0);
}

int StoryFoot::chartRoom() const
{
    return m_chartHeight > 0 ? above + m_chartHeight : 0;
}

int StoryFoot::heightForWidth(int width) const
{
    return chartRoom() + m_offers->heightForWidth(width);
}

void StoryFoot::place()
{
    if (m_chartHeight > 0)
        m_chart->setGeometry(StoryView::gutter, above, width() - 2 * StoryView::gutter, m_chartHeight);
    m_offers->setGeometry(0, chartRoom(), width(), m_offers->heightForWidth(width()));
}
