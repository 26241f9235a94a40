#include "app/base/jsonwriter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <cmath>
#include <gtest/gtest.h>

TEST(JsonWriterTest, KeepsTheOrderItIsTold)
{
    JsonWriter json;
    json.beginObject()
        .text(QLatin1String("z"), QStringLiteral("1"))
        .null(QLatin1String("a"))
        .beginArray(QLatin1String("l"));
    json.element(QStringLiteral("x"))
        .beginObject()
        .integer(QLatin1String("n"), -5)
        .end()
        .end()
        .boolean(QLatin1String("b"), true)
        .end();
    EXPECT_EQ(json.bytes(), QByteArray(R"({"z":"1","a":null,"l":["x",{"n":-5}],"b":true})"));
}

TEST(JsonWriterTest, EscapesWhatAnotherReaderGetsBack)
{
    const QString nasty = QStringLiteral("a\"b\\c\n\r\t\u0001\u001f é 中 \U0001F600 </script>");
    JsonWriter json;
    json.beginObject().text(QLatin1String("t"), nasty).end();
    EXPECT_FALSE(json.bytes().contains('\n'));
    EXPECT_EQ(QJsonDocument::fromJson(json.bytes()).object().value(QLatin1String("t")).toString(), nasty);
}

TEST(JsonWriterTest, MoneyIsTextWithEveryDigitAndUnknownIsNull)
{
    JsonWriter json;
    json.beginObject()
        .money(QLatin1String("p"), "0.00000840"_dec)
        .money(QLatin1String("q"), std::nullopt)
        .end();
    EXPECT_EQ(json.bytes(), QByteArray(R"({"p":"0.00000840","q":null})"));
}

TEST(JsonWriterTest, NumbersReadBackAsTheSameAndNotFiniteOnesAreNull)
{
    JsonWriter json;
    json.beginObject()
        .number(QLatin1String("a"), 0.1 + 0.2)
        .number(QLatin1String("n"), std::nan(""))
        .number(QLatin1String("i"), 1e300 * 1e300)
        .end();
    const QJsonObject read = QJsonDocument::fromJson(json.bytes()).object();
    EXPECT_EQ(read.value(QLatin1String("a")).toDouble(), 0.1 + 0.2);
    EXPECT_TRUE(read.value(QLatin1String("n")).isNull());
    EXPECT_TRUE(read.value(QLatin1String("i")).isNull());
}
