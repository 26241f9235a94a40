#include "app/news/stories/trending.h"

#include <algorithm>
#include <cmath>
#include <map>

using namespace Qt::StringLiterals;
using namespace std::chrono;
using namespace std::chrono_literals;

namespace {
constexpr double undatedCounts = 0.5, columnCounts = 0.3; // news.md 8
constexpr double announcementWeighs = 1.5;
constexpr double perOwner = 0.25;
constexpr int ownersThatCount = 6; // beyond the first
constexpr double strongMove = 3.0, moveCounts = 1.2;
constexpr int burstDays = 7, fewestKnownDays = 3;
constexpr double burstZ = 3.0;
constexpr int burstOwners = 3;
constexpr int fewestOwners = 2;

const QString &ownerOf(const TrendingReport &report)
{
    return report.owner.isEmpty() ? report.source : report.owner;
}

bool isMarketNotice(const TrendingReport &report)
{
    return report.announcement && (report.kind == StoryKind::Listing || report.kind == StoryKind::Hack);
}

double weightOf(const TrendingReport &report)
{
    const double weight =
        isMarketNotice(report) ? std::max(report.weight, announcementWeighs) : report.weight;
    return weight * (report.undated ? undatedCounts : 1.0) * (report.recurring ? columnCounts : 1.0);
}

// What an owner adds: its first report's age, the best of its weights.
struct Voice
{
    QString source;
    UtcTime first{};
    double weight = 0;
};

struct Event
{
    std::map<QString, Voice> voices; // by owner
    QStringList coins;
    TrendingStory story;
    bool notice = false;
};

void add(Event &event, const TrendingReport &report)
{
    auto [at, isNew] = event.voices.try_emplace(ownerOf(report), Voice{report.source, report.time, 0});
    Voice &voice = at->second;
    if (report.time < voice.first)
        voice = {report.source, report.time, voice.weight};
    voice.weight = std::max(voice.weight, weightOf(report));
    event.notice |= isMarketNotice(report);
    for (const QString &coin : report.coins)
        if (!event.coins.contains(coin))
            event.coins.append(coin);
    if (std::pair(report.time, report.id) > std::pair(event.story.newestTime, event.story.newest)) {
        event.story.newest = report.id;
        event.story.newestTime = report.time;
    }
}

double ageFactor(UtcTime then, UtcTime now, milliseconds halfLife)
{
    const auto age = std::max(now - then, 0ms);
    return std::exp2(-duration<double>(age) / duration<double>(halfLife));
}

void settle(Event &event, UtcTime now, const TrendingOptions &options)
{
    TrendingStory &story = event.story;
    QList<Voice> voices;
    for (const auto &[owner, voice] : event.voices) {
        voices.append(voice);
        story.score += voice.weight * ageFactor(voice.first, now, options.halfLife);
    }
    std::stable_sort(voices.begin(), voices.end(),
                     [](const Voice &a, const Voice &b) { return a.first < b.first; });
    for (const Voice &voice : std::as_const(voices))
        story.sources.append(voice.source);
    story.first = voices.first().first;
    story.owners = int(voices.size());
    story.score *= 1 + perOwner * std::min(story.owners - 1, ownersThatCount);
    double move = 0;
    for (const QString &coin : std::as_const(event.coins)) {
        move = std::max(move, std::abs(options.priceMoves.value(coin)));
        if (story.burst.isEmpty() && options.bursts.contains(coin))
            story.burst = coin;
    }
    story.score *= move >= strongMove ? moveCounts : 1.0;
}

bool isBetter(const TrendingStory &a, const TrendingStory &b)
{
    return std::tuple(a.score, a.newestTime, a.cluster) > std::tuple(b.score, b.newestTime, b.cluster);
}

// Distinct owners of each topic that wrote in the hour before `end`, and whether anything was written at all.
QHash<QString, QSet<QString>> ownersInHour(const QList<TopicMention> &mentions, UtcTime end)
{
    QHash<QString, QSet<QString>> owners;
    for (const TopicMention &mention : mentions)
        if (mention.time > end - 1h && mention.time <= end)
            owners[mention.topic].insert(mention.owner);
    return owners;
}

QString ageWords(milliseconds age)
{
    if (age < 1h)
        return u"%1 min"_s.arg(std::max<qint64>(floor<minutes>(age).count(), 0));
    if (age < 48h)
        return u"%1 h"_s.arg(floor<hours>(age).count());
    return u"%1 d"_s.arg(floor<days>(age).count());
}
} // namespace

TrendingReport trendingReport(const Story &story, const QString &owner, double weight)
{
    TrendingReport report;
    report.id = story.article.id;
    report.cluster = story.cluster;
    report.owner = owner;
    report.source = story.article.source;
    report.weight = weight;
    report.time = story.article.sortTime;
    report.undated = !isKnown(story.article.published);
    report.announcement = story.article.announcement;
    report.kind = story.facts.kind;
    if (!story.facts.manyCoins)
        for (const CoinTag &coin : story.facts.coins)
            report.coins.append(coin.symbol);
    report.recurring = story.facts.recurring;
    report.promoted = !story.facts.promotion.isEmpty();
    return report;
}

QHash<QString, Burst> bursts(const QList<TopicMention> &mentions, UtcTime now)
{
    UtcTime oldest = now;
    for (const TopicMention &mention : mentions)
        oldest = std::min(oldest, mention.time);
    const int known = std::min<int>(int(floor<days>(now - oldest).count()), burstDays);
    if (known < fewestKnownDays) // all would seem more than usual
        return {};
    QHash<QString, int> before;
    for (int day = 1; day <= known; ++day) {
        const auto owners = ownersInHour(mentions, now - days{day});
        for (auto it = owners.begin(); it != owners.end(); ++it)
            before[it.key()] += int(it->size());
    }
    QHash<QString, Burst> found;
    const auto latest = ownersInHour(mentions, now);
    for (auto it = latest.begin(); it != latest.end(); ++it) {
        Burst burst{int(it->size()), double(before.value(it.key())) / known};
        burst.z = (burst.owners - burst.usual) / std::sqrt(burst.usual + 1);
        if (burst.owners >= burstOwners && burst.z >= burstZ)
            found.insert(it.key(), burst);
    }
    return found;
}

QList<TrendingStory> trending(const QList<TrendingReport> &reports, UtcTime now,
                              const TrendingOptions &options)
{
    std::map<ArticleId, Event> events;
    for (const TrendingReport &report : reports) {
        if (report.promoted)
            continue;
        Event &event = events[report.cluster];
        event.story.cluster = report.cluster;
        add(event, report);
    }
    QList<TrendingStory> several, single;
    for (auto &[cluster, event] : events) {
        settle(event, now, options);
        if (now - event.story.first > options.reach)
            continue;
        const bool shared =
            event.story.owners >= fewestOwners || event.notice || !event.story.burst.isEmpty();
        (shared ? several : single).append(event.story);
    }
    std::sort(several.begin(), several.end(), isBetter);
    std::sort(single.begin(), single.end(), isBetter);
    QList<TrendingStory> ranked = several.first(std::min(several.size(), options.limit));
    const qsizetype room = std::min(options.filledTo, options.limit) - ranked.size();
    if (room > 0)
        ranked.append(single.first(std::min(single.size(), room)));
    for (qsizetype i = 0; i < ranked.size(); ++i)
        ranked[i].rank = int(i) + 1;
    return ranked;
}

QString trendingReason(const TrendingStory &story, UtcTime now)
{
    QStringList parts{story.owners == 1 ? u"1 outlet"_s : u"%1 outlets"_s.arg(story.owners),
                      ageWords(now - story.first)};
    if (!story.burst.isEmpty())
        parts.append(u"many write of %1"_s.arg(story.burst));
    return parts.join(u" · "_s);
}
