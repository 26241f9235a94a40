#pragma once

#include "app/exchanges/venuedialect.h"
#include "app/exchanges/wirevalue.h"

#include <string>
#include <unordered_map>

// What the dialects share.

// A venue's spelling → InstrumentId without making a QString for each frame.
class SymbolTable
{
public:
    explicit SymbolTable(VenueId venue) : m_venue(std::move(venue)) {}
    // The reference lives until the next call.
    const InstrumentId &find(std::string_view symbol);

private:
    struct Hash
    {
        using is_transparent = void;
        size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    VenueId m_venue;
    std::unordered_map<std::string, InstrumentId, Hash, std::equal_to<>> m_known;
};

// In the order of their symbols, so that the same set always gives the same frames.
QList<InstrumentId> inOrder(const QSet<InstrumentId> &instruments);
QList<CandleKey> inOrder(const QSet<CandleKey> &candles);

// Pieces of at most `size`.
template <typename T> QList<QList<T>> chunksOf(const QList<T> &list, qsizetype size)
{
    QList<QList<T>> chunks;
    for (qsizetype at = 0; at < list.size(); at += size)
        chunks.append(list.mid(at, size));
    return chunks;
}

// One connection for at most `channels` tickers and candles together.
QList<StreamPlan> plansOf(const QUrl &url, const SubscriptionSet &wanted, qsizetype channels);

// Our names of an interval and a venue's, of those it has.
struct IntervalName
{
    Interval interval;
    const char *name;
};
template <typename Table> const char *venueName(const Table &table, Interval interval)
{
    for (const IntervalName &row : table) {
        if (row.interval == interval)
            return row.name;
    }
    return nullptr;
}
template <typename Table> std::optional<Interval> intervalOf(const Table &table, std::string_view name)
{
    for (const IntervalName &row : table) {
        if (name == row.name)
            return row.interval;
    }
    return std::nullopt;
}
template <typename Table> QList<Interval> intervalsOf(const Table &table)
{
    QList<Interval> list;
    for (const IntervalName &row : table)
        list.append(row.interval);
    return list;
}

// The events of a frame, or what is wrong with it. A frame that gave no ticker and no candle is read again
// strictly, so that broken text is never called an unknown message.
Result<QList<StreamEvent>> finished(JsonReader &reader, const QByteArray &frame, QList<StreamEvent> events);

// {"op":"subscribe","args":[...]} and the like is written with JsonWriter; this asks for a list of strings.
QByteArray jsonStrings(const QStringList &list);

// An address with its query, values percent-encoded.
class RestAddress
{
public:
    RestAddress(const QString &base, const QByteArray &path);
    RestAddress &with(const char *name, const QString &value);
    RestAddress &with(const char *name, const char *value) { return with(name, QString::fromLatin1(value)); }
    RestAddress &with(const char *name, qint64 value) { return with(name, QString::number(value)); }
    QUrl url() const { return QUrl::fromEncoded(m_encoded); }

private:
    QByteArray m_encoded;
    char m_separator = '?';
};
// A page for people: `prefix` and the market's name, percent-encoded.
QUrl pageUrl(const char *prefix, const QString &name);
// Rows to ask for: the venue's maximum, or fewer when the caller wants fewer.
int rowLimit(const CandleQuery &query, int maximum);

// Which key of a venue's object means which of our fields.
template <typename Texts> struct WireField
{
    std::string_view key;
    JsonText Texts::*member;
};
template <typename Texts, size_t N>
void take(const WireField<Texts> (&table)[N], Texts &texts, std::string_view key, JsonValue &value)
{
    for (const WireField<Texts> &field : table) {
        if (key == field.key) {
            texts.*field.member = value.text();
            return;
        }
    }
}

struct TickerTexts
{
    JsonText symbol, last, bid, ask, open, high, low, baseVolume, quoteVolume, change, time;
    JsonText product;   // present: says which product it is (instType, category)
    JsonText notSpot;   // present: a field only other products have
    JsonText venueOnly; // one more, if the venue needs it
};
// Last, bid, ask, high, low, volumes and time; open and change are the venue's own matter. Nothing without a
// valid last price.
bool fillTicker(Ticker &ticker, const TickerTexts &texts, const InstrumentId &instrument, UtcTime receivedAt);
std::optional<Ticker> tickerOf(const TickerTexts &texts, const InstrumentId &instrument, UtcTime receivedAt);

struct InstrumentTexts
{
    JsonText symbol, base, quote, tick, digits, status, product, flag, otherName;
};

// The figures of a candle row by position: row[column of time], ...
struct CandleColumns
{
    int time, open, high, low, close, volume;
    int confirm = -1; // "1": closed
};

// The five figures of a candle row; nothing unless time and all four prices are there.
struct CandleTexts
{
    JsonText time, open, high, low, close, volume;
};
std::optional<Candle> candleOf(const CandleTexts &texts);
std::optional<Candle> candleOfRow(JsonValue &row, const CandleColumns &columns);
// Ascending, without duplicate times, within the query. Marks all but the newest closed, unless the venue
// told (`flagged`).
QList<Candle> orderedCandles(QList<Candle> candles, bool flagged);
QList<Candle> withinQuery(QList<Candle> candles, const CandleQuery &query);

// The instruments of a list of `rows` rows. A list of which none is one of ours is another product's: an
// error (Unsupported), so that it is never taken for "everything was delisted".
Result<QList<Instrument>> usable(QList<Instrument> instruments, int rows);

// Why a message made no ticker: its last price is missing or none.
StreamIgnored noLastPrice(std::string_view symbol, const JsonText &last);
// "ignored" with a reason that quotes outside text, cut to a sane length.
StreamIgnored ignored(const char *what, std::string_view detail = {});
// Outside text for a reason or the log: at most 200 characters, no control characters.
QString quoted(std::string_view text);

// What an HTTP status means whatever the venue; `said` is the venue's own message, if one was found.
Error httpStatusError(int status, const QByteArray &body, const QString &said);
// HTML where JSON should be: a captive portal, a CDN's error page.
bool looksLikeHtml(const QByteArray &body);
// The error for a body that is not JSON, or not the answer it should be.
tl::unexpected<Error> malformed(const QByteArray &body, const QString &why);
// A base code that ends like a leveraged token's ("BTC3L", "ETH5S", "XRPBULL").
bool looksLeveraged(const QString &base);
// A base code made of a known share's: "RAAPL" (Bitget), "AAPLX" (xStocks), "AAPLON" (Ondo).
bool looksTokenisedShare(const QString &base);
