#include "app/news/storysearch.h"

#include "app/news/htmltext.h"

#include <algorithm>
#include <cmath>

using namespace std::chrono;

namespace {
constexpr double agedShare = 0.4;
constexpr hours agingHalfLife{72};
constexpr qsizetype longestName = 4; // words: "bitcoin cash", "official trump"

QString bodyText(const Article &article)
{
    const QString body = plainLine(article.html);
    QStringView summary(article.summary);
    if (summary.endsWith(u'…'))
        summary.chop(1);
    return body.startsWith(summary) ? body : article.summary + u'\n' + body;
}

// The fields as lists of words.
struct Fields
{
    explicit Fields(const SearchLines &lines)
        : title(words(lines.title)),
          text(words(lines.text)),
          source(words(lines.source)),
          coins(words(lines.coins))
    {
    }
    static QStringList words(const QString &line) { return line.split(u' ', Qt::SkipEmptyParts); }
    bool hasAnywhere(const SearchPhrase &phrase) const
    {
        return hasPhrase(title, phrase) || hasPhrase(text, phrase) || hasPhrase(source, phrase) ||
               hasPhrase(coins, phrase);
    }
    bool isTagged(const SearchTerm &term) const
    {
        return std::any_of(term.coins.begin(), term.coins.end(),
                           [&](const QString &coin) { return coins.contains(searchLine(coin)); });
    }
    QStringList title, text, source, coins;
};

bool has(const Fields &fields, const SearchTerm &term)
{
    return fields.isTagged(term) ||
           std::all_of(term.phrases.begin(), term.phrases.end(),
                       [&](const SearchPhrase &phrase) { return fields.hasAnywhere(phrase); });
}

double relevanceOf(const Fields &fields, const SearchTerm &term, const SearchWeights &weights)
{
    const auto ifIn = [&](const QStringList &words, double weight) {
        return hasPhrases(words, term.phrases) ? weight : 0.0;
    };
    return ifIn(fields.title, weights.title) + ifIn(fields.text, weights.text) +
           ifIn(fields.source, weights.source) + (fields.isTagged(term) ? weights.coins : 0.0);
}
} // namespace

SearchLines searchLines(const Article &article, const QList<CoinTag> &coins)
{
    QStringList symbols;
    for (const CoinTag &tag : coins)
        symbols.append(tag.symbol);
    return {searchLine(article.title), distinctLine(bodyText(article)), searchLine(article.source),
            searchLine(symbols.join(u' '))};
}

QList<SearchTerm> searchTerms(const QString &query, const CoinNames &names)
{
    const QList<TypedPhrase> typed = typedPhrases(query);
    QList<SearchTerm> terms;
    for (qsizetype at = 0; at < typed.size();) {
        SearchTerm term;
        qsizetype count = names ? std::min(longestName, typed.size() - at) : 0;
        for (; count > 0; --count) {
            term.coins = names(query.sliced(typed[at].begin, typed[at + count - 1].end - typed[at].begin));
            if (!term.coins.isEmpty())
                break;
        }
        count = std::max<qsizetype>(count, 1);
        for (qsizetype i = 0; i < count; ++i)
            term.phrases.append(typed[at + i].phrase);
        terms.append(term);
        at += count;
    }
    return terms;
}

bool isFound(const SearchLines &lines, const QList<SearchTerm> &terms)
{
    const Fields fields(lines);
    return std::all_of(terms.begin(), terms.end(), [&](const SearchTerm &term) { return has(fields, term); });
}

double relevance(const SearchLines &lines, const QList<SearchTerm> &terms, const SearchWeights &weights)
{
    const Fields fields(lines);
    double sum = 0;
    for (const SearchTerm &term : terms)
        sum += relevanceOf(fields, term, weights);
    return sum;
}

double searchRank(double relevance, milliseconds behind)
{
    const double halfLives = duration<double>(behind) / duration<double>(agingHalfLife);
    return relevance * (agedShare + (1 - agedShare) * std::exp2(-std::max(0.0, halfLives)));
}
