#pragma once

#include "app/news/article.h"

// A question to the store. What is empty asks for nothing in particular.
struct StoryQuery
{
    enum class Order {
        Newest, // by sortTime, then by id
        Rank,   // the best match of `text` first (storyrank.h); without a text Newest
    };
    enum class Promoted { Include, Exclude, Only };

    int limit = 200;
    Order order = Order::Newest;
    // One story for each cluster, out of those that answer the question: by Newest the newest of the
    // weightiest outlets (foldedStory()), by Rank the best match. The rest is asked for with ofCluster().
    bool folded = false;

    bool unreadOnly = false, savedOnly = false;
    Promoted promoted = Promoted::Include;
    bool withMuted = false; // of hidden outlets too; those of a named source always are
    QStringList coins;      // symbols; stories about any of them
    QList<StoryKind> kinds; // any of them
    QStringList sources;    // outlets as shown; any of them
    QString text;           // words in title, text, outlet or coins, any case
    std::optional<ArticleId> cluster;
    std::optional<UtcTime> since, until; // sortTime from, and up to, both included

    // For the next page. Newest: sortTime and id of the last story of this one, so that stories of one moment
    // are neither lost nor repeated. Rank: how many stories were had.
    std::optional<UtcTime> before;
    ArticleId beforeId;
    int offset = 0;

    // Everyone who tells of an event, newest first, hidden outlets left out.
    static StoryQuery ofCluster(ArticleId cluster);

    bool operator==(const StoryQuery &) const = default;
};

// Whether a story answers the question, its text and its page left out.
bool isAsked(const StoryQuery &query, const Story &story);
