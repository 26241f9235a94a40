#pragma once

#include "ui/charts/coinchart.h"
#include "ui/charts/storylist.h"
#include "ui/shell/services.h"

#include <QWidget>

class ChartControls;
class CoinFigures;
class CoinHead;
class PaneHead;
class SourcePane;
class StoryLane;
class QScrollArea;
class QVBoxLayout;

// A coin's own page (`detail`): the chart at its largest, and at the right what each source says, the stories
// on the chart and whatever the shell adds below (alerts).
class CoinView : public QWidget
{
    Q_OBJECT
public:
    explicit CoinView(const Services &services, QWidget *parent = nullptr);
    ~CoinView() override;

    void setCoin(const AssetId &asset);
    const AssetId &coin() const { return m_chart->coin(); }
    CoinChart &chart() { return *m_chart; }
    StoryLane &lane() { return *m_lane; }
    ChartControls &controls() { return *m_controls; }
    ChartStoryList &storyList() { return *m_list; }
    // Below the stories; becomes a child. With it alerts can be added from here.
    void setAlertsPane(QWidget *pane);
    void setWhyOffered(bool offered); // whether whyWanted() is answered
    void setSince(const SinceOf &since);
    void sinceChanged();
    void setChartAlone(bool alone);
    // One story stands out on chart and list; nothing: none.
    void selectStory(const std::optional<Story> &story);

signals:
    void linkWanted(const QUrl &page);
    void alertWanted(const AssetId &asset, const std::optional<Decimal> &price);
    void whyWanted(const AssetId &asset);
    void expandWanted();
    void storyWanted(const Story &story); // to read it

protected:
    void paintEvent(QPaintEvent *) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void connectParts();
    void place();
    void showStories();
    void chooseStory(const Story &story);

    const Services m_services;
    UiTheme &m_theme;
    QWidget *m_left, *m_right;
    QVBoxLayout *m_column;
    CoinHead *m_head;
    ChartControls *m_controls;
    CoinChart *m_chart;
    CoinFigures *m_figures;
    SourcePane *m_sources;
    PaneHead *m_storiesHead;
    ChartStoryList *m_list;
    StoryLane *m_lane;
    QWidget *m_alerts = nullptr;
    std::optional<qint64> m_chosen;
    bool m_alone = false;
};
