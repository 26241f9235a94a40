#include "app/insight/hourmoves.h"

#include <cmath>

using namespace std::chrono_literals;

namespace {
constexpr double medianOfBell = 0.6745;
constexpr double hoursInTrend = 24;

std::optional<double> hourMove(const CoinQuote &quote)
{
    const qsizetype points = quote.trend.size();
    const auto hour = static_cast<qsizetype>(std::lround(static_cast<double>(points - 1) / hoursInTrend));
    if (hour < 1 || points <= hour)
        return {};
    const double then = static_cast<double>(quote.trend.at(points - 1 - hour));
    const double now = static_cast<double>(quote.trend.last());
    return then > 0 ? std::optional(percentMove(then, now)) : std::nullopt;
}
} // namespace

QHash<QString, double> hourMoves(const QuoteBoard &board, UsualMoves &usual)
{
    QHash<QString, double> moves;
    for (const AssetId &asset : board.watchlist()) {
        const CoinQuote &quote = board.quote(asset);
        const bool fresh = quote.state == PriceState::Live || quote.state == PriceState::Simulated;
        if (!fresh || quote.asset.stablecoin)
            continue;
        usual.want(asset, 1h);
        const auto move = hourMove(quote);
        const auto usually = usual.usual(asset, 1h);
        if (move && usually && *usually > 0)
            moves.insert(quote.asset.symbol, *move / (*usually / medianOfBell));
    }
    return moves;
}
