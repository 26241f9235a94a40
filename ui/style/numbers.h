#pragma once

#include "app/base/decimal.h"
#include "app/quotes/coinquote.h"
#include "app/settings/settings.h"

#include <QString>
#include <chrono>
#include <optional>

// How people want numbers written.
struct NumberStyle
{
    Digits digits = Digits::Short;
    TinyPrices tiny = TinyPrices::Full;
    QString group = QStringLiteral(",");
    QString point = QStringLiteral(".");
    bool operator==(const NumberStyle &) const = default;
};
NumberStyle numberStyle(const Settings &settings);

// Every number the window shows, as text (design.md section 5). Minus is U+2212, rounding is half away from
// zero, an unknown number is "—". No thread, no state but the style.
class Numbers
{
public:
    explicit Numbers(NumberStyle style = {}) : m_style(std::move(style)) {}
    const NumberStyle &style() const { return m_style; }
    QChar point() const { return m_style.point.isEmpty() ? u'.' : m_style.point.front(); }
    static QString unknown() { return QStringLiteral("—"); }

    // The short format of lists, compact and headline prices, without a currency sign: "114,959.13", "3.03",
    // "1", "0.2615", stablecoins "0.9998". With Digits::All: every digit the exchange gives.
    // `tickScale` is displayScale() of the instrument, where known.
    QString price(const Decimal &price, bool stablecoin = false,
                  std::optional<int> tickScale = std::nullopt) const;
    // What a row shows for a quote: price() with "$" if it may carry one, or the bare number (its unit is
    // quote.unit); "—" when there is none.
    QString price(const CoinQuote &quote) const;
    // The instrument's own step: source tables, axes, alerts. No currency sign. Without a known step: every
    // digit.
    QString tickPrice(const Decimal &price, std::optional<int> tickScale) const;
    // Every digit received, grouped: tooltips. Zeros with which a venue pads beyond the tick size are left
    // out (Binance sends 114957.20000000).
    QString everyDigit(const Decimal &price, std::optional<int> tickScale = std::nullopt) const;
    // As sent, for the clipboard: "114959.13".
    static QString plain(const Decimal &price) { return price.toString(); }

    QString change(double percent) const;                       // "+0.83%", "−1.12%", "0.00%", "+1,204%"
    QString change(const std::optional<double> &percent) const; // "—" without
    static int changeSign(double percent);                      // of what change() shows: -1, 0, 1
    QString moneyChange(const Decimal &difference, bool dollars) const; // "+$946.31", "−0.0026"
    QString versusMedian(double percent) const;                         // "−0.002%"
    QString spread(const Decimal &difference) const;                    // "14.28"
    QString spreadPct(double percent) const;                            // "0.012%"
    QString basisPoints(int points) const;                              // "−28 bp"
    QString volume(const Decimal &amount, const QString &unit) const;   // "21,846 BTC", "2.51B USDT"
    QString count(qint64 number) const;                                 // "2,418"
    QString latency(std::chrono::milliseconds time) const;              // "84 ms", "1.2 s"
    QString age(std::chrono::milliseconds time) const;         // "0.4 s", "12 s", "6 min", "8 h", "3 d"
    static QString ageInWords(std::chrono::milliseconds time); // "6 minutes", for screen readers
    // "2 bp below its peg", "on its peg"
    static QString pegText(int basisPoints);

private:
    QString grouped(const Decimal &value) const; // every digit of its scale, U+2212 when negative
    QString shortPrice(const Decimal &price, bool stablecoin) const;
    QString signedPercent(double percent, int decimals) const;

    NumberStyle m_style;
};
