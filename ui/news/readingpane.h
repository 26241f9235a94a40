#pragma once

#include "app/news/articlestore.h"
#include "ui/style/theme.h"

#include <QWidget>
#include <memory>
#include <optional>

class Clock;
class IconButton;
class LinkBar;
class MessagePane;
class QLabel;
class QStackedLayout;
class QTextDocument;
class StoryHead;
class StoryView;
class WorkerPool;

// One story: where it is from and when, headline, text, disclaimer. Headline and summary stand at once; the
// body comes from the store and, when it is long, from a worker that lays it down. Nothing is
// fetched, and no link is followed before its real host was shown.
class ReadingPane : public QWidget
{
    Q_OBJECT
public:
    static constexpr qsizetype longBody = 16 * 1024;    // characters; 60,000 take 20 ms to build
    static constexpr std::chrono::seconds readAfter{2}; // open for so long: read

    ReadingPane(ArticleStore &store, UiTheme &theme, Clock &clock, WorkerPool &workers,
                QWidget *parent = nullptr);
    ~ReadingPane() override;

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

signals:
    void backRequested();
    void previousRequested();
    void nextRequested();
    void browserRequested(const QUrl &link); // http and https only

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildRows();
    void placeRows();
    void takeBody(Result<Story> story);
    void showText(const Story &story, bool loading);
    void showDocument(std::unique_ptr<QTextDocument> document, bool loading);
    void showEmpty();
    void showState();

    ArticleStore &m_store;
    UiTheme &m_theme;
    Clock &m_clock;
    WorkerPool &m_workers;
    std::optional<Story> m_story; // with its body once that is here
    QString m_backTo;
    int m_unread = 0;
    QStackedLayout *m_pages;
    QWidget *m_page, *m_backRow, *m_headRow;
    MessagePane *m_empty;
    IconButton *m_back, *m_previous, *m_next;
    QLabel *m_backName;
    QList<IconButton *> m_save, m_link, m_browser; // in the back row and in the head row
    StoryHead *m_head;
    StoryView *m_view;
    LinkBar *m_linkBar;
    MonoTime m_opened{};
    Request m_body, m_laying, m_reading;
};
