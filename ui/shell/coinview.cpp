#include "ui/shell/coinview.h"

#include "app/insight/insight.h"
#include "ui/charts/chartcontrols.h"
#include "ui/quotes/coinfigures.h"
#include "ui/quotes/coinhead.h"
#include "ui/quotes/sourcepane.h"
#include "ui/shell/storylane.h"
#include "ui/shell/wicknotes.h"
#include "ui/style/panehead.h"
#include "ui/style/rule.h"

#include <QVBoxLayout>

using namespace std::chrono_literals;

namespace {
constexpr int rightWidth = 392, rightLeast = 340;
constexpr auto around = 15min; // stories so near to the crosshair stand out
} // namespace

CoinView::CoinView(const Services &services, QWidget *parent)
    : QWidget(parent),
      m_services(services),
      m_theme(services.theme),
      m_left(new QWidget(this)),
      m_right(new QWidget(this)),
      m_column(new QVBoxLayout(m_right)),
      m_head(new CoinHead(services.board, services.theme, services.clock, CoinHead::Style::Page, m_left)),
      m_controls(new ChartControls(services.settings, services.theme, ChartControls::Kind::Page, m_left)),
      m_chart(new CoinChart(services.history, services.board, services.settings, services.theme,
                            services.clock, CoinChart::Place::Page, m_left)),
      m_figures(new CoinFigures(services.board, services.theme, services.clock, m_left)),
      m_sources(new SourcePane(services.board, services.theme, services.clock, m_right)),
      m_storiesHead(new PaneHead(services.theme, tr("Stories on this chart"), m_right)),
      m_list(new ChartStoryList(services.theme, m_right)),
      m_lane(new StoryLane(*m_chart, services.articles, services.board, services.clock, this))
{
    setObjectName(QStringLiteral("coin"));
    setProperty("pane", QStringLiteral("surface"));
    setAttribute(Qt::WA_StyledBackground);
    build();
    connectParts();
}

CoinView::~CoinView() = default;

void CoinView::build()
{
    auto *left = new QVBoxLayout(m_left);
    left->setContentsMargins(0, 0, 0, 0);
    left->setSpacing(0);
    if (m_services.insight)
        m_head->setChanges(m_services.insight->changes());
    left->addWidget(m_head);
    left->addWidget(m_controls);
    left->addWidget(new Rule(m_theme, m_left));
    left->addWidget(m_chart, 1);
    left->addWidget(m_figures);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addWidget(m_sources);
    m_column->addWidget(new Rule(m_theme, m_right));
    m_column->addWidget(m_storiesHead);
    m_column->addWidget(m_list, 1);
    m_list->setMinimumHeight(m_theme.px(90));
    setFocusProxy(m_chart);
}

void CoinView::connectParts()
{
    m_controls->setBuiltFrom([this](Interval interval) { return m_chart->builtFrom(interval); });
    connect(m_head, &CoinHead::linkWanted, this, &CoinView::linkWanted);
    connect(m_head, &CoinHead::expandWanted, this, &CoinView::expandWanted);
    connect(m_head, &CoinHead::alertWanted, this, [this] { emit alertWanted(coin(), std::nullopt); });
    connect(m_head, &CoinHead::whyWanted, this, [this] { emit whyWanted(coin()); });
    if (m_services.sizes)
        m_figures->setSizes(*m_services.sizes);
    connect(m_figures, &CoinFigures::whyWanted, this, [this] { emit whyWanted(coin()); });
    connect(m_chart, &CoinChart::averagesWanted, m_controls, &ChartControls::openAverages);
    connect(m_chart, &CoinChart::alertWanted, this,
            [this](const AssetId &asset, const Decimal &price) { emit alertWanted(asset, price); });
    if (m_services.insight)
        new WickNotes(*m_chart, m_services.insight->wicks(), m_services.settings, m_theme, m_services.clock,
                      this);
    connect(m_lane, &StoryLane::inSightChanged, this, &CoinView::showStories);
    connect(&m_lane->stories(), &ChartStories::settled, this,
            [this] { m_list->setEmptyText(tr("No stories in this span.")); });
    connect(m_lane, &StoryLane::storyWanted, this, &CoinView::chooseStory);
    connect(m_lane, &StoryLane::lightWanted, this, [this](std::optional<UtcTime> time) {
        m_list->setLit(time ? std::optional(TimeSpan{*time - around, *time + around}) : std::nullopt);
    });
    connect(m_list, &ChartStoryList::storyHovered, this, [this](std::optional<qint64> id) {
        const Story *story = id ? m_lane->stories().find(*id) : nullptr;
        m_lane->lookAt(story ? std::optional(*story) : std::nullopt);
    });
    connect(m_list, &ChartStoryList::storyChosen, this, [this](qint64 id) {
        if (const Story *story = m_lane->stories().find(id))
            chooseStory(Story(*story));
    });
}

void CoinView::setCoin(const AssetId &asset)
{
    if (asset != coin()) {
        selectStory(std::nullopt);
        m_list->setEmptyText({}); // nobody knows yet
    }
    m_head->setCoin(asset);
    m_figures->setCoin(asset);
    m_sources->setCoin(asset);
    m_chart->setCoin(asset);
    m_lane->setCoin(asset);
    m_storiesHead->setNote(tr("%1 since").arg(m_services.board.quote(asset).asset.symbol), true);
    setAccessibleName(m_services.board.quote(asset).asset.name);
}

void CoinView::setAlertsPane(QWidget *pane)
{
    m_alerts = pane;
    pane->setParent(m_right);
    m_column->addWidget(pane);
    m_head->setAlertOffered(true);
    m_chart->setAlertOffered(true);
}

void CoinView::setWhyOffered(bool offered)
{
    m_figures->setWhyOffered(offered);
}

void CoinView::setSince(const SinceOf &since)
{
    m_list->stories().setSince(since);
    m_lane->setSince(since);
}

void CoinView::sinceChanged()
{
    m_list->stories().sinceChanged();
    m_lane->sinceChanged();
}

void CoinView::setChartAlone(bool alone)
{
    m_alone = alone;
    m_figures->setVisible(!alone);
    place();
}

// The first click shows where it stands, the second one leads to its text.
void CoinView::chooseStory(const Story &story)
{
    if (m_chosen == story.article.id.value)
        emit storyWanted(story);
    else
        selectStory(story);
}

void CoinView::selectStory(const std::optional<Story> &story)
{
    m_chosen = story ? std::optional(story->article.id.value) : std::nullopt;
    m_lane->setOpenStory(story);
    m_list->setOpen(m_chosen);
}

void CoinView::showStories()
{
    m_list->stories().setStories(m_lane->inSight());
    m_list->setOpen(m_chosen);
}

void CoinView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

void CoinView::place()
{
    const int right =
        m_alone ? 0 : std::clamp(width() - m_theme.px(680), m_theme.px(rightLeast), m_theme.px(rightWidth));
    m_right->setVisible(!m_alone);
    m_left->setGeometry(0, 0, width() - right - (m_alone ? 0 : 1), height());
    m_right->setGeometry(width() - right, 0, right, height());
    update();
}

void CoinView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.tokens().surface);
    if (!m_alone)
        fillRule(painter, QRect(m_right->x() - 1, 0, 1, height()), m_theme.tokens().border);
}
