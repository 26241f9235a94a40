// Clusters the collected headlines beside the repository (../shared/feeds/real), where they are there. They
// are not ours to ship; the rules are never fitted to them.

#include "app/news/facts/storyanalyst.h"
#include "app/news/stories/storyclusters.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <gtest/gtest.h>
#include <iostream>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Labelled
{
    QString id, group;
    Article article;
    StoryFacts facts;
};

enum class Tags { Labelled, Ours };

QList<Labelled> headlines(Tags tags)
{
    QFile file(QStringLiteral(WICKPOST_SHARED_DIR "/feeds/real/headlines-2026-01.json"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const StoryAnalyst analyst;
    QList<Labelled> list;
    for (const QJsonValue &value : QJsonDocument::fromJson(file.readAll())["headlines"_L1].toArray()) {
        Labelled one;
        one.id = value["id"_L1].toString();
        one.group = value["story"_L1].toString();
        one.article.id = {list.size() + 1};
        one.article.source = value["source"_L1].toString();
        one.article.title = value["title"_L1].toString();
        one.article.language = u"en"_s;
        one.article.sortTime = *parseRfc3339(value["published"_L1].toString().toLatin1());
        one.facts = analyst.factsOf({one.article.title, {}, {}, {}, {}, one.article.source, u"en"_s}, {});
        if (tags == Tags::Labelled) {
            one.facts.coins.clear();
            for (const QJsonValue &coin : value["coins"_L1].toArray())
                one.facts.coins.append({coin.toString(), 3, {}});
        }
        list.append(one);
    }
    return list;
}

struct Score
{
    int right = 0, wrong = 0, missed = 0;
    double precision() const { return right + wrong == 0 ? 1 : double(right) / (right + wrong); }
    double recall() const { return right + missed == 0 ? 1 : double(right) / (right + missed); }
};

// Over all pairs within 36 h; a headline without a group is a group of its own, as news.md 7 counted.
Score scoreOf(const QList<Labelled> &list, const std::string &what)
{
    StoryClusters clusters;
    for (const Labelled &one : list)
        clusters.add(one.article, one.facts);
    Score score;
    const bool talk = qEnvironmentVariableIsSet("WICKPOST_SHOW_PAIRS");
    for (qsizetype i = 0; i < list.size(); ++i) {
        for (qsizetype j = 0; j < i; ++j) {
            const Labelled &a = list[i], &b = list[j];
            if (std::chrono::abs(a.article.sortTime - b.article.sortTime) > 36h)
                continue;
            const bool same = !a.group.isEmpty() && a.group == b.group;
            const bool found = clusters.clusterOf(a.article.id) == clusters.clusterOf(b.article.id);
            score.right += same && found;
            score.wrong += !same && found;
            score.missed += same && !found;
            if (talk && same != found)
                std::cout << (found ? "  wrong " : "  missed ") << b.id.toStdString() << ' '
                          << a.id.toStdString() << ' ' << a.group.toStdString() << '\n'
                          << (found ? "      " + b.article.title.toStdString() + "\n      " +
                                          a.article.title.toStdString() + "\n"
                                    : "");
        }
    }
    std::cout << what << ": precision " << qRound(score.precision() * 1000) / 1000.0 << ", recall "
              << qRound(score.recall() * 1000) / 1000.0 << " (" << score.right << " right, " << score.wrong
              << " wrong, " << score.missed << " missed)\n";
    return score;
}
} // namespace

TEST(ClusterConformance, FindsTheLabelledEvents)
{
    if (headlines(Tags::Labelled).isEmpty())
        GTEST_SKIP() << "THE COLLECTED HEADLINES ARE NOT HERE: nothing was compared";
    const Score labelled = scoreOf(headlines(Tags::Labelled), "with the labelled coins");
    const Score ours = scoreOf(headlines(Tags::Ours), "with our own facts");
    for (const Score &score : {labelled, ours}) {
        EXPECT_GE(score.precision(), 0.85);
        EXPECT_GE(score.recall(), 0.60);
    }
}
