#include "ui/shell/storychart.h"

#include "app/base/clock.h"
#include "app/insight/storycoins.h"
#include "app/insight/storyprice.h"
#include "ui/charts/coinchart.h"
#include "ui/shell/services.h"
#include "ui/shell/storylane.h"

#include <QPainter>
#include <QVBoxLayout>

using namespace std::chrono_literals;

namespace {
constexpr auto halfSpan = 12h;
constexpr int radius = 6, inside = 2; // the frame's round corners stay free
} // namespace

StoryChart::StoryChart(const Services &services, QWidget *parent)
    : QWidget(parent),
      m_services(services),
      m_chart(new CoinChart(services.history, services.board, services.settings, services.theme,
                            services.clock, CoinChart::Place::Story, this)),
      m_lane(new StoryLane(*m_chart, services.articles, services.board, services.clock, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(inside, inside, inside, inside);
    column->addWidget(m_chart);
    followTheme(services.theme, this);
    connect(m_lane, &StoryLane::storyWanted, this, &StoryChart::storyWanted);
}

std::optional<AssetId> StoryChart::coinOf(const Story &story, UtcTime now)
{
    if (now - story.article.sortTime > storyPriceReach)
        return {};
    const QList<PricedCoin> coins = pricedCoins(story, AssetDirectory::shipped());
    return coins.isEmpty() ? std::nullopt : std::optional(coins.first().asset);
}

void StoryChart::setStory(const Story &story, const AssetId &coin)
{
    const UtcTime until = std::min(story.article.sortTime + halfSpan, m_services.clock.now());
    m_chart->setOwnRange(TimeSpan{until - 2 * halfSpan, until});
    m_chart->setCoin(coin);
    m_lane->setCoin(coin);
    m_lane->setOpenStory(story);
}

void StoryChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_services.theme.tokens().border, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}
