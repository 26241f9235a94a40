#pragma once

#include "app/news/facts/phraserules.h"
#include "app/news/storyfacts.h"

// Which kind of market story a story is, by the rules of resources/storykinds.json. What its headline says
// counts; the first 300 characters of the text count half.
class KindFinder
{
public:
    KindFinder();
    void addTo(Lexicon &lexicon) const { m_rules.addTo(lexicon); }
    // `titleNamesCoin`: what the text says is then no more than the background of a coin's story.
    std::optional<StoryKind> kindOf(const ReadText &title, const ReadText &text, bool titleNamesCoin,
                                    bool announcement) const;

private:
    PhraseRules m_rules;
    std::vector<StoryKind> m_kinds; // by rule
    std::vector<double> m_points;   // by rule
    std::vector<bool> m_announced;  // by rule: only of an exchange's own announcements
};
