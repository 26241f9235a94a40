#include "app/news/feedpace.h"

#include <algorithm>

using namespace std::chrono;

namespace {
constexpr days window{7};
constexpr qsizetype many = 5;

double perDay(qsizetype count, milliseconds span)
{
    return static_cast<double>(count) /
           duration<double, days::period>(std::max<milliseconds>(span, 1h)).count();
}
} // namespace

std::optional<double> itemsPerDay(const QList<ParsedArticle> &items, UtcTime now)
{
    QList<UtcTime> dates;
    for (const ParsedArticle &item : items)
        if (isKnown(item.published) && item.published <= now)
            dates.append(item.published);
    std::sort(dates.begin(), dates.end(), std::greater<>());
    if (dates.size() < 2 || dates.first() == dates.last())
        return std::nullopt;
    const auto old =
        std::find_if(dates.cbegin(), dates.cend(), [&](UtcTime date) { return date < now - window; });
    const qsizetype recent = old - dates.cbegin();
    const bool pinned = recent >= many && recent + 1 == dates.size();
    if (recent == dates.size() || pinned)
        return perDay(recent, now - dates.at(recent - 1));
    return recent > 0 ? perDay(recent, window) : perDay(dates.size(), now - dates.last());
}
