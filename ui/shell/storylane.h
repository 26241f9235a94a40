#pragma once

#include "ui/charts/chartstories.h"
#include "ui/charts/coinchart.h"
#include "ui/charts/storylist.h"

// Brings the stories onto a chart and answers for them: which are in sight, which is open, and the brush
// between both: a story looked at elsewhere moves the crosshair to its minute.
class StoryLane : public QObject
{
    Q_OBJECT
public:
    StoryLane(CoinChart &chart, ArticleStore &store, QuoteBoard &board, Clock &clock,
              QObject *parent = nullptr);

    void setCoin(const AssetId &asset);
    const ChartStories &stories() const { return m_stories; }
    QList<Story> inSight() const;
    std::optional<int> countInSight() const; // nothing: there is no chart to see them on
    void setOpenStory(const std::optional<Story> &story);
    // A story row under the pointer or the keyboard, wherever it is shown; none when left.
    void lookAt(const std::optional<Story> &story);
    // How prices moved since, for the tool tips of the markers.
    void setSince(SinceOf since);
    void sinceChanged();

signals:
    void inSightChanged();
    void storyWanted(const Story &story);
    // Stories around this moment stand out; none: no more.
    void lightWanted(std::optional<UtcTime> time);

private:
    void place();

    CoinChart &m_chart;
    QuoteBoard &m_board;
    ChartStories m_stories;
    SinceOf m_since;
    std::optional<Story> m_open;
    QList<ChartMarker> m_markers;
};
