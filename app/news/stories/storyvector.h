#pragma once

#include "app/news/article.h"
#include "app/news/stories/termcounts.h"

// A story as a direction: its terms by how much each tells of it (news.md 9: headline three times, tags
// twice, the first 300 words once; times rarity). By term, of length 1; the cosine of two is their dot().
struct TermWeight : UsedTerm
{
    double weight = 0;
    bool inTitle = false; // where it stands: there, or in the text
};
using StoryVector = std::vector<TermWeight>;

StoryVector storyVector(const Story &story, const TermCounts &counts);
double dot(const StoryVector &a, const StoryVector &b);

// The words that weigh most, as they stand in the story; tags that stand nowhere are left out.
QStringList heaviestWords(const Article &article, StoryVector vector, qsizetype most);

// What is read of a story's text: some 300 words of its body, else its summary.
QString storyText(const Article &article);
