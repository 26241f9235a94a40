#include "app/base/decimal.h"

#include <boost/multiprecision/cpp_int.hpp>
#include <cstdlib>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace {
using boost::multiprecision::cpp_int;

std::string printed(std::string_view text)
{
    const auto value = Decimal::parse(text);
    return value ? value->toByteArray().toStdString() : "refused";
}

cpp_int whole(const Decimal &value)
{
    const Decimal::Coefficient c = value.coefficient();
    const auto magnitude = static_cast<unsigned __int128>(c < 0 ? -c : c);
    cpp_int result = static_cast<std::uint64_t>(magnitude >> 64);
    result = (result << 64) + static_cast<std::uint64_t>(magnitude);
    return c < 0 ? -result : result;
}
cpp_int power(int exponent)
{
    return boost::multiprecision::pow(cpp_int(10), static_cast<unsigned>(exponent));
}
// The value times 10^scale, exactly; scale must not be below the value's own.
cpp_int at(const Decimal &value, int scale)
{
    return whole(value) * power(scale - value.scale());
}

// Texts of the grammar, short and long ones.
rc::Gen<std::string> decimalText()
{
    return rc::gen::exec([] {
        const auto digits = [](int most) {
            const int count = *rc::gen::inRange(1, most + 1);
            return *rc::gen::container<std::string>(static_cast<std::size_t>(count),
                                                    rc::gen::inRange('0', static_cast<char>('9' + 1)));
        };
        std::string text = *rc::gen::element(std::string(), std::string("-"));
        text += digits(*rc::gen::element(3, 17));
        if (*rc::gen::arbitrary<bool>())
            text += '.' + digits(*rc::gen::element(2, 8, 18));
        return text;
    });
}
// A view of the text: QByteArrayView takes a std::string too, and the compiler can't choose.
std::optional<Decimal> parseText(const std::string &text)
{
    return Decimal::parse(std::string_view(text));
}
} // namespace

TEST(DecimalTest, PrintsEveryDigitAsItCame)
{
    for (const char *text :
         {"0", "0.0", "67250.10", "0.00000840", "-12.50", "63250", "1234567890123.00000000",
          "115792089237316195423570985008687907", "0.000000000000000000000000000000000001"})
        EXPECT_EQ(printed(text), text);
    EXPECT_EQ(printed("007.50"), "7.50");
    EXPECT_EQ(printed("-0"), "0");
}

TEST(DecimalTest, FoldsExponentsIn)
{
    EXPECT_EQ(printed("1.5e-3"), "0.0015");
    EXPECT_EQ(printed("5.938674704566297e-06"), "0.000005938674704566297");
    EXPECT_EQ(printed("1E+3"), "1000");
    EXPECT_EQ(printed("2.62e12"), "2620000000000");
    EXPECT_EQ(printed("-1.5e1"), "-15");
    EXPECT_EQ(printed("0e5"), "0");
}

TEST(DecimalTest, RefusesWhatIsNoDecimalAndWhatItCanNotHold)
{
    for (const char *text : {"",
                             "-",
                             ".",
                             "1.",
                             ".5",
                             "+1",
                             " 1",
                             "1 ",
                             "1,5",
                             "1e",
                             "1e+",
                             "1e+-2",
                             "1e1.5",
                             "e5",
                             "--1",
                             "-.5",
                             "nan",
                             "NaN",
                             "inf",
                             "Infinity",
                             "null",
                             "0x10",
                             "1_000",
                             "1..2",
                             "1.2.3",
                             "1e400",
                             "1e-99",
                             "1e36",
                             "1234567890123456789012345678901234567",
                             "1.234567890123456789012345678901234567"})
        EXPECT_EQ(printed(text), "refused") << text;
    EXPECT_EQ(printed(std::string_view("1\0", 2)), "refused");
    // Twenty digits wrap around in 64 bits; they must not here.
    EXPECT_EQ(printed("99999999999999999999"), "99999999999999999999");
    EXPECT_EQ(printed("18446744073709551617"), "18446744073709551617");
    EXPECT_EQ(printed("9999999999999999999"), "9999999999999999999");
}

TEST(DecimalTest, ComparesByValueNotByScale)
{
    EXPECT_EQ("67250.10"_dec, "67250.1"_dec);
    EXPECT_LT("0.1"_dec, "0.10000000000000000000000000000001"_dec);
    EXPECT_GT("-0.1"_dec, "-0.10000000000000000000000000000001"_dec);
    EXPECT_LT("-1"_dec, "0"_dec);
    EXPECT_EQ("0"_dec, "0.000"_dec);
    EXPECT_LT("999999999999999999999999999999999999"_dec, Decimal(Decimal::powerOfTen(36), 0));
}

TEST(DecimalTest, RoundsHalfAwayFromZero)
{
    EXPECT_EQ("2.5"_dec.rounded(0).toByteArray(), "3");
    EXPECT_EQ("-2.5"_dec.rounded(0).toByteArray(), "-3");
    EXPECT_EQ("2.4999"_dec.rounded(0).toByteArray(), "2");
    EXPECT_EQ("1.005"_dec.rounded(2).toByteArray(), "1.01");
    EXPECT_EQ("1"_dec.rounded(3).toByteArray(), "1.000");
    EXPECT_EQ("0.0000000000000000000000000000000000000000000000000001"_dec.rounded(2).toByteArray(), "0.00");
}

TEST(DecimalTest, ShiftsThePointExactly)
{
    EXPECT_EQ("-0.00396"_dec.shifted(2).toByteArray(), "-0.396");
    EXPECT_EQ("0.00991"_dec.shifted(2).toDouble(), 0.991);
    EXPECT_EQ("1.5"_dec.shifted(3).toByteArray(), "1500");
    EXPECT_EQ("1.5"_dec.shifted(-3).toByteArray(), "0.0015");
    const Decimal huge = "999999999999999999999999999999999999"_dec.shifted(2);
    EXPECT_GE(huge, "999999999999999999999999999999999999"_dec) << "too large is never zero";
    EXPECT_LE(huge.shifted(0), Decimal(Decimal::powerOfTen(36), 0));
}

TEST(DecimalTest, KnowsItsMagnitude)
{
    EXPECT_EQ("114959.13"_dec.magnitude(), 5);
    EXPECT_EQ("0.2615"_dec.magnitude(), -1);
    EXPECT_EQ("1"_dec.magnitude(), 0);
    EXPECT_EQ("0.00000840"_dec.magnitude(), -6);
    EXPECT_EQ("0"_dec.magnitude(), 0);
    EXPECT_EQ("0.000"_dec.trimmed().toByteArray(), "0");
    EXPECT_EQ("10.500"_dec.trimmed().toByteArray(), "10.5");
}

TEST(DecimalTest, SumsTooLongAreRefusedNotRounded)
{
    EXPECT_FALSE(Decimal::add("999999999999999999999999999999999999"_dec, "0.1"_dec));
    EXPECT_FALSE(Decimal::add("999999999999999999999999999999999999"_dec, "1"_dec));
    EXPECT_EQ(Decimal::add("999999999999999999999999999999999998"_dec, "1.00"_dec)->toByteArray(),
              "999999999999999999999999999999999999")
        << "zeros at the end are not what is too long";
    EXPECT_FALSE(Decimal::multiply("1234567890123456789"_dec, "1234567890123456789"_dec));
    EXPECT_EQ(Decimal::subtract("1"_dec, "1.000"_dec)->isZero(), true);
}

RC_GTEST_PROP(DecimalProperty, TextGoesInAndComesOut, ())
{
    const std::string text = *decimalText();
    const auto value = parseText(text);
    RC_ASSERT(value.has_value());
    const auto again = Decimal::parse(value->toByteArray());
    RC_ASSERT(again.has_value());
    RC_ASSERT(again->coefficient() == value->coefficient());
    RC_ASSERT(again->scale() == value->scale());
    // Leading zeros send a short text through the long grammar: both must read the same.
    const bool negative = text.front() == '-';
    const auto padded =
        parseText((negative ? "-" : "") + std::string(30, '0') + text.substr(negative ? 1 : 0));
    RC_ASSERT(padded.has_value());
    RC_ASSERT(padded->coefficient() == value->coefficient());
    RC_ASSERT(padded->scale() == value->scale());
}

RC_GTEST_PROP(DecimalProperty, DoublesAreTheNearest, ())
{
    const std::string text = *decimalText();
    RC_ASSERT(parseText(text)->toDouble() == std::strtod(text.c_str(), nullptr) ||
              std::strtod(text.c_str(), nullptr) == 0);
}

RC_GTEST_PROP(DecimalProperty, ComparesAndAddsAsBoostDoes, ())
{
    const Decimal a = *parseText(*decimalText()), b = *parseText(*decimalText());
    const int scale = std::max(a.scale(), b.scale());
    const cpp_int x = at(a, scale), y = at(b, scale);
    RC_ASSERT((a <=> b < 0) == (x < y));
    RC_ASSERT((a == b) == (x == y));
    if (const auto sum = Decimal::add(a, b))
        RC_ASSERT(at(*sum, std::max(scale, sum->scale())) ==
                  (x + y) * power(std::max(scale, sum->scale()) - scale));
    else
        RC_ASSERT(abs(x + y) >= power(34)); // only what is really long
    if (const auto product = Decimal::multiply(a, b))
        RC_ASSERT(at(*product, product->scale()) * power(a.scale() + b.scale()) ==
                  whole(a) * whole(b) * power(product->scale()));
}

RC_GTEST_PROP(DecimalProperty, RoundsAsBoostDoes, ())
{
    const Decimal a = *parseText(*decimalText());
    const int scale = *rc::gen::inRange(0, 20);
    const Decimal rounded = a.rounded(scale);
    if (scale >= a.scale()) {
        RC_ASSERT(rounded == a);
        return;
    }
    const cpp_int unit = power(a.scale() - scale), twice = 2 * whole(a);
    const cpp_int expected = (twice + (twice < 0 ? -unit : unit)) / (2 * unit);
    RC_ASSERT(whole(rounded) == expected);
    RC_ASSERT(rounded.scale() == scale);
    RC_ASSERT(a.trimmed() == a);
}
