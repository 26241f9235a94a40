#pragma once

#include "app/alerts/alert.h"

#include <optional>

// An alert as the engine has it.
struct WatchedAlert
{
    Alert alert;
    AlertState state;
    AlertState inBook;                // as the book had it last
    MonoTime silentUntil{};           // cooling down or snoozed: doesn't fire before
    std::optional<MonoTime> metSince; // on one exchange alone, or sources differing: waits to be confirmed
    bool awaitsNews = false;          // met by prices of the last firing: waits for the next ones

    bool isWatching() const { return alert.enabled && state.phase != AlertState::Phase::Done; }
    bool isArmed() const { return isWatching() && state.phase == AlertState::Phase::Armed; }
    // Has to be looked at with each tick.
    bool isUrgent() const
    {
        return isWatching() && (state.phase == AlertState::Phase::Undecided || metSince || awaitsNews);
    }
};
