#include "app/exchanges/channelframes.h"

#include "app/base/jsonwriter.h"

void readChannelData(JsonValue &data, const ChannelVenue &venue, const ChannelTarget &target,
                     SymbolTable &symbols, UtcTime receivedAt, QList<StreamEvent> &events)
{
    CandleUpdate update{target.instrument, target.interval, {}, false};
    const bool list = data.items([&](JsonValue &row) {
        if (target.what == ChannelTarget::What::Candle) {
            if (const auto candle = candleOfRow(row, venue.candles))
                update.candles.append(*candle);
            return;
        }
        const TickerTexts texts = venue.readTicker(row);
        if (texts.symbol.isPresent() && symbols.find(texts.symbol.value()) != target.instrument)
            events.append(ignored("the ticker names another symbol than its channel", texts.symbol.value()));
        else
            events.append(venue.tickerEvent(texts, target.instrument, receivedAt));
    });
    if (!update.candles.isEmpty()) {
        update.candles = orderedCandles(std::move(update.candles), venue.candles.confirm >= 0);
        events.append(std::move(update));
    } else if (events.isEmpty())
        events.append(ignored(list ? "no data in the frame" : "data is no list"));
}

QByteArrayList channelFrames(const char *op, const QList<QPair<QString, QString>> &channels, qsizetype most,
                             const QString &product)
{
    QByteArrayList frames;
    for (const auto &chunk : chunksOf(channels, most)) {
        JsonWriter json;
        json.beginObject()
            .text(QLatin1String("op"), QString::fromLatin1(op))
            .beginArray(QLatin1String("args"));
        for (const auto &[channel, instId] : chunk) {
            json.beginObject();
            if (!product.isEmpty())
                json.text(QLatin1String("instType"), product);
            json.text(QLatin1String("channel"), channel).text(QLatin1String("instId"), instId).end();
        }
        json.end().end();
        frames.append(json.bytes());
    }
    return frames;
}

QString codeAndMessage(std::string_view code, std::string_view message)
{
    return QStringLiteral("%1 %2").arg(quoted(code), quoted(message)).trimmed();
}

Result<QList<Candle>> codedCandles(const QByteArray &body, const ChannelVenue &venue,
                                   const CandleQuery &query)
{
    QList<Candle> candles;
    const auto read = readCodedRows(body, venue, [&](JsonValue &row) {
        if (const auto candle = candleOfRow(row, venue.candles))
            candles.append(*candle);
    });
    if (!read)
        return tl::unexpected<Error>(read.error());
    return withinQuery(orderedCandles(std::move(candles), venue.candles.confirm >= 0), query);
}
