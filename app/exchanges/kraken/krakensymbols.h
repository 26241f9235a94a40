#pragma once

#include "app/market/ids.h"

#include <QList>
#include <optional>

// Kraken's legacy spellings (exchanges.md 5.2). With assetVersion=1 its REST says "BTC/USD" as the stream
// does; without, pairs are keys like "XXBTZUSD" or "XBTUSD" and only wsname ("XBT/USD") has a slash.

// XBT → BTC, XDG → DOGE; all else as it is.
QString krakenAsset(const QString &code);
// "XBT/USD" → "BTC/USD"; nothing when there is no slash in it.
std::optional<QString> krakenPair(const QString &slashed);
// XXBT and ZEUR → "BTC/EUR": base and quote of a pair that has neither slash nor wsname (lists of 2017).
QString krakenPairOfAssets(const QString &base, const QString &quote);
// The instrument among `asked` that a legacy key without a slash means, if any.
std::optional<InstrumentId> krakenPairOfKey(const QString &key, const QList<InstrumentId> &asked);
