#pragma once

#include "app/news/articlestore.h"
#include "ui/news/readerprices.h"
#include "ui/news/readingservices.h"
#include "ui/news/storybody.h"
#include "ui/style/theme.h"

#include <QWidget>
#include <memory>
#include <optional>

class Clock;
class FullTextBar;
class IconButton;
class LinkBar;
class MessagePane;
class NewsRefresher;
class QLabel;
class QStackedLayout;
class SettingsFile;
class StoryActions;
class StoryDocument;
class StoryFoot;
class StoryHead;
class StoryOffers;
class StoryPictures;
class StoryTrail;
class StoryView;
class WorkerPool;

// One story: where it is from and when, headline, text, disclaimer, who else reported it and what to read
// next. Headline and summary stand at once; the body comes from the store and is laid down by a worker.
// Nothing is fetched, and no link is followed before its real host was shown.
class ReadingPane : public QWidget
{
    Q_OBJECT
public:
    static constexpr std::chrono::seconds readAfter{2}; // open for so long: read

    ReadingPane(ArticleStore &store, const NewsRefresher &feeds, SettingsFile &settings, UiTheme &theme,
                Clock &clock, WorkerPool &workers, QWidget *parent = nullptr);
    ~ReadingPane() override;

    // Before a story is opened.
    void setServices(ReadingServices services);
    // What prices and stories say of each other; `market`: the way to where a coin is traded.
    void setInsight(StoryPrices &prices, TapeChecker &tape, MarketOf market);
    void open(const Story &story);
    void close();
    std::optional<ArticleId> openStory() const;
    // The open story's state or wording changed.
    void refresh(const Story &story);
    // With a row that leads back ("Latest"), for narrow windows; empty: without.
    void setBackTo(const QString &name);
    void setNeighbours(bool previous, bool next);
    void setUnread(int count); // for the words while nothing is open
    void page(bool down);
    bool dismissLink(); // the question whether to open a link; false: none was asked
    QWidget *textView() const;
    // Between the text and what to read next, for windows that have no other place for it; 0: not shown.
    void setChart(QWidget *chart, int height);

signals:
    void backRequested();
    void previousRequested();
    void nextRequested();
    void storyWanted(ArticleId id);          // another one: of the same event, or alike
    void browserRequested(const QUrl &link); // http and https only

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildRows();
    void connectView();
    void orderTabs();
    void placeRows();
    void showPrices();
    void placeBeside();
    void askBody();
    void askCompany();
    void askRelated();
    void takeBody(Result<Story> story);
    void takeCluster(const QList<Story> &cluster);
    void markRead();
    void showStory();
    void showText(bool loading);
    void showDocument(std::unique_ptr<StoryDocument> document, bool loading);
    void press(const StoryMark &mark);
    void showPictures();
    void setPicturesFrom(bool always);
    bool alwaysPictures() const;
    void offerFullText();
    void readFullText();
    void takeFullText(const Result<QString> &html);
    void showReports();
    void showEmpty();
    void copyHeadline();
    std::optional<int> sourceZone() const;

    ArticleStore &m_store;
    const NewsRefresher &m_feeds;
    SettingsFile &m_settings;
    UiTheme &m_theme;
    Clock &m_clock;
    WorkerPool &m_workers;
    std::optional<Story> m_story; // with its body once that is here
    QList<Story> m_cluster;       // all who tell of the event; empty: not asked, or not here yet
    BodyOptions m_body;
    std::optional<ArticleId> m_shown; // whose text stands in the view
    QString m_backTo;
    int m_unread = 0;
    QStackedLayout *m_pages;
    QWidget *m_page, *m_backRow, *m_headRow;
    MessagePane *m_empty;
    IconButton *m_back, *m_previous, *m_next;
    QLabel *m_backName;
    QList<StoryActions *> m_actions; // in the back row and in the head row
    StoryHead *m_head;
    StoryView *m_view;
    StoryTrail *m_trail;
    FullTextBar *m_fullText;
    StoryOffers *m_offers;
    StoryFoot *m_foot;
    StoryPictures *m_pictures;
    ReadingServices m_services;
    std::unique_ptr<ReaderPrices> m_prices; // null: nobody knows them
    QString m_pageHtml;                     // from the story's page; stands in for the feed's
    LinkBar *m_linkBar;
    MonoTime m_opened{};
    Request m_bodyAsked, m_laying, m_reading, m_clusterAsked, m_relatedAsked, m_pageAsked;
};
