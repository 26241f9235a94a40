#pragma once

#include "app/news/article.h"

#include <QHash>
#include <QSet>

// What the outlets write about most (news.md 8). The unit is the owner: an outlet with its sister sites,
// editions and feeds has one voice. Pure.

// A story of the last days, as it counts.
struct TrendingReport
{
    ArticleId id, cluster;
    QString owner;        // FeedInfo::owner; empty: the source is its own
    QString source;       // the outlet as shown
    double weight = 1.0;  // FeedEntry::weight, 0.5 to 1.5
    UtcTime time{};       // Article::sortTime
    bool undated = false; // the feed gave no date: counts half
    bool announcement =
        false; // an exchange's own: weighs 1.5 for listings and outages, whatever the list says
    std::optional<StoryKind> kind;
    QStringList coins;      // symbols; of a wrap-up none
    bool recurring = false; // a column: counts 0.3
    bool promoted = false;  // never counts
};
TrendingReport trendingReport(const Story &story, const QString &owner, double weight);

// A coin of which far more outlets write than usual at this hour.
struct Burst
{
    int owners = 0;   // in the last hour
    double usual = 0; // mean of the same hour on the 7 days before
    double z = 0;     // how many times the usual scatter it is above it
    bool operator==(const Burst &) const = default;
};
// Who wrote of what, and when; of the last 7 days and an hour.
struct TopicMention
{
    QString topic; // a coin's symbol, or any other word
    QString owner;
    UtcTime time{};
};
// Only those that trend (z of 3 and 3 owners at least). Empty while too little is known of the days before.
QHash<QString, Burst> bursts(const QList<TopicMention> &mentions, UtcTime now);

struct TrendingOptions
{
    std::chrono::milliseconds halfLife = std::chrono::hours{6}; // 2 h in a view of the last hour
    std::chrono::milliseconds reach = std::chrono::hours{48};   // an event first told of longer ago is over
    qsizetype limit = 50;
    // Events that only one outlet tells of follow the others until there are as many rows as this.
    qsizetype filledTo = 5;
    QHash<QString, Burst> bursts;      // coins: an event about one of them ranks with the others even when
                                       // one outlet alone tells of it
    QHash<QString, double> priceMoves; // z of a coin's return over an hour, either sign: from 3 on × 1.2
};

struct TrendingStory
{
    int rank = 0; // from 1
    ArticleId cluster;
    double score = 0;
    int owners = 0;
    QStringList sources; // one of each owner, the first to report first
    UtcTime first{};     // when the first of them reported
    ArticleId newest;    // of its stories
    UtcTime newestTime{};
    QString burst; // the coin whose burst it is part of; empty: none
    bool operator==(const TrendingStory &) const = default;
};
// Best first: those that several owners tell of (or an announcement of a listing or outage, or a burst),
// then the others. Of equal score the newest, then the highest id: the order is the same each time.
QList<TrendingStory> trending(const QList<TrendingReport> &reports, UtcTime now,
                              const TrendingOptions &options = {});

// "5 outlets · 2 h"; with a burst "1 outlet · 20 min · many write of ZEC".
QString trendingReason(const TrendingStory &story, UtcTime now);
