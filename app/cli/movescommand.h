#pragma once

#include "app/base/clock.h"
#include "app/cli/movesoptions.h"
#include "app/insight/movefinder.h"

#include <functional>

// `wickpost moves` on a board whose sources are already set: the unusual moves of each coin with what
// explains them, newest first. A coin whose candles can't be had is named on stderr and costs the others
// nothing.
class MovesCommand : public QObject
{
    Q_OBJECT
public:
    using Write = std::function<void(const QByteArray &line)>;
    MovesCommand(Clock &clock, QuoteBoard &board, MoveFinder &finder, const AssetDirectory &assets,
                 const MovesOptions &options, const QList<AssetId> &watchlist, Write out, Write err);
    void start();

signals:
    void finished(int exitCode); // 0 moves were printed, 1 there are none

private:
    void look();
    void next();
    void print();

    Clock &m_clock;
    QuoteBoard &m_board;
    MoveFinder &m_finder;
    const AssetDirectory &m_assets;
    MovesOptions m_options;
    QList<AssetId> m_coins, m_waiting;
    Write m_out, m_err;
    bool m_begun = false;
    QList<ExplainedMove> m_moves;
    Request m_request, m_begin;
};
