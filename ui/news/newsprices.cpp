// What the list says of prices: only rows that somebody can see are looked up.
#include "ui/news/newspane.h"

#include "app/base/clock.h"
#include "app/insight/storyprices.h"

#include <QScrollBar>
#include <QStackedWidget>

using namespace std::chrono_literals;

void NewsPane::setStoryPrices(StoryPrices &prices)
{
    m_prices = &prices;
    m_delegate.setPrices([&prices](const Story &story) { return prices.row(story); });
    connect(&prices, &StoryPrices::changed, this, [this](const QList<ArticleId> &stories) {
        for (const ArticleId id : stories) {
            const QModelIndex index = m_model.indexOf(id);
            if (index.isValid() && isVisible())
                m_list->update(index);
        }
    });
    connect(m_list, &NewsList::scrolled, this, &NewsPane::tellVisibleSoon);
    connect(m_list->verticalScrollBar(), &QScrollBar::rangeChanged, this, &NewsPane::tellVisibleSoon);
    connect(&m_model, &StoryRows::rowsChanged, this, &NewsPane::tellVisibleSoon);
    connect(m_body, &QStackedWidget::currentChanged, this, &NewsPane::tellVisibleSoon);
    tellVisibleSoon();
}

void NewsPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    tellVisibleSoon();
}

void NewsPane::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    tellVisible();
}

// While the list scrolls nobody reads.
void NewsPane::tellVisibleSoon()
{
    if (m_prices)
        m_tellVisible = m_clock.after(150ms, [this] { tellVisible(); });
}

void NewsPane::tellVisible()
{
    m_tellVisible.reset();
    if (m_prices)
        m_prices->setVisible(visibleStories());
}

QList<Story> NewsPane::visibleStories() const
{
    if (!isVisible() || m_body->currentWidget() != m_list)
        return {};
    QList<Story> stories;
    const int bottom = m_list->viewport()->height();
    for (QModelIndex index = m_list->indexAt(QPoint(1, 1)); index.isValid();
         index = index.siblingAtRow(index.row() + 1)) {
        if (m_list->visualRect(index).top() >= bottom)
            break;
        const StoryRow *row = m_model.row(index);
        if (row && row->kind == StoryRow::Kind::Story)
            stories.append(row->story);
    }
    return stories;
}
