#include "ui/shell/chartpane.h"

#include "app/insight/insight.h"
#include "ui/charts/chartcontrols.h"
#include "ui/quotes/coinhead.h"
#include "ui/quotes/sourcepane.h"
#include "ui/shell/storylane.h"
#include "ui/shell/wicknotes.h"
#include "ui/style/buttons.h"
#include "ui/style/controls.h"
#include "ui/style/rule.h"

#include <QHBoxLayout>
#include <QLabel>

ChartPane::ChartPane(const Services &services, QWidget *parent)
    : QWidget(parent),
      m_theme(services.theme),
      m_backRow(new QWidget(this)),
      m_back(new IconButton(services.theme, Icon::ChevronLeft, tr("Back"), m_backRow)),
      m_backName(new QLabel(m_backRow)),
      m_backStories(new TextLink(services.theme, Icon::Story, m_backRow)),
      m_head(new CoinHead(services.board, services.theme, services.clock, CoinHead::Style::Pane, this)),
      m_controls(new ChartControls(services.settings, services.theme, ChartControls::Kind::Pane, this)),
      m_chart(new CoinChart(services.history, services.board, services.settings, services.theme,
                            services.clock, CoinChart::Place::Pane, this)),
      m_rule(new Rule(services.theme, this)),
      m_lane(new StoryLane(*m_chart, services.articles, services.board, services.clock, this)),
      m_services(services)
{
    setProperty("pane", QStringLiteral("surface"));
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("Chart"));
    m_back->setName(tr("Back"), Qt::Key_Escape);
    m_backName->setTextFormat(Qt::PlainText);
    m_backStories->setCheckable(true);
    auto *back = new QHBoxLayout(m_backRow);
    back->setContentsMargins(4, 0, 14, 0);
    back->setSpacing(2);
    back->addWidget(m_back);
    back->addWidget(m_backName, 1);
    back->addWidget(m_backStories);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (QWidget *row : {m_backRow, static_cast<QWidget *>(m_head), static_cast<QWidget *>(m_controls)})
        column->addWidget(row);
    column->addWidget(m_chart, 1);
    column->addWidget(m_rule);
    setFocusProxy(m_chart);
    setBackTo({});
    m_controls->setBuiltFrom([this](Interval interval) { return m_chart->builtFrom(interval); });
    connect(m_back, &QAbstractButton::clicked, this, &ChartPane::backRequested);
    connect(m_backStories, &QAbstractButton::clicked, this, [this](bool on) {
        m_services.settings.change([on](Settings &settings) { settings.chart.stories = on; });
    });
    connect(m_head, &CoinHead::linkWanted, this, &ChartPane::linkWanted);
    connect(m_head, &CoinHead::whyWanted, this, [this] { emit whyWanted(coin()); });
    connect(m_chart, &CoinChart::averagesWanted, m_controls, &ChartControls::openAverages);
    if (Insight *insight = m_services.insight) {
        m_head->setChanges(insight->changes());
        new WickNotes(*m_chart, insight->wicks(), m_services.settings, m_theme, m_services.clock, this);
    }
    connect(m_lane, &StoryLane::inSightChanged, this, &ChartPane::restyle);
    connect(&services.settings, &SettingsFile::changed, this, &ChartPane::restyle);
    connect(&services.theme, &UiTheme::changed, this, &ChartPane::restyle);
    restyle();
}

ChartPane::~ChartPane() = default;

void ChartPane::setCoin(const AssetId &asset)
{
    m_head->setCoin(asset);
    m_chart->setCoin(asset);
    m_lane->setCoin(asset);
    if (m_sources)
        m_sources->setCoin(asset);
}

const AssetId &ChartPane::coin() const
{
    return m_chart->coin();
}

void ChartPane::setBackTo(const QString &name)
{
    m_backName->setText(name);
    m_backRow->setVisible(!name.isEmpty());
    m_controls->setStoriesShown(name.isEmpty());
}

void ChartPane::setSourcesShown(bool shown)
{
    if (shown && !m_sources) {
        m_sources = new SourcePane(m_services.board, m_services.theme, m_services.clock, this);
        m_sources->setBrief(true);
        m_sources->setCoin(coin());
        static_cast<QVBoxLayout *>(layout())->addWidget(m_sources);
    }
    if (m_sources)
        m_sources->setVisible(shown);
    m_rule->setVisible(shown);
}

int ChartPane::aboveChart() const
{
    return m_theme.px(56) + m_theme.px(36);
}

void ChartPane::restyle()
{
    m_backRow->setFixedHeight(m_theme.px(40));
    m_backName->setFont(m_theme.font(FontRole::SmallStrong));
    const std::optional<int> count = m_lane->countInSight();
    m_controls->setStoryCount(count);
    m_backStories->setWords(storiesLabel(count));
    m_backStories->setChecked(m_services.settings.settings().chart.stories);
}
