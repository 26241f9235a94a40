#pragma once

#include "app/news/newssource.h"
#include "app/settings/settingsfile.h"
#include "ui/news/articlelistmodel.h"
#include "ui/news/newslist.h"

#include <QWidget>

class FeedNotice;
class MessagePane;
class Pill;
class QPushButton;
class QStackedWidget;
class SkeletonList;
class Tabs;

// Latest and Saved stories: header, list, and what stands in their place when there are none. It asks to have
// stories opened, copied and shown in the browser; what is done to a story (read, saved) it tells the store.
class NewsPane : public QWidget
{
    Q_OBJECT
public:
    NewsPane(ArticleStore &store, NewsRefresher &refresher, SettingsFile &settings, UiTheme &theme,
             Clock &clock, QWidget *parent = nullptr);

    // Words that stories must have; empty: no search.
    void setSearch(const QString &text);
    // The story the reader shows; nothing: none. Becomes the current one, and the one that keys act on while
    // the keyboard is not in the list, also when a search has taken it out of the list.
    void setOpenStory(const std::optional<Story> &story);
    int unreadCount() const { return m_unread; }
    QString tabName() const; // "Latest", "Saved"
    bool hasNeighbour(int direction) const;
    // Where the keyboard goes.
    QWidget *list() const;

public slots:
    void nextStory() { openNeighbour(1, false); }
    void previousStory() { openNeighbour(-1, false); }
    void nextUnread() { openNeighbour(1, true); }
    void toggleSaved();
    void toggleRead();
    void toggleUnreadOnly();
    void toggleUnfolded(); // of the row the keyboard is on
    void markAllRead();
    void copyLink();
    void copyHeadlineAndLink();
    void openInBrowser();

signals:
    void storyOpened(const Story &story);
    void openStoryChanged(const Story &story); // its state or wording, while it is open
    void unreadCountChanged(int unread);
    void browserRequested(const QUrl &link);
    void searchCleared(); // by the button of the empty search
    void pageKey(bool down);

private:
    void buildHeader(UiTheme &theme);
    void ask();
    void showBody();
    void countUnread();
    void arrive(const QList<ArticleId> &stories);
    void setRead(const Story &story, bool read);
    void openNeighbour(int direction, bool unreadOnly);
    void open(const QModelIndex &index);
    void showMenu(const QModelIndex &index, const QPoint &at);
    void placeArrivals();
    void armMidnight();
    const Story *current() const;
    QModelIndex currentIndex() const;

    ArticleStore &m_store;
    NewsRefresher &m_refresher;
    SettingsFile &m_settings;
    UiTheme &m_theme;
    Clock &m_clock;
    ArticleListModel m_model;
    ArticleDelegate m_delegate;
    QWidget *m_header;
    Tabs *m_tabs;
    Pill *m_unreadOnly;
    FeedNotice *m_notice;
    QStackedWidget *m_body;
    NewsList *m_list;
    SkeletonList *m_skeleton;
    MessagePane *m_message;
    QPushButton *m_arrivals;
    QString m_search;
    std::optional<Story> m_open;
    int m_unread = 0;
    int m_arrived = 0; // above what is seen
    Request m_counting, m_midnight;
};
