// Clusters the collected headlines beside the repository (../shared/feeds/real), where they are there. They
// are not ours to ship; their misses were read while the rules were made, so these
// figures are not those of unseen headlines.

#include "app/news/facts/storyanalyst.h"
#include "tests/news/stories/pairscore.h"
#include "tests/news/stories/storycase.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace {
enum class Tags { Labelled, Ours };

QList<LabelledHeadline> headlines(Tags tags)
{
    QFile file(QStringLiteral(WICKPOST_SHARED_DIR "/feeds/real/headlines-2026-01.json"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const StoryAnalyst analyst;
    QList<LabelledHeadline> list;
    for (const QJsonValue &value : QJsonDocument::fromJson(file.readAll())["headlines"_L1].toArray()) {
        LabelledHeadline one;
        one.id = value["id"_L1].toString();
        one.event = value["story"_L1].toString();
        one.article = headline(list.size() + 1, value["title"_L1].toString(),
                               *parseRfc3339(value["published"_L1].toString().toLatin1()),
                               value["source"_L1].toString());
        FactsInput input;
        input.title = one.article.title;
        input.source = one.article.source;
        input.language = u"en"_s;
        one.facts = analyst.factsOf(input, {});
        if (tags == Tags::Labelled) {
            one.facts.coins.clear();
            for (const QJsonValue &coin : value["coins"_L1].toArray())
                one.facts.coins.append({coin.toString(), 3, {}});
        }
        list.append(one);
    }
    return list;
}

// As they come at the first start: one feed after the other, each in its own order.
QList<LabelledHeadline> byFeed(QList<LabelledHeadline> list)
{
    std::stable_sort(list.begin(), list.end(), [](const LabelledHeadline &a, const LabelledHeadline &b) {
        return a.article.source < b.article.source;
    });
    return list;
}

QList<LabelledHeadline> backwards(QList<LabelledHeadline> list)
{
    std::reverse(list.begin(), list.end());
    return list;
}
} // namespace

TEST(ClusterConformance, FindsTheLabelledEvents)
{
    if (headlines(Tags::Labelled).isEmpty())
        GTEST_SKIP() << "THE COLLECTED HEADLINES ARE NOT HERE: nothing was compared";
    for (const PairScore &score : {pairScore(headlines(Tags::Labelled), "with the labelled coins"),
                                   pairScore(headlines(Tags::Ours), "with our own facts"),
                                   pairScore(byFeed(headlines(Tags::Ours)), "feed by feed"),
                                   pairScore(backwards(headlines(Tags::Ours)), "newest first")}) {
        EXPECT_GE(score.precision(), 0.85);
        EXPECT_GE(score.recall(), 0.60);
    }
}
