#include "ui/shell/storylane.h"

StoryLane::StoryLane(CoinChart &chart, ArticleStore &store, QuoteBoard &board, Clock &clock, QObject *parent)
    : QObject(parent), m_chart(chart), m_board(board), m_stories(store, clock)
{
    connect(&m_stories, &ChartStories::changed, this, &StoryLane::place);
    connect(&chart, &CoinChart::visibleRangeChanged, this, [this](const TimeSpan &span) {
        m_stories.setSpan(span);
        emit inSightChanged();
    });
    connect(&chart, &CoinChart::markerActivated, this, [this](qint64 id) {
        if (const Story *story = m_stories.find(id))
            emit storyWanted(Story(*story));
    });
    connect(&chart, &CoinChart::crosshairMoved, this, &StoryLane::lightWanted);
    const auto light = [this](qint64 id) {
        const Story *story = m_stories.find(id);
        emit lightWanted(story ? std::optional(story->article.sortTime) : std::nullopt);
    };
    connect(&chart, &CoinChart::markerSelected, this, light);
    connect(&chart, &CoinChart::markerHovered, this, [this, light](std::optional<qint64> id) {
        if (id)
            light(*id);
        else
            emit lightWanted(std::nullopt);
    });
}

void StoryLane::setCoin(const AssetId &asset)
{
    m_stories.setCoin(asset.value.isEmpty() ? QString() : m_board.quote(asset).asset.symbol);
}

QList<Story> StoryLane::inSight() const
{
    return m_stories.within(m_chart.visibleRange());
}

std::optional<int> StoryLane::countInSight() const
{
    const bool drawn = !m_chart.series().candles.isEmpty();
    return drawn ? std::optional(static_cast<int>(inSight().size())) : std::nullopt;
}

void StoryLane::setOpenStory(const std::optional<Story> &story)
{
    m_open = story;
    place();
}

void StoryLane::lookAt(const std::optional<Story> &story)
{
    m_chart.setBrush(story ? std::optional(story->article.sortTime) : std::nullopt);
}

void StoryLane::setSince(SinceOf since)
{
    m_since = std::move(since);
    place();
}

void StoryLane::sinceChanged()
{
    place();
}

// The open story has its place on every chart, whatever it is about: that is how it is found there. It may be
// another report of an event that stands on the chart already; that marker is its own then.
void StoryLane::place()
{
    QList<ChartMarker> markers;
    std::optional<qint64> selected;
    const QString symbol = m_board.quote(m_chart.coin()).asset.symbol;
    // Its price too, where that is of the market the chart shows: two venues are never mixed.
    const auto marker = [&](const Story &story) {
        const SinceWords since = m_since ? m_since(story) : SinceWords{};
        const bool ours = since.market == m_chart.series().instrument.id;
        return markerOf(story, since.text.isEmpty() ? QString() : tr("%1 since %2").arg(symbol, since.text),
                        ours ? since.at : std::nullopt);
    };
    for (const Story &story : m_stories.stories()) {
        markers.append(marker(story));
        if (m_open && (story.article.id == m_open->article.id ||
                       (m_open->cluster.value != 0 && story.cluster == m_open->cluster)))
            selected = story.article.id.value;
    }
    if (m_open && !selected && m_open->facts.promotion.isEmpty()) {
        markers.append(marker(*m_open));
        selected = m_open->article.id.value;
    }
    if (markers != m_markers) {
        m_markers = markers;
        m_chart.setMarkers(markers);
    }
    m_chart.setSelectedMarker(selected);
    emit inSightChanged();
}
