#include "app/insight/usualmove.h"

#include "app/base/log.h"

#include <algorithm>

using namespace std::chrono;
using namespace std::chrono_literals;

namespace {
constexpr size_t fewestPairs = 100;
constexpr auto shortestReach = 7 * 24h;
constexpr int spansInReach = 3;
constexpr milliseconds fineBelow = 4h;
constexpr milliseconds readAgain = 6h, tryAgain = 10min;

qint64 stepsOf(milliseconds span, milliseconds step)
{
    return std::max<qint64>(1, (span + step / 2) / step);
}
} // namespace

Interval usualMoveInterval(milliseconds span)
{
    return span < fineBelow ? Interval::M15 : Interval::H1;
}

std::optional<double> usualMove(const CloseLine &line, milliseconds span)
{
    if (line.closes.size() < 2)
        return {};
    const auto steps = static_cast<size_t>(stepsOf(span, line.step));
    const milliseconds reach = line.step * static_cast<qint64>(line.closes.size() - 1);
    if (reach < shortestReach || reach < line.step * static_cast<qint64>(steps) * spansInReach)
        return {};
    std::vector<double> moves;
    moves.reserve(line.closes.size());
    for (size_t from = 0; from + steps < line.closes.size(); ++from) {
        if (const auto move = line.move(from, from + steps))
            moves.push_back(std::abs(*move));
    }
    return moves.size() < fewestPairs ? std::nullopt : medianOf(std::move(moves));
}

UsualMoves::UsualMoves(CandleHistory &history, const Clock &clock, QObject *parent)
    : QObject(parent), m_history(history), m_clock(clock)
{
}

std::optional<double> UsualMoves::usual(const AssetId &asset, milliseconds span) const
{
    const auto known = m_known.constFind({asset, usualMoveInterval(span)});
    if (known == m_known.cend() || known->line.isEmpty())
        return {};
    const qint64 steps = stepsOf(span, known->line.step);
    const auto before = known->bySteps.constFind(steps);
    if (before != known->bySteps.cend())
        return *before;
    return *known->bySteps.insert(steps, usualMove(known->line, span));
}

bool UsualMoves::isDue(const Key &key) const
{
    const auto known = m_known.constFind(key);
    return known == m_known.cend() ||
           m_clock.monotonic() >= known->readAt + (known->failed ? tryAgain : readAgain);
}

bool UsualMoves::isSettled(const AssetId &asset, milliseconds span) const
{
    return m_known.contains({asset, usualMoveInterval(span)});
}

void UsualMoves::want(const AssetId &asset, milliseconds span)
{
    const Key key{asset, usualMoveInterval(span)};
    if (!isDue(key) || m_asking == key ||
        std::find(m_waiting.begin(), m_waiting.end(), key) != m_waiting.end())
        return;
    m_waiting.push_back(key);
    next();
}

void UsualMoves::next()
{
    if (m_asking || m_waiting.empty())
        return;
    m_asking = m_waiting.front();
    m_waiting.pop_front();
    const UtcTime now = m_clock.now();
    m_request =
        m_history.load({m_asking->asset, std::nullopt, m_asking->interval, now - usualReach, now},
                       [this, key = *m_asking](const Result<CandleSeries> &series) { take(key, series); });
}

void UsualMoves::take(const Key &key, const Result<CandleSeries> &series)
{
    const Request keep = std::move(m_request);
    m_asking.reset();
    Known &known = m_known[key];
    known.readAt = m_clock.monotonic();
    known.failed = !series;
    if (series) {
        known.line = CloseLine::of(series->candles, key.interval);
        known.bySteps.clear();
    } else {
        qCInfo(logQuotes).noquote() << key.asset.value << "usual move:" << series.error().detail;
    }
    emit changed(key.asset);
    next();
}
