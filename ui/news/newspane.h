#pragma once

#include "app/news/newssource.h"
#include "app/settings/settingsfile.h"
#include "ui/news/articlelistmodel.h"
#include "ui/news/filterbar.h"
#include "ui/news/newslist.h"
#include "ui/news/trendingmodel.h"

#include <QWidget>

class FeedNotice;
class MessagePane;
class NoticeBar;
class Pill;
class QLabel;
class QPushButton;
class QStackedWidget;
class SkeletonList;
class StoryPrices;
class Tabs;

// Latest, Trending and Saved stories: header, filters, list, and what stands in their place when there are
// none. It asks to have stories opened, copied and shown in the browser; what is done to a story (read,
// saved, corrected) it tells the store. A search or a filter looks through everything stored; from Trending
// it goes to Latest.
class NewsPane : public QWidget
{
    Q_OBJECT
public:
    NewsPane(ArticleStore &store, NewsRefresher &refresher, SettingsFile &settings, UiTheme &theme,
             Clock &clock, QWidget *parent = nullptr);
    ~NewsPane() override;

    void showTrending();
    // Words that stories must have; empty: no search.
    void setSearch(const QString &text);
    // Only stories about this coin (symbol), in place of any other filter; empty: no filter.
    void showCoin(const QString &symbol);
    QString shownCoin() const; // empty: not one coin alone
    // What the filter offers as coins: symbols, the watchlist's first. Asked each time.
    void setCoinChoices(std::function<QStringList()> symbols) { m_coinChoices = std::move(symbols); }
    // TrendingModel::setPriceMoves.
    void setPriceMoves(std::function<QHash<QString, double>()> moves)
    {
        m_trending.setPriceMoves(std::move(moves));
    }
    // The story the reader shows; nothing: none. Becomes the current one, and the one that keys act on while
    // the keyboard is not in the list, also when a search has taken it out of the list.
    void setOpenStory(const std::optional<Story> &story);
    const std::optional<Story> &openStory() const { return m_open; }
    // Stories published within stand out, those that the chart is looked at near; nothing: none.
    void lightStories(const std::optional<std::pair<UtcTime, UtcTime>> &span);
    int unreadCount() const { return m_unread; }
    QString tabName() const; // "Latest", "Trending", "Saved"
    bool hasNeighbour(int direction) const;
    // What prices did since the stories came out; the rows that can be seen are looked up. It outlives the
    // pane.
    void setStoryPrices(StoryPrices &prices);
    // Where the keyboard goes.
    QWidget *list() const;
    // The keyboard goes there: to the tabs until there is a list, and then on to it.
    void takeKeyboard();

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
    void storyLookedAt(const std::optional<Story> &story); // under pointer or keyboard; none: left
    void showOnChartWanted(const Story &story);
    void openStoryChanged(const Story &story); // its state or wording, while it is open
    void unreadCountChanged(int unread);
    void browserRequested(const QUrl &link);
    void searchCleared(); // by the button of the empty search
    void pageKey(bool down);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    enum Tab { Latest, Trending, Saved };
    void build();
    void buildHeader();
    void restyle();
    void connectModels();
    void connectList(NewsList *list);
    void connectStore();
    void ask();
    void changeTab();
    void leaveTrending(); // words and filters look through all stories
    bool isNarrowed() const;
    FilterBar::Choices filterChoices() const;
    void showBody();
    void showPage(QWidget *page);
    void showEmpty();
    void pressMessage();
    void countUnread();
    void arrive(const QList<ArticleId> &stories);
    void placeArrivals();
    void armMidnight();
    void take(const ArticleChanges &changes);
    QString spoken(const StoryRow &row) const;

    // newsprices.cpp
    void tellVisible();
    void tellVisibleSoon();
    QList<Story> visibleStories() const;

    // newsactions.cpp
    void setRead(const Story &story, bool read);
    void openNeighbour(int direction, bool unreadOnly);
    void open(const QModelIndex &index);
    void showMenu(const QModelIndex &index, const QPoint &at);
    void hideSource(const QString &source);
    void undoHide();
    NewsList *shownList() const;
    const Story *current() const;
    QModelIndex currentIndex() const;

    ArticleStore &m_store;
    NewsRefresher &m_refresher;
    SettingsFile &m_settings;
    UiTheme &m_theme;
    Clock &m_clock;
    ArticleListModel m_model;
    TrendingModel m_trending;
    ArticleDelegate m_delegate;
    QWidget *m_header;
    Tabs *m_tabs;
    Pill *m_unreadOnly;
    QLabel *m_reach;
    FilterBar *m_filters;
    FeedNotice *m_notice;
    QStackedWidget *m_body;
    NewsList *m_list, *m_trendingList;
    SkeletonList *m_skeleton;
    MessagePane *m_message;
    NoticeBar *m_undo;
    QPushButton *m_arrivals;
    std::function<QStringList()> m_coinChoices;
    QString m_search;
    std::optional<Story> m_open;
    std::optional<UtcTime> m_since; // the oldest story there is
    QString m_hidden;               // the outlet that can be shown again
    int m_unread = 0;
    int m_arrived = 0;             // above what is seen
    bool m_keyboardInBody = false; // when a list made room for bars
    StoryPrices *m_prices = nullptr;
    Request m_counting, m_midnight, m_oldest, m_undoEnds, m_tellVisible;
};
