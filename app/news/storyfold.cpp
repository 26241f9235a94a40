#include "app/news/storyfold.h"

#include <tuple>

namespace {
auto rankOf(const FoldCandidate &story)
{
    return std::tuple(!story.promoted, story.weight, story.sortTime, story.id);
}
} // namespace

QHash<ArticleId, ArticleId> foldedStories(const QList<FoldCandidate> &candidates)
{
    QHash<ArticleId, const FoldCandidate *> best;
    for (const FoldCandidate &candidate : candidates) {
        const FoldCandidate *&first = best[candidate.cluster];
        if (!first || rankOf(*first) < rankOf(candidate))
            first = &candidate;
    }
    QHash<ArticleId, ArticleId> folded;
    for (auto it = best.cbegin(); it != best.cend(); ++it)
        folded.insert(it.key(), (*it)->id);
    return folded;
}
