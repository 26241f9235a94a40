#pragma once

#include "app/news/article.h"
#include "ui/charts/storylist.h"

#include <QWidget>

class CoinChart;
class StoryLane;
struct Services;

// A small chart of the hours around a story, for the reader of windows where panes hide one another: framed,
// without prices on its axis, with the stories of its coin.
class StoryChart : public QWidget
{
    Q_OBJECT
public:
    static constexpr int frameHeight = 96;

    StoryChart(const Services &services, QWidget *parent = nullptr);
    // The coin whose prices the story is told with; nothing: there is none, or it is too long ago.
    static std::optional<AssetId> coinOf(const Story &story, UtcTime now);
    // The 24 h around it, as far as they have passed.
    void setStory(const Story &story, const AssetId &coin);
    CoinChart &chart() const { return *m_chart; }
    StoryLane &lane() const { return *m_lane; }

signals:
    void storyWanted(const Story &story);

protected:
    void paintEvent(QPaintEvent *) override;

private:
    const Services &m_services;
    CoinChart *m_chart;
    StoryLane *m_lane;
};
