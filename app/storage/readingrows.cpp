#include "app/storage/readingrows.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
QByteArray indexed(const QString &line)
{
    const QString marks = beginningMarks(line);
    return marks.isEmpty() ? line.toUtf8() : (line + u' ' + marks).toUtf8();
}

QVariantList wordsRow(ArticleId id, const IndexedWords &words)
{
    return {id.value, sqlBytes(words.title), sqlBytes(words.text), sqlBytes(words.source),
            sqlBytes(words.coins)};
}
} // namespace

IndexedWords indexedWords(const SearchLines &lines)
{
    return {indexed(lines.title), indexed(lines.text), indexed(lines.source), indexed(lines.coins)};
}

QString ReadingRows::columns()
{
    return u"kind, promotion, recurring, many_coins, provenance, facts_version, words_version"_s;
}

QVariantList ReadingRows::factColumns(const StoryFacts &facts) const
{
    return {sqlText(facts.kind ? storyKindName(*facts.kind) : QString()),
            sqlText(facts.promotion),
            facts.recurring,
            facts.manyCoins,
            sqlList(facts.provenance),
            m_factsVersion,
            searchVersion};
}

void ReadingRows::addCoins(const Article &article, const StoryFacts &facts)
{
    int place = 0;
    for (const CoinTag &tag : facts.coins)
        m_coins.append({sqlText(tag.symbol), sqlTime(article.sortTime), article.id.value, place++, tag.weight,
                        sqlText(tag.evidence)});
}

void ReadingRows::add(const Article &article, const StoryFacts &facts, const IndexedWords &words)
{
    addCoins(article, facts);
    m_words.append(wordsRow(article.id, words));
}

void ReadingRows::replace(const StoredStory &before, const Article &after, const StoryFacts &facts)
{
    m_facts.append(factColumns(facts) + QVariantList{after.id.value});
    const Article &stored = before.story.article;
    if (facts.coins != before.story.facts.coins || after.sortTime != stored.sortTime) {
        m_noCoins.append(QVariantList{after.id.value});
        addCoins(after, facts);
    }
    const SearchLines words = searchLines(after, facts.coins);
    const bool indexed = before.wordsVersion == searchVersion;
    const SearchLines old = indexed ? searchLines(stored, before.story.facts.coins) : SearchLines();
    if (indexed && old == words)
        return;
    if (indexed)
        m_noWords.append(wordsRow(after.id, indexedWords(old)));
    m_words.append(wordsRow(after.id, indexedWords(words)));
}

Result<void> ReadingRows::write(SqlConnection &connection)
{
    // In the table's own order: of many stories each coin's rows then stand on the same few pages.
    std::stable_sort(m_coins.begin(), m_coins.end(), [](const QVariantList &a, const QVariantList &b) {
        const int symbols = QString::compare(a[0].toString(), b[0].toString());
        return symbols != 0 ? symbols < 0 : a[1].toLongLong() < b[1].toLongLong();
    });
    const struct
    {
        QString sql;
        const QList<QVariantList> &rows;
    } steps[] = {
        {u"UPDATE articles SET kind = ?, promotion = ?, recurring = ?, many_coins = ?, provenance = ?,"
         " facts_version = ?, words_version = ? WHERE id = ?"_s,
         m_facts},
        {u"DELETE FROM article_coins WHERE article = ?"_s, m_noCoins},
        {u"INSERT OR REPLACE INTO article_coins (symbol, sort_time, article, place, weight, evidence)"
         " VALUES (?, ?, ?, ?, ?, ?)"_s,
         m_coins},
        {u"INSERT INTO article_search (article_search, rowid, title, text, source, coins) VALUES"
         " ('delete', ?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT))"_s,
         m_noWords},
        {u"INSERT INTO article_search (rowid, title, text, source, coins) VALUES"
         " (?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT))"_s,
         m_words},
    };
    for (const auto &step : steps)
        if (const auto done = connection.runEach(step.sql, step.rows); !done)
            return done;
    return {};
}
