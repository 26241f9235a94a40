#pragma once

#include "app/news/storyrules.h"
#include "app/storage/articletables.h"

#include <QHash>

// Reads stories by the rules and by the user's own word, which stands over them.
class StoryReader
{
public:
    static Result<StoryReader> open(SqlConnection &connection, const StoryRules &rules);

    int version() const { return m_rules.version; }
    // `article` with its id and body; `known`: what is stored of it.
    StoryFacts facts(const Article &article, const StoryFacts &known = {}) const;

private:
    explicit StoryReader(const StoryRules &rules) : m_rules(rules) {}

    StoryRules m_rules;
    QList<TagCorrection> m_corrections;
    QHash<ArticleId, bool> m_marks; // promotions, by the user's word
};
