// Adding stories to a window of 48 h with 5,000 stories in it, and the ranking of related stories. To hold: a
// story in well under a millisecond.
#include "app/news/stories/relatedstories.h"
#include "app/news/stories/storyclusters.h"
#include "app/news/stories/trending.h"

#include <benchmark/benchmark.h>
#include <random>

using namespace Qt::StringLiterals;

namespace {
const UtcTime start = fromMsecs(1'757'764'800'000);
constexpr int windowStories = 5000;
constexpr auto window = std::chrono::hours{48};

template <typename T> const T &pick(const QList<T> &from, std::mt19937 &random)
{
    return from[qsizetype(random() % quint32(from.size()))];
}

// "Korvandi": names that are in no list.
QString madeUpName(std::mt19937 &random)
{
    static const QList<QString> syllables{u"kor"_s, u"van"_s, u"di"_s,  u"mel"_s, u"tra"_s, u"qui"_s,
                                          u"nos"_s, u"bel"_s, u"ari"_s, u"zun"_s, u"pho"_s, u"lex"_s};
    QString name = pick(syllables, random) + pick(syllables, random) + pick(syllables, random);
    name[0] = name[0].toUpper();
    return name;
}

// One event told once to four times, in other words each time; of a few coins, as in the news.
QList<Story> madeUpStories(int count)
{
    static const QList<QString> acts{u"buys"_s,     u"sells"_s,   u"launches"_s, u"halts"_s,  u"approves"_s,
                                     u"sues"_s,     u"freezes"_s, u"raises"_s,   u"lists"_s,  u"delays"_s,
                                     u"proposes"_s, u"burns"_s,   u"unlocks"_s,  u"probes"_s, u"hires"_s};
    static const QList<QString> coins{u"BTC"_s, u"BTC"_s, u"BTC"_s,  u"ETH"_s, u"ETH"_s,
                                      u"SOL"_s, u"XRP"_s, u"DOGE"_s, u"ADA"_s, u"BNB"_s};
    static const QList<QString> rest{u"as traders return"_s,        u"in new push for growth"_s,
                                     u"after board dispute"_s,      u"amid market pressure"_s,
                                     u"ahead of regulator talks"_s, u"to expand payments platform"_s,
                                     u"as rivals retreat"_s,        u"with investors on edge"_s};
    std::mt19937 random(1);
    QList<Story> stories;
    while (stories.size() < count) {
        const QString name = madeUpName(random), other = madeUpName(random), act = pick(acts, random),
                      coin = pick(coins, random), number = QString::number(10 + random() % 9000);
        const auto at = std::chrono::minutes{random() % (48 * 60)};
        for (quint32 reports = 1 + random() % 4; reports > 0 && stories.size() < count; --reports) {
            Story story;
            story.article.id = {stories.size() + 1};
            story.cluster = story.article.id;
            story.article.source = u"Outlet %1"_s.arg(random() % 30);
            story.article.title =
                u"%1 %2 %3 %4 with %5 %6"_s.arg(name, act, number, coin, other, pick(rest, random));
            story.article.summary = u"%1 of %2 said on Tuesday that it %3 %4, %5."_s.arg(
                other, name, act, coin, pick(rest, random));
            story.article.sortTime = start + at + std::chrono::minutes{random() % 240};
            story.facts.coins = {{coin, 3, coin}};
            stories.append(story);
        }
    }
    return stories;
}

void AddToFullWindow(benchmark::State &state)
{
    const QList<Story> stories = madeUpStories(windowStories + 1000);
    StoryClusters clusters;
    for (qsizetype i = 0; i < windowStories; ++i)
        clusters.add(stories[i].article, stories[i].facts);
    qsizetype next = windowStories;
    for (auto _ : state) {
        const Story &story = stories[next];
        benchmark::DoNotOptimize(clusters.add(story.article, story.facts));
        clusters.remove(story.article.id);
        next = next + 1 < stories.size() ? next + 1 : windowStories;
    }
    state.SetItemsProcessed(state.iterations());
}

void ForgetHalfTheWindow(benchmark::State &state)
{
    const QList<Story> stories = madeUpStories(windowStories);
    for (auto _ : state) {
        state.PauseTiming();
        StoryClusters clusters;
        for (const Story &story : stories)
            clusters.restore(story.article, story.facts, story.article.id);
        state.ResumeTiming();
        clusters.forget(start + window / 2);
    }
}

void RankTheWindow(benchmark::State &state)
{
    QList<TrendingReport> reports;
    for (const Story &story : madeUpStories(windowStories))
        reports.append(trendingReport(story, {}, 1));
    for (auto _ : state)
        benchmark::DoNotOptimize(trending(reports, start + window));
}

void RelatedOf300(benchmark::State &state)
{
    const QList<Story> stories = madeUpStories(301);
    StoredTermCounts counts;
    for (const Story &story : stories)
        counts.add(storyTerms(story), start);
    for (auto _ : state)
        benchmark::DoNotOptimize(relatedStories(stories.last(), stories, counts, start + window));
}
} // namespace

BENCHMARK(AddToFullWindow)->Unit(benchmark::kMicrosecond);
BENCHMARK(ForgetHalfTheWindow)->Unit(benchmark::kMillisecond);
BENCHMARK(RankTheWindow)->Unit(benchmark::kMillisecond);
BENCHMARK(RelatedOf300)->Unit(benchmark::kMillisecond);
BENCHMARK_MAIN();
