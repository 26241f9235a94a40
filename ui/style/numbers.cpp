#include "ui/style/numbers.h"

#include <QLocale>
#include <cmath>

using namespace std::chrono_literals;

namespace {
constexpr QChar minus(0x2212);

// The number as people see it: 0.835 is 0.835, not the 0.83499999999999996 it is stored as.
Decimal exact(double value)
{
    if (!std::isfinite(value))
        return {};
    return Decimal::parse(QByteArrayView(QByteArray::number(value, 'g', QLocale::FloatingPointShortest)))
        .value_or(Decimal{});
}

Decimal one()
{
    return {1, 0};
}

QString subscript(int number)
{
    QString text = QString::number(number);
    for (QChar &c : text)
        c = QChar(0x2080 + c.digitValue());
    return text;
}

// Four significant digits, also when rounding carries into another place (0.099999 → 0.1000).
Decimal fourSignificant(const Decimal &price)
{
    const Decimal rounded = price.rounded(3 - price.magnitude());
    return rounded.rounded(3 - rounded.magnitude());
}
} // namespace

NumberStyle numberStyle(const Settings &settings)
{
    NumberStyle style;
    style.digits = settings.digits;
    style.tiny = settings.tinyPrices;
    if (settings.numberFormat == NumberFormat::System) {
        const QLocale locale = QLocale::system();
        style.group = locale.groupSeparator();
        style.point = locale.decimalPoint();
    }
    return style;
}

QString Numbers::grouped(const Decimal &value) const
{
    QString text = QString::fromLatin1(value.abs().toByteArray());
    const qsizetype point = text.indexOf(u'.');
    const qsizetype whole = point < 0 ? text.size() : point;
    if (point >= 0)
        text.replace(point, 1, m_style.point);
    for (qsizetype at = whole - 3; at > 0; at -= 3)
        text.insert(at, m_style.group);
    if (value.isNegative() && !value.isZero())
        text.prepend(minus);
    return text;
}

QString Numbers::price(const Decimal &price, bool stablecoin, std::optional<int> tickScale) const
{
    return m_style.digits == Digits::All ? everyDigit(price, tickScale) : shortPrice(price, stablecoin);
}

QString Numbers::price(const CoinQuote &quote) const
{
    const SourceQuote *source = quote.shownSource();
    if (!source)
        return unknown();
    const QString text = price(source->ticker.last, quote.asset.stablecoin, displayScale(source->instrument));
    return quote.dollars ? u'$' + text : text;
}

QString Numbers::shortPrice(const Decimal &price, bool stablecoin) const
{
    if (price.isZero())
        return QStringLiteral("0");
    if (price.isNegative())
        return minus + shortPrice(price.abs(), stablecoin);
    if (stablecoin)
        return price == one() ? QStringLiteral("1") : grouped(price.rounded(4));
    if (price < one()) {
        const Decimal four = fourSignificant(price);
        if (four < one()) {
            const int zeros = -four.magnitude() - 1; // after the point
            if (zeros >= 4 && m_style.tiny == TinyPrices::Subscript)
                return u'0' + m_style.point + u'0' + subscript(zeros) +
                       QString::fromLatin1(Decimal(four.coefficient(), 0).toByteArray());
            return grouped(four);
        }
    }
    const Decimal two = price.rounded(2);
    return grouped(two.trimmed().scale() == 0 ? two.rounded(0) : two);
}

QString Numbers::tickPrice(const Decimal &price, std::optional<int> tickScale) const
{
    return tickScale ? grouped(price.rounded(*tickScale)) : grouped(price);
}

QString Numbers::everyDigit(const Decimal &price, std::optional<int> tickScale) const
{
    if (!tickScale || price.scale() <= *tickScale)
        return grouped(price);
    const int needed = price.trimmed().scale();
    return grouped(price.rounded(std::max(needed, *tickScale)));
}

QString Numbers::signedPercent(double percent, int decimals) const
{
    const Decimal value = exact(percent).rounded(decimals);
    const QString text = grouped(value) + u'%';
    return value.isZero() || value.isNegative() ? text : u'+' + text;
}

QString Numbers::change(double percent) const
{
    if (!std::isfinite(percent))
        return unknown();
    return signedPercent(percent, exact(percent).abs().rounded(2) >= Decimal(1000, 0) ? 0 : 2);
}

QString Numbers::change(const std::optional<double> &percent) const
{
    return percent ? change(*percent) : unknown();
}

int Numbers::changeSign(double percent)
{
    const Decimal value = exact(percent).rounded(2);
    return value.isZero() ? 0 : value.isNegative() ? -1 : 1;
}

QString Numbers::moneyChange(const Decimal &difference, bool dollars) const
{
    const QString amount = (dollars ? QStringLiteral("$") : QString()) + shortPrice(difference.abs(), false);
    if (difference.isZero())
        return amount;
    return (difference.isNegative() ? minus : QChar(u'+')) + amount;
}

QString Numbers::versusMedian(double percent) const
{
    return std::isfinite(percent) ? signedPercent(percent, 3) : unknown();
}

QString Numbers::spread(const Decimal &difference) const
{
    return shortPrice(difference.abs(), false);
}

QString Numbers::spreadPct(double percent) const
{
    return std::isfinite(percent) ? grouped(exact(percent).abs().rounded(3)) + u'%' : unknown();
}

QString Numbers::basisPoints(int points) const
{
    const QString text = grouped(Decimal(points, 0)) + QStringLiteral(" bp");
    return points > 0 ? u'+' + text : text;
}

QString Numbers::pegText(int basisPoints)
{
    if (basisPoints == 0)
        return QStringLiteral("on its peg");
    return QStringLiteral("%1 bp %2 its peg")
        .arg(std::abs(basisPoints))
        .arg(basisPoints < 0 ? QStringLiteral("below") : QStringLiteral("above"));
}

QString Numbers::volume(const Decimal &amount, const QString &unit) const
{
    const QString tail = unit.isEmpty() ? QString() : u' ' + unit;
    const Decimal whole = amount.rounded(0);
    if (whole < Decimal(1000, 0))
        return shortPrice(amount, false) + tail;
    if (whole < Decimal(1'000'000, 0))
        return grouped(whole) + tail;
    // Rounding may carry into the next letter: 999,999,999 is 1.00B, not 1000.00M.
    QChar letter = u'M';
    int power = -6;
    for (const QChar next : {u'B', u'T'}) {
        if (amount.shifted(power).rounded(2) < Decimal(1000, 0))
            break;
        letter = next;
        power -= 3;
    }
    return grouped(amount.shifted(power).rounded(2)) + letter + tail;
}

QString Numbers::count(qint64 number) const
{
    return grouped(Decimal(number, 0));
}

QString Numbers::latency(std::chrono::milliseconds time) const
{
    if (time < 1s)
        return QStringLiteral("%1 ms").arg(std::max<qint64>(0, time.count()));
    return grouped(Decimal(time.count(), 3).rounded(1)) + QStringLiteral(" s");
}

QString Numbers::age(std::chrono::milliseconds time) const
{
    time = std::max(time, 0ms);
    if (time < 10s) // cut, not rounded: an age is what has passed
        return grouped(Decimal(time / 100ms, 1)) + QStringLiteral(" s");
    if (time < 1min)
        return QStringLiteral("%1 s").arg(time / 1s);
    if (time < 1h)
        return QStringLiteral("%1 min").arg(time / 1min);
    if (time < 24h)
        return QStringLiteral("%1 h").arg(time / 1h);
    return QStringLiteral("%1 d").arg(time / 24h);
}

QString Numbers::ageInWords(std::chrono::milliseconds time)
{
    const auto words = [](qint64 n, const QString &unit) {
        return n == 1 ? QStringLiteral("1 ") + unit : QString::number(n) + u' ' + unit + u's';
    };
    time = std::max(time, 0ms);
    if (time < 1min)
        return words(time / 1s, QStringLiteral("second"));
    if (time < 1h)
        return words(time / 1min, QStringLiteral("minute"));
    if (time < 24h)
        return words(time / 1h, QStringLiteral("hour"));
    return words(time / 24h, QStringLiteral("day"));
}
