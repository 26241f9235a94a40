#include "app/exchanges/coingecko/coingeckodecoder.h"

#include "app/exchanges/dialecttools.h"

#include <charconv>
#include <cmath>

namespace {
constexpr auto restBase = "https://api.coingecko.com/api/v3";
constexpr int perPage = 250;

// An error answer: {"status":{"error_code":429,"error_message":...}}, {"error":...},
// {"status":500,"error":...}
struct ErrorTexts
{
    JsonText code, message;
    bool isPresent() const { return message.isPresent() || code.isPresent(); }
};

// True when the field belonged to an error.
bool takeError(ErrorTexts &texts, std::string_view key, JsonValue &value)
{
    if (key == "status") {
        if (!value.fields([&](std::string_view name, JsonValue &part) {
                if (name == "error_code")
                    texts.code = part.text();
                else if (name == "error_message")
                    texts.message = part.text();
            }))
            texts.code = value.text();
        return true;
    }
    if (key != "error")
        return false;
    texts.message = value.text();
    return true;
}

Error errorOf(const ErrorTexts &texts)
{
    const bool limited = texts.code == "429";
    return {limited ? Error::Kind::RateLimited : Error::Kind::Rejected,
            QStringLiteral("%1 %2").arg(quoted(texts.code.value()), quoted(texts.message.value())).trimmed(),
            {}};
}

struct CoinTexts : TickerTexts
{
    JsonText id, name, rank, marketCap;
};
constexpr WireField<TickerTexts> marketFields[]{{"current_price", &TickerTexts::last},
                                                {"high_24h", &TickerTexts::high},
                                                {"low_24h", &TickerTexts::low},
                                                {"total_volume", &TickerTexts::quoteVolume},
                                                {"price_change_percentage_24h", &TickerTexts::change},
                                                {"last_updated", &TickerTexts::time},
                                                {"symbol", &TickerTexts::symbol}};
constexpr WireField<TickerTexts> priceFields[]{{"usd", &TickerTexts::last},
                                               {"usd_24h_vol", &TickerTexts::quoteVolume},
                                               {"usd_24h_change", &TickerTexts::change},
                                               {"last_updated_at", &TickerTexts::time}};

QList<float> readSparkline(JsonValue &value)
{
    QList<float> points;
    value.fields([&](std::string_view key, JsonValue &list) {
        if (key != "price")
            return;
        list.items([&](JsonValue &point) {
            const std::string_view text = point.text().value();
            double number = 0;
            const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
            if (error == std::errc{} && end == text.data() + text.size() && std::isfinite(number) &&
                number > 0)
                points.append(static_cast<float>(number));
        });
    });
    return points;
}

std::optional<Ticker> coinTicker(const TickerTexts &texts, const QString &id, UtcTime receivedAt)
{
    auto ticker = tickerOf(texts, {coinGeckoVenue(), id}, receivedAt);
    if (ticker)
        ticker->change24hPct = percentOf(wireDecimal(texts.change));
    return ticker;
}

CoinGeckoCoin readCoin(JsonValue &row, CoinTexts &texts, UtcTime receivedAt)
{
    CoinGeckoCoin coin;
    row.fields([&](std::string_view key, JsonValue &value) {
        if (key == "id")
            texts.id = value.text();
        else if (key == "name")
            texts.name = value.text();
        else if (key == "market_cap_rank")
            texts.rank = value.text();
        else if (key == "market_cap")
            texts.marketCap = value.text();
        else if (key == "sparkline_in_7d")
            coin.sparkline = readSparkline(value);
        else
            take(marketFields, static_cast<TickerTexts &>(texts), key, value);
    });
    coin.id = wireString(texts.id.value());
    coin.symbol = wireString(texts.symbol.value()).toUpper();
    coin.name = wireString(texts.name.value());
    int rank = 0;
    const std::string_view number = texts.rank.value();
    if (std::from_chars(number.data(), number.data() + number.size(), rank).ec == std::errc{} && rank > 0)
        coin.rank = rank;
    coin.marketCap = wireAmount(texts.marketCap);
    coin.ticker = coinTicker(texts, coin.id, receivedAt);
    return coin;
}

// Reads a list; an object in its place is an error answer.
template <typename Row> Result<void> readRows(const QByteArray &body, Row row)
{
    JsonReader reader;
    ErrorTexts error;
    const auto root = reader.open(body);
    reader.items(row);
    reader.fields([&](std::string_view key, JsonValue &value) { takeError(error, key, value); });
    if (!reader.finish())
        return malformed(body, reader.error());
    if (root == JsonReader::Root::Array)
        return {};
    if (error.isPresent())
        return tl::unexpected<Error>(errorOf(error));
    return malformed(body, QStringLiteral("not the list asked for"));
}

RestAddress marketsAddress(bool sparkline)
{
    RestAddress address(QLatin1String(restBase), "/coins/markets");
    address.with("vs_currency", "usd")
        .with("order", "market_cap_desc")
        .with("per_page", qint64{perPage})
        .with("sparkline", sparkline ? "true" : "false");
    return address;
}
} // namespace

const VenueId &coinGeckoVenue()
{
    static const VenueId venue{QStringLiteral("coingecko")};
    return venue;
}

RestQuery coinGeckoMarketsQuery(int page, bool sparkline)
{
    return {marketsAddress(sparkline).with("page", qint64{page}).url(), {}, 1, {}};
}

RestQuery coinGeckoMarketsQuery(const QStringList &ids, bool sparkline)
{
    // No blanks: an id after ", " is silently missing from the answer.
    return {
        marketsAddress(sparkline).with("page", qint64{1}).with("ids", ids.mid(0, perPage).join(u',')).url(),
        {},
        1,
        {}};
}

RestQuery coinGeckoPriceQuery(const QStringList &ids)
{
    return {RestAddress(QLatin1String(restBase), "/simple/price")
                .with("ids", ids.join(u','))
                .with("vs_currencies", "usd")
                .with("include_24hr_vol", "true")
                .with("include_24hr_change", "true")
                .with("include_last_updated_at", "true")
                .url(),
            {},
            1,
            {}};
}

RestQuery coinGeckoListQuery()
{
    return {RestAddress(QLatin1String(restBase), "/coins/list").url(), {}, 1, {}};
}

Result<QList<CoinGeckoCoin>> decodeCoinGeckoMarkets(const QByteArray &body, UtcTime receivedAt)
{
    QList<CoinGeckoCoin> coins;
    const auto read = readRows(body, [&](JsonValue &row) {
        CoinTexts texts;
        CoinGeckoCoin coin = readCoin(row, texts, receivedAt);
        if (!coin.id.isEmpty())
            coins.append(std::move(coin));
    });
    if (!read)
        return tl::unexpected<Error>(read.error());
    return coins;
}

Result<QList<StreamEvent>> decodeCoinGeckoTickers(const QByteArray &body, UtcTime receivedAt)
{
    QList<StreamEvent> rows;
    JsonReader reader;
    ErrorTexts error;
    bool prices = false, fields = false;
    const auto root = reader.open(body);
    const auto add = [&](std::string_view id, const TickerTexts &texts) {
        auto ticker = coinTicker(texts, wireString(id), receivedAt);
        rows.append(ticker ? StreamEvent(*std::move(ticker)) : StreamEvent(noLastPrice(id, texts.last)));
    };
    reader.items([&](JsonValue &row) {
        CoinTexts texts;
        readCoin(row, texts, receivedAt);
        if (texts.id.value().empty())
            rows.append(ignored("a row without an id"));
        else
            add(texts.id.value(), texts);
    });
    reader.fields([&](std::string_view key, JsonValue &value) {
        TickerTexts texts;
        fields = true;
        if (takeError(error, key, value) || !value.fields([&](std::string_view name, JsonValue &part) {
                take(priceFields, texts, name, part);
            }))
            return;
        prices = prices || texts.last.isPresent();
        add(key, texts);
    });
    if (!reader.finish())
        return malformed(body, reader.error());
    if (error.isPresent())
        return tl::unexpected<Error>(errorOf(error));
    if (root == JsonReader::Root::Object && fields && !prices) // {} is an answer: no such coin
        return malformed(body, QStringLiteral("not a price answer"));
    return rows;
}

Result<QList<Instrument>> decodeCoinGeckoList(const QByteArray &body)
{
    QList<Instrument> instruments;
    const auto read = readRows(body, [&](JsonValue &row) {
        CoinTexts texts;
        row.fields([&](std::string_view key, JsonValue &value) {
            if (key == "id")
                texts.id = value.text();
            else if (key == "symbol")
                texts.symbol = value.text();
        });
        if (texts.id.value().empty() || texts.symbol.value().empty())
            return;
        Instrument instrument;
        instrument.id = {coinGeckoVenue(), wireString(texts.id.value())};
        instrument.base = wireString(texts.symbol.value()).toUpper();
        instruments.append(std::move(instrument));
    });
    if (!read)
        return tl::unexpected<Error>(read.error());
    return instruments;
}

Result<QList<Candle>> decodeCoinGeckoOhlc(const QByteArray &body, const CandleQuery &query)
{
    QList<Candle> candles;
    const auto read = readRows(body, [&](JsonValue &row) {
        if (const auto candle = candleOfRow(row, {0, 1, 2, 3, 4, -2, -2}))
            candles.append(*candle);
    });
    if (!read)
        return tl::unexpected<Error>(read.error());
    return withinQuery(orderedCandles(std::move(candles), false), query);
}

Error coinGeckoHttpError(int status, const QByteArray &body)
{
    const auto read = readRows(body, [](JsonValue &) {});
    const bool said = !read && read.error().kind != Error::Kind::Malformed;
    Error error = httpStatusError(status, body, said ? read.error().detail : QString());
    if (said && read.error().kind == Error::Kind::RateLimited)
        error.kind = Error::Kind::RateLimited;
    return error;
}

QUrl coinGeckoPage(const QString &id)
{
    return pageUrl("https://www.coingecko.com/en/coins/", id);
}
