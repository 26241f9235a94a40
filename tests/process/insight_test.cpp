#include "tests/process/processtest.h"

#include <QJsonArray>

namespace {
QJsonArray pricesOf(const QJsonObject &story)
{
    return story.value(QLatin1String("prices")).toArray();
}
} // namespace

TEST_F(ProcessTest, NewsTellsWhatTheCoinsOfAStoryCostThenAndNow)
{
    const QString list = feedList(endpoints.value(QStringLiteral("feeds")).toUtf8() + "/rss.xml");
    const QStringList base{QStringLiteral("--feeds"), list, QStringLiteral("news"),
                           QStringLiteral("--format"), QStringLiteral("json")};
    const Outcome fresh = run(withMarket(base + QStringList{QStringLiteral("--refresh")}));
    ASSERT_EQ(fresh.code, 0) << fresh.err.toStdString();
    QHash<int, QString> atPublication; // of each story's first coin
    int net = 0;
    for (int i = 0; i < fresh.lines().size(); ++i) {
        const QJsonObject story = fresh.json(i);
        ASSERT_TRUE(story.contains(QLatin1String("prices")));
        for (const QJsonValue &each : pricesOf(story)) {
            const QJsonObject price = each.toObject();
            EXPECT_TRUE(price.value(QLatin1String("coin")).isString());
            EXPECT_FALSE(price.value(QLatin1String("now")).isDouble()) << "money is text";
            net += price.value(QLatin1String("netPct")).isDouble();
        }
        const QJsonObject first = pricesOf(story).at(0).toObject();
        if (first.value(QLatin1String("atPublication")).isString() &&
            first.value(QLatin1String("now")).isString())
            atPublication.insert(story.value(QLatin1String("id")).toInt(),
                                 first.value(QLatin1String("atPublication")).toString());
    }
    EXPECT_FALSE(atPublication.isEmpty()) << fresh.out.toStdString();
    EXPECT_GT(net, 0);

    // What was found is kept; without the network nothing is made up.
    const Outcome stored = run(withoutNetwork(base));
    ASSERT_EQ(stored.code, 0);
    for (int i = 0; i < stored.lines().size(); ++i) {
        const QJsonObject first = pricesOf(stored.json(i)).at(0).toObject();
        const int id = stored.json(i).value(QLatin1String("id")).toInt();
        if (atPublication.contains(id)) {
            EXPECT_EQ(first.value(QLatin1String("atPublication")).toString(), atPublication.value(id));
        }
        EXPECT_TRUE(first.value(QLatin1String("now")).isNull() || pricesOf(stored.json(i)).isEmpty());
    }
}

TEST_F(ProcessTest, MovesAreApartUnusualAndSayWhatExplainsThem)
{
    const QStringList asked{QStringLiteral("moves"),   QStringLiteral("BTC"), QStringLiteral("doge"),
                            QStringLiteral("--since"), QStringLiteral("7d"),  QStringLiteral("--format"),
                            QStringLiteral("json")};
    const Outcome found = run(withMarket(asked));
    EXPECT_EQ(found.code, found.lines().isEmpty() ? 1 : 0) << found.err.toStdString();
    static const QStringList answers{QStringLiteral("explained"), QStringLiteral("market"),
                                     QStringLiteral("unexplained")};
    QHash<QString, QString> startOfNext; // newest first
    for (int i = 0; i < found.lines().size(); ++i) {
        const QJsonObject move = found.json(i);
        const QString coin = move.value(QLatin1String("coin")).toString();
        const QString start = move.value(QLatin1String("start")).toString();
        const QString end = move.value(QLatin1String("end")).toString();
        EXPECT_TRUE(coin == QLatin1String("BTC") || coin == QLatin1String("DOGE"));
        EXPECT_LT(start, end);
        EXPECT_GT(move.value(QLatin1String("times")).toDouble(), 2);
        EXPECT_TRUE(move.value(QLatin1String("from")).isString());
        EXPECT_TRUE(answers.contains(move.value(QLatin1String("answer")).toString()));
        if (startOfNext.contains(coin)) {
            EXPECT_LT(end, startOfNext.value(coin));
        }
        startOfNext.insert(coin, start);
    }
    const Outcome table = run(withMarket({QStringLiteral("moves"), QStringLiteral("BTC")}));
    EXPECT_EQ(table.code == 0, table.out.contains("x USUAL")) << table.err.toStdString();
}

TEST_F(ProcessTest, MovesOfACoinNobodyListsSayWhichAndEndWithOne)
{
    const Outcome found = run(withMarket({QStringLiteral("moves"), QStringLiteral("NOSUCHCOIN")}));
    EXPECT_EQ(found.code, 1);
    EXPECT_TRUE(found.out.isEmpty());
    EXPECT_TRUE(found.err.contains("NOSUCHCOIN"));
    EXPECT_EQ(run(words("moves --since yesterday")).code, 2);
}
