#include "app/storage/articlefacts.h"

#include "app/storage/storyrows.h"

using namespace Qt::StringLiterals;

Result<StoryReader> StoryReader::open(SqlConnection &connection, const StoryRules &rules)
{
    StoryReader reader(rules);
    auto corrections = ArticleTables::corrections(connection);
    if (!corrections)
        return tl::unexpected(corrections.error());
    reader.m_corrections = *corrections;
    auto row = connection.run(u"SELECT article, promotion FROM promotion_marks"_s);
    if (!row)
        return tl::unexpected(row.error());
    while (row->next())
        reader.m_marks.insert({row->value(0).toLongLong()}, row->value(1).toBool());
    return reader;
}

StoryFacts StoryReader::facts(const Article &article, const StoryFacts &known) const
{
    const auto mark = m_marks.constFind(article.id);
    return readFacts(m_rules, article, m_corrections,
                     mark == m_marks.cend() ? std::nullopt : std::optional(*mark), known);
}

Result<QList<TagCorrection>> ArticleTables::corrections(SqlConnection &connection)
{
    auto row = connection.run(u"SELECT symbol, words, meant FROM tag_corrections ORDER BY number"_s);
    if (!row)
        return tl::unexpected(row.error());
    QList<TagCorrection> corrections;
    while (row->next())
        corrections.append({row->value(0).toString(), row->value(1).toString(), row->value(2).toBool()});
    return corrections;
}

Result<void> ArticleTables::correctTag(SqlConnection &connection, const TagCorrection &correction, bool keep)
{
    const auto gone = connection.run(u"DELETE FROM tag_corrections WHERE symbol = ? AND words = ?"_s,
                                     {sqlText(correction.symbol), sqlText(correction.words)});
    if (!gone)
        return tl::unexpected(gone.error());
    if (!keep)
        return {};
    const auto kept =
        connection.run(u"INSERT INTO tag_corrections (symbol, words, meant) VALUES (?, ?, ?)"_s,
                       {sqlText(correction.symbol), sqlText(correction.words), correction.meant});
    return kept ? Result<void>() : tl::unexpected(kept.error());
}
