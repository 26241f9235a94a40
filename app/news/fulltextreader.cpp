#include "app/news/fulltextreader.h"

#include "app/news/htmltext.h"

using namespace Qt::StringLiterals;

// A feed the user named may be one of the house; then its pages are of the house too, but nobody else's are.
bool FullTextReader::isUserNamed(const Article &article) const
{
    const auto feed = m_feeds.feed(article.feed);
    return feed && feed->info.userNamed && feed->info.url.host() == article.link.host();
}

Request FullTextReader::read(const Article &article, Reply<QString> done)
{
    const PageRequest page{article.link, article.title, article.language, isUserNamed(article)};
    const qsizetype known = plainLine(article.html).size();
    return m_pages.read(page, [this, id = article.id, host = article.link.host(), known,
                               done = std::move(done)](const Result<PageArticle> &read) {
        if (!read)
            return done(tl::unexpected(read.error()));
        if (plainLine(read->html).size() <= known)
            return done(failure(Error::Kind::Malformed,
                                u"The page at %1 says no more than the feed did."_s.arg(host)));
        m_store.setFullText(id, read->html);
        done(read->html);
    });
}
