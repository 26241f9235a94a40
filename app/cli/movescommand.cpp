#include "app/cli/movescommand.h"

#include "app/cli/moveoutput.h"
#include "app/insight/sourcessettled.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono;
using namespace std::chrono_literals;

namespace {
constexpr auto sourcesGet = 4s;
}

MovesCommand::MovesCommand(Clock &clock, QuoteBoard &board, MoveFinder &finder, const AssetDirectory &assets,
                           const MovesOptions &options, const QList<AssetId> &watchlist, Write out, Write err)
    : m_clock(clock),
      m_board(board),
      m_finder(finder),
      m_assets(assets),
      m_options(options),
      m_out(std::move(out)),
      m_err(std::move(err))
{
    for (const QString &text : options.coins) {
        const AssetId id = m_assets.resolve(text).value_or(assetForSymbol(text.toUpper())).id;
        if (!m_coins.contains(id))
            m_coins.append(id);
    }
    if (options.coins.isEmpty()) {
        for (const AssetId &id : watchlist) {
            if (const auto asset = m_assets.find(id); !asset || !asset->stablecoin)
                m_coins.append(id);
        }
    }
}

void MovesCommand::start()
{
    connect(&m_board, &QuoteBoard::sourceStatusChanged, this, &MovesCommand::look);
    connect(&m_board, &QuoteBoard::instrumentsChanged, this, &MovesCommand::look);
    BoardSettings settings = m_board.settings();
    settings.trends = false; // nobody sees them here
    m_board.setSettings(settings);
    m_board.follow(m_coins);
    m_waiting = m_coins;
    m_begin = m_clock.after(sourcesGet, [this] {
        m_begun = true;
        next();
    });
    QMetaObject::invokeMethod(this, &MovesCommand::look, Qt::QueuedConnection);
}

// Begins once every source has said what it lists, or can't.
void MovesCommand::look()
{
    if (m_begun || !areSourcesSettled(m_board))
        return;
    m_begun = true;
    m_begin = m_clock.after(0ms, [this] { next(); });
}

void MovesCommand::next()
{
    if (m_waiting.isEmpty())
        return print();
    const AssetId asset = m_waiting.takeFirst();
    const UtcTime since =
        m_options.sinceTime.value_or(m_clock.now() - m_options.sinceAgo.value_or(MoveWatch::reach));
    m_request = m_finder.find(asset, since, [this, asset](const Result<CoinMoves> &found) {
        const Request keep = std::move(m_request);
        const QString symbol = m_assets.find(asset).value_or(assetForSymbol(asset.value)).symbol;
        if (!found)
            m_err(u"%1: its candles can't be had: %2"_s.arg(symbol, found.error().detail).toUtf8());
        else if (!found->enoughHistory)
            m_err(u"%1: too little history to tell what is usual for it"_s.arg(symbol).toUtf8());
        if (found)
            m_moves.append(found->moves);
        next();
    });
}

void MovesCommand::print()
{
    std::stable_sort(m_moves.begin(), m_moves.end(), [](const ExplainedMove &a, const ExplainedMove &b) {
        return a.move.start > b.move.start;
    });
    if (m_options.format == QLatin1String("json")) {
        for (const ExplainedMove &move : std::as_const(m_moves))
            m_out(moveToJson(move));
    } else if (!m_moves.isEmpty()) {
        m_out(moveTable(m_moves).chopped(1));
    }
    if (m_moves.isEmpty())
        m_err("no unusual moves");
    emit finished(m_moves.isEmpty() ? 1 : 0);
}
