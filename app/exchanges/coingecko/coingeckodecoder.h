#pragma once

#include "app/exchanges/venuedialect.h"

// CoinGecko v3 (exchanges.md 8): polled, an aggregate of many markets, never counted as one. Its instruments
// are its coin ids ("bitcoin"), quoted in US dollars. All pure and free of state: safe on any thread.

// A coin of /coins/markets. Nearly everything may be null there.
struct CoinGeckoCoin
{
    QString id, symbol, name; // symbol in upper case; not unique
    std::optional<int> rank;
    std::optional<Decimal> marketCap; // US dollars
    // instrument.symbol is the id; quoteVolume is the volume of all markets in dollars. Nothing without a
    // valid price.
    std::optional<Ticker> ticker;
    QList<float> sparkline; // 7 days, about hourly, oldest first; may be empty
};

const VenueId &coinGeckoVenue();
// By size, page 1 being the largest 250; with ids just these (at most 250, in any order).
RestQuery coinGeckoMarketsQuery(int page, bool sparkline);
RestQuery coinGeckoMarketsQuery(const QStringList &ids, bool sparkline);
// Last price, 24 h volume and change of these ids; smaller than markets.
RestQuery coinGeckoPriceQuery(const QStringList &ids);
RestQuery coinGeckoListQuery();

// In the order of the answer, which is by market cap when asked by page.
Result<QList<CoinGeckoCoin>> decodeCoinGeckoMarkets(const QByteArray &body, UtcTime receivedAt);
// A Ticker or StreamIgnored for each coin, of a /coins/markets list or a /simple/price object. Coins the
// server does not know are missing.
Result<QList<StreamEvent>> decodeCoinGeckoTickers(const QByteArray &body, UtcTime receivedAt);
// /coins/list, or /coins/markets read as one: every coin as an instrument without a tick size and
// without a quote coin, which is what the prices are asked in.
Result<QList<Instrument>> decodeCoinGeckoList(const QByteArray &body);
// /coins/{id}/ohlc: no volume; the spacing is CoinGecko's choice by length.
Result<QList<Candle>> decodeCoinGeckoOhlc(const QByteArray &body, const CandleQuery &query);
// What a non-2xx answer means; the body may be HTML from its CDN.
Error coinGeckoHttpError(int status, const QByteArray &body);
QUrl coinGeckoPage(const QString &id);
