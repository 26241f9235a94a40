#pragma once

#include <QWidget>

class StoryOffers;

// What stands below a story: perhaps a chart of the hours around it, then what to read next. As high as both.
class StoryFoot : public QWidget
{
public:
    explicit StoryFoot(StoryOffers *offers);
    // Becomes a child; `height` is its own, 0: not shown.
    void setChart(QWidget *chart, int height);
    int heightForWidth(int width) const override;
    bool hasHeightForWidth() const override { return true; }

protected:
    void resizeEvent(QResizeEvent *) override { place(); }

private:
    void place();
    int chartRoom() const;

    StoryOffers *m_offers;
    QWidget *m_chart = nullptr;
    int m_chartHeight = 0;
};
