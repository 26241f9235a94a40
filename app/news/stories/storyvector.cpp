#include "app/news/stories/storyvector.h"

#include "app/news/htmltext.h"

#include <algorithm>
#include <cmath>

namespace {
constexpr double titleCounts = 3, tagCounts = 2;
constexpr qsizetype textLength = 2000; // some 300 words

// One entry for each term, where it first stands, and a length of 1.
StoryVector normalised(StoryVector vector)
{
    std::stable_sort(vector.begin(), vector.end(),
                     [](const TermWeight &a, const TermWeight &b) { return a.term < b.term; });
    StoryVector merged;
    double squares = 0;
    for (const TermWeight &one : vector) {
        if (!merged.empty() && merged.back().term == one.term)
            merged.back().weight += one.weight;
        else
            merged.push_back(one);
    }
    for (const TermWeight &one : merged)
        squares += one.weight * one.weight;
    for (TermWeight &one : merged)
        one.weight /= squares > 0 ? std::sqrt(squares) : 1;
    return merged;
}

UsedTerm termOf(const CoinTag &coin)
{
    UsedTerm term;
    term.term = storyTerm(TermKind::Coin, coin.symbol);
    term.kind = TermKind::Coin;
    term.share = float(StoryWords::shipped().coinShare(coin.symbol));
    return term;
}
} // namespace

QString storyText(const Article &article)
{
    return article.html.isEmpty() ? article.summary : firstWords(plainLine(article.html), textLength);
}

StoryVector storyVector(const Story &story, const TermCounts &counts)
{
    StoryVector vector;
    const auto add = [&](const UsedTerm &term, double times, bool inTitle) {
        vector.push_back({term, times * rarity(term, counts), inTitle});
    };
    for (const UsedTerm &term : readStory(story.article.title, story.facts.coins).terms)
        add(term, titleCounts, true);
    for (const UsedTerm &term : readStory(storyText(story.article), story.facts.coins).terms)
        add(term, 1, false);
    for (const CoinTag &coin : story.facts.coins)
        add(termOf(coin), tagCounts, false);
    return normalised(std::move(vector));
}

double dot(const StoryVector &a, const StoryVector &b)
{
    double sum = 0;
    forEachShared(a, b, [&](const TermWeight &x, const TermWeight &y) { sum += x.weight * y.weight; });
    return sum;
}

QStringList heaviestWords(const Article &article, StoryVector vector, qsizetype most)
{
    std::stable_sort(vector.begin(), vector.end(),
                     [](const TermWeight &a, const TermWeight &b) { return a.weight > b.weight; });
    const QString text = storyText(article);
    QStringList words;
    for (const TermWeight &one : vector)
        if (words.size() < most && one.length > 0)
            words.append((one.inTitle ? article.title : text).mid(one.begin, one.length));
    return words;
}
