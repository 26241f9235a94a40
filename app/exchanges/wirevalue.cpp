#include "app/exchanges/wirevalue.h"

#include <charconv>

namespace {
std::optional<qint64> leadingInteger(std::string_view text)
{
    qint64 value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{})
        return std::nullopt;
    const std::string_view rest(end, static_cast<size_t>(text.data() + text.size() - end));
    return rest.empty() || rest.front() == '.' ? std::optional(value) : std::nullopt;
}

constexpr qint64 secondsBelow = 100'000'000'000;     // in ms that would be 1973
constexpr qint64 millisBelow = secondsBelow * 1'000; // in ms the year 5138
constexpr qint64 microsBelow = millisBelow * 1'000;
} // namespace

std::optional<UtcTime> wireEpoch(const JsonText &text)
{
    const auto number = leadingInteger(text.value());
    if (!number || *number <= 0)
        return std::nullopt;
    if (*number < secondsBelow)
        return fromMsecs(*number * 1'000);
    if (*number < millisBelow)
        return fromMsecs(*number);
    return fromMsecs(*number < microsBelow ? *number / 1'000 : *number / 1'000'000);
}

std::optional<UtcTime> wireTime(const JsonText &text)
{
    const std::string_view value = text.value();
    if (value.size() > 4 && value[4] == '-')
        return parseRfc3339(QByteArrayView(value.data(), static_cast<qsizetype>(value.size())));
    return wireEpoch(text);
}

QString wireString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::optional<double> percentOfFraction(const std::optional<Decimal> &fraction)
{
    return fraction ? std::optional(fraction->shifted(2).toDouble()) : std::nullopt;
}

std::optional<double> percentSince(const std::optional<Decimal> &open, const Decimal &last)
{
    if (!open || open->isZero() || open->isNegative())
        return std::nullopt;
    const auto change = Decimal::subtract(last, *open);
    return change ? std::optional(change->toDouble() / open->toDouble() * 100) : std::nullopt;
}

std::optional<Decimal> tickOfDigits(const JsonText &digits)
{
    const auto count = leadingInteger(digits.value());
    return count && *count >= 0 && *count <= 40 ? std::optional(Decimal(1, static_cast<int>(*count)))
                                                : std::nullopt;
}
