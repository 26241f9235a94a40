// What moved across the watchlist.
#include "app/insight/movefinder.h"

#include "app/base/log.h"

#include <algorithm>

using namespace std::chrono;
using namespace std::chrono_literals;

namespace {
constexpr auto afterTheQuarter = 40s; // venues list a candle soon after its end, not at once
}

MoveWatch::MoveWatch(MoveFinder &finder, QuoteBoard &board, const AssetDirectory &assets, Clock &clock,
                     QObject *parent)
    : QObject(parent), m_finder(finder), m_board(board), m_assets(assets), m_clock(clock)
{
    // A list of instruments came: coins none was known to list may be had now.
    connect(&board, &QuoteBoard::instrumentsChanged, this, [this] {
        if (m_shown && !m_failed.isEmpty())
            look();
    });
}

void MoveWatch::setShown(bool shown)
{
    if (std::exchange(m_shown, shown) == shown)
        return;
    m_again.reset();
    if (shown)
        return look();
    m_waiting.clear();
    m_request.reset();
}

void MoveWatch::noteWatchlist()
{
    if (m_shown)
        look();
    emit changed();
}

void MoveWatch::look()
{
    m_waiting.clear();
    for (const AssetId &asset : m_board.watchlist()) {
        if (const auto known = m_assets.find(asset); !known || !known->stablecoin)
            m_waiting.append(asset);
    }
    m_found.removeIf([this](const auto &found) { return !m_waiting.contains(found.key()); });
    const milliseconds sinceQuarter = m_clock.now().time_since_epoch() % 15min;
    m_again = m_clock.after(15min - sinceQuarter + afterTheQuarter, [this] { look(); });
    if (!m_request)
        next();
}

void MoveWatch::next()
{
    if (m_waiting.isEmpty())
        return;
    const AssetId asset = m_waiting.takeFirst();
    m_request = m_finder.find(asset, m_clock.now() - reach, [this, asset](const Result<CoinMoves> &found) {
        const Request keep = std::move(m_request);
        take(asset, found);
        next();
    });
}

void MoveWatch::take(const AssetId &asset, const Result<CoinMoves> &found)
{
    if (found) {
        m_failed.remove(asset);
        m_found.insert(asset, *found);
    } else {
        qCInfo(logQuotes).noquote() << asset.value << "moves:" << found.error().detail;
        m_failed.insert(asset);
    }
    emit changed();
}

QList<ExplainedMove> MoveWatch::moves(UtcTime since) const
{
    QList<ExplainedMove> all;
    for (const CoinMoves &coin : m_found) {
        for (const ExplainedMove &move : coin.moves) {
            if (move.move.start >= since)
                all.append(move);
        }
    }
    std::sort(all.begin(), all.end(), [](const ExplainedMove &a, const ExplainedMove &b) {
        if (a.move.start != b.move.start)
            return a.move.start > b.move.start;
        return a.asset < b.asset;
    });
    return all;
}

QList<ExplainedMove> MoveWatch::movesOf(const AssetId &asset) const
{
    return m_found.value(asset).moves;
}

bool MoveWatch::isReady() const
{
    const QList<AssetId> coins = m_board.watchlist();
    return std::all_of(coins.begin(), coins.end(), [this](const AssetId &asset) {
        const auto known = m_assets.find(asset);
        return (known && known->stablecoin) || m_found.contains(asset) || m_failed.contains(asset);
    });
}

QList<AssetId> MoveWatch::lacking() const
{
    QList<AssetId> coins;
    for (const AssetId &asset : m_board.watchlist()) {
        if (m_failed.contains(asset) || (m_found.contains(asset) && !m_found[asset].enoughHistory))
            coins.append(asset);
    }
    return coins;
}
