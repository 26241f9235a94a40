#pragma once

#include "app/news/article.h"

#include <gtest/gtest.h>

// Short ways to write stories.
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

inline const UtcTime noon = fromMsecs(1'757'764'800'000); // 2025-09-13T12:00:00Z

inline Article headline(qint64 id, const QString &title, UtcTime at = noon,
                        const QString &source = u"Outlet"_s)
{
    Article article;
    article.id = {id};
    article.source = source;
    article.title = title;
    article.sortTime = at;
    return article;
}

inline StoryFacts about(const QStringList &coins, std::optional<StoryKind> kind = {})
{
    StoryFacts facts;
    for (const QString &coin : coins)
        facts.coins.append({coin, 3, coin});
    facts.kind = kind;
    return facts;
}
