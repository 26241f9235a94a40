#include "app/exchanges/decodejson.h"

#include "app/base/jsonwriter.h"
#include "app/exchanges/coingecko/coingeckodecoder.h"
#include "app/exchanges/jsonreader.h"

namespace {
constexpr QLatin1String type("type"), symbol("symbol"), time("time"), reason("reason");

// Prints events as lines and counts them.
class LinePrinter
{
public:
    explicit LinePrinter(DecodeSummary &summary) : m_summary(summary) {}

    void operator()(const Ticker &ticker)
    {
        ++m_summary.tickers;
        JsonWriter json;
        json.beginObject()
            .text(type, QStringLiteral("ticker"))
            .textOrNull(symbol, ticker.instrument.symbol)
            .money(QLatin1String("last"), ticker.last)
            .money(QLatin1String("bid"), ticker.bid)
            .money(QLatin1String("ask"), ticker.ask)
            .money(QLatin1String("open24h"), ticker.open24h)
            .money(QLatin1String("high24h"), ticker.high24h)
            .money(QLatin1String("low24h"), ticker.low24h)
            .money(QLatin1String("baseVolume"), ticker.baseVolume)
            .money(QLatin1String("quoteVolume"), ticker.quoteVolume)
            .number(QLatin1String("change24hPct"), ticker.change24hPct);
        if (isKnown(ticker.exchangeTime))
            json.integer(time, toMsecs(ticker.exchangeTime));
        else
            json.null(time);
        add(json);
    }
    void operator()(const CandleUpdate &update)
    {
        for (const Candle &candle : update.candles) {
            ++m_summary.candles;
            JsonWriter json;
            json.beginObject()
                .text(type, QStringLiteral("candle"))
                .textOrNull(symbol, update.instrument.symbol)
                .text(QLatin1String("interval"), intervalName(update.interval))
                .integer(time, toMsecs(candle.time))
                .money(QLatin1String("open"), candle.open)
                .money(QLatin1String("high"), candle.high)
                .money(QLatin1String("low"), candle.low)
                .money(QLatin1String("close"), candle.close)
                .money(QLatin1String("volume"), candle.volume)
                .boolean(QLatin1String("closed"), candle.closed);
            add(json);
        }
    }
    void operator()(const Instrument &instrument)
    {
        ++m_summary.instruments;
        JsonWriter json;
        json.beginObject()
            .text(type, QStringLiteral("instrument"))
            .text(symbol, instrument.id.symbol)
            .textOrNull(QLatin1String("base"), instrument.base)
            .textOrNull(QLatin1String("quote"), instrument.quote)
            .money(QLatin1String("tickSize"),
                   instrument.tickSize.isZero() ? std::nullopt : std::optional(instrument.tickSize))
            .textOrNull(QLatin1String("status"), instrument.statusText);
        add(json);
    }
    void operator()(const StreamAck &ack) { note(m_summary.acks, "ack", ack.reason); }
    void operator()(const StreamHeartbeat &beat) { note(m_summary.heartbeats, "heartbeat", beat.reason); }
    void operator()(const StreamError &error) { note(m_summary.errors, "error", error.error.detail); }
    void operator()(const StreamIgnored &ignored) { note(m_summary.ignored, "ignored", ignored.reason); }
    void operator()(const Error &error)
    {
        if (error.kind == Error::Kind::Malformed)
            note(m_summary.malformed, "malformed", error.detail);
        else if (error.kind == Error::Kind::Unsupported) // well-formed, and another product's
            note(m_summary.ignored, "ignored", error.detail);
        else
            note(m_summary.errors, "error", error.detail);
    }
    void operator()(const QList<StreamEvent> &events)
    {
        for (const StreamEvent &event : events)
            std::visit(*this, event);
    }
    template <typename T> void operator()(const QList<T> &list)
    {
        for (const T &each : list)
            (*this)(each);
    }
    template <typename T> void operator()(const Result<T> &result)
    {
        if (result)
            (*this)(*result);
        else
            (*this)(result.error());
    }
    const QByteArray &lines() const { return m_lines; }

private:
    void note(int &count, const char *what, const QString &why)
    {
        ++count;
        JsonWriter json;
        json.beginObject().text(type, QString::fromLatin1(what)).text(reason, why);
        add(json);
    }
    void add(JsonWriter &json)
    {
        json.end();
        m_lines += json.bytes();
        m_lines += '\n';
    }

    DecodeSummary &m_summary;
    QByteArray m_lines;
};

CandleUpdate updateOf(const CandleQuery &query, QList<Candle> candles)
{
    return {query.instrument, query.interval, std::move(candles), true};
}
} // namespace

std::optional<DecodeKind> decodeKindFromName(QStringView name)
{
    if (name == QLatin1String("stream"))
        return DecodeKind::Stream;
    if (name == QLatin1String("ticker"))
        return DecodeKind::Ticker;
    if (name == QLatin1String("tickers"))
        return DecodeKind::Tickers;
    if (name == QLatin1String("candles"))
        return DecodeKind::Candles;
    return name == QLatin1String("instruments") ? std::optional(DecodeKind::Instruments) : std::nullopt;
}

QString DecodeSummary::text() const
{
    QStringList parts;
    const auto add = [&](int count, const char *one, const char *many) {
        if (count > 0)
            parts.append(QString::number(count) + u' ' + QLatin1String(count == 1 ? one : many));
    };
    add(tickers, "ticker", "tickers");
    add(candles, "candle", "candles");
    add(instruments, "instrument", "instruments");
    add(acks, "ack", "acks");
    add(heartbeats, "heartbeat", "heartbeats");
    add(errors, "error", "errors");
    add(ignored, "ignored", "ignored");
    add(malformed, "malformed", "malformed");
    return parts.isEmpty() ? QStringLiteral("nothing") : parts.join(QLatin1String(", "));
}

Result<JsonDecoder> JsonDecoder::make(const DecodeRequest &request)
{
    JsonDecoder decoder;
    decoder.m_request = request;
    for (const VenueEntry &entry : venues()) {
        if (entry.id == request.venue)
            decoder.m_dialect = entry.make();
    }
    const bool coinGecko = request.venue == coinGeckoVenue();
    if (!decoder.m_dialect && !coinGecko)
        return failure(Error::Kind::Unsupported, QStringLiteral("no venue \"%1\"").arg(request.venue.value));
    if (coinGecko && request.kind == DecodeKind::Stream)
        return failure(
            Error::Kind::Unsupported,
            QStringLiteral("coingecko has no stream; --kind ticker, tickers, candles or instruments"));
    return decoder;
}

QByteArray JsonDecoder::decode(const QByteArray &input)
{
    if (m_request.kind != DecodeKind::Stream)
        return decodeBody(input);
    QByteArray lines;
    for (const QByteArray &frame : framesOf(input))
        lines += decodeFrame(frame);
    return lines;
}

QByteArray JsonDecoder::decodeFrame(const QByteArray &frame)
{
    LinePrinter print(m_summary);
    if (m_dialect)
        print(m_dialect->decode(frame, UtcTime{}));
    return print.lines();
}

QByteArray JsonDecoder::decodeBody(const QByteArray &body)
{
    LinePrinter print(m_summary);
    CandleQuery query;
    query.instrument = {m_request.venue, m_request.symbol};
    query.interval = m_request.interval;
    const QList<InstrumentId> asked =
        m_request.symbol.isEmpty() ? QList<InstrumentId>{} : QList{query.instrument};
    switch (m_request.kind) {
    case DecodeKind::Stream:
        return decodeFrame(body);
    case DecodeKind::Ticker:
    case DecodeKind::Tickers:
        print(m_dialect ? m_dialect->decodeTickerRows(body, asked, UtcTime{})
                        : decodeCoinGeckoTickers(body, UtcTime{}));
        break;
    case DecodeKind::Candles: {
        const auto candles =
            m_dialect ? m_dialect->decodeCandles(body, query) : decodeCoinGeckoOhlc(body, query);
        if (candles)
            print(updateOf(query, *candles));
        else
            print(candles.error());
        break;
    }
    case DecodeKind::Instruments:
        print(m_dialect ? m_dialect->decodeInstruments(body) : decodeCoinGeckoList(body));
        break;
    }
    return print.lines();
}

QByteArrayList framesOf(const QByteArray &input)
{
    QByteArrayList frames;
    bool indented = false;
    for (const QByteArray &line : input.split('\n')) {
        const bool blank = line.trimmed().isEmpty();
        // A recording's frames begin at the margin and are whole; a document laid out for reading is not.
        indented = indented || (!blank && (line.startsWith(' ') || line.startsWith('\t')));
        if (!blank)
            frames.append(line.endsWith('\r') ? line.chopped(1) : line);
    }
    if (frames.size() > 1 && indented) {
        JsonReader reader;
        reader.open(input);
        if (reader.isWellFormed())
            return {input.trimmed()};
    }
    return frames;
}
