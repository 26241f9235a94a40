// Whatever the bytes: no crash, and no price that is none.
#include "tests/support/mutation.h"

#include "app/exchanges/decodejson.h"
#include "tests/support/fixtures.h"

#include <QDir>
#include <QJsonDocument>
#include <cstdlib>
#include <gtest/gtest.h>

namespace {
#if defined(__SANITIZE_ADDRESS__)
constexpr int scale = 10; // sanitizers are ten times slower and need no more rounds to speak up
#else
constexpr int scale = 1;
#endif

bool isPrice(const Decimal &price)
{
    const double value = price.toDouble();
    return value >= 1e-12 && value <= 1e15;
}
bool isPrice(const std::optional<Decimal> &price)
{
    return !price || isPrice(*price);
}

// platform.md 1.5 said again in other words.
bool isValidText(const QByteArray &text)
{
    const char *at = text.constData();
    const auto digits = [&] {
        const char *first = at;
        while (*at >= '0' && *at <= '9')
            ++at;
        return at != first;
    };
    if (*at == '-')
        ++at;
    if (!digits())
        return false;
    if (*at == '.' && (++at, !digits()))
        return false;
    if (*at == 'e' || *at == 'E') {
        ++at;
        if (*at == '+' || *at == '-')
            ++at;
        if (!digits())
            return false;
    }
    const double value = std::strtod(text.constData(), nullptr);
    return at == text.constData() + text.size() && value >= 1e-12 && value <= 1e15;
}

QByteArray randomPrice(quint32 &state)
{
    const auto next = [&] {
        state = state * 1664525U + 1013904223U;
        return state >> 8;
    };
    static const QByteArrayList odd{"0",    "",      "nan",   "NaN",    "inf",   "-1",  "null",
                                    "0.0",  "00",    "1e400", "1e-400", "--1",   "1e",  "0x1",
                                    " 1",   "1 ",    "1,5",   "1.",     ".5",    "+1",  "1e+5",
                                    "1E-5", "5e-13", "2e15",  "-0",     "1e-12", "1e15"};
    if (next() % 4 == 0)
        return odd.at(static_cast<qsizetype>(next()) % odd.size());
    QByteArray text;
    static const QByteArray alphabet("0123456789012345678901234567890123456789.-eE+ x");
    const int length = 1 + static_cast<int>(next() % 22);
    if (next() % 2 == 0) { // mostly sound
        text = QByteArray::number(next()) + '.' + QByteArray::number(next());
        return text;
    }
    for (int i = 0; i < length; ++i)
        text += alphabet.at(static_cast<qsizetype>(next()) % alphabet.size());
    return text;
}
} // namespace

TEST(MutationTest, NoDamagedFrameOrBodyCrashesOrGivesAPriceThatIsNone)
{
    quint32 state = 42;
    for (const VenueEntry &entry : venues()) {
        const auto dialect = entry.make();
        const QDir folder(QStringLiteral(WICKPOST_TEST_DATA "/") + entry.id.value);
        QByteArrayList seeds;
        for (const QString &name : folder.entryList(QDir::Files))
            seeds.append(fixture(entry.id.value + u'/' + name));
        ASSERT_FALSE(seeds.isEmpty());
        const InstrumentId asked{entry.id, QStringLiteral("BTC-USD")};
        for (int round = 0; round < 20'000 / scale; ++round) {
            const QByteArray bytes =
                mutated(seeds.at(static_cast<qsizetype>(state >> 8) % seeds.size()), state);
            const auto check = [&](const Result<QList<StreamEvent>> &events) {
                if (!events)
                    return;
                for (const StreamEvent &event : *events) {
                    if (const auto *t = std::get_if<Ticker>(&event)) {
                        ASSERT_TRUE(isPrice(t->last) && isPrice(t->bid) && isPrice(t->ask) &&
                                    isPrice(t->high24h) && isPrice(t->low24h) && isPrice(t->open24h))
                            << bytes.toStdString();
                        ASSERT_TRUE(!t->change24hPct || std::isfinite(*t->change24hPct))
                            << bytes.toStdString();
                    }
                }
            };
            check(dialect->decode(bytes, UtcTime{}));
            check(dialect->decodeTickerRows(bytes, {asked}, UtcTime{}));
            dialect->decodeInstruments(bytes);
            dialect->httpError(400, bytes);
            const auto candles = dialect->decodeCandles(bytes, {});
            for (qsizetype i = 1; candles && i < candles->size(); ++i)
                ASSERT_LT(candles->at(i - 1).time, candles->at(i).time) << bytes.toStdString();
        }
    }
}

TEST(MutationTest, OfAMillionMessagesNoneWithAnInvalidPriceIsTaken)
{
    const auto dialect = venues().at(1).make(); // Binance
    ASSERT_EQ(dialect->info().id.value, QStringLiteral("binance"));
    quint32 state = 7;
    int taken = 0;
    for (int i = 0; i < 1'000'000 / scale; ++i) {
        const QByteArray price = randomPrice(state);
        const QByteArray frame =
            R"({"e":"24hrTicker","E":1672515782136,"s":"BTCUSDT","c":")" + price + R"(","b":"1","a":"2"})";
        const auto events = dialect->decode(frame, UtcTime{});
        ASSERT_TRUE(events) << frame.toStdString();
        const bool ticker = std::holds_alternative<Ticker>(events->first());
        ASSERT_EQ(ticker, isValidText(price)) << price.toStdString();
        taken += ticker;
    }
    EXPECT_GT(taken, 100'000 / scale);
}

TEST(MutationTest, EveryVenueSurvivesTheHugeAndTheDeep)
{
    const QByteArray deep = QByteArray(300'000, '[') + QByteArray(300'000, ']');
    const QByteArray deepObjects =
        QByteArray("{\"data\":").repeated(100'000) + '1' + QByteArray(100'000, '}');
    const QByteArray wide = "[" + QByteArray("{\"a\":1},").repeated(200'000) + "0]";
    const QByteArray longText = "{\"type\":\"" + QByteArray(3'000'000, 'x') + "\"}";
    for (const VenueEntry &entry : venues()) {
        const auto dialect = entry.make();
        for (const QByteArray &bytes : {deep, deepObjects, wide, longText, QByteArray(1'000'000, '\0'),
                                        QByteArray(100'000, '"'), QByteArray(100'000, '\\')}) {
            const auto events = dialect->decode(bytes, UtcTime{});
            if (events) {
                for (const StreamEvent &event : *events)
                    EXPECT_TRUE(std::holds_alternative<StreamIgnored>(event) ||
                                std::holds_alternative<StreamError>(event));
            }
            EXPECT_FALSE(dialect->decodeInstruments(bytes));
        }
        EXPECT_FALSE(dialect->decode(deep, UtcTime{})) << "nested beyond reason is malformed";
    }
}
