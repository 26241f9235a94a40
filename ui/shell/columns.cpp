#include "ui/shell/columns.h"

#include "app/settings/windowplaces.h"
#include "ui/shell/panetabs.h"

#include <QJsonObject>
#include <QPainter>
#include <QSplitter>
#include <QVBoxLayout>

namespace {
constexpr int newsLeast = 280, newsMost = 480, centreLeast = 406, pricesLeast = 392, pricesMost = 560;
constexpr int rule = 1;
// Chart with its head and controls, and the whole centre, of the design's 800 px high window.
constexpr int chartPane = 413, centreHeight = 730, chartLeast = 232, readerLeast = 160;
constexpr int chartGoesBelow = 410;  // of our height: the window's 480 without toolbar and status bar
constexpr int moreBelowPrices = 700; // of our height: less is for the prices alone
const QString widthsKey = QStringLiteral("columns");

// A rule of one pixel that is grabbed within seven. Qt lays out by the contents and keeps the margins for the
// pointer.
class Handle : public QSplitterHandle
{
public:
    Handle(Qt::Orientation orientation, QSplitter *parent, UiTheme &theme)
        : QSplitterHandle(orientation, parent), m_theme(theme)
    {
        setAttribute(Qt::WA_MouseNoMask);
        if (orientation == Qt::Horizontal)
            setContentsMargins(3, 0, 3, 0);
        else
            setContentsMargins(0, 3, 0, 3);
    }

protected:
    // Not QSplitterHandle's own, which sets margins of two.
    void resizeEvent(QResizeEvent *) override { setMask(QRegion(contentsRect())); }
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(contentsRect(), m_theme.tokens().border);
    }

private:
    UiTheme &m_theme;
};

class RuledSplitter : public QSplitter
{
public:
    RuledSplitter(Qt::Orientation orientation, UiTheme &theme, QWidget *parent)
        : QSplitter(orientation, parent), m_theme(theme)
    {
        setHandleWidth(rule);
        setChildrenCollapsible(false);
        setOpaqueResize(true);
    }

protected:
    QSplitterHandle *createHandle() override { return new Handle(orientation(), this, m_theme); }

private:
    UiTheme &m_theme;
};
} // namespace

Columns::Columns(QWidget *news, QWidget *chart, QWidget *reader, QWidget *prices, UiTheme &theme,
                 WindowPlaces &places, QWidget *parent)
    : QWidget(parent),
      m_news(news),
      m_chart(chart),
      m_reader(reader),
      m_prices(prices),
      m_theme(theme),
      m_places(places),
      m_side(new QWidget(this)),
      m_tabs(new PaneTabs(theme, this)),
      m_splitter(new RuledSplitter(Qt::Horizontal, theme, this)),
      m_centre(new RuledSplitter(Qt::Vertical, theme, this))
{
    const QJsonObject widths = places.value(widthsKey).toObject();
    m_newsWidth = widths.value(QLatin1String("news")).toInt();
    m_pricesWidth = widths.value(QLatin1String("prices")).toInt();
    m_chartShare = std::clamp(widths.value(QLatin1String("chart")).toDouble(), 0.0, 0.9);
    for (const QString &name : {tr("News"), tr("Prices"), tr("Chart")})
        m_tabs->addTab(name);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->setSizeConstraint(
        QLayout::SetNoConstraint); // the width decides on the panes, not they on the width
    column->addWidget(m_tabs);
    column->addWidget(m_splitter, 1);
    m_centre->addWidget(chart);
    m_centre->addWidget(reader);
    auto *side = new QVBoxLayout(m_side);
    side->setContentsMargins(0, 0, 0, 0);
    side->setSpacing(0);
    side->addWidget(prices, 1);
    for (QWidget *pane : {news, static_cast<QWidget *>(m_centre), m_side})
        m_splitter->addWidget(pane);
    m_splitter->setStretchFactor(1, 1);
    connect(m_splitter, &QSplitter::splitterMoved, this, &Columns::storeWidths);
    connect(m_centre, &QSplitter::splitterMoved, this, &Columns::storeHeights);
    connect(m_tabs, &QTabBar::currentChanged, this, [this] {
        arrange();
        emit paneShown();
    });
    connect(&theme, &UiTheme::changed, this, &Columns::arrange);
    arrange();
}

Columns::Layout Columns::arrangementFor(int logicalWidth)
{
    return logicalWidth >= 1080 ? Layout::Three : logicalWidth >= 720 ? Layout::Two : Layout::Tabs;
}

void Columns::setStoryOpen(bool open)
{
    m_storyOpen = open;
    if (open)
        m_chartInFront = false;
    arrange();
}

void Columns::setChartOpen(bool open)
{
    m_chartOpen = open;
    m_chartInFront = open;
    arrange();
}

void Columns::setChartAlone(bool alone)
{
    m_alone = alone;
    arrange();
}

void Columns::showPane(Pane pane)
{
    m_tabs->setCurrentIndex(static_cast<int>(pane));
}

Columns::Pane Columns::frontPane() const
{
    return static_cast<Pane>(m_tabs->currentIndex());
}

void Columns::setNewsCount(int unread)
{
    m_tabs->setCount(static_cast<int>(Pane::News), unread);
}

void Columns::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void Columns::arrange()
{
    const Layout before = std::exchange(m_layout, arrangementFor(width() * 100 / m_theme.fonts().percent()));
    const bool tabs = m_layout == Layout::Tabs, three = m_layout == Layout::Three;
    const bool newsTab = !tabs || frontPane() == Pane::News;
    const bool low = height() < m_theme.px(chartGoesBelow); // no room for both
    bool chart = false, reader = false;
    if (m_alone) {
        chart = true;
    } else if (three) {
        reader = m_storyOpen;
        chart = !(m_storyOpen && low);
    } else if (tabs) {
        chart = frontPane() == Pane::Chart;
        reader = newsTab && m_storyOpen;
    } else {
        chart = isChartInFront() || (m_chartOpen && !m_storyOpen);
        reader = m_storyOpen && !chart;
    }
    m_tabs->setVisible(tabs && !m_alone);
    // Widths first: a pane that appears asks for its minimum at once.
    m_news->setMinimumWidth(three ? m_theme.px(newsLeast) : 1);
    m_news->setMaximumWidth(three ? m_theme.px(newsMost) : QWIDGETSIZE_MAX);
    m_centre->setMinimumWidth(three ? m_theme.px(centreLeast) : 1);
    for (QWidget *pane : {m_chart, m_reader})
        pane->setMinimumWidth(1);
    m_side->setMinimumWidth(tabs ? 1 : std::min(m_theme.px(pricesLeast), width() - m_theme.px(280)));
    m_side->setMaximumWidth(tabs ? QWIDGETSIZE_MAX : m_theme.px(pricesMost));
    m_news->setVisible(!m_alone && newsTab && (three || !(chart || reader)));
    m_chart->setVisible(chart);
    m_reader->setVisible(reader);
    m_centre->setVisible(chart || reader);
    m_side->setVisible(!m_alone && (!tabs || frontPane() == Pane::Prices));
    placeBelowPrices();
    distribute();
    if (before != m_layout)
        emit arrangementChanged();
}

bool Columns::isWide() const
{
    return width() >= m_theme.px(1600);
}

void Columns::setBelowPrices(std::function<QWidget *()> make)
{
    m_makeBelowPrices = std::move(make);
    placeBelowPrices();
}

void Columns::placeBelowPrices()
{
    const bool room = isWide() && height() >= m_theme.px(moreBelowPrices);
    if (room && !m_belowPrices && m_makeBelowPrices) {
        m_belowPrices = m_makeBelowPrices();
        m_side->layout()->addWidget(m_belowPrices);
    }
    if (!m_belowPrices)
        return;
    m_belowPrices->setVisible(room);
    // What stands below follows the last row; the room that is left is below that.
    m_prices->setSizePolicy(QSizePolicy::Preferred, room ? QSizePolicy::Maximum : QSizePolicy::Preferred);
}

// The centre takes what the two lists leave; both have their design width until the user drags.
void Columns::distribute()
{
    const bool wide = isWide();
    const int news = m_theme.px(m_newsWidth > 0 ? m_newsWidth : wide ? 400 : 336);
    int prices = m_theme.px(m_pricesWidth > 0 ? m_pricesWidth : wide ? 460 : 392);
    if (m_layout == Layout::Three)
        m_splitter->setSizes({news, std::max(1, width() - news - prices - 2 * rule), prices});
    else if (m_layout == Layout::Two) {
        prices = std::min(prices, width() - m_theme.px(newsLeast));
        const int left = width() - prices - rule;
        m_splitter->setSizes({left, left, prices});
    }
    distributeCentre();
}

// Chart and story share what is more, or less, than the design's height, until the user drags.
void Columns::distributeCentre()
{
    const int all = m_splitter->height();
    const int least = std::min(m_theme.px(chartLeast), all / 2);
    const int wanted = m_chartShare > 0 ? static_cast<int>(m_chartShare * all)
                                        : m_theme.px(chartPane) + (all - m_theme.px(centreHeight)) / 2;
    const int chart = std::clamp(wanted, least, std::max(least, all - m_theme.px(readerLeast)));
    m_centre->setSizes({chart, std::max(1, all - chart - rule)});
}

void Columns::storeWidths()
{
    const QList<int> sizes = m_splitter->sizes();
    const int percent = m_theme.fonts().percent();
    if (m_layout == Layout::Three)
        m_newsWidth = sizes.at(0) * 100 / percent;
    if (m_layout != Layout::Tabs)
        m_pricesWidth = sizes.at(2) * 100 / percent;
    storePlaces();
}

void Columns::storeHeights()
{
    const QList<int> sizes = m_centre->sizes();
    if (sizes.at(0) > 0 && sizes.at(1) > 0)
        m_chartShare = static_cast<double>(sizes.at(0)) / (sizes.at(0) + sizes.at(1) + rule);
    storePlaces();
}

void Columns::storePlaces()
{
    m_places.setValue(widthsKey, QJsonObject{{QStringLiteral("news"), m_newsWidth},
                                             {QStringLiteral("prices"), m_pricesWidth},
                                             {QStringLiteral("chart"), m_chartShare}});
}
