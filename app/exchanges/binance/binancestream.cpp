// What Binance's socket says: the stream half of BinanceDialect.
#include "app/exchanges/binance/binancedialect.h"
#include "app/exchanges/binance/binancewire.h"

using namespace binance;

namespace {
// "k": {...}
struct KlineTexts : CandleTexts
{
    JsonText symbol, interval, closed;
};

// Everything of an event this dialect looks at. Keys differ only by case ("c" and "C"): a switch keeps them
// apart, and is what makes this the fastest of the dialects.
struct EventTexts : TickerTexts
{
    JsonText event, id, code, message;
    bool hasResult = false, hasCode = false;
    std::optional<KlineTexts> kline;
};

void takeKline(KlineTexts &candle, std::string_view key, JsonValue &value)
{
    if (key.size() != 1)
        return;
    switch (key.front()) {
    case 't':
        candle.time = value.text();
        break;
    case 's':
        candle.symbol = value.text();
        break;
    case 'i':
        candle.interval = value.text();
        break;
    case 'o':
        candle.open = value.text();
        break;
    case 'c':
        candle.close = value.text();
        break;
    case 'h':
        candle.high = value.text();
        break;
    case 'l':
        candle.low = value.text();
        break;
    case 'v':
        candle.volume = value.text();
        break;
    case 'x':
        candle.closed = value.text();
        break;
    default:
        break;
    }
}

void takeLetter(EventTexts &texts, char key, JsonValue &value)
{
    switch (key) {
    case 'e':
        texts.event = value.text();
        break;
    case 'E':
        texts.time = value.text();
        break;
    case 's':
        texts.symbol = value.text();
        break;
    case 'c':
        texts.last = value.text();
        break;
    case 'b':
        texts.bid = value.text();
        break;
    case 'a':
        texts.ask = value.text();
        break;
    case 'o':
        texts.open = value.text();
        break;
    case 'h':
        texts.high = value.text();
        break;
    case 'l':
        texts.low = value.text();
        break;
    case 'v':
        texts.baseVolume = value.text();
        break;
    case 'q':
        texts.quoteVolume = value.text();
        break;
    case 'P':
        texts.change = value.text();
        break;
    case 'k':
        texts.kline.emplace();
        value.fields([&](std::string_view name, JsonValue &part) { takeKline(*texts.kline, name, part); });
        break;
    default:
        break;
    }
}

void takeEvent(EventTexts &texts, std::string_view key, JsonValue &value)
{
    if (key.size() == 1)
        takeLetter(texts, key.front(), value);
    else if (key == "ps" || key == "st")
        texts.notSpot = value.text();
    else if (key == "result")
        texts.hasResult = true;
    else if (key == "id")
        texts.id = value.text();
    else if (key == "code") {
        texts.hasCode = true;
        texts.code = value.text();
    } else if (key == "msg")
        texts.message = value.text();
    else if (key == "error") {
        texts.hasCode = true;
        value.fields([&](std::string_view name, JsonValue &part) {
            if (name == "code")
                texts.code = part.text();
            else if (name == "msg")
                texts.message = part.text();
        });
    }
}

// "btcusdt@ticker" and BTCUSDT; streams of all markets start with "!".
bool streamNamesSymbol(std::string_view stream, std::string_view symbol)
{
    if (stream.empty() || stream.front() == '!')
        return true;
    if (stream.size() <= symbol.size() || stream[symbol.size()] != '@')
        return false;
    for (size_t i = 0; i < symbol.size(); ++i) {
        const char c = symbol[i];
        if (stream[i] != (c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c) && stream[i] != c)
            return false;
    }
    return true;
}

std::optional<StreamIgnored> notOurs(const EventTexts &texts, std::string_view stream)
{
    if (texts.notSpot.isPresent())
        return ignored("not spot: a futures event", texts.symbol.value());
    if (!isSpotSymbol(texts.symbol.value()))
        return ignored("not a spot symbol", texts.symbol.value());
    if (!streamNamesSymbol(stream, texts.symbol.value()))
        return ignored("the event names another symbol than its stream", stream);
    return std::nullopt;
}

void addTicker(const EventTexts &texts, std::string_view stream, SymbolTable &symbols, UtcTime receivedAt,
               QList<StreamEvent> &events)
{
    if (auto why = notOurs(texts, stream)) {
        events.append(*std::move(why));
        return;
    }
    if (texts.event == "24hrTicker" && !(texts.bid.isPresent() && texts.ask.isPresent())) {
        events.append(ignored("not spot: a ticker without bid and ask", texts.symbol.value()));
        return;
    }
    events.emplaceBack(std::in_place_type<Ticker>);
    auto &ticker = std::get<Ticker>(events.last());
    if (!fillTicker(ticker, texts, symbols.find(texts.symbol.value()), receivedAt)) {
        events.last() = noLastPrice(texts.symbol.value(), texts.last);
        return;
    }
    ticker.open24h = wirePrice(texts.open);
    if (texts.change.isPresent()) {
        if (ticker.open24h || !texts.open.isPresent()) // "0": a fresh listing
            ticker.change24hPct = percentOf(wireDecimal(texts.change));
    } else {
        ticker.change24hPct = percentSince(ticker.open24h, ticker.last); // the mini ticker has no percent
    }
}

void addCandle(const EventTexts &texts, std::string_view stream, SymbolTable &symbols,
               QList<StreamEvent> &events)
{
    const KlineTexts kline = texts.kline.value_or(KlineTexts{});
    const auto interval = intervalOf(intervalNames, kline.interval.value());
    auto candle = candleOf(kline);
    if (auto why = notOurs(texts, stream))
        events.append(*std::move(why));
    else if (stream.find("@+") != std::string_view::npos || stream.find("@-") != std::string_view::npos)
        events.append(ignored("candles of another time zone", stream));
    else if (!interval)
        events.append(ignored("candles of another interval", kline.interval.value()));
    else if (kline.symbol.isPresent() && kline.symbol.value() != texts.symbol.value())
        events.append(ignored("the candle names another symbol than its event", kline.symbol.value()));
    else if (!candle)
        events.append(ignored("a candle without all its prices", texts.symbol.value()));
    else {
        candle->closed = kline.closed.isTrue();
        events.append(CandleUpdate{symbols.find(texts.symbol.value()), *interval, {*candle}, false});
    }
}

void addEvent(const EventTexts &texts, std::string_view stream, SymbolTable &symbols, UtcTime receivedAt,
              QList<StreamEvent> &events)
{
    if (texts.event == "24hrTicker" || texts.event == "24hrMiniTicker")
        addTicker(texts, stream, symbols, receivedAt, events);
    else if (texts.event == "kline")
        addCandle(texts, stream, symbols, events);
    else if (texts.event == "serverShutdown")
        events.append(StreamError{
            Error{Error::Kind::Network, QStringLiteral("the server is about to shut down"), {}}, {}, true});
    else if (texts.hasCode)
        events.append(StreamError{Error{Error::Kind::Rejected,
                                        QStringLiteral("%1 %2")
                                            .arg(quoted(texts.code.value()), quoted(texts.message.value()))
                                            .trimmed(),
                                        {}},
                                  {}});
    else if (texts.hasResult)
        events.append(StreamAck{{}, QStringLiteral("request ") + quoted(texts.id.value())});
    else if (texts.event.isPresent())
        events.append(ignored("another event", texts.event.value()));
    else
        events.append(ignored("unknown message", stream));
}
} // namespace

Result<QList<StreamEvent>> BinanceDialect::decode(const QByteArray &frame, UtcTime receivedAt)
{
    QList<StreamEvent> events;
    events.reserve(1); // built in place: a ticker is half a kilobyte
    EventTexts texts;
    JsonText stream;
    QList<EventTexts> list;
    const auto addToList = [&](JsonValue &element) {
        EventTexts each;
        element.fields([&](std::string_view name, JsonValue &part) { takeEvent(each, name, part); });
        list.append(each);
    };
    bool wrapped = false;
    if (m_reader.open(frame) == JsonReader::Root::Array)
        m_reader.items(addToList);
    else
        m_reader.fields([&](std::string_view key, JsonValue &value) {
            if (key == "stream")
                stream = value.text();
            else if (key == "data") {
                wrapped = true;
                if (!value.fields(
                        [&](std::string_view name, JsonValue &part) { takeEvent(texts, name, part); }))
                    value.items(addToList);
            } else
                takeEvent(texts, key, value);
        });
    if (wrapped && stream == "!serverShutdown" && !texts.event.isPresent())
        texts.event = {JsonText::Kind::String, "serverShutdown"};
    if (list.isEmpty())
        addEvent(texts, stream.value(), m_symbols, receivedAt, events);
    for (const EventTexts &each : list)
        addEvent(each, stream.value(), m_symbols, receivedAt, events);
    return finished(m_reader, frame, std::move(events));
}
