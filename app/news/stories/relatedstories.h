#pragma once

#include "app/news/stories/readinghistory.h"
#include "app/news/stories/termcounts.h"

// "You may also like" (news.md 9): what to read after a story, each with its reason. Rather nothing than
// something at random. Pure.

struct RelatedOptions
{
    qsizetype limit = 5;
    const ReadingHistory *history = nullptr; // null: the reader doesn't want it used
};

struct RelatedStory
{
    enum class Why { SameEvent, SameCoin, SameKind, SimilarWords };
    ArticleId id;
    double rank = 0;     // before diversity
    double likeness = 0; // of the words, 0 to 1
    Why why = Why::SimilarWords;
    QStringList shared; // the coin's symbol, the kind's name, or the words as the open story has them
    bool operator==(const RelatedStory &) const = default;
};

// The best of `candidates` (any order; a few hundred, found by relatedWords() and the open story's coins and
// kind). Never: the story itself and others of its event, read stories, promotions, hidden outlets, stories
// older than 14 days, two of one event, or one outlet more than twice.
//
// Needs of each story title, summary, facts, state, cluster; the body is read where there is one.
QList<RelatedStory> relatedStories(const Story &open, const QList<Story> &candidates,
                                   const TermCounts &counts, UtcTime now, const RelatedOptions &options = {});

// The words to look for when candidates are searched: those that tell most about the story, best first, as
// they stand in its headline and text.
QStringList relatedWords(const Story &open, const TermCounts &counts, qsizetype most = 25);

// What StoredTermCounts counts of a story: the terms of its headline and text.
StoryReading storyTerms(const Story &story);

// "same event", "same coin: BTC", "same kind: ETF", "similar words: halving, miners".
QString relatedReason(const RelatedStory &story);
