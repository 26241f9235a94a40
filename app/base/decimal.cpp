#include "app/base/decimal.h"

#include <algorithm>
#include <array>
#include <charconv>

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

int digitsOf(Wide value)
{
    UWide v = value < 0 ? -static_cast<UWide>(value) : static_cast<UWide>(value);
    int n = 1;
    while (v >= 10) {
        v /= 10;
        ++n;
    }
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

std::optional<Decimal> Decimal::parse(std::string_view text)
{
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
    UWide v = m_coefficient < 0 ? -static_cast<UWide>(m_coefficient) : static_cast<UWide>(m_coefficient);
    int digits = 0;
    while (v != 0 || digits <= m_scale) {
        if (digits == m_scale && m_scale != 0)
            buffer[--at] = '.';
        buffer[--at] = static_cast<char>('0' + static_cast<int>(v % 10));
        v /= 10;
        ++digits;
    }
    if (m_coefficient < 0)
        buffer[--at] = '-';
    return QByteArray(buffer.data() + at, static_cast<qsizetype>(buffer.size() - at));
}

double Decimal::toDouble() const
{
    const QByteArray text = toByteArray();
    double value = 0;
    std::from_chars(text.constData(), text.constData() + text.size(), value);
    return value;
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
        result = up ? Decimal(*up, 0) : Decimal(0, 0);
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
    if (!x || !y || !fits(*x + *y))
        return std::nullopt;
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
