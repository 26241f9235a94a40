#pragma once

#include "app/news/articlestore.h"
#include "app/news/pagereader.h"
#include "app/news/userfeeds.h"

// "Read the full text": fetches a story's page on request, and keeps its article with the story when it says
// more than the feed did.
class FullTextReader
{
public:
    // All must outlive it, and its Requests.
    FullTextReader(PageReader &pages, ArticleStore &store, const UserFeeds &feeds)
        : m_pages(pages), m_store(store), m_feeds(feeds)
    {
    }

    // The text that is now the story's, sanitised. `article` with its body. Errors: as PageReader, each with
    // a sentence for people; Malformed too when the page says no more than the feed.
    [[nodiscard]] Request read(const Article &article, Reply<QString> done);

private:
    bool isUserNamed(const Article &article) const;

    PageReader &m_pages;
    ArticleStore &m_store;
    const UserFeeds &m_feeds;
};
