#include "ui/news/readerprices.h"

#include "app/base/clock.h"
#include "ui/news/sincecolumn.h"
#include "ui/news/storystrip.h"

ReaderPrices::ReaderPrices(StoryPrices &prices, TapeChecker &tape, MarketOf market, UiTheme &theme,
                           Clock &clock, QWidget &reader)
    : m_prices(prices),
      m_tape(tape),
      m_market(std::move(market)),
      m_theme(theme),
      m_clock(clock),
      m_reader(reader),
      m_exposure(&reader)
{
    connect(&prices, &StoryPrices::changed, this, [this](const QList<ArticleId> &stories) {
        if (m_story && m_exposure.isVisible() && stories.contains(m_story->article.id))
            show();
    });
    connect(&m_exposure, &Exposure::changed, this, [this](bool visible) {
        if (!m_story)
            return;
        m_prices.setOpened(visible ? m_story : std::nullopt);
        if (visible)
            show();
    });
    connect(&theme, &UiTheme::changed, this, [this] {
        if (m_story)
            show();
    });
}

ReaderPrices::~ReaderPrices()
{
    close();
}

void ReaderPrices::open(const Story &story)
{
    m_story = story;
    m_check.reset();
    if (!m_strip) {
        m_strip = new StoryStrip(m_theme, &m_reader);
        connect(m_strip, &StoryStrip::heightChanged, this, &ReaderPrices::heightChanged);
        connect(m_strip, &StoryStrip::marketWanted, this, &ReaderPrices::marketWanted);
    }
    if (m_exposure.isVisible())
        m_prices.setOpened(story);
    m_tapeAsked = m_tape.check(story, [this](const Result<std::optional<TapeCheck>> &check) {
        const Request keepAlive = std::move(m_tapeAsked);
        if (!check || !*check || !m_story)
            return;
        m_check = *check;
        show();
    });
    show();
}

void ReaderPrices::refresh(const Story &story)
{
    if (!m_story)
        return;
    const bool same = m_story->facts == story.facts && m_story->article.title == story.article.title &&
                      m_story->article.published == story.article.published &&
                      m_story->article.sortTime == story.article.sortTime;
    if (same)
        m_story = story;
    else
        open(story);
}

void ReaderPrices::close()
{
    if (!m_story)
        return;
    m_story.reset();
    m_check.reset();
    m_tapeAsked.reset();
    m_hasColumn = false;
    m_prices.setOpened({});
}

SinceColumn &ReaderPrices::column(QWidget *parent, QWidget *wheel)
{
    if (!m_column) {
        m_column = new SinceColumn(m_theme, wheel, parent);
        connect(&m_column->view(), &SinceView::marketWanted, this, &ReaderPrices::marketWanted);
    }
    return *m_column;
}

void ReaderPrices::setBeside(bool beside)
{
    if (m_beside == beside)
        return;
    m_beside = beside;
    if (m_story)
        show();
}

// The text is laid down anew only when the strip wants another height.
void ReaderPrices::show()
{
    const int before = m_strip->heightForWidth(m_strip->width());
    const StoryReport report = m_prices.report(*m_story);
    const UtcTime now = m_clock.now();
    const StripWords words = stripWords(report, m_check, m_theme.numbers(), m_theme.times(), now);
    const SinceFigures figures = sinceFigures(report, m_theme.numbers(), m_theme.times(), now);
    const MarketLink market =
        m_market && !report.coins.isEmpty() ? m_market(report.coins.first().asset) : MarketLink{};
    m_strip->setFoldable(!m_beside);
    m_strip->setMarket(market);
    m_strip->setWords(words, figures);
    if (m_beside && m_column) {
        m_column->view().setFigures(figures);
        m_column->view().setMarket(market);
        m_column->fit();
    }
    const bool hadColumn = std::exchange(m_hasColumn, !figures.heading.isEmpty());
    if (m_strip->heightForWidth(m_strip->width()) != before || hadColumn != m_hasColumn)
        emit heightChanged();
}
