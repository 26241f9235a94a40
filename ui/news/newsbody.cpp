// What the body of the news pane shows: a list, bars while it loads, or a message in its place.
#include "ui/news/messagepane.h"
#include "ui/news/newspane.h"
#include "ui/news/skeletonlist.h"
#include "ui/style/controls.h"

#include <QPushButton>
#include <QStackedWidget>

// What arrived above is announced; at the top it is seen already.
void NewsPane::arrive(const QList<ArticleId> &stories)
{
    if (m_list->atTop())
        return;
    for (const ArticleId &id : stories) {
        const QModelIndex row = m_model.indexOf(id); // a folded promotion has none
        if (row.isValid() && m_list->visualRect(row).bottom() < 0)
            ++m_arrived;
    }
    placeArrivals();
}

void NewsPane::placeArrivals()
{
    m_arrivals->setVisible(m_arrived > 0);
    if (m_arrived == 0)
        return;
    m_arrivals->setText(m_arrived == 1 ? tr("1 new story") : tr("%1 new stories").arg(m_arrived));
    m_arrivals->setIcon(makeIcon(Icon::ArrowUp, m_theme.tokens().onAccent, m_theme.tokens().onAccent,
                                 m_theme.tokens().onAccent));
    m_arrivals->adjustSize();
    m_arrivals->move((m_list->viewport()->width() - m_arrivals->width()) / 2, 8);
    m_arrivals->raise();
}

// The keyboard stays in the list when another one takes its place, by way of the bars too.
void NewsPane::showPage(QWidget *page)
{
    const auto inBody = [this] { return m_body->isAncestorOf(window()->focusWidget()); };
    const auto elsewhere = [&] {
        const QWidget *at = window()->focusWidget();
        return at && at != m_tabs && !inBody();
    };
    m_keyboardInBody |= inBody();
    m_body->setCurrentWidget(page);
    const bool isList = page == m_list || page == m_trendingList;
    if (isList && std::exchange(m_keyboardInBody, false) && !elsewhere())
        page->setFocus(Qt::OtherFocusReason);
}

void NewsPane::showBody()
{
    if (m_tabs->currentIndex() == Trending && !isNarrowed()) {
        if (m_trending.storyCount() > 0)
            showPage(m_trendingList);
        else if (m_trending.state() == TrendingModel::State::Loading)
            showPage(m_skeleton);
        else
            showEmpty();
        return;
    }
    if (m_model.rowCount() > 0) {
        showPage(m_list);
        return;
    }
    const bool filtered = isNarrowed() || m_tabs->currentIndex() != Latest || m_unreadOnly->isChecked();
    const bool firstFetch = !filtered && m_refresher.isFetching() && !m_refresher.lastSuccess();
    if (m_model.state() == ArticleListModel::State::Loading || firstFetch)
        showPage(m_skeleton);
    else
        showEmpty();
}

void NewsPane::showEmpty()
{
    showPage(m_message);
    if (m_model.state() == ArticleListModel::State::Failed)
        m_message->show(Icon::Warning, tr("The stored stories can't be read."),
                        tr("New ones are shown as they come."), tr("Check now"));
    else if (isNarrowed())
        m_message->show(Icon::Search,
                        m_search.isEmpty() ? tr("No stories match these filters")
                                           : tr("No stories match “%1”").arg(m_search),
                        m_since ? tr("Searched everything stored: headlines, texts, sources and coin tags, "
                                     "since %1.")
                                      .arg(m_theme.times().date(*m_since))
                                : tr("Nothing is stored yet."),
                        m_search.isEmpty() ? tr("Clear filters") : tr("Clear search"));
    else if (m_tabs->currentIndex() == Saved)
        m_message->show(Icon::Bookmark, tr("No saved stories."), tr("Press S on a story to keep it here."));
    else if (m_tabs->currentIndex() == Trending)
        m_message->show(Icon::Stories, tr("Nothing is trending."),
                        tr("Stories that several outlets tell of stand here."));
    else if (m_unreadOnly->isChecked())
        m_message->show(Icon::Check, tr("Nothing unread."), {}, tr("Show all stories"));
    else
        m_message->show(Icon::Stories, tr("No stories yet."),
                        tr("Wickpost checks every %1 min.").arg(m_settings.settings().newsEveryMs / 60'000),
                        tr("Check now"));
}

void NewsPane::pressMessage()
{
    if (isNarrowed()) {
        const bool words = !m_search.isEmpty();
        m_filters->setFilter({});
        if (words)
            emit searchCleared();
    } else if (m_unreadOnly->isChecked() && m_tabs->currentIndex() == Latest) {
        toggleUnreadOnly();
    } else {
        m_refresher.refreshAll();
    }
}
