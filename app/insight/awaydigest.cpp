#include "app/insight/awaydigest.h"

#include <algorithm>
#include <cmath>

using namespace std::chrono;
using namespace std::chrono_literals;

namespace {
constexpr int mostStories = 500;
constexpr auto headlinesReach = 48h; // an older headline that changes is no news

std::optional<AwayCoin> coinOf(const CandleSeries &series, UtcTime from, UtcTime until)
{
    AwayCoin coin;
    coin.instrument = series.instrument.id;
    coin.venueName = series.venueName;
    coin.simulated = series.simulated;
    bool any = false;
    for (const Candle &candle : series.candles) {
        if (candle.time < from || candle.time > until)
            continue;
        if (!any) {
            coin.from = candle.open;
            coin.high = candle.high;
            coin.low = candle.low;
        }
        any = true;
        coin.high = std::max(coin.high, candle.high);
        coin.low = std::min(coin.low, candle.low);
        coin.to = candle.close;
    }
    if (!any || !(coin.from > Decimal()))
        return {};
    coin.pct = percentMove(coin.from, coin.to);
    return coin;
}

std::optional<AwayHeadline> headlineOf(const Story &story, UtcTime from, UtcTime until)
{
    if (story.earlierTitles.isEmpty() || story.muted || !story.facts.promotion.isEmpty())
        return {};
    const EarlierTitle &last = story.earlierTitles.last();
    if (last.until <= from || last.until > until)
        return {};
    return AwayHeadline{story, last.title, last.until};
}
} // namespace

bool AwayDigest::isEmpty() const
{
    return alerts.isEmpty() && moves.isEmpty() && stories == 0 && changedHeadlines.isEmpty() &&
           gaps.isEmpty() &&
           std::none_of(coins.begin(), coins.end(), [](const AwayCoin &coin) { return coin.unusual; });
}

// Coin by coin, then the stories.
class AwayDigestBuilder::Work final : public PendingRequest
{
public:
    Work(const Services &services, UtcTime began, UtcTime from, UtcTime until, Reply<AwayDigest> done)
        : m_services(services), m_done(std::move(done)), m_coins(services.board.watchlist())
    {
        m_digest.from = std::max(from, until - awayAtMost);
        m_digest.until = until;
        if (began > m_digest.from)
            m_digest.watchedFrom = std::min(began, until);
        if (services.alerts)
            m_digest.alerts = services.alerts(m_digest.from, until);
        if (services.gaps)
            m_digest.gaps = services.gaps(m_digest.from, until);
        nextCoin();
    }

private:
    bool isStablecoin(const AssetId &asset) const
    {
        const auto known = m_services.assets.find(asset);
        return known && known->stablecoin;
    }

    void nextCoin()
    {
        if (m_coins.isEmpty())
            return askStories();
        const AssetId asset = m_coins.takeFirst();
        const HistoryQuery query{asset, std::nullopt, moveInterval, m_digest.from, m_digest.until};
        m_request = m_services.history.load(query, [this, asset](const Result<CandleSeries> &series) {
            const Request keep = std::move(m_request);
            takeCandles(asset, series);
        });
    }

    void takeCandles(const AssetId &asset, const Result<CandleSeries> &series)
    {
        auto coin = series ? coinOf(*series, m_digest.from, m_digest.until) : std::nullopt;
        const QString symbol = m_services.assets.find(asset).value_or(assetForSymbol(asset.value)).symbol;
        if (!coin) {
            m_digest.lacking.append(symbol);
            return nextCoin();
        }
        coin->asset = asset;
        coin->symbol = symbol;
        const milliseconds span = m_digest.until - m_digest.from;
        m_services.usual.want(asset, span);
        m_digest.coins.append(*coin);
        if (isStablecoin(asset))
            return nextCoin();
        m_request = m_services.finder.find(asset, m_digest.from, [this](const Result<CoinMoves> &moves) {
            const Request keep = std::move(m_request);
            if (moves)
                takeMoves(moves->moves);
            nextCoin();
        });
    }

    void takeMoves(const QList<ExplainedMove> &moves)
    {
        AwayCoin &coin = m_digest.coins.last();
        for (const ExplainedMove &each : moves) {
            if (each.move.start > m_digest.until)
                continue;
            m_digest.moves.append(each);
            if (!coin.biggest || each.move.times > coin.biggest->times)
                coin.biggest = each.move;
        }
    }

    void askStories()
    {
        StoryQuery query;
        query.since = m_digest.from;
        query.until = m_digest.until;
        query.folded = true;
        query.promoted = StoryQuery::Promoted::Exclude;
        query.limit = mostStories;
        m_request = m_services.articles.stories(query, [this](const Result<QList<Story>> &stories) {
            const Request keep = std::move(m_request);
            if (stories)
                takeStories(*stories);
            askHeadlines();
        });
    }

    void takeStories(const QList<Story> &stories)
    {
        m_digest.stories = static_cast<int>(stories.size());
        for (const Story &story : stories)
            (story.clusterSources.size() > 1 ? m_digest.inSeveralOutlets : m_digest.others).append(story);
        std::stable_sort(m_digest.inSeveralOutlets.begin(), m_digest.inSeveralOutlets.end(),
                         [](const Story &a, const Story &b) {
                             if (a.clusterSources.size() != b.clusterSources.size())
                                 return a.clusterSources.size() > b.clusterSources.size();
                             return a.article.sortTime < b.article.sortTime;
                         });
    }

    void askHeadlines()
    {
        StoryQuery query;
        query.since = m_digest.from - headlinesReach;
        query.until = m_digest.until;
        query.limit = 4 * mostStories;
        m_request = m_services.articles.stories(query, [this](const Result<QList<Story>> &stories) {
            const Request keep = std::move(m_request);
            for (const Story &story : stories.value_or(QList<Story>())) {
                if (const auto changed = headlineOf(story, m_digest.from, m_digest.until))
                    m_digest.changedHeadlines.append(*changed);
            }
            waitForUsual();
        });
    }

    void waitForUsual()
    {
        const auto settled = [this] {
            return std::all_of(m_digest.coins.begin(), m_digest.coins.end(), [this](const AwayCoin &coin) {
                return m_services.usual.isSettled(coin.asset, m_digest.until - m_digest.from);
            });
        };
        if (settled())
            return finish();
        m_waiting = std::make_unique<QObject>();
        QObject::connect(&m_services.usual, &UsualMoves::changed, m_waiting.get(), [this, settled] {
            if (settled())
                finish();
        });
    }

    void finish()
    {
        const auto waited = std::move(m_waiting);
        std::vector<double> moves;
        for (AwayCoin &coin : m_digest.coins) {
            coin.usualPct = m_services.usual.usual(coin.asset, m_digest.until - m_digest.from);
            coin.unusual = coin.usualPct && std::abs(coin.pct) > unusualBeyond * *coin.usualPct;
            if (!isStablecoin(coin.asset))
                moves.push_back(coin.pct);
        }
        m_digest.marketPct = medianOf(std::move(moves));
        std::stable_sort(
            m_digest.moves.begin(), m_digest.moves.end(),
            [](const ExplainedMove &a, const ExplainedMove &b) { return a.move.times > b.move.times; });
        std::sort(m_digest.alerts.begin(), m_digest.alerts.end(),
                  [](const AwayAlert &a, const AwayAlert &b) { return a.time < b.time; });
        std::exchange(m_done, nullptr)(m_digest); // may destroy this
    }

    Services m_services;
    Reply<AwayDigest> m_done;
    QList<AssetId> m_coins; // still to be read
    AwayDigest m_digest;
    Request m_request;
    std::unique_ptr<QObject> m_waiting; // for what is usual
};

AwayDigestBuilder::AwayDigestBuilder(const Services &services, QObject *parent)
    : QObject(parent), m_services(services), m_began(services.clock.now())
{
}

Request AwayDigestBuilder::build(UtcTime from, UtcTime until, Reply<AwayDigest> done)
{
    return std::make_unique<Work>(m_services, m_began, from, until, std::move(done));
}
