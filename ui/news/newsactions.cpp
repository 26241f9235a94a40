// What is done to stories from the news pane: by key, by menu, by click.
#include "app/base/clock.h"
#include "ui/news/newspane.h"
#include "ui/news/storymenu.h"
#include "ui/news/storytext.h"
#include "ui/news/tagsdialog.h"
#include "ui/style/controls.h"
#include "ui/style/noticebar.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QStackedWidget>

using namespace std::chrono_literals;

namespace {
constexpr auto undoOffered = 8s; // design.md section 9
} // namespace

// The list that stands for the pane: of what is shown now, or last was.
NewsList *NewsPane::shownList() const
{
    return m_body->currentWidget() == m_trendingList ? m_trendingList : m_list;
}

QWidget *NewsPane::list() const
{
    const bool shown = m_body->currentWidget() == shownList();
    return shown ? static_cast<QWidget *>(shownList()) : m_tabs;
}

void NewsPane::takeKeyboard()
{
    QWidget *const stories = list();
    stories->setFocus(Qt::OtherFocusReason);
    m_keyboardInBody = stories == m_tabs;
}

void NewsPane::setOpenStory(const std::optional<Story> &story)
{
    m_open = story;
    m_delegate.setOpen(story ? story->article.id : ArticleId{});
    NewsList &list = *shownList();
    // One story may stand in two rows: below its event and as the event. The one it was opened from stays.
    const Story *current = list.rows().story(list.currentIndex());
    const bool there = story && current && current->article.id == story->article.id;
    if (const QModelIndex index = story ? list.rows().indexOf(story->article.id) : QModelIndex();
        index.isValid() && !there)
        list.setCurrentIndex(index);
    list.viewport()->update();
}

void NewsPane::lightStories(const std::optional<std::pair<UtcTime, UtcTime>> &span)
{
    if (m_delegate.lit() == span)
        return;
    m_delegate.setLit(span);
    shownList()->viewport()->update();
}

QModelIndex NewsPane::currentIndex() const
{
    const NewsList &list = *shownList();
    const Story *current = list.rows().story(list.currentIndex());
    if (current && m_open && current->article.id == m_open->article.id)
        return list.currentIndex();
    const QModelIndex opened = m_open ? list.rows().indexOf(m_open->article.id) : QModelIndex();
    return opened.isValid() ? opened : list.currentIndex();
}

const Story *NewsPane::current() const
{
    // The keyboard's row counts while the keyboard is in the list; otherwise what is being read.
    const NewsList &list = *shownList();
    const Story *row = list.hasFocus() || !m_open ? list.rows().story(list.currentIndex()) : nullptr;
    return row ? row : m_open ? &*m_open : nullptr;
}

bool NewsPane::hasNeighbour(int direction) const
{
    return shownList()->rows().neighbour(currentIndex(), direction).isValid();
}

void NewsPane::openNeighbour(int direction, bool unreadOnly)
{
    NewsList &list = *shownList();
    QModelIndex from = currentIndex();
    if (!m_open && !list.selectionModel()->isSelected(from))
        from = {}; // the keyboard is there because it came to the list, nobody chose the row
    if (!from.isValid() && direction < 0)
        return;
    QModelIndex to = list.rows().neighbour(from, direction, unreadOnly);
    if (!to.isValid() && unreadOnly)
        to = list.rows().neighbour({}, 1, true); // around: an unread one may stand above
    if (!to.isValid())
        return;
    list.setCurrentIndex(to);
    list.showRow(to);
    open(to);
}

void NewsPane::open(const QModelIndex &index)
{
    const Story *at = shownList()->rows().story(index);
    if (!at)
        return;
    const Story story(*at); // a copy: opening may change the list
    emit storyOpened(story);
}

void NewsPane::toggleSaved()
{
    if (const Story *story = current())
        m_store.setSaved(story->article.id, !story->state.saved);
}

void NewsPane::toggleRead()
{
    if (const Story *story = current())
        setRead(*story, !story->state.read);
}

// What is read is the event; unread it is the one report that somebody wants to come back to.
void NewsPane::setRead(const Story &story, bool read)
{
    const bool all = read && m_settings.settings().readMarksEvent;
    m_store.setRead({story.article.id}, read, all ? ReadReach::Cluster : ReadReach::Story);
}

void NewsPane::toggleUnreadOnly()
{
    if (m_unreadOnly->isVisibleTo(m_header))
        m_unreadOnly->toggle();
}

void NewsPane::toggleUnfolded()
{
    if (shownList() == m_list)
        m_model.toggleUnfolded(m_list->hasFocus() ? m_list->currentIndex() : currentIndex());
}

void NewsPane::markAllRead()
{
    m_store.setAllRead({});
}

void NewsPane::copyLink()
{
    if (const Story *story = current(); story && !story->article.link.isEmpty())
        QGuiApplication::clipboard()->setText(QString::fromUtf8(story->article.link.toEncoded()));
}

void NewsPane::copyHeadlineAndLink()
{
    if (const Story *story = current())
        QGuiApplication::clipboard()->setText(headlineAndLink(story->article));
}

void NewsPane::openInBrowser()
{
    if (const Story *story = current(); story && !realHost(story->article.link).isEmpty())
        emit browserRequested(story->article.link);
}

void NewsPane::showMenu(const QModelIndex &index, const QPoint &at)
{
    const Story *chosen = shownList()->rows().story(index);
    if (!chosen)
        return;
    const Story story(*chosen); // the menu outlives the row
    auto *menu = new StoryMenu(story, m_theme, this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu, &StoryMenu::browserWanted, this, &NewsPane::browserRequested);
    connect(menu, &StoryMenu::chartWanted, this, [this, story] { emit showOnChartWanted(story); });
    connect(menu, &StoryMenu::savedWanted, this,
            [this, id = story.article.id](bool saved) { m_store.setSaved(id, saved); });
    connect(menu, &StoryMenu::readWanted, this, [this, story](bool read) { setRead(story, read); });
    connect(menu, &StoryMenu::tagsWanted, this, [this, story] {
        auto *dialog = new TagsDialog(story, m_store, m_theme, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    connect(menu, &StoryMenu::promotionWanted, this,
            [this, id = story.article.id](bool promotion) { m_store.setPromotion(id, promotion); });
    connect(menu, &StoryMenu::hideWanted, this, &NewsPane::hideSource);
    menu->popup(at);
}

void NewsPane::hideSource(const QString &source)
{
    m_hidden = source;
    m_store.setMuted(source, true);
    m_undo->showNotice(tr("Stories from %1 are hidden.").arg(source), tr("Undo"));
    m_undoEnds = m_clock.after(undoOffered, [this] { m_undo->hide(); });
}

void NewsPane::undoHide()
{
    m_undoEnds.reset();
    m_undo->hide();
    m_store.setMuted(m_hidden, false);
}
