#pragma once

#include "app/news/article.h"
#include "app/news/searchtext.h"

#include <functional>

// What a search looks at, and what comes first. Both stores and the lists use it.

// The fields of a story, cut into words with blanks between (searchLine()).
struct SearchLines
{
    QString title;
    QString text; // the summary, and the body where the story carries one
    QString source;
    QString coins; // symbols of its tags
    bool operator==(const SearchLines &) const = default;
};
SearchLines searchLines(const Article &article, const QList<CoinTag> &coins);

// How much a word counts in each field.
struct SearchWeights
{
    double title = 10, text = 1, source = 2, coins = 4;
};

// One thing a query asks for: all of the phrases, or a tag with one of the coins. "Bitcoin" names BTC: a
// story tagged BTC has it whatever its words.
struct SearchTerm
{
    QList<SearchPhrase> phrases;
    QStringList coins; // symbols
    bool operator==(const SearchTerm &) const = default;
};
// The symbols of the coins that go by this name, as typed ("bitcoin cash", "比特币", "btc").
using CoinNames = std::function<QStringList(const QString &name)>;
// Empty when the query names nothing to look for.
QList<SearchTerm> searchTerms(const QString &query, const CoinNames &names);

bool isFound(const SearchLines &lines, const QList<SearchTerm> &terms);
// How well a story that is found answers, for comparing within one search: more is better.
double relevance(const SearchLines &lines, const QList<SearchTerm> &terms, const SearchWeights &weights = {});

// Where a hit ranks: `relevance` as a share of the best hit's (0 to 1), and how much older it is than the
// newest hit. News age, but never to nothing: after three days a hit counts seven tenths, in the end four.
double searchRank(double relevance, std::chrono::milliseconds behind);
// Of more hits than this the newest are ranked, and the others follow by time.
constexpr int rankedHits = 1000;
