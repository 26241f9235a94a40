#pragma once

#include "app/news/storysearch.h"
#include "app/storage/storyrows.h"

// A story's words as article_search gets them: UTF-8, and behind each field the marks of its words'
// beginnings.
struct IndexedWords
{
    QByteArray title, text, source, coins;
};
IndexedWords indexedWords(const SearchLines &lines);

// What follows from a story's words, on its way into the tables: facts, coins, and the words themselves for
// article_search.
//
// article_search keeps no copy of the words, so it forgets a story only when told exactly which there were.
// They follow from what is stored (searchLines() of the story with its body and coins). words_version says
// whether a story is in the table at all, and by which rules.
class ReadingRows
{
public:
    explicit ReadingRows(int factsVersion) : m_factsVersion(factsVersion) {}

    // Of a new story; factColumns() go into its own row.
    void add(const Article &article, const StoryFacts &facts, const IndexedWords &words);
    // The story, its body or its facts changed.
    void replace(const StoredStory &before, const Article &after, const StoryFacts &facts);
    Result<void> write(SqlConnection &connection);

    // Values for columns(): kind, promotion …
    QVariantList factColumns(const StoryFacts &facts) const;
    static QString columns();

private:
    void addCoins(const Article &article, const StoryFacts &facts);

    int m_factsVersion;
    QList<QVariantList> m_facts, m_noCoins, m_coins, m_noWords, m_words;
};
