#pragma once

#include "app/news/storysearch.h"

// How stories are read: what a store makes of their words. Pure, used on any thread. One of the parts may be
// missing: then nothing is found out.
struct StoryRules
{
    int version = 0; // raised when the facts of a story come out different
    std::function<StoryFacts(const Article &article, const QList<TagCorrection> &corrections)> facts;
    CoinNames coinNames;
};

// What the rules say of a story with its body, and over them the user: corrections of tags, and `mark`,
// whether it is a promotion. Without rules the facts stay as they are (`known`).
StoryFacts readFacts(const StoryRules &rules, const Article &article, const QList<TagCorrection> &corrections,
                     std::optional<bool> mark, const StoryFacts &known = {});

// The rules in resources/, with the user's changes to the coins when there is such a file (storyanalyst.h).
// They are read when first used.
StoryRules shippedStoryRules(const QString &userCoinTags = {});
