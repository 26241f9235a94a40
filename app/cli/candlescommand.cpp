#include "app/cli/candlescommand.h"

#include "app/base/jsonwriter.h"
#include "app/cli/texttable.h"

#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {
QByteArray moneyText(const std::optional<Decimal> &value)
{
    return value ? value->toByteArray() : QByteArray();
}

QString timeText(UtcTime time)
{
    return toRfc3339(time).replace(u".000Z"_s, u"Z"_s);
}

QByteArray csvRow(const CandleSeries &series, const Candle &candle)
{
    const QByteArrayList cells{QByteArray::number(toMsecs(candle.time)),
                               candle.open.toByteArray(),
                               candle.high.toByteArray(),
                               candle.low.toByteArray(),
                               candle.close.toByteArray(),
                               moneyText(candle.volume),
                               series.instrument.id.venue.value.toUtf8(),
                               pairName(series.instrument).toUtf8()};
    return cells.join(',');
}

QByteArray jsonRow(const CandleSeries &series, const Candle &candle)
{
    JsonWriter json;
    json.beginObject()
        .integer("time"_L1, toMsecs(candle.time))
        .money("open"_L1, candle.open)
        .money("high"_L1, candle.high)
        .money("low"_L1, candle.low)
        .money("close"_L1, candle.close)
        .money("volume"_L1, candle.volume)
        .text("venue"_L1, series.instrument.id.venue.value)
        .text("pair"_L1, pairName(series.instrument))
        .text("interval"_L1, intervalName(series.interval))
        .textOrNull("builtFrom"_L1, series.builtFrom ? intervalName(*series.builtFrom) : QString())
        .boolean("closed"_L1, candle.closed)
        .boolean("simulated"_L1, series.simulated)
        .end();
    return json.bytes();
}

QByteArray tableOf(const CandleSeries &series)
{
    TextTable table({u"Time (UTC)"_s, u">Open"_s, u">High"_s, u">Low"_s, u">Close"_s, u">Volume"_s,
                     u"Venue"_s, u"Pair"_s});
    for (const Candle &candle : series.candles) {
        const auto cell = [](const Decimal &value) { return value.toString(); };
        table.add({timeText(candle.time), cell(candle.open), cell(candle.high), cell(candle.low),
                   cell(candle.close), candle.volume ? cell(*candle.volume) : u"—"_s, series.venueName,
                   pairName(series.instrument)});
    }
    return table.text().chopped(1);
}
} // namespace

CandlesCommand::CandlesCommand(Clock &clock, CandleHistory &history, const AssetDirectory &assets,
                               const CandlesOptions &options, Write out, Write err)
    : m_clock(clock),
      m_history(history),
      m_options(options),
      m_asset(assets.resolve(options.coin).value_or(assetForSymbol(options.coin))),
      m_out(std::move(out)),
      m_err(std::move(err))
{
}

HistoryQuery CandlesCommand::query() const
{
    HistoryQuery query;
    query.asset = m_asset.id;
    query.to = m_options.to;
    if (m_options.from) {
        const UtcTime to = m_options.to.value_or(m_clock.now());
        query.from = m_options.from;
        query.interval = m_options.interval.value_or(automaticInterval(to - *m_options.from));
        return query;
    }
    const ChartRange range = m_options.range.value_or(ChartRange::H24);
    query.interval = m_options.interval.value_or(automaticInterval(range));
    query.last = rangeLength(range);
    return query;
}

QString CandlesCommand::rangeText() const
{
    return m_options.from ? u"such"_s : rangeName(m_options.range.value_or(ChartRange::H24));
}

void CandlesCommand::start()
{
    const auto limit = milliseconds{std::llround(m_options.timeoutS * 1000)};
    m_timeout = m_clock.after(limit, [this] {
        m_load.reset();
        m_err(u"%1: no source answered in time"_s.arg(m_asset.symbol).toUtf8());
        finish(1);
    });
    m_load = m_history.load(query(), [this](const Result<CandleSeries> &answer) { take(answer); });
}

void CandlesCommand::take(const Result<CandleSeries> &answer)
{
    if (!answer) {
        m_err(u"%1: %2"_s.arg(m_asset.symbol, answer.error().detail).toUtf8());
        return finish(1);
    }
    remark(*answer);
    print(*answer);
    finish(answer->candles.isEmpty() ? 1 : 0);
}

void CandlesCommand::remark(const CandleSeries &series)
{
    for (const QString &venue : series.lacking)
        m_err(u"No %1 history from %2. Showing %3."_s.arg(rangeText(), venue, series.venueName).toUtf8());
    if (series.builtFrom)
        m_err(
            u"%1 candles built from %2."_s.arg(intervalName(series.interval), intervalName(*series.builtFrom))
                .toUtf8());
    for (const CandleSpan &gap : series.gaps)
        m_err(u"Not known: candles from %1 to %2."_s.arg(timeText(gap.from), timeText(gap.to)).toUtf8());
    if (series.candles.isEmpty())
        m_err(u"%1: nothing was traded then on %2."_s.arg(m_asset.symbol, series.venueName).toUtf8());
}

void CandlesCommand::print(const CandleSeries &series)
{
    if (m_options.format == u"table")
        return m_out(tableOf(series));
    const bool csv = m_options.format == u"csv";
    if (csv)
        m_out("time,open,high,low,close,volume,venue,pair");
    for (const Candle &candle : series.candles)
        m_out(csv ? csvRow(series, candle) : jsonRow(series, candle));
}

void CandlesCommand::finish(int exitCode)
{
    m_timeout.reset();
    emit finished(exitCode);
}
