#pragma once

#include "app/news/stories/storynumbers.h"
#include "app/news/storyfacts.h"

// A word of a text as stories are compared: stemmed, a name or a coin whatever it is spelled as, Chinese in
// pairs of characters.
struct UsedTerm
{
    StoryTerm term = 0;
    TermKind kind = TermKind::Word;
    float share = 0;              // of a thousand headlines, before any is counted
    bool proper = false;          // a capital inside a sentence says it is a name
    qint32 begin = 0, length = 0; // where it first stands in the text, UTF-16
    bool operator==(const UsedTerm &) const = default;
};

struct StoryReading
{
    std::vector<UsedTerm> terms; // each once, by term
    std::vector<StoryNumber> numbers;
    std::vector<StoryTerm> places; // countries and states among the terms, by term
    quint32 sides[2] = {0, 0};     // of opposites (rise, fall): a bit for each that is told
    int sentences = 0;
    bool han = false; // mostly Chinese
    bool has(StoryTerm term) const;
};

// The terms two lists have in common, both by term: `take` gets the one of each.
template <typename Terms, typename Take> void forEachShared(const Terms &a, const Terms &b, Take take)
{
    for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
        if (i->term < j->term)
            ++i;
        else if (j->term < i->term)
            ++j;
        else
            take(*i++, *j++);
    }
}

// Reads headlines and texts for clustering, ranking and likeness. The coins are those the story is tagged
// with: their names and codes in the text become one term.
StoryReading readStory(const QString &text, const QList<CoinTag> &coins);
