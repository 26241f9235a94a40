#pragma once

#include "app/news/article.h"

#include <QHash>

// One row for each event: which of its stories stands for it (news.md 7).

// What is needed of a story to decide.
struct FoldCandidate
{
    ArticleId id;
    ArticleId cluster;
    UtcTime sortTime{};
    double weight = 1.0; // of its outlet, 0.5 to 1.5
    bool promoted = false;
};

// The story that stands for each cluster among `candidates`, in any order: a promotion only for want of
// another, then the weightiest outlet, then the newest.
QHash<ArticleId, ArticleId> foldedStories(const QList<FoldCandidate> &candidates);
