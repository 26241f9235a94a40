#pragma once

#include "app/news/article.h"
#include "app/news/stories/termcounts.h"

// What is compared of a story.
struct ComparedStory
{
    StoryReading title, text; // the text: headline and summary; without terms when there is no summary
    QStringList coins;        // symbols
    std::optional<StoryKind> kind;
    UtcTime time{};
};

ComparedStory comparedStory(const Article &article, const StoryFacts &facts);

// How much two stories have in common. What it says of two languages is said by `acrossLanguages`.
struct Likeness
{
    double words = 0;      // 0 to 1: cosine of the terms, weighed by rarity
    bool facts = false;    // share a coin, a name or a rare word
    bool conflict = false; // a number contradicts the other
    bool otherScript = false;
    bool acrossLanguages = false; // an English and a Chinese report of one event
};
Likeness likeness(const ComparedStory &a, const ComparedStory &b, const TermCounts &counts);
