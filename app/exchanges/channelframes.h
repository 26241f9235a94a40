#pragma once

#include "app/exchanges/dialecttools.h"

// What Bitget and OKX have in common: frames {"arg":{"channel":...,"instId":...},"data":[...]} and answers
// {"code":...,"msg":...,"data":[...]}.

// What each of them does differently in these.
struct ChannelVenue
{
    const char *whose;     // "a Bitget", for "not a Bitget answer"
    std::string_view good; // the code of an answer that is no error
    Error::Kind (*kindOf)(std::string_view code);
    TickerTexts (*readTicker)(JsonValue &row);
    StreamEvent (*tickerEvent)(const TickerTexts &texts, const InstrumentId &instrument, UtcTime receivedAt);
    CandleColumns candles;
};

// What a frame's arg says its data is. Owns all it says: the document may be read again after it.
struct ChannelTarget
{
    enum class What { Ticker, Candle, Nothing } what = What::Nothing;
    InstrumentId instrument;
    Interval interval = Interval::M1;
    StreamIgnored why; // of Nothing
    bool spot = true;  // an arg of our product and version, whatever the channel

    bool isData() const { return what != What::Nothing; }
    bool isNamed() const { return spot && !instrument.symbol.isEmpty(); }
};

// The data of a frame: tickers, or one update of candles; or why there is nothing.
void readChannelData(JsonValue &data, const ChannelVenue &venue, const ChannelTarget &target,
                     SymbolTable &symbols, UtcTime receivedAt, QList<StreamEvent> &events);
// {"op":...,"args":[{"channel":...,"instId":...}]}, with `product` as instType where there is one; at most
// `most` args a frame.
QByteArrayList channelFrames(const char *op, const QList<QPair<QString, QString>> &channels, qsizetype most,
                             const QString &product = {});

// "30032 \"Invalid\"": an error's code and the venue's own words.
QString codeAndMessage(std::string_view code, std::string_view message);
// Each row of an answer is handed to `row`. An error for a code that is none of the good ones.
template <typename Row> Result<void> readCodedRows(const QByteArray &body, const ChannelVenue &venue, Row row)
{
    JsonReader reader;
    JsonText code, message;
    bool rows = false;
    reader.open(body);
    reader.fields([&](std::string_view key, JsonValue &value) {
        if (key == "code")
            code = value.text();
        else if (key == "msg")
            message = value.text();
        else if (key == "data")
            rows = value.items(row);
    });
    if (!reader.finish())
        return malformed(body, reader.error());
    if (!code.isPresent())
        return malformed(body, QStringLiteral("not %1 answer: no code").arg(QLatin1String(venue.whose)));
    if (code.value() != venue.good)
        return failure(venue.kindOf(code.value()), codeAndMessage(code.value(), message.value()));
    if (!rows)
        return malformed(body, QStringLiteral("not the answer asked for: data is no list"));
    return {};
}
// The candles of an answer, as VenueDialect::decodeCandles() wants them.
Result<QList<Candle>> codedCandles(const QByteArray &body, const ChannelVenue &venue,
                                   const CandleQuery &query);
