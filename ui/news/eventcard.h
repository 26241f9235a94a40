#pragma once

#include "ui/news/articledelegate.h"
#include "ui/news/popupcard.h"

class Clock;
class NewsList;

// "+4 sources", unfolded: everyone who tells of an event by time, the first reporter, how much later each of
// the others was, an English and a Chinese report side by side; the open one is said to be it. Rows as in the
// list; a click or Enter opens one, and closes the card.
class EventCard : public PopupCard
{
    Q_OBJECT
public:
    // `cluster`: all who tell of the event, in any order.
    EventCard(const Story &open, const QList<Story> &cluster, UiTheme &theme, Clock &clock, QWidget *parent);

signals:
    void storyWanted(ArticleId id);

protected:
    int wantedHeight(int width) const override;
    void resizeEvent(QResizeEvent *) override;
    void paintEvent(QPaintEvent *event) override;

private:
    int headHeight() const;

    QString m_title;
    bool m_market;
    ArticleDelegate m_delegate;
    NewsList *m_list;
    QWidget *m_close;
};
