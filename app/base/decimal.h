#pragma once

#include <QByteArray>
#include <QString>
#include <compare>
#include <optional>
#include <string_view>

// An exact decimal number as an exchange writes it: a whole coefficient and a scale (digits after the point).
// "67250.10" is coefficient 6725010, scale 2, and prints as 67250.10 again; it equals 67250.1.
//
// The coefficient is 128 bits wide, not 64: Binance pads volumes to eight decimals, and a day's volume of a
// small coin (1234567890123.00000000) has 21 digits. At most 36 significant digits and a scale of 0 to 60
// are kept; text beyond that is refused, never rounded.
class Decimal
{
public:
    __extension__ using Coefficient = __int128;

    constexpr Decimal() = default;
    constexpr Decimal(Coefficient coefficient, int scale) : m_coefficient(coefficient), m_scale(scale) {}

    // Grammar: -?digits[.digits][(e|E)[+|-]digits]. No blanks, no "+", no "nan", no "inf", no bare point.
    // An exponent is folded in: "1.5e-3" prints as 0.0015.
    static std::optional<Decimal> parse(std::string_view text);
    static std::optional<Decimal> parse(QByteArrayView text)
    {
        return parse(std::string_view(text.data(), static_cast<size_t>(text.size())));
    }

    // Every digit, fixed notation, ASCII: "0.00000840", "-12.50", "63250".
    QByteArray toByteArray() const;
    QString toString() const { return QString::fromLatin1(toByteArray()); }
    // For geometry and percentages only; it never flows back.
    double toDouble() const;

    constexpr Coefficient coefficient() const { return m_coefficient; }
    constexpr int scale() const { return m_scale; }
    constexpr bool isZero() const { return m_coefficient == 0; }
    constexpr bool isNegative() const { return m_coefficient < 0; }

    // The same value with exactly `scale` digits after the point; half away from zero.
    Decimal rounded(int scale) const;
    // The same value without zeros at the end of the fraction.
    Decimal trimmed() const;
    // Times 10^power, exact: fraction to percent is shifted(2). What would need more than 36 digits becomes
    // the largest number there is.
    Decimal shifted(int power) const;
    Decimal abs() const { return m_coefficient < 0 ? Decimal(-m_coefficient, m_scale) : *this; }
    // Power of ten of the first significant digit: 114959.13 → 5, 0.2615 → -1. Zero → 0.
    int magnitude() const;

    // 10^exponent, for exponents of 0 to 36.
    static Coefficient powerOfTen(int exponent);

    // Exact; nothing when the result would need more than 36 digits.
    static std::optional<Decimal> add(const Decimal &a, const Decimal &b);
    static std::optional<Decimal> subtract(const Decimal &a, const Decimal &b);
    static std::optional<Decimal> multiply(const Decimal &a, const Decimal &b);

    friend bool operator==(const Decimal &a, const Decimal &b) { return (a <=> b) == 0; }
    friend std::strong_ordering operator<=>(const Decimal &a, const Decimal &b);

private:
    Coefficient m_coefficient = 0;
    int m_scale = 0;
};

// For literals in code and tests; the text must be a decimal.
inline Decimal operator""_dec(const char *text, size_t size)
{
    const auto value = Decimal::parse(std::string_view(text, size));
    Q_ASSERT(value);
    return value.value_or(Decimal{});
}
