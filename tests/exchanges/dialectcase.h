#pragma once

#include "app/exchanges/venuedialect.h"
#include "tests/support/fixtures.h"

#include <gtest/gtest.h>

// A dialect under test and short words for what tests ask it.
template <typename Dialect> class DialectTest : public testing::Test
{
protected:
    static constexpr UtcTime received = fromMsecs(1'757'727'738'000);
    Dialect dialect;

    InstrumentId id(const char16_t *symbol) const { return {dialect.info().id, QString::fromUtf16(symbol)}; }
    QList<StreamEvent> events(const QByteArray &frame)
    {
        const auto decoded = dialect.decode(frame, received);
        if (!decoded) {
            ADD_FAILURE() << decoded.error().detail.toStdString();
            return {};
        }
        return *decoded;
    }
    // The one event of a frame, if it is an Event.
    template <typename Event> std::optional<Event> one(const QByteArray &frame)
    {
        const QList<StreamEvent> list = events(frame);
        if (list.size() != 1 || !std::holds_alternative<Event>(list.first())) {
            ADD_FAILURE() << list.size() << " events, the first of kind "
                          << (list.isEmpty() ? -1 : static_cast<int>(list.first().index())) << " from "
                          << frame.left(300).toStdString();
            return std::nullopt;
        }
        return std::get<Event>(list.first());
    }
    std::string whyIgnored(const QByteArray &frame)
    {
        const auto event = one<StreamIgnored>(frame);
        return event ? event->reason.toStdString() : std::string();
    }
    bool isMalformed(const QByteArray &frame)
    {
        const auto decoded = dialect.decode(frame, received);
        return !decoded && decoded.error().kind == Error::Kind::Malformed;
    }
    QList<Ticker> tickers(const QByteArray &body, const QList<InstrumentId> &asked = {})
    {
        const auto decoded = dialect.decodeTickers(body, asked, received);
        if (!decoded) {
            ADD_FAILURE() << decoded.error().detail.toStdString();
            return {};
        }
        return *decoded;
    }
    std::optional<Error::Kind> tickersError(const QByteArray &body)
    {
        const auto decoded = dialect.decodeTickers(body, {}, received);
        return decoded ? std::nullopt : std::optional(decoded.error().kind);
    }
    QList<Instrument> instruments(const QByteArray &body)
    {
        const auto decoded = dialect.decodeInstruments(body);
        if (!decoded) {
            ADD_FAILURE() << decoded.error().detail.toStdString();
            return {};
        }
        return *decoded;
    }
    QList<Candle> candles(const QByteArray &body, const CandleQuery &query = {})
    {
        const auto decoded = dialect.decodeCandles(body, query);
        if (!decoded) {
            ADD_FAILURE() << decoded.error().detail.toStdString();
            return {};
        }
        return *decoded;
    }
    QByteArray candlesUrl(CandleQuery query) const
    {
        const auto made = dialect.candlesQuery(query);
        return made ? made->url.toEncoded() : QByteArray("no: ") + made.error().detail.toUtf8();
    }
    SubscriptionSet manyTickers(int count) const
    {
        SubscriptionSet set;
        for (int i = 0; i < count; ++i)
            set.tickers.insert(
                {dialect.info().id, QStringLiteral("COIN%1USDT").arg(i, 4, 10, QLatin1Char('0'))});
        return set;
    }
};

inline std::string text(const Decimal &value)
{
    return value.toByteArray().toStdString();
}
inline std::string text(const std::optional<Decimal> &value)
{
    return value ? text(*value) : "none";
}
inline const Instrument *instrumentNamed(const QList<Instrument> &list, const QString &symbol)
{
    for (const Instrument &instrument : list) {
        if (instrument.id.symbol == symbol)
            return &instrument;
    }
    return nullptr;
}
