#pragma once

#include "app/base/result.h"

#include <QByteArrayList>
#include <chrono>

namespace fake {

// One order of a scene, so long after its beginning.
struct SceneOrder
{
    std::chrono::milliseconds after{0};
    QByteArray line; // as Commander::run() takes it
};

// What happens in a market and its news, in the order it happens. Stories get the ids `id` and `id`-...; all
// text is ours.
//     story-move COIN [PERCENT]   a story about the coin, eight minutes later the move (4 minutes long)
//     lone-move COIN [PERCENT]    the move alone
//     spike VENUE COIN [PERCENT]  20 seconds far off, on that venue alone
//     edited COIN                 a story whose headline is another one five minutes later
//     market [PERCENT]            a story of the whole market, five minutes later BTC, ETH and SOL move
Result<QList<SceneOrder>> makeScene(const QByteArrayList &words, const QByteArray &id);

} // namespace fake
