#include "app/market/chartrange.h"

#include <algorithm>

using namespace std::chrono;

namespace {
struct Row
{
    ChartRange range;
    const char16_t *name;
    milliseconds length; // 0: none
    Interval interval;
};
constexpr std::array rows{
    Row{ChartRange::H1, u"1H", 1h, Interval::M1},        Row{ChartRange::H24, u"24H", 24h, Interval::M15},
    Row{ChartRange::D7, u"7D", 24h * 7, Interval::H2},   Row{ChartRange::D30, u"30D", 24h * 30, Interval::H8},
    Row{ChartRange::Y1, u"1Y", 24h * 365, Interval::D1}, Row{ChartRange::All, u"All", 0h, Interval::W1}};

const Row &rowOf(ChartRange range)
{
    return *std::find_if(rows.begin(), rows.end(), [&](const Row &row) { return row.range == range; });
}
} // namespace

QString rangeName(ChartRange range)
{
    return QString::fromUtf16(rowOf(range).name);
}

std::optional<ChartRange> rangeFromName(QStringView name)
{
    for (const Row &row : rows) {
        if (name.compare(QStringView(row.name), Qt::CaseInsensitive) == 0)
            return row.range;
    }
    return std::nullopt;
}

std::optional<milliseconds> rangeLength(ChartRange range)
{
    const milliseconds length = rowOf(range).length;
    return length > 0ms ? std::optional(length) : std::nullopt;
}

Interval automaticInterval(ChartRange range)
{
    return rowOf(range).interval;
}

Interval automaticInterval(milliseconds length)
{
    for (const Row &row : rows) {
        if (length <= row.length)
            return row.interval;
    }
    return automaticInterval(ChartRange::All);
}
