#include "app/storage/articletables.h"

using namespace Qt::StringLiterals;

Migration articleTables()
{
    return {
        u"articles"_s,
        {
            u"CREATE TABLE articles ("
            " id INTEGER PRIMARY KEY AUTOINCREMENT, feed TEXT NOT NULL, source TEXT NOT NULL, section TEXT "
            "NOT NULL,"
            " language TEXT NOT NULL, title TEXT NOT NULL, author TEXT NOT NULL, link TEXT NOT NULL,"
            " link_key TEXT NOT NULL, published INTEGER NOT NULL, sort_time INTEGER NOT NULL,"
            " summary TEXT NOT NULL, body_cut INTEGER NOT NULL, digest BLOB NOT NULL) STRICT"_s,
            u"CREATE INDEX articles_by_time ON articles (sort_time, id)"_s,
            u"CREATE INDEX articles_by_link ON articles (link_key) WHERE link_key <> ''"_s,
            u"CREATE INDEX articles_by_moment ON articles (source, published)"_s,
            u"CREATE TABLE article_bodies (article INTEGER PRIMARY KEY, html TEXT NOT NULL) STRICT"_s,
            u"CREATE TABLE article_keys ("
            " feed TEXT NOT NULL, key TEXT NOT NULL, article INTEGER NOT NULL,"
            " PRIMARY KEY (feed, key)) STRICT, WITHOUT ROWID"_s,
            u"CREATE TABLE article_states ("
            " article INTEGER PRIMARY KEY, read INTEGER NOT NULL, saved INTEGER NOT NULL,"
            " arrived INTEGER NOT NULL) STRICT"_s,
            u"CREATE INDEX articles_unread ON article_states (article) WHERE read = 0"_s,
            u"CREATE INDEX articles_saved ON article_states (article) WHERE saved = 1"_s,
            u"CREATE TABLE earlier_titles ("
            " article INTEGER NOT NULL, title TEXT NOT NULL, until INTEGER NOT NULL) STRICT"_s,
            u"CREATE INDEX earlier_titles_by_article ON earlier_titles (article)"_s,
            // Words come folded and cut (searchtext.h); the ascii tokenizer then only splits at blanks.
            u"CREATE VIRTUAL TABLE article_search USING fts5(words, content='', tokenize='ascii')"_s,
            u"CREATE TABLE feeds ("
            " id TEXT NOT NULL PRIMARY KEY, etag BLOB NOT NULL, last_modified BLOB NOT NULL,"
            " content_hash BLOB NOT NULL, url TEXT NOT NULL, moved_to TEXT NOT NULL, gone INTEGER NOT NULL,"
            " checked INTEGER NOT NULL) STRICT, WITHOUT ROWID"_s,
        }};
}

Migration feedEmbargoes()
{
    return {u"feed embargoes"_s, {u"ALTER TABLE feeds ADD COLUMN not_before INTEGER NOT NULL DEFAULT 0"_s}};
}

Migration storyFacts()
{
    return {u"story facts"_s,
            {
                u"ALTER TABLE articles ADD COLUMN kind TEXT NOT NULL DEFAULT ''"_s,
                u"ALTER TABLE articles ADD COLUMN promotion TEXT NOT NULL DEFAULT ''"_s,
                u"ALTER TABLE articles ADD COLUMN recurring INTEGER NOT NULL DEFAULT 0"_s,
                u"ALTER TABLE articles ADD COLUMN many_coins INTEGER NOT NULL DEFAULT 0"_s,
                u"ALTER TABLE articles ADD COLUMN provenance TEXT NOT NULL DEFAULT '[]'"_s,
                u"ALTER TABLE articles ADD COLUMN facts_version INTEGER NOT NULL DEFAULT 0"_s,
                u"CREATE INDEX articles_by_kind ON articles (kind, sort_time, id) WHERE kind <> ''"_s,
                u"CREATE TABLE article_coins ("
                " symbol TEXT NOT NULL, sort_time INTEGER NOT NULL, article INTEGER NOT NULL,"
                " place INTEGER NOT NULL, weight REAL NOT NULL, evidence TEXT NOT NULL,"
                " PRIMARY KEY (symbol, sort_time, article)) STRICT, WITHOUT ROWID"_s,
                u"CREATE INDEX article_coins_by_article ON article_coins (article)"_s,
                u"ALTER TABLE article_states ADD COLUMN cluster INTEGER NOT NULL DEFAULT 0"_s,
                u"ALTER TABLE article_states ADD COLUMN counted INTEGER NOT NULL DEFAULT 1"_s,
                u"UPDATE article_states SET cluster = article"_s,
                u"CREATE INDEX articles_by_cluster ON article_states (cluster)"_s,
                // Answers the count of unread events alone.
                u"CREATE INDEX clusters_unread ON article_states (cluster) WHERE read = 0 AND counted = 1"_s,
                u"CREATE TABLE promotion_marks ("
                " article INTEGER PRIMARY KEY, promotion INTEGER NOT NULL) STRICT"_s,
                u"CREATE TABLE muted_sources (source TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID"_s,
                u"CREATE TABLE tag_corrections ("
                " symbol TEXT NOT NULL, words TEXT NOT NULL, meant INTEGER NOT NULL,"
                " PRIMARY KEY (symbol, words)) STRICT, WITHOUT ROWID"_s,
            }};
}

Migration searchFields()
{
    return {u"search fields"_s,
            {
                // The words of all stories are written anew, a few at a time (articleupkeep.h).
                u"ALTER TABLE articles ADD COLUMN words_version INTEGER NOT NULL DEFAULT 0"_s,
                u"ALTER TABLE articles ADD COLUMN categories TEXT NOT NULL DEFAULT '[]'"_s,
                u"ALTER TABLE articles ADD COLUMN announcement INTEGER NOT NULL DEFAULT 0"_s,
                u"DROP TABLE article_search"_s,
                // The prefix index is for two letters: what begins with them is most of a language.
                u"CREATE VIRTUAL TABLE article_search USING"
                " fts5(title, text, source, coins, content='', tokenize='ascii', prefix='2')"_s,
                u"ALTER TABLE article_bodies ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0"_s,
                u"UPDATE article_bodies SET bytes = length(CAST(html AS BLOB))"_s,
                u"CREATE INDEX article_bodies_by_size ON article_bodies (article, bytes)"_s,
                u"CREATE TABLE story_upkeep ("
                " task TEXT NOT NULL PRIMARY KEY, version INTEGER NOT NULL, before INTEGER NOT NULL)"
                " STRICT, WITHOUT ROWID"_s,
            }};
}

Migration tagCorrections()
{
    return {
        u"tag corrections"_s,
        {
            u"DROP TABLE tag_corrections"_s, // nothing has written there yet
            u"CREATE TABLE tag_corrections ("
            " number INTEGER PRIMARY KEY AUTOINCREMENT, symbol TEXT NOT NULL,"
            " words TEXT NOT NULL COLLATE NOCASE, meant INTEGER NOT NULL, UNIQUE (symbol, words)) STRICT"_s,
            u"CREATE INDEX article_coins_by_evidence ON article_coins"
            " (symbol, evidence COLLATE NOCASE, article)"_s,
        }};
}

Migration storyCounts()
{
    return {u"story counts"_s,
            {
                u"CREATE TABLE term_counts ("
                " id INTEGER PRIMARY KEY, counted_to INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT"_s,
                u"CREATE TABLE reading_history (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT"_s,
            }};
}

Migration fullTexts()
{
    return {u"full texts"_s,
            {u"ALTER TABLE article_bodies ADD COLUMN full_text INTEGER NOT NULL DEFAULT 0"_s}};
}

Migration searchMemory()
{
    return {u"search memory"_s,
            {
                // A very large fetch is one transaction: its words are gathered in memory and written once,
                // instead of a megabyte at a time and then merged over and over (fts5's default).
                u"INSERT INTO article_search (article_search, rank) VALUES ('hashsize', 8388608)"_s,
            }};
}

Migration searchMarks()
{
    return {u"search marks"_s,
            {
                // Marks stand for two letters (searchtext.h) instead of an index of all prefixes, which held
                // each word of a text again. StoryUpkeep writes the words of all stories anew.
                u"DROP TABLE article_search"_s,
                u"CREATE VIRTUAL TABLE article_search USING"
                " fts5(title, text, source, coins, content='', tokenize='ascii')"_s,
                u"INSERT INTO article_search (article_search, rank) VALUES ('hashsize', 8388608)"_s,
                u"UPDATE articles SET words_version = 0"_s,
            }};
}
