#pragma once

#include "app/quotes/coinquote.h"

#include <QByteArray>
#include <QList>

// How `wickpost quotes` words a coin. Prices are the venue's own figures with every digit it sent,
// unconverted, never with an exponent; times are milliseconds since 1970 UTC; what is unknown is null, empty
// or "—".

// "live", "stale", "offline", "simulated"; empty when there is no price at all.
QString stateName(PriceState state);
// Since the price was last confirmed; nothing when it never was.
std::optional<qint64> ageMs(const SourceQuote &source, MonoTime now, UtcTime wallNow);

QByteArray quoteJson(const CoinQuote &quote, MonoTime now, UtcTime wallNow);
QByteArray quoteCsvHeader();
QByteArray quoteCsv(const CoinQuote &quote, MonoTime now, UtcTime wallNow);
QByteArray quoteTable(const QList<CoinQuote> &quotes, MonoTime now, UtcTime wallNow);
// One object of waybar's custom module: text, tooltip, class.
QByteArray quoteWaybar(const QList<CoinQuote> &quotes, MonoTime now, UtcTime wallNow);
