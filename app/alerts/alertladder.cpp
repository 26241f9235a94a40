#include "app/alerts/alertladder.h"

#include <algorithm>

Decimal lessPercent(const Decimal &level, const Decimal &percent)
{
    const auto part = Decimal::multiply(level, Decimal(percent.coefficient(), percent.scale() + 2));
    return part ? Decimal::subtract(level, *part).value_or(level) : level;
}

Decimal morePercent(const Decimal &level, const Decimal &percent)
{
    return lessPercent(level, Decimal(-percent.coefficient(), percent.scale()));
}

void AlertLadder::add(WatchedAlert &alert, const Decimal &percent)
{
    using Kind = AlertCondition::Kind;
    constexpr Decimal dollar(1, 0);
    const AlertCondition &condition = alert.alert.condition;
    switch (condition.kind) {
    case Kind::Above:
        m_rungs.push_back({condition.level, false, &alert});
        m_rungs.push_back({lessPercent(condition.level, percent), true, &alert});
        break;
    case Kind::Below:
        m_rungs.push_back({condition.level, true, &alert});
        m_rungs.push_back({morePercent(condition.level, percent), false, &alert});
        break;
    case Kind::OffPeg:
        m_rungs.push_back({morePercent(dollar, condition.percent), false, &alert});
        m_rungs.push_back({lessPercent(dollar, condition.percent), true, &alert});
        break;
    case Kind::Moves:
    case Kind::Story:
    case Kind::SourcesDiffer:
        break;
    }
}

void AlertLadder::finish()
{
    std::sort(m_rungs.begin(), m_rungs.end(), [](const Rung &a, const Rung &b) {
        return a.price == b.price ? a.beyond < b.beyond : a.price < b.price;
    });
}

size_t AlertLadder::placeOf(const Decimal &figure) const
{
    return static_cast<size_t>(
        std::partition_point(m_rungs.begin(), m_rungs.end(),
                             [&](const Rung &rung) { return rung.isPassedBy(figure); }) -
        m_rungs.begin());
}
