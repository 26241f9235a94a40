#include "app/alerts/alert.h"

#include "app/market/pricecheck.h"
#include "app/news/searchtext.h"

using namespace std::chrono_literals;

namespace {
constexpr Decimal mostPercent(1000, 0);
constexpr auto longest = 24h;

bool isPercentage(const Decimal &percent)
{
    return percent > Decimal{} && percent <= mostPercent;
}

QString storyProblem(const AlertCondition &condition)
{
    if (condition.asset.value.isEmpty() && !condition.storyKind && condition.source.isEmpty() &&
        condition.text.isEmpty())
        return QStringLiteral("a story alert needs a coin, a kind, a source or a text");
    if (!condition.text.isEmpty() && searchPhrases(condition.text).isEmpty())
        return QStringLiteral("the text needs a word");
    return {};
}
} // namespace

QString alertProblem(const AlertCondition &condition, bool stablecoin)
{
    using Kind = AlertCondition::Kind;
    if (condition.kind == Kind::Story)
        return storyProblem(condition);
    if (condition.asset.value.isEmpty())
        return QStringLiteral("a coin is needed");
    if (condition.kind == Kind::Above || condition.kind == Kind::Below)
        return isValidPrice(condition.level) ? QString() : QStringLiteral("a price above 0 is needed");
    if (!isPercentage(condition.percent))
        return QStringLiteral("a percentage above 0 and up to 1000 is needed");
    if (condition.kind == Kind::Moves && (condition.within < 1min || condition.within > longest))
        return QStringLiteral("a time from 1 min to 24 h is needed");
    if (condition.kind == Kind::OffPeg && !stablecoin)
        return QStringLiteral("only a stablecoin has a peg");
    return {};
}
