#include "app/exchanges/jsonreader.h"

#include <QByteArrayList>
#include <gtest/gtest.h>

namespace {
bool wellFormed(QByteArrayView bytes)
{
    JsonReader reader;
    reader.open(bytes);
    return reader.isWellFormed();
}
} // namespace

TEST(JsonReaderTest, HandsOverTheCharactersOfNumbersAndStrings)
{
    JsonReader reader;
    reader.open(R"( {"a":"1.50","b": 1.50 ,"c":1e-7,"d":"","e":null,"f":true,"g":[1],"h":"\u0041\"\\x"} )");
    QByteArrayList seen;
    reader.fields([&](std::string_view key, JsonValue &value) {
        const JsonText text = value.text();
        const auto characters = text.value();
        seen.append(QByteArray(key.data(), static_cast<qsizetype>(key.size())) + '=' +
                    QByteArray(characters.data(), static_cast<qsizetype>(characters.size())) +
                    (text.isTrue() ? " true" : "") + (text.isNested() ? " nested" : ""));
    });
    EXPECT_TRUE(reader.finish()) << reader.error().toStdString();
    EXPECT_EQ(seen,
              (QByteArrayList{"a=1.50", "b=1.50", "c=1e-7", "d=", "e=", "f= true", "g= nested", "h=A\"\\x"}));
}

TEST(JsonReaderTest, ReadsTheSameDocumentAgainAndIsUsedForMany)
{
    JsonReader reader;
    for (int i = 0; i < 50; ++i) {
        const QByteArray document =
            R"({"n":)" + QByteArray::number(i) + R"(,"pad":")" + QByteArray(i * 100, 'x') + "\"}";
        reader.open(document);
        for (int pass = 0; pass < 2; ++pass) {
            QByteArray number;
            reader.fields([&](std::string_view key, JsonValue &value) {
                if (key == "n")
                    number = QByteArray(value.text().value().data(),
                                        static_cast<qsizetype>(value.text().value().size()));
            });
            EXPECT_EQ(number, QByteArray::number(i));
            EXPECT_TRUE(reader.finish());
            reader.again();
        }
    }
}

TEST(JsonReaderTest, AcceptsWhatIsJson)
{
    for (const char *text : {"{}", "[]", " [1] ", R"({"a":{"b":[{"c":null}]}})",
                             "[-0.5e+10,0,\"\\n\",true,false]", "[\"\\ud83d\\ude00 \xF0\x9F\x98\x80\"]"})
        EXPECT_TRUE(wellFormed(text)) << text;
}

TEST(JsonReaderTest, RefusesWhatIsNot)
{
    for (const char *text : {"",           " ",          "1",
                             "\"a\"",      "null",       "pong",
                             "{",          "[",          "}",
                             "[1,]",       "[,1]",       "{\"a\":1,}",
                             "{\"a\"}",    "{\"a\":}",   "{a:1}",
                             "[1 2]",      "[1]]",       "[1]x",
                             "{}{}",       "[01]",       "[+1]",
                             "[1.]",       "[.5]",       "[1e]",
                             "[NaN]",      "[nul]",      "[truex]",
                             "[\"\\q\"]",  "['a']",      "[\"a",
                             "[\"a\nb\"]", "[\"\xff\"]", "{\"a\":1,\"a\"}",
                             "[[1,2}",     "{\"a\":[}"})
        EXPECT_FALSE(wellFormed(text)) << text;
    EXPECT_FALSE(wellFormed(QByteArrayView("[1]\0", 4)));
    EXPECT_FALSE(wellFormed(QByteArrayView("[\0]", 3)));
    EXPECT_FALSE(wellFormed(QByteArrayView("[\"\0\"]", 5)));
    EXPECT_FALSE(wellFormed(QByteArray(2000, '[') + QByteArray(2000, ']')));
    EXPECT_FALSE(wellFormed(QByteArray(100'000, '[')));
}

TEST(JsonReaderTest, ErrorsStickAndNothingMoreIsVisited)
{
    JsonReader reader;
    reader.open(R"({"a":1,"b":oops,"c":3})");
    QByteArray seen;
    reader.fields([&](std::string_view key, JsonValue &value) {
        seen.append(key.data(), static_cast<qsizetype>(key.size()));
        value.text();
    });
    EXPECT_EQ(seen, "ab");
    EXPECT_TRUE(reader.failed());
    EXPECT_FALSE(reader.finish());
    EXPECT_FALSE(reader.isWellFormed());
    EXPECT_FALSE(reader.error().isEmpty());
    reader.open("{}");
    reader.fields([](std::string_view, JsonValue &) {});
    EXPECT_TRUE(reader.finish()) << "the next document starts clean";
}
