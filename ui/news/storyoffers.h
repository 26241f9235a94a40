#pragma once

#include "app/news/articlestore.h"
#include "ui/style/theme.h"

#include <QWidget>

class Clock;
class OfferSection;

// Below a story: who else reported it, first reporter first with how much later each was, and what to read
// next, each with its reason. One click, or Enter, opens one. Takes no room when there is nothing to offer.
class StoryOffers : public QWidget
{
    Q_OBJECT
public:
    StoryOffers(UiTheme &theme, Clock &clock, QWidget *parent = nullptr);
    // `cluster`: all who tell of the event, in any order.
    void setReports(const Story &open, const QList<Story> &cluster);
    void setRelated(const QList<RelatedRow> &related);
    void clear();
    void setRuled(bool ruled); // a rule above; not below a frame
    int heightForWidth(int width) const override;
    bool hasHeightForWidth() const override { return true; }

signals:
    void storyWanted(ArticleId id);

protected:
    void resizeEvent(QResizeEvent *) override;
    void paintEvent(QPaintEvent *) override;

private:
    UiTheme &m_theme;
    Clock &m_clock;
    OfferSection *m_reports, *m_related;
    bool m_ruled = true;

    int aboveRows() const;
};
