#pragma once

#include "app/market/chartrange.h"
#include "app/settings/settingsfile.h"
#include "ui/style/theme.h"

#include <QWidget>
#include <functional>

class ChipToggle;
class DropButton;
class Menu;
class Segments;
class TextLink;

// "5 stories"; without a number just what they are.
QString storiesLabel(std::optional<int> count);

// The row above a chart, 36 high: ranges, interval, stories, line or candles; on a coin's page averages,
// volume and crosshair too. It changes the settings, nothing else; what doesn't fit leaves in the order
// stories, "All", the interval's label.
class ChartControls : public QWidget
{
    Q_OBJECT
public:
    enum class Kind { Pane, Page };
    ChartControls(SettingsFile &settings, UiTheme &theme, Kind kind, QWidget *parent = nullptr);

    // In sight; nothing: nobody can say, as there is no chart.
    void setStoryCount(std::optional<int> count);
    void setStoriesShown(bool shown); // the link; where it stands elsewhere
    // What candles of this interval are made of, where the source has none of its own. Asked each time the
    // menu opens.
    void setBuiltFrom(std::function<std::optional<Interval>(Interval)> from)
    {
        m_builtFrom = std::move(from);
    }

    void openIntervals(); // the menu, with the keyboard in it
    void openAverages();

protected:
    void resizeEvent(QResizeEvent *) override { place(); }
    void paintEvent(QPaintEvent *) override;

private:
    void refresh();
    void place();
    void change(const std::function<void(ChartSettings &)> &apply);
    void buildPage();
    void popup(Menu *menu, const QWidget &below);

    SettingsFile &m_settings;
    UiTheme &m_theme;
    Kind m_kind;
    Segments *m_ranges, *m_style;
    DropButton *m_interval;
    TextLink *m_stories = nullptr;                                                  // Pane
    DropButton *m_averages = nullptr;                                               // Page
    ChipToggle *m_storiesOn = nullptr, *m_volume = nullptr, *m_crosshair = nullptr; // Page
    std::optional<int> m_storyCount;
    bool m_storiesShown = true;
    std::function<std::optional<Interval>(Interval)> m_builtFrom;
};

// "15m", "1D", "1W": an interval as the window writes it.
QString intervalLabel(Interval interval);
Interval shownInterval(const ChartSettings &chart); // the chosen one, else what suits the range
// "MA 20, 50", "EMA 20", "MA off"
QString averagesLabel(const ChartSettings &chart);
