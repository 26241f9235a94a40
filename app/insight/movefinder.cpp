#include "app/insight/movefinder.h"

#include "app/insight/storycoins.h"

#include <algorithm>
#include <cmath>

using namespace std::chrono;
using namespace std::chrono_literals;

namespace {
constexpr auto lineBefore = 90min, lineAfter = 60min;
constexpr int mostStories = 2000;
constexpr size_t smallestBasket = 3;
} // namespace

// One coin: its candles, the market's, then for each move its minutes and its stories.
class MoveFinder::Search final : public PendingRequest
{
public:
    Search(const Services &services, const AssetId &asset, UtcTime since, Reply<CoinMoves> done)
        : m_services(services), m_since(since), m_done(std::move(done))
    {
        m_found.asset = asset;
        m_found.symbol = services.assets.find(asset).value_or(assetForSymbol(asset.value)).symbol;
        m_request =
            load(asset, std::nullopt, moveInterval, services.clock.now() - usualReach, services.clock.now(),
                 [this](const Result<CandleSeries> &series) { takeCandles(series); });
    }

private:
    Request load(const AssetId &asset, std::optional<VenueId> venue, Interval interval, UtcTime from,
                 UtcTime to, Reply<CandleSeries> done)
    {
        return m_services.history.load({asset, std::move(venue), interval, from, to}, std::move(done));
    }

    void takeCandles(const Result<CandleSeries> &series)
    {
        const Request keep = std::move(m_request);
        if (!series)
            return finish(tl::unexpected(series.error()));
        m_series = *series;
        m_line = CloseLine::of(series->candles, moveInterval);
        m_found.enoughHistory = usualMove(m_line, 15min).has_value();
        for (const PriceMove &move : unusualMoves(series->candles, m_since)) {
            ExplainedMove explained;
            explained.asset = m_found.asset;
            explained.symbol = m_found.symbol;
            explained.instrument = series->instrument.id;
            explained.venueName = series->venueName;
            explained.simulated = series->simulated;
            explained.move = move;
            m_found.moves.prepend(explained);
        }
        if (m_found.moves.isEmpty())
            return finish(m_found);
        m_marketCoins = m_found.asset == marketCoin() ? watchlist() : QList<AssetId>{marketCoin()};
        nextMarket();
    }

    QList<AssetId> watchlist() const
    {
        QList<AssetId> coins;
        for (const AssetId &asset : m_services.board.watchlist()) {
            if (const auto known = m_services.assets.find(asset); !known || !known->stablecoin)
                coins.append(asset);
        }
        return coins;
    }

    // A market that can't be read costs the answer "with the market", nothing else.
    void nextMarket()
    {
        if (m_marketCoins.isEmpty())
            return nextMove();
        const AssetId coin = m_marketCoins.takeFirst();
        if (coin == m_found.asset) {
            m_market.push_back(m_line);
            return nextMarket();
        }
        const bool basket = m_found.asset == marketCoin();
        const UtcTime now = m_services.clock.now();
        m_request = load(coin, std::nullopt, moveInterval, basket ? m_since - 15min : now - usualReach, now,
                         [this](const Result<CandleSeries> &series) {
                             const Request keep = std::move(m_request);
                             if (series)
                                 m_market.push_back(CloseLine::of(series->candles, moveInterval));
                             nextMarket();
                         });
    }

    void nextMove()
    {
        if (m_at >= m_found.moves.size())
            return finish(m_found);
        const ExplainedMove &explained = m_found.moves.at(m_at);
        m_request = load(m_found.asset, explained.instrument.venue, Interval::M1,
                         explained.move.start - lineBefore, explained.move.end + lineAfter,
                         [this](const Result<CandleSeries> &series) { takeMinutes(series); });
    }

    void takeMinutes(const Result<CandleSeries> &series)
    {
        const Request keep = std::move(m_request);
        ExplainedMove &explained = m_found.moves[m_at];
        if (series && series->instrument.id == explained.instrument) {
            explained.move = refined(explained.move, series->candles, m_line);
            takeLine(explained, CloseLine::of(series->candles, Interval::M1));
        }
        compareWithMarket(explained);
        StoryQuery query;
        query.since = explained.lookedFrom = explained.move.start - lookedBefore;
        query.until = explained.lookedUntil =
            std::min(explained.move.end + lookedAfterwards, m_services.clock.now());
        query.promoted = StoryQuery::Promoted::Exclude;
        query.limit = mostStories;
        m_request = m_services.articles.stories(
            query, [this](const Result<QList<Story>> &stories) { takeStories(stories); });
    }

    static void takeLine(ExplainedMove &explained, const CloseLine &minutes)
    {
        explained.lineFrom = minutes.first;
        float last = 0;
        for (const double close : minutes.closes) {
            last = std::isnan(close) ? last : static_cast<float>(close);
            explained.line.append(last);
        }
    }

    void compareWithMarket(ExplainedMove &explained)
    {
        const UtcTime from =
            UtcTime{floor<milliseconds>(explained.move.start.time_since_epoch()) / 15min * 15min};
        const UtcTime to = UtcTime{(explained.move.end.time_since_epoch() + 15min - 1ms) / 15min * 15min};
        std::vector<double> moves;
        for (const CloseLine &line : m_market) {
            const auto start = line.at(from), end = line.at(to);
            if (start && end && *start > 0)
                moves.push_back(percentMove(*start, *end));
        }
        if (m_found.asset == marketCoin() && moves.size() < smallestBasket)
            return;
        explained.marketPct = medianOf(std::move(moves));
        if (explained.marketPct)
            explained.netPct = explained.move.pct - *explained.marketPct;
    }

    // The market itself moved beyond twice its usual, the same way. Not known: it may have.
    std::optional<double> usualOfMarketThatMoved(const ExplainedMove &explained) const
    {
        if (!explained.marketPct || m_found.asset == marketCoin() ||
            *explained.marketPct * explained.move.pct <= 0)
            return {};
        const auto usual = usualMove(m_market.front(), explained.move.span());
        const bool moved = usual && *usual > 0 && std::abs(*explained.marketPct) > unusualBeyond * *usual;
        return moved ? usual : std::nullopt;
    }

    // It did, and the coin went no further than one of its restlessness goes then.
    static bool wentAlong(const ExplainedMove &explained, double usualOfMarket)
    {
        const double own = explained.move.usualPct;
        const double rest =
            std::abs(explained.move.pct) - std::abs(*explained.marketPct) * own / usualOfMarket;
        return rest <= unusualBeyond * own;
    }

    void takeStories(const Result<QList<Story>> &stories)
    {
        const Request keep = std::move(m_request);
        ExplainedMove &explained = m_found.moves[m_at];
        const QList<Story> inWindow = stories.value_or(QList<Story>());
        explained.storiesLookedAt = static_cast<int>(inWindow.size());
        const auto market = usualOfMarketThatMoved(explained);
        const bool marketMoved = market || !explained.marketPct || m_found.asset == marketCoin();
        explained.stories = moveStories(inWindow, m_found.symbol, explained.move, marketMoved);
        const auto explaining = [](bool marketOnly) {
            return
                [marketOnly](const MoveStory &each) { return each.explains && (each.market || !marketOnly); };
        };
        const auto has = [&](bool marketOnly) {
            return std::any_of(explained.stories.begin(), explained.stories.end(), explaining(marketOnly));
        };
        const bool withMarket = market && wentAlong(explained, *market);
        // What moved the market explains what went with it; a story of the coin alone doesn't then.
        explained.answer = has(withMarket) ? MoveAnswer::Explained
                           : withMarket    ? MoveAnswer::WithMarket
                                           : MoveAnswer::Unexplained;
        m_request = m_services.articles.feedsRead(explained.move.start, [this](const Result<int> &feeds) {
            const Request keep = std::move(m_request);
            m_found.moves[m_at++].feedsSearched = feeds.value_or(0);
            nextMove();
        });
    }

    void finish(Result<CoinMoves> found)
    {
        std::exchange(m_done, nullptr)(std::move(found)); // may destroy this
    }

    Services m_services;
    UtcTime m_since;
    Reply<CoinMoves> m_done;
    CoinMoves m_found;
    CandleSeries m_series;
    CloseLine m_line;
    QList<AssetId> m_marketCoins; // still to be read
    std::vector<CloseLine> m_market;
    qsizetype m_at = 0;
    Request m_request;
};

MoveFinder::MoveFinder(const Services &services, QObject *parent) : QObject(parent), m_services(services) {}

Request MoveFinder::find(const AssetId &asset, UtcTime since, Reply<CoinMoves> done)
{
    return std::make_unique<Search>(m_services, asset, since, std::move(done));
}
