#pragma once

#include "app/alerts/watchedalert.h"

#include <vector>

// The prices at which an alert may turn, in order: what a tick has to be compared with is the two beside it.
class AlertLadder
{
public:
    struct Rung
    {
        Decimal price;
        bool beyond = false; // passed by more than the price; else by the price itself
        WatchedAlert *alert = nullptr;

        bool isPassedBy(const Decimal &figure) const { return beyond ? figure > price : figure >= price; }
    };

    void clear() { m_rungs.clear(); }
    // `percent`: how far behind its level it is armed again.
    void add(WatchedAlert &alert, const Decimal &percent);
    void finish(); // sorts; before the rest
    bool isEmpty() const { return m_rungs.empty(); }

    // How many rungs a figure has passed.
    size_t placeOf(const Decimal &figure) const;
    // The same, when it had passed `before` a moment ago.
    size_t placeOf(const Decimal &figure, size_t before) const
    {
        const bool same = (before == 0 || m_rungs[before - 1].isPassedBy(figure)) &&
                          (before == m_rungs.size() || !m_rungs[before].isPassedBy(figure));
        return same ? before : placeOf(figure);
    }
    const std::vector<Rung> &rungs() const { return m_rungs; }

private:
    std::vector<Rung> m_rungs;
};

// `level` less `percent` percent of it; the level itself when that needs too many digits.
Decimal lessPercent(const Decimal &level, const Decimal &percent);
Decimal morePercent(const Decimal &level, const Decimal &percent);
