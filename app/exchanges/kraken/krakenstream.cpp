// What Kraken's socket says: the stream half of KrakenDialect.
#include "app/exchanges/kraken/krakendialect.h"
#include "app/exchanges/kraken/krakenwire.h"

using namespace kraken;

namespace {
struct StreamTicker : TickerTexts
{
    JsonText changePct;
};
constexpr WireField<TickerTexts> tickerFields[]{
    {"symbol", &TickerTexts::symbol},     {"last", &TickerTexts::last},
    {"bid", &TickerTexts::bid},           {"ask", &TickerTexts::ask},
    {"high", &TickerTexts::high},         {"low", &TickerTexts::low},
    {"volume", &TickerTexts::baseVolume}, {"change", &TickerTexts::change},
    {"timestamp", &TickerTexts::time}};

struct CandleRow
{
    JsonText symbol, interval;
    CandleTexts figures;
};

// change / (last - change): change_pct itself is rounded to two digits (1.3).
std::optional<double> changeOf(const StreamTicker &texts, const Decimal &last)
{
    if (const auto change = wireDecimal(texts.change))
        return percentSince(Decimal::subtract(last, *change), last);
    return percentOf(wireDecimal(texts.changePct));
}

StreamEvent tickerEvent(const StreamTicker &texts, SymbolTable &symbols, UtcTime receivedAt)
{
    if (texts.symbol.value().find('/') == std::string_view::npos)
        return ignored("not a spot symbol", texts.symbol.value());
    auto ticker = tickerOf(texts, symbols.find(texts.symbol.value()), receivedAt);
    if (!ticker)
        return noLastPrice(texts.symbol.value(), texts.last);
    ticker->change24hPct = changeOf(texts, ticker->last);
    return *std::move(ticker);
}

void readTickers(JsonValue &data, SymbolTable &symbols, UtcTime receivedAt, QList<StreamEvent> &events)
{
    data.items([&](JsonValue &row) {
        StreamTicker texts;
        row.fields([&](std::string_view key, JsonValue &value) {
            if (key == "change_pct")
                texts.changePct = value.text();
            else
                take(tickerFields, static_cast<TickerTexts &>(texts), key, value);
        });
        events.append(tickerEvent(texts, symbols, receivedAt));
    });
}

CandleRow readCandleRow(JsonValue &row)
{
    CandleRow texts;
    row.fields([&](std::string_view key, JsonValue &value) {
        if (key == "symbol")
            texts.symbol = value.text();
        else if (key == "interval")
            texts.interval = value.text();
        else if (key == "interval_begin") // the row's "timestamp" is the candle's end
            texts.figures.time = value.text();
        else if (key == "open")
            texts.figures.open = value.text();
        else if (key == "high")
            texts.figures.high = value.text();
        else if (key == "low")
            texts.figures.low = value.text();
        else if (key == "close")
            texts.figures.close = value.text();
        else if (key == "volume")
            texts.figures.volume = value.text();
    });
    return texts;
}

// One update for each instrument and interval in the frame.
void readCandles(JsonValue &data, bool snapshot, SymbolTable &symbols, QList<StreamEvent> &events)
{
    QList<CandleUpdate> updates;
    data.items([&](JsonValue &row) {
        const CandleRow texts = readCandleRow(row);
        const auto interval = intervalOf(intervalNames, texts.interval.value());
        const auto candle = candleOf(texts.figures);
        if (texts.symbol.value().find('/') == std::string_view::npos || !interval || !candle) {
            events.append(ignored("a candle without symbol, interval or prices", texts.symbol.value()));
            return;
        }
        const InstrumentId instrument = symbols.find(texts.symbol.value());
        for (CandleUpdate &update : updates) {
            if (update.instrument == instrument && update.interval == *interval) {
                update.candles.append(*candle);
                return;
            }
        }
        updates.append({instrument, *interval, {*candle}, snapshot});
    });
    for (CandleUpdate &update : updates) {
        update.candles = orderedCandles(std::move(update.candles), false);
        events.append(std::move(update));
    }
}

struct FrameTexts
{
    JsonText channel, type, method, success, error, symbol, event, feed;
    JsonText resultSymbol, resultChannel, system;
    bool hasData = false;
};
constexpr WireField<FrameTexts> frameFields[]{
    {"channel", &FrameTexts::channel}, {"type", &FrameTexts::type},   {"method", &FrameTexts::method},
    {"success", &FrameTexts::success}, {"error", &FrameTexts::error}, {"symbol", &FrameTexts::symbol},
    {"event", &FrameTexts::event},     {"feed", &FrameTexts::feed}};

StreamEvent answerEvent(const FrameTexts &texts, SymbolTable &symbols)
{
    if (texts.method == "pong")
        return StreamHeartbeat{QStringLiteral("pong")};
    const JsonText &named = texts.resultSymbol.isPresent() ? texts.resultSymbol : texts.symbol;
    const auto instrument =
        named.value().empty() ? std::nullopt : std::optional(InstrumentId(symbols.find(named.value())));
    if (texts.success.isTrue())
        return StreamAck{instrument ? QList{*instrument} : QList<InstrumentId>{},
                         (quoted(texts.method.value()) + u' ' + quoted(texts.resultChannel.value()) + u' ' +
                          quoted(named.value()))
                             .simplified()};
    if (texts.success.isPresent() || texts.error.isPresent()) {
        const QString detail = quoted(texts.error.value());
        const bool rate = detail.contains(QLatin1String("rate"), Qt::CaseInsensitive);
        return StreamError{Error{rate ? Error::Kind::RateLimited : Error::Kind::Rejected, detail, {}},
                           instrument};
    }
    return ignored("another answer", texts.method.value());
}
} // namespace

Result<QList<StreamEvent>> KrakenDialect::decode(const QByteArray &frame, UtcTime receivedAt)
{
    QList<StreamEvent> events;
    FrameTexts texts;
    // Data that stood before its channel is read in a second pass.
    enum class What { Unknown, Tickers, Candles, Status } what = What::Unknown;
    bool read = false, snapshot = false;
    const auto readData = [&](JsonValue &data) {
        read = true;
        if (what == What::Tickers)
            readTickers(data, m_symbols, receivedAt, events);
        else if (what == What::Candles)
            readCandles(data, snapshot, m_symbols, events);
        else
            data.items([&](JsonValue &row) {
                row.fields([&](std::string_view key, JsonValue &value) {
                    if (key == "system")
                        texts.system = value.text();
                });
            });
    };
    const auto root = m_reader.open(frame);
    m_reader.fields([&](std::string_view key, JsonValue &value) {
        if (key == "data") {
            texts.hasData = true;
            if (what != What::Unknown && texts.type.isPresent())
                readData(value);
        } else if (key == "result") {
            value.fields([&](std::string_view name, JsonValue &part) {
                if (name == "symbol")
                    texts.resultSymbol = part.text();
                else if (name == "channel")
                    texts.resultChannel = part.text();
            });
        } else {
            take(frameFields, texts, key, value);
            if (key == "channel")
                what = texts.channel == "ticker"   ? What::Tickers
                       : texts.channel == "ohlc"   ? What::Candles
                       : texts.channel == "status" ? What::Status
                                                   : What::Unknown;
            else if (key == "type")
                snapshot = texts.type == "snapshot";
        }
    });
    if (root == JsonReader::Root::Array)
        events.append(ignored("a list: the older socket's frame"));
    else if (texts.event.isPresent() || texts.feed.isPresent())
        events.append(ignored("frame of the older socket or of the futures",
                              texts.event.isPresent() ? texts.event.value() : texts.feed.value()));
    else if (texts.channel == "heartbeat")
        events.append(StreamHeartbeat{QStringLiteral("heartbeat")});
    else if (texts.method.isPresent())
        events.append(answerEvent(texts, m_symbols));
    else if (what == What::Unknown)
        events.append(ignored("another channel", texts.channel.value()));
    else {
        if (texts.hasData && !read) {
            m_reader.again();
            m_reader.fields([&](std::string_view key, JsonValue &value) {
                if (key == "data")
                    readData(value);
            });
        }
        if (what == What::Status)
            events.append(
                StreamHeartbeat{(QStringLiteral("status ") + quoted(texts.system.value())).trimmed()});
        else if (events.isEmpty())
            events.append(ignored("no data in the frame"));
    }
    return finished(m_reader, frame, std::move(events));
}
