#pragma once

#include "app/storage/sqlconnection.h"
#include "tests/news/storybuilder.h"
#include "tests/storage/writtennews.h"

#include <gtest/gtest.h>

// Looks at what storagewriter's news left in a file that nobody has open.
class NewsFile
{
public:
    explicit NewsFile(const QString &file) { EXPECT_TRUE(m_connection.open(file)); }

    QVariant value(const QString &sql)
    {
        const auto found = m_connection.value(sql);
        EXPECT_TRUE(found) << (found ? "" : found.error().detail.toStdString());
        return found.value_or(QVariant());
    }
    bool isThere()
    {
        return value(u"SELECT count(*) FROM sqlite_master WHERE name = 'story_upkeep'"_s).toInt() == 1;
    }
    // -1: none.
    int generation()
    {
        const QVariant etag = value(u"SELECT etag FROM feeds WHERE id = 'wire'"_s);
        return etag.isNull() ? -1 : etag.toByteArray().toInt();
    }
    void isSound()
    {
        EXPECT_EQ(value(u"PRAGMA integrity_check"_s).toString(), u"ok"_s);
        const auto sound = m_connection.run(
            u"INSERT INTO article_search (article_search, rank) VALUES ('integrity-check', 0)"_s);
        EXPECT_TRUE(sound) << (sound ? "" : sound.error().detail.toStdString());
    }
    // Whatever belongs to a story is there, and nothing that belongs to none.
    void isWhole()
    {
        for (const QString &orphans : {
                 u"SELECT count(*) FROM articles WHERE id NOT IN (SELECT article FROM article_states)"_s,
                 u"SELECT count(*) FROM articles WHERE id NOT IN (SELECT article FROM article_bodies)"_s,
                 u"SELECT count(*) FROM articles WHERE id NOT IN (SELECT article FROM article_keys)"_s,
                 u"SELECT count(*) FROM articles WHERE id NOT IN (SELECT id FROM article_search_docsize)"_s,
                 u"SELECT count(*) FROM article_search_docsize WHERE id NOT IN (SELECT id FROM articles)"_s,
                 u"SELECT count(*) FROM article_states WHERE article NOT IN (SELECT id FROM articles)"_s,
                 u"SELECT count(*) FROM article_coins WHERE article NOT IN (SELECT id FROM articles)"_s,
                 u"SELECT count(*) FROM earlier_titles WHERE article NOT IN (SELECT id FROM articles)"_s,
                 u"SELECT count(*) FROM article_states WHERE cluster NOT IN (SELECT id FROM articles)"_s,
                 u"SELECT count(*) FROM articles a JOIN article_coins c ON c.article = a.id"
                 " WHERE c.sort_time <> a.sort_time"_s,
                 u"SELECT count(*) FROM (SELECT 1 FROM articles GROUP BY title HAVING count(*) > 1)"_s,
             })
            EXPECT_EQ(value(orphans).toInt(), 0) << orphans.toStdString();
    }
    // All of the generations up to the last, in their last wording, and nothing else.
    void holdsUpTo(int last)
    {
        EXPECT_EQ(value(u"SELECT count(*) FROM articles"_s).toInt(), (last + 1) * writtenStories);
        EXPECT_EQ(value(u"SELECT count(*) FROM earlier_titles"_s).toInt(), last * writtenStories);
        EXPECT_EQ(value(u"SELECT count(*) FROM articles WHERE title LIKE '%, updated'"_s).toInt(),
                  last * writtenStories);
    }

private:
    SqlConnection m_connection;
};
