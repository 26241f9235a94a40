#include "ui/charts/chartcontrols.h"

#include "ui/charts/averagesmenu.h"
#include "ui/style/buttons.h"
#include "ui/style/menu.h"
#include "ui/style/tabs.h"

#include <QActionGroup>
#include <QPainter>

namespace {
constexpr int trackEdge = 2; // of the ground around segments

QStringList rangeNames()
{
    QStringList names;
    for (const ChartRange range : chartRanges)
        names.append(rangeName(range));
    return names;
}

QString withKey(const QString &text, Qt::Key key)
{
    return QStringLiteral("%1 (%2)").arg(text, QKeySequence(key).toString(QKeySequence::NativeText));
}
} // namespace

QString intervalLabel(Interval interval)
{
    const QString name = intervalName(interval);
    return interval == Interval::D1 || interval == Interval::W1 ? name.toUpper() : name;
}

Interval shownInterval(const ChartSettings &chart)
{
    return chart.interval.value_or(automaticInterval(chart.range));
}

QString averagesLabel(const ChartSettings &chart)
{
    QStringList periods;
    if (chart.average1)
        periods.append(QString::number(chart.average1Period));
    if (chart.average2)
        periods.append(QString::number(chart.average2Period));
    const QString kind = chart.exponential ? QStringLiteral("EMA ") : QStringLiteral("MA ");
    return kind + (periods.isEmpty() ? ChartControls::tr("off") : periods.join(QStringLiteral(", ")));
}

QString storiesLabel(std::optional<int> count)
{
    if (!count)
        return ChartControls::tr("Stories");
    return *count == 1 ? ChartControls::tr("1 story") : ChartControls::tr("%1 stories").arg(*count);
}

ChartControls::ChartControls(SettingsFile &settings, UiTheme &theme, Kind kind, QWidget *parent)
    : QWidget(parent),
      m_settings(settings),
      m_theme(theme),
      m_kind(kind),
      m_ranges(new Segments(theme, rangeNames(), tr("Range"), this)),
      m_style(new Segments(
          theme,
          {Segments::IconChoice{Icon::Line, tr("Line"), withKey(tr("Line"), Qt::Key_C)},
           Segments::IconChoice{Icon::Candles, tr("Candles"), withKey(tr("Candles"), Qt::Key_C)}},
          tr("Chart style"), this)),
      m_interval(new DropButton(theme, this))
{
    setAccessibleName(tr("Chart controls"));
    m_interval->setToolTip(withKey(tr("Interval"), Qt::Key_I));
    connect(m_ranges, &Segments::chosen, this, [this](int index) {
        change([index](ChartSettings &chart) { chart.range = chartRanges.at(static_cast<size_t>(index)); });
    });
    connect(m_style, &Segments::chosen, this, [this](int index) {
        change([this, index](ChartSettings &chart) {
            (m_kind == Kind::Page ? chart.pageCandles : chart.candles) = index == 1;
        });
    });
    connect(m_interval, &QAbstractButton::clicked, this, &ChartControls::openIntervals);
    if (kind == Kind::Page) {
        buildPage();
    } else {
        m_stories = new TextLink(theme, Icon::Story, this);
        m_stories->setCheckable(true);
        m_stories->setToolTip(tr("Show stories on the chart"));
        connect(m_stories, &QAbstractButton::clicked, this,
                [this](bool on) { change([on](ChartSettings &chart) { chart.stories = on; }); });
    }
    connect(&settings, &SettingsFile::changed, this, &ChartControls::refresh);
    connect(&theme, &UiTheme::changed, this, &ChartControls::refresh);
    refresh();
}

void ChartControls::buildPage()
{
    m_averages = new DropButton(m_theme, this);
    m_averages->setToolTip(tr("Moving averages"));
    connect(m_averages, &QAbstractButton::clicked, this, &ChartControls::openAverages);
    m_storiesOn = new ChipToggle(m_theme, Icon::Story, tr("Stories"), this);
    m_volume = new ChipToggle(m_theme, std::nullopt, tr("Volume"), this);
    m_volume->setToolTip(withKey(tr("Volume"), Qt::Key_V));
    m_crosshair = new ChipToggle(m_theme, Icon::Crosshair, {}, this);
    m_crosshair->setAccessibleName(tr("Crosshair"));
    m_crosshair->setToolTip(tr("Crosshair under the pointer"));
    const auto flag = [this](ChipToggle *toggle, bool ChartSettings::*field) {
        connect(toggle, &QAbstractButton::clicked, this,
                [this, field](bool on) { change([&](ChartSettings &chart) { chart.*field = on; }); });
    };
    flag(m_storiesOn, &ChartSettings::stories);
    flag(m_volume, &ChartSettings::volume);
    flag(m_crosshair, &ChartSettings::crosshair);
}

void ChartControls::change(const std::function<void(ChartSettings &)> &apply)
{
    m_settings.change([&](Settings &settings) { apply(settings.chart); });
}

void ChartControls::setStoryCount(std::optional<int> count)
{
    if (count == m_storyCount)
        return;
    m_storyCount = count;
    refresh();
}

void ChartControls::setStoriesShown(bool shown)
{
    m_storiesShown = shown;
    place();
}

void ChartControls::refresh()
{
    const ChartSettings &chart = m_settings.settings().chart;
    setFixedHeight(m_theme.px(36));
    m_ranges->setCurrent(static_cast<int>(chart.range));
    m_style->setCurrent((m_kind == Kind::Page ? chart.pageCandles : chart.candles) ? 1 : 0);
    m_interval->setWords(chart.interval ? QString() : tr("Auto"), intervalLabel(shownInterval(chart)));
    m_interval->setAccessibleName(tr("Interval %1").arg(m_interval->text()));
    if (m_stories) {
        m_stories->setWords(storiesLabel(m_storyCount));
        m_stories->setChecked(chart.stories);
    } else {
        m_averages->setWords({}, averagesLabel(chart));
        m_storiesOn->setChecked(chart.stories);
        m_volume->setChecked(chart.volume);
        m_crosshair->setChecked(chart.crosshair);
    }
    place();
}

void ChartControls::place()
{
    const auto put = [this](QWidget *widget, int x) {
        const QSize size = widget->sizeHint();
        widget->setGeometry(QRect(QPoint(x, m_theme.px(15) - size.height() / 2), size));
    };
    const int right = width() - 12;
    const ChartSettings &chart = m_settings.settings().chart;
    // From the right, what the page has.
    int end = right - m_style->sizeHint().width();
    put(m_style, end);
    const auto fits = [&](QWidget *widget, int gap, int from) {
        const int at = end - gap - widget->sizeHint().width();
        widget->setVisible(at >= from);
        if (at < from)
            return;
        put(widget, at);
        end = at;
    };
    const int all = static_cast<int>(ChartRange::All);
    m_ranges->setOffered(all, true);
    m_ranges->adjustSize();
    const int beside = m_interval->sizeHint().width() + 8 + 12;
    const bool wide = 12 + m_ranges->sizeHint().width() + beside <= end;
    m_ranges->setOffered(all, wide || chart.range == ChartRange::All);
    put(m_ranges, 12);
    int x = 12 + m_ranges->sizeHint().width() + 8;
    put(m_interval, x);
    m_interval->setVisible(x + m_interval->sizeHint().width() <= end - 4);
    x += m_interval->sizeHint().width() + 8;
    if (m_averages) {
        put(m_averages, x);
        m_averages->setVisible(x + m_averages->sizeHint().width() <= end - 8);
        x += m_averages->sizeHint().width() + 8;
        fits(m_crosshair, 10 + trackEdge, x + trackEdge);
        fits(m_volume, 1, x + trackEdge);
        fits(m_storiesOn, 1, x + trackEdge);
        update(); // the track
    } else if (m_storiesShown) {
        fits(m_stories, 20, x);
    } else {
        m_stories->hide();
    }
}

// The ground the page's toggles lie in, as segments do.
void ChartControls::paintEvent(QPaintEvent *)
{
    QRect toggles;
    for (const ChipToggle *toggle : {m_storiesOn, m_volume, m_crosshair})
        if (toggle && toggle->isVisible())
            toggles |= toggle->geometry();
    if (toggles.isEmpty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.tokens().bg);
    painter.drawRoundedRect(toggles.adjusted(-trackEdge, -trackEdge, trackEdge, trackEdge), 8, 8);
}

void ChartControls::popup(Menu *menu, const QWidget &below)
{
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(below.mapToGlobal(QPoint(0, below.height() + 4)));
}

void ChartControls::openIntervals()
{
    const ChartSettings &chart = m_settings.settings().chart;
    auto *menu = new Menu(m_theme, this);
    auto *group = new QActionGroup(menu);
    const auto add = [&](const QString &text, const QString &hint, std::optional<Interval> interval) {
        QAction *action = menu->addAction(hint.isEmpty() ? text : text + u'\t' + hint);
        action->setCheckable(true);
        action->setChecked(chart.interval == interval);
        group->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, interval] { change([&](ChartSettings &now) { now.interval = interval; }); });
        if (action->isChecked())
            menu->setActiveAction(action);
    };
    add(tr("Auto"),
        tr("%1 for %2").arg(intervalLabel(automaticInterval(chart.range)), rangeName(chart.range)),
        std::nullopt);
    for (const Interval interval : chartIntervals) {
        const auto from = m_builtFrom ? m_builtFrom(interval) : std::nullopt;
        add(intervalLabel(interval), from ? tr("from %1").arg(intervalLabel(*from)) : QString(), interval);
    }
    popup(menu, *m_interval);
}

void ChartControls::openAverages()
{
    auto *menu = new AveragesMenu(m_settings, m_theme, this);
    popup(menu, m_averages && m_averages->isVisible() ? static_cast<const QWidget &>(*m_averages) : *this);
}
