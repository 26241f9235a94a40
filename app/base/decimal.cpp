#include "app/base/decimal.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace {
using Wide = Decimal::Coefficient;
__extension__ using UWide = unsigned __int128;

constexpr int maxDigits = 36;
constexpr int maxScale = 60;

constexpr auto powers = [] {
    std::array<Wide, maxDigits + 2> p{};
    p[0] = 1;
    for (size_t i = 1; i < p.size(); ++i)
        p[i] = p[i - 1] * 10;
    return p;
}();

// Exact doubles: 10^22 is the last power of ten that is one.
constexpr auto exactPowers = [] {
    std::array<double, 23> p{};
    p[0] = 1;
    for (size_t i = 1; i < p.size(); ++i)
        p[i] = p[i - 1] * 10;
    return p;
}();

UWide magnitudeOf(Wide value)
{
    return value < 0 ? -static_cast<UWide>(value) : static_cast<UWide>(value);
}

int digitsOf(Wide value)
{
    const UWide v = magnitudeOf(value);
    int n = 1;
    while (n <= maxDigits && v >= static_cast<UWide>(powers[static_cast<size_t>(n)]))
        ++n;
    return n;
}

bool fits(Wide value)
{
    return value < powers[maxDigits] && value > -powers[maxDigits];
}

// value * 10^power when that still fits
std::optional<Wide> scaledUp(Wide value, int power)
{
    if (value == 0)
        return Wide{0};
    if (power < 0 || digitsOf(value) + power > maxDigits)
        return std::nullopt;
    return value * powers[static_cast<size_t>(power)];
}
} // namespace

namespace {
// -?digits[.digits] with so few characters that nothing can overflow: nearly every number there is. Anything
// else is left to the whole grammar.
bool parseShort(std::string_view text, Decimal &result)
{
    constexpr size_t most = 19; // 19 digits still fit 64 bits
    if (text.empty() || text.size() > most)
        return false;
    const char *at = text.data();
    const char *const end = at + text.size();
    const bool negative = *at == '-';
    at += negative;
    std::uint64_t value = 0;
    const char *const first = at;
    const auto digits = [&] {
        for (unsigned digit = 0; at != end && (digit = static_cast<unsigned>(*at - '0')) <= 9; ++at)
            value = value * 10 + digit;
    };
    digits();
    if (at == first)
        return false;
    long scale = 0;
    if (at != end) {
        if (*at != '.')
            return false;
        const char *const fraction = ++at;
        digits();
        scale = at - fraction;
        if (at != end || scale == 0)
            return false;
    }
    if (value > 999'999'999'999'999'999) // 19 digits and no point
        return false;
    const auto signedValue = static_cast<std::int64_t>(value);
    result = Decimal(negative ? -signedValue : signedValue, static_cast<int>(scale));
    return true;
}
} // namespace

std::optional<Decimal> Decimal::parse(std::string_view text)
{
    if (Decimal quick; parseShort(text, quick))
        return quick;
    size_t at = 0;
    const bool negative = !text.empty() && text[0] == '-';
    if (negative)
        ++at;
    Wide coefficient = 0;
    int significant = 0, scale = 0, intDigits = 0;
    bool point = false, fractionDigits = false;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (c >= '0' && c <= '9') {
            if (significant > 0 || c != '0')
                ++significant;
            if (significant > maxDigits)
                return std::nullopt;
            coefficient = coefficient * 10 + (c - '0');
            if (point) {
                ++scale;
                fractionDigits = true;
            } else {
                ++intDigits;
            }
        } else if (c == '.' && !point) {
            point = true;
        } else {
            break;
        }
    }
    if (intDigits == 0 || (point && !fractionDigits))
        return std::nullopt;
    if (at < text.size()) {
        if (text[at] != 'e' && text[at] != 'E')
            return std::nullopt;
        ++at;
        if (at + 1 < text.size() && text[at] == '+' && text[at + 1] != '-')
            ++at;
        int exponent = 0;
        const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), exponent);
        if (error != std::errc{} || end != text.data() + text.size() || exponent > 99 || exponent < -99)
            return std::nullopt;
        scale -= exponent;
        if (scale < 0) {
            const auto up = scaledUp(coefficient, -scale);
            if (!up)
                return std::nullopt;
            coefficient = *up;
            scale = 0;
        }
    }
    if (scale > maxScale)
        return std::nullopt;
    return Decimal(negative ? -coefficient : coefficient, scale);
}

QByteArray Decimal::toByteArray() const
{
    std::array<char, 128> buffer;
    size_t at = buffer.size();
    int digits = 0;
    const auto put = [&](std::uint64_t &part) {
        if (digits == m_scale && m_scale != 0)
            buffer[--at] = '.';
        buffer[--at] = static_cast<char>('0' + part % 10);
        part /= 10;
        ++digits;
    };
    // Eighteen digits at a time: dividing 128 bits by ten for each of them is what makes it slow.
    constexpr UWide chunk = 1'000'000'000'000'000'000;
    UWide rest = magnitudeOf(m_coefficient);
    while (rest >= chunk) {
        auto part = static_cast<std::uint64_t>(rest % chunk);
        rest /= chunk;
        for (int i = 0; i < 18; ++i)
            put(part);
    }
    for (auto part = static_cast<std::uint64_t>(rest); part != 0 || digits <= m_scale;)
        put(part);
    if (m_coefficient < 0)
        buffer[--at] = '-';
    return QByteArray(buffer.data() + at, static_cast<qsizetype>(buffer.size() - at));
}

double Decimal::toDouble() const
{
    // Both parts are exact doubles, so the one division rounds as it should.
    constexpr UWide exact = UWide{1} << 53;
    if (magnitudeOf(m_coefficient) <= exact && m_scale >= 0 && m_scale < static_cast<int>(exactPowers.size()))
        return static_cast<double>(static_cast<std::int64_t>(m_coefficient)) /
               exactPowers[static_cast<size_t>(m_scale)];
    const QByteArray text = toByteArray();
    double value = 0;
    std::from_chars(text.constData(), text.constData() + text.size(), value);
    return value;
}

Decimal::Coefficient Decimal::powerOfTen(int exponent)
{
    return powers[static_cast<size_t>(std::clamp(exponent, 0, maxDigits))];
}

Decimal Decimal::rounded(int scale) const
{
    scale = std::clamp(scale, 0, maxScale);
    if (scale >= m_scale) {
        const auto up = scaledUp(m_coefficient, scale - m_scale);
        return up ? Decimal(*up, scale) : *this;
    }
    const int drop = m_scale - scale;
    if (drop > maxDigits)
        return Decimal(0, scale);
    const Wide unit = powers[static_cast<size_t>(drop)];
    Wide quotient = m_coefficient / unit;
    const Wide rest = m_coefficient % unit;
    if ((rest < 0 ? -rest : rest) >= unit - (rest < 0 ? -rest : rest))
        quotient += m_coefficient < 0 ? -1 : 1;
    return Decimal(quotient, scale);
}

Decimal Decimal::trimmed() const
{
    Decimal result = *this;
    while (result.m_scale > 0 && result.m_coefficient % 10 == 0) {
        result.m_coefficient /= 10;
        --result.m_scale;
    }
    return result;
}

Decimal Decimal::shifted(int power) const
{
    Decimal result = *this;
    result.m_scale -= power;
    if (result.m_scale < 0) {
        const auto up = scaledUp(result.m_coefficient, -result.m_scale);
        const Wide largest = powers[maxDigits] - 1;
        result = Decimal(up ? *up : result.m_coefficient < 0 ? -largest : largest, 0);
    }
    return result;
}

int Decimal::magnitude() const
{
    return m_coefficient == 0 ? 0 : digitsOf(m_coefficient) - 1 - m_scale;
}

std::optional<Decimal> Decimal::add(const Decimal &a, const Decimal &b)
{
    const int scale = std::max(a.m_scale, b.m_scale);
    const auto x = scaledUp(a.m_coefficient, scale - a.m_scale);
    const auto y = scaledUp(b.m_coefficient, scale - b.m_scale);
    if (!x || !y || !fits(*x + *y)) {
        const Decimal shortA = a.trimmed(), shortB = b.trimmed(); // zeros at the end may be what is too much
        if (shortA.m_scale != a.m_scale || shortB.m_scale != b.m_scale)
            return add(shortA, shortB);
        return std::nullopt;
    }
    return Decimal(*x + *y, scale);
}

std::optional<Decimal> Decimal::subtract(const Decimal &a, const Decimal &b)
{
    return add(a, Decimal(-b.m_coefficient, b.m_scale));
}

std::optional<Decimal> Decimal::multiply(const Decimal &a, const Decimal &b)
{
    Wide product = 0;
    if (__builtin_mul_overflow(a.m_coefficient, b.m_coefficient, &product) || !fits(product) ||
        a.m_scale + b.m_scale > maxScale)
        return std::nullopt;
    return Decimal(product, a.m_scale + b.m_scale);
}

std::strong_ordering operator<=>(const Decimal &a, const Decimal &b)
{
    const int signA = a.m_coefficient < 0 ? -1 : a.m_coefficient > 0;
    const int signB = b.m_coefficient < 0 ? -1 : b.m_coefficient > 0;
    if (signA != signB || signA == 0)
        return signA <=> signB;
    if (a.m_scale == b.m_scale)
        return a.m_coefficient <=> b.m_coefficient;
    const int apart = a.m_scale < b.m_scale ? b.m_scale - a.m_scale : a.m_scale - b.m_scale;
    const Wide coarse = a.m_scale < b.m_scale ? a.m_coefficient : b.m_coefficient;
    if (apart <= 18 &&
        magnitudeOf(coarse) < (UWide{1} << 63)) { // nearly always: no overflow at the finer scale
        const Wide scaled = coarse * powers[static_cast<size_t>(apart)];
        return a.m_scale < b.m_scale ? scaled <=> b.m_coefficient : a.m_coefficient <=> scaled;
    }
    const int magnitudeA = a.magnitude(), magnitudeB = b.magnitude();
    if (magnitudeA != magnitudeB)
        return signA > 0 ? magnitudeA <=> magnitudeB : magnitudeB <=> magnitudeA;
    const Decimal x = a.trimmed(), y = b.trimmed();
    const int scale = std::max(x.m_scale, y.m_scale);
    const auto xc = scaledUp(x.m_coefficient, scale - x.m_scale);
    const auto yc = scaledUp(y.m_coefficient, scale - y.m_scale);
    if (xc && yc)
        return *xc <=> *yc;
    // Same magnitude, trimmed, and one needs more than 36 digits at the other's scale: they differ, and the
    // one with digits further right is decided by the first digits, which rounding to the smaller scale
    // keeps.
    return x.rounded(std::min(x.m_scale, y.m_scale)).coefficient() <=>
           y.rounded(std::min(x.m_scale, y.m_scale)).coefficient();
}
