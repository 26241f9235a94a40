#include "app/news/storyfacts.h"

#include <array>
#include <utility>

namespace {
constexpr std::array<std::pair<StoryKind, QLatin1StringView>, 7> names{{
    {StoryKind::Geopolitics, QLatin1StringView("geopolitics")},
    {StoryKind::CentralBanks, QLatin1StringView("centralbanks")},
    {StoryKind::Macro, QLatin1StringView("macro")},
    {StoryKind::Regulation, QLatin1StringView("regulation")},
    {StoryKind::Etf, QLatin1StringView("etf")},
    {StoryKind::Hack, QLatin1StringView("hack")},
    {StoryKind::Listing, QLatin1StringView("listing")},
}};
} // namespace

StoryFacts withPromotion(StoryFacts facts, bool promotion)
{
    if (!promotion)
        facts.promotion.clear();
    else if (facts.promotion.isEmpty())
        facts.promotion = QStringLiteral("marked by you");
    return facts;
}

QString storyKindName(StoryKind kind)
{
    for (const auto &[value, name] : names) {
        if (value == kind)
            return name;
    }
    return {};
}

std::optional<StoryKind> storyKind(const QString &name)
{
    for (const auto &[value, known] : names) {
        if (name.compare(known, Qt::CaseInsensitive) == 0)
            return value;
    }
    return std::nullopt;
}
