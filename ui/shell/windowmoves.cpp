// The day's unusual moves, below the prices of a wide window.
#include "ui/shell/mainwindow.h"

#include "app/insight/insight.h"
#include "ui/insight/movespane.h"
#include "ui/shell/columns.h"

namespace {
UtcTime startOfToday(const Times &times, UtcTime now)
{
    const QDateTime midnight = times.day(now).startOfDay(times.zone());
    return UtcTime{std::chrono::milliseconds{midnight.toMSecsSinceEpoch()}};
}

// What stands in the place of moves, and of whom nothing can be said.
QString noMoves(const MoveWatch &watch, const QuoteBoard &board)
{
    if (!watch.isReady())
        return MovesPane::tr("Looking for moves beyond twice the usual…");
    QStringList unknown;
    for (const AssetId &asset : watch.lacking())
        unknown.append(board.quote(asset).asset.symbol);
    const QList<AssetId> coins = board.watchlist();
    const bool anyKnown = std::any_of(coins.begin(), coins.end(), [&](const AssetId &asset) {
        const Asset coin = board.quote(asset).asset;
        return !coin.stablecoin && !unknown.contains(coin.symbol);
    });
    if (!anyKnown)
        return MovesPane::tr("There is too little price history to tell what is usual.");
    const QString none = MovesPane::tr("No coin moved beyond twice its usual today.");
    return unknown.isEmpty()
               ? none
               : MovesPane::tr("%1 Too little price history of %2.").arg(none, unknown.join(u", "));
}
} // namespace

void MainWindow::connectMoves()
{
    if (!m_services.insight)
        return;
    m_columns->setBelowPrices([this]() -> QWidget * {
        MoveWatch &watch = m_services.insight->moveWatch();
        auto *pane = new MovesPane(m_services.theme);
        const auto show = [this, pane, &watch] {
            pane->setMoves(watch.moves(startOfToday(m_services.theme.times(), m_services.clock.now())),
                           noMoves(watch, m_services.board));
        };
        connect(&watch, &MoveWatch::changed, pane, show);
        connect(&m_services.theme, &UiTheme::changed, pane, show); // another time zone
        connect(pane, &MovesPane::shownChanged, pane, [show, &watch](bool shown) {
            watch.setShown(shown);
            show();
        });
        connect(pane, &MovesPane::storyWanted, this, &MainWindow::openStory);
        show();
        return pane;
    });
}
