#include "app/exchanges/dialecttools.h"

#include "app/base/jsonwriter.h"

#include <algorithm>

namespace {
constexpr size_t maxKnownSymbols =
    20'000; // no venue lists that many; a stream of invented ones must not grow us
constexpr qsizetype maxQuote = 200;
} // namespace

const InstrumentId &SymbolTable::find(std::string_view symbol)
{
    const auto at = m_known.find(symbol);
    if (at != m_known.end())
        return at->second;
    if (m_known.size() >= maxKnownSymbols)
        m_known.clear();
    return m_known.emplace(std::string(symbol), InstrumentId{m_venue, wireString(symbol)}).first->second;
}

QList<InstrumentId> inOrder(const QSet<InstrumentId> &instruments)
{
    QList<InstrumentId> list(instruments.begin(), instruments.end());
    std::sort(list.begin(), list.end());
    return list;
}

QList<CandleKey> inOrder(const QSet<CandleKey> &candles)
{
    QList<CandleKey> list(candles.begin(), candles.end());
    std::sort(list.begin(), list.end(), [](const CandleKey &a, const CandleKey &b) {
        return a.instrument == b.instrument ? a.interval < b.interval : a.instrument < b.instrument;
    });
    return list;
}

QList<StreamPlan> plansOf(const QUrl &url, const SubscriptionSet &wanted, qsizetype channels)
{
    QList<StreamPlan> plans;
    qsizetype used = channels;
    const auto next = [&]() -> SubscriptionSet & {
        if (used == channels) {
            plans.append({url, {}});
            used = 0;
        }
        ++used;
        return plans.last().share;
    };
    for (const InstrumentId &instrument : inOrder(wanted.tickers))
        next().tickers.insert(instrument);
    for (const CandleKey &candle : inOrder(wanted.candles))
        next().candles.insert(candle);
    return plans;
}

Result<QList<StreamEvent>> finished(JsonReader &reader, const QByteArray &frame, QList<StreamEvent> events)
{
    bool ok = reader.finish();
    const bool data = std::any_of(events.begin(), events.end(), [](const StreamEvent &event) {
        return std::holds_alternative<Ticker>(event) || std::holds_alternative<CandleUpdate>(event);
    });
    if (ok && !data)
        ok = reader.isWellFormed();
    if (!ok)
        return malformed(frame, reader.error());
    return events;
}

QByteArray jsonStrings(const QStringList &list)
{
    JsonWriter json;
    json.beginArray();
    for (const QString &text : list)
        json.element(text);
    json.end();
    return json.bytes();
}

RestAddress::RestAddress(const QString &base, const QByteArray &path) : m_encoded(base.toLatin1() + path) {}

RestAddress &RestAddress::with(const char *name, const QString &value)
{
    m_encoded += m_separator;
    m_encoded += name;
    m_encoded += '=';
    m_encoded += QUrl::toPercentEncoding(value);
    m_separator = '&';
    return *this;
}

QUrl pageUrl(const char *prefix, const QString &name)
{
    return QUrl::fromEncoded(prefix + QUrl::toPercentEncoding(name));
}

int rowLimit(const CandleQuery &query, int maximum)
{
    return query.limit > 0 ? std::min(query.limit, maximum) : maximum;
}

bool fillTicker(Ticker &ticker, const TickerTexts &texts, const InstrumentId &instrument, UtcTime receivedAt)
{
    const auto last = wirePrice(texts.last);
    if (!last)
        return false;
    ticker.instrument = instrument;
    ticker.last = *last;
    ticker.bid = wirePrice(texts.bid);
    ticker.ask = wirePrice(texts.ask);
    ticker.high24h = wirePrice(texts.high);
    ticker.low24h = wirePrice(texts.low);
    ticker.baseVolume = wireAmount(texts.baseVolume);
    ticker.quoteVolume = wireAmount(texts.quoteVolume);
    ticker.exchangeTime = wireTime(texts.time).value_or(UtcTime{});
    ticker.receivedTime = receivedAt;
    return true;
}

std::optional<Ticker> tickerOf(const TickerTexts &texts, const InstrumentId &instrument, UtcTime receivedAt)
{
    std::optional<Ticker> ticker(std::in_place);
    if (!fillTicker(*ticker, texts, instrument, receivedAt))
        ticker.reset();
    return ticker;
}

std::optional<Candle> candleOfRow(JsonValue &row, const CandleColumns &columns)
{
    CandleTexts texts;
    JsonText confirm;
    int column = 0;
    row.items([&](JsonValue &cell) {
        const int at = column++;
        if (at == columns.time)
            texts.time = cell.text();
        else if (at == columns.open)
            texts.open = cell.text();
        else if (at == columns.high)
            texts.high = cell.text();
        else if (at == columns.low)
            texts.low = cell.text();
        else if (at == columns.close)
            texts.close = cell.text();
        else if (at == columns.volume)
            texts.volume = cell.text();
        else if (at == columns.confirm)
            confirm = cell.text();
    });
    auto candle = candleOf(texts);
    if (candle)
        candle->closed = confirm == "1";
    return candle;
}

std::optional<Candle> candleOf(const CandleTexts &texts)
{
    const auto time = wireTime(texts.time);
    const auto open = wirePrice(texts.open), high = wirePrice(texts.high), low = wirePrice(texts.low),
               close = wirePrice(texts.close);
    if (!time || !open || !high || !low || !close)
        return std::nullopt;
    return Candle{*time, *open, *high, *low, *close, wireAmount(texts.volume), false};
}

QList<Candle> orderedCandles(QList<Candle> candles, bool flagged)
{
    // Newest first is turned round before sorting, so that of two rows with one time the later sent wins.
    if (candles.size() > 1 && candles.first().time > candles.last().time)
        std::reverse(candles.begin(), candles.end());
    std::stable_sort(candles.begin(), candles.end(),
                     [](const Candle &a, const Candle &b) { return a.time < b.time; });
    QList<Candle> result;
    result.reserve(candles.size());
    for (const Candle &candle : candles) {
        if (!result.isEmpty() && result.last().time == candle.time)
            result.last() = candle;
        else
            result.append(candle);
    }
    for (qsizetype i = 0; !flagged && i < result.size(); ++i)
        result[i].closed = i + 1 < result.size();
    return result;
}

QList<Candle> withinQuery(QList<Candle> candles, const CandleQuery &query)
{
    candles.removeIf([&](const Candle &candle) {
        return (query.from && candle.time < *query.from) || (query.to && candle.time > *query.to);
    });
    return candles;
}

QString quoted(std::string_view text)
{
    QString result = wireString(text.substr(0, maxQuote * 4)).left(maxQuote);
    for (QChar &c : result) {
        if (c.unicode() < 0x20 || c.unicode() == 0x7f)
            c = u' ';
    }
    return result;
}

StreamIgnored ignored(const char *what, std::string_view detail)
{
    QString reason = QString::fromLatin1(what);
    if (!detail.empty())
        reason += QStringLiteral(": ") + quoted(detail);
    return {reason};
}

Result<QList<Instrument>> usable(QList<Instrument> instruments, int rows)
{
    if (instruments.isEmpty() && rows > 0)
        return failure(Error::Kind::Unsupported,
                       QStringLiteral("none of %1 rows is a spot instrument of this API").arg(rows));
    return instruments;
}

StreamIgnored noLastPrice(std::string_view symbol, const JsonText &last)
{
    const QString name = symbol.empty() ? QStringLiteral("ticker") : quoted(symbol);
    return {last.value().empty()
                ? QStringLiteral("%1: no last price").arg(name)
                : QStringLiteral("%1: no valid last price: %2").arg(name, quoted(last.value()))};
}

bool looksLikeHtml(const QByteArray &body)
{
    const QByteArray start = body.left(200).trimmed();
    return start.startsWith('<');
}

tl::unexpected<Error> malformed(const QByteArray &body, const QString &why)
{
    return failure(Error::Kind::Malformed,
                   looksLikeHtml(body) ? QStringLiteral("HTML instead of JSON (sign-in page or CDN error)")
                                       : why);
}

Error httpStatusError(int status, const QByteArray &body, const QString &said)
{
    const QString detail =
        QStringLiteral("HTTP %1%2")
            .arg(QString::number(status), !said.isEmpty()       ? QStringLiteral(": ") + said
                                          : looksLikeHtml(body) ? QStringLiteral(" with an HTML page")
                                                                : QString());
    switch (status) {
    case 429:
    case 418: // Binance: banned after ignoring 429
        return {Error::Kind::RateLimited, detail, std::nullopt};
    case 451:
    case 403:
        return {Error::Kind::Refused, detail, std::nullopt};
    case 408:
        return {Error::Kind::Timeout, detail, std::nullopt};
    default:
        return {status >= 400 && status < 500 ? Error::Kind::Rejected : Error::Kind::Network, detail,
                std::nullopt};
    }
}

bool looksTokenisedShare(const QString &base)
{
    static const QSet<QString> shares = [] {
        QSet<QString> set;
        for (const char *code :
             {"AAPL", "TSLA", "NVDA", "MSFT", "GOOGL", "GOOG", "AMZN", "META", "NFLX", "COIN", "MSTR", "HOOD",
              "CRCL", "PLTR", "AMD",  "INTC", "AVGO",  "ORCL", "SPY",  "QQQ",  "TQQQ", "GLD",  "BABA", "MCD",
              "KO",   "PEP",  "WMT",  "JPM",  "BAC",   "V",    "MA",   "UNH",  "LLY",  "NVO"})
            set.insert(QString::fromLatin1(code));
        return set;
    }();
    const auto known = [&](const QString &code) { return code.size() >= 3 && shares.contains(code); };
    return (base.startsWith(u'R') && known(base.mid(1))) ||
           (base.endsWith(u'X', Qt::CaseInsensitive) && known(base.chopped(1))) ||
           (base.endsWith(QLatin1String("ON")) && known(base.chopped(2)));
}

bool looksLeveraged(const QString &base)
{
    const qsizetype n = base.size();
    if (n >= 4 && (base.endsWith(u'L') || base.endsWith(u'S')) && base.at(n - 2) >= u'2' &&
        base.at(n - 2) <= u'5')
        return true;
    return n >= 6 && (base.endsWith(QLatin1String("BULL")) || base.endsWith(QLatin1String("BEAR")));
}
