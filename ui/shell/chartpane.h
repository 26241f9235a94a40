#pragma once

#include "ui/charts/chartstories.h"
#include "ui/charts/coinchart.h"
#include "ui/charts/storylist.h"
#include "ui/shell/services.h"

#include <QWidget>

class ChartControls;
class CoinHead;
class IconButton;
class PaneHead;
class QLabel;
class SourcePane;
class StoryLane;
class TextLink;

// A coin's chart in the dashboard: head, controls, chart and the stories on it. In narrow windows with a row
// that leads back, or with the prices by source below.
class ChartPane : public QWidget
{
    Q_OBJECT
public:
    explicit ChartPane(const Services &services, QWidget *parent = nullptr);
    ~ChartPane() override;

    void setCoin(const AssetId &asset);
    const AssetId &coin() const;
    CoinChart &chart() { return *m_chart; }
    StoryLane &lane() { return *m_lane; }
    ChartControls &controls() { return *m_controls; }

    // With a row that leads back ("News"); empty: without.
    void setBackTo(const QString &name);
    void setSourcesShown(bool shown); // below the chart
    // How much of the pane is not the chart: head and controls.
    int aboveChart() const;

signals:
    void backRequested();
    void linkWanted(const QUrl &page);
    void whyWanted(const AssetId &asset);
    void expandWanted();

private:
    void restyle();

    UiTheme &m_theme;
    QWidget *m_backRow;
    IconButton *m_back;
    QLabel *m_backName;
    TextLink *m_backStories;
    CoinHead *m_head;
    ChartControls *m_controls;
    CoinChart *m_chart;
    QWidget *m_rule;
    SourcePane *m_sources = nullptr; // made when first shown
    StoryLane *m_lane;
    const Services m_services;
};
