#include "app/storage/articleconditions.h"

#include "app/storage/storyrows.h"

using namespace Qt::StringLiterals;

namespace {
constexpr int commonCoin = 2000; // stories

void askForFacts(Conditions &asked, const StoryQuery &query)
{
    if (query.promoted == StoryQuery::Promoted::Exclude)
        asked.ask(u"a.promotion = ''"_s);
    if (query.promoted == StoryQuery::Promoted::Only)
        asked.ask(u"a.promotion <> ''"_s);
    QStringList kinds;
    for (const StoryKind kind : query.kinds)
        kinds.append(storyKindName(kind));
    if (!kinds.isEmpty()) // the index holds only stories of a kind, and is used only when that is said
        asked.ask(u"a.kind <> '' AND a.kind IN (SELECT value FROM json_each(?))"_s, {sqlList(kinds)});
}

// Stories of a rare coin are collected; those of a common one are found sooner by looking at the newest
// stories one after the other, as far down as the page goes.
Result<void> askForCoins(SqlConnection &connection, Conditions &asked, const QStringList &coins)
{
    if (coins.isEmpty())
        return {};
    const QString ofCoins = u"FROM article_coins WHERE symbol IN (SELECT value FROM json_each(?))"_s;
    const auto count = connection.value(u"SELECT count(*) FROM (SELECT 1 "_s + ofCoins + u" LIMIT ?)"_s,
                                        {sqlList(coins), commonCoin});
    if (!count)
        return tl::unexpected(count.error());
    if (count->toInt() < commonCoin)
        asked.ask(u"a.id IN (SELECT article "_s + ofCoins + u')', {sqlList(coins)});
    else
        asked.ask(u"EXISTS (SELECT 1 "_s + ofCoins + u" AND article = a.id)"_s, {sqlList(coins)});
    return {};
}

void askForPlace(Conditions &asked, const StoryQuery &query)
{
    if (query.cluster)
        asked.ask(u"s.cluster = ?"_s, {query.cluster->value});
    if (!query.sources.isEmpty())
        asked.ask(u"a.source IN (SELECT value FROM json_each(?))"_s, {sqlList(query.sources)});
    else if (!query.withMuted)
        asked.ask(u"a.source NOT IN (SELECT source FROM muted_sources)"_s);
    if (query.since)
        asked.ask(u"a.sort_time >= ?"_s, {sqlTime(*query.since)});
    if (query.until)
        asked.ask(u"a.sort_time <= ?"_s, {sqlTime(*query.until)});
}

// Words of FTS5's query language stand in quotes, so there is none for the user to stumble over.
QString expressionOf(const SearchPhrase &phrase)
{
    if (const QString mark = phrase.mark(); !mark.isEmpty())
        return u'"' + mark + u'"';
    return u'"' + phrase.words.join(u' ') + (phrase.goesOn() ? u"\" *"_s : u"\""_s);
}

QString expressionOf(const SearchTerm &term)
{
    QStringList phrases;
    for (const SearchPhrase &phrase : term.phrases)
        phrases.append(expressionOf(phrase));
    QString expression = u'(' + phrases.join(u" AND "_s) + u')';
    for (const QString &coin : term.coins)
        expression += u" OR coins : \"%1\""_s.arg(searchLine(coin));
    return u'(' + expression + u')';
}
} // namespace

QString Conditions::where() const
{
    return texts.isEmpty() ? QString() : u" WHERE "_s + texts.join(u" AND "_s);
}

QString matchExpression(const QList<SearchTerm> &terms)
{
    QStringList expressions;
    for (const SearchTerm &term : terms)
        expressions.append(expressionOf(term));
    return expressions.join(u" AND "_s);
}

Result<Conditions> conditionsOf(SqlConnection &connection, const StoryQuery &query)
{
    Conditions asked;
    if (query.unreadOnly)
        asked.ask(u"s.read = 0"_s);
    if (query.savedOnly)
        asked.ask(u"s.saved = 1"_s);
    askForFacts(asked, query);
    askForPlace(asked, query);
    const auto coins = askForCoins(connection, asked, query.coins);
    return coins ? Result<Conditions>(asked) : tl::unexpected(coins.error());
}
