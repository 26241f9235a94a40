#include "app/news/feedparser.h"

#include "app/news/feeddiscovery.h"
#include "app/news/feedencoding.h"
#include "app/news/feedparts.h"

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype longestDocument =
    32 * 1024 * 1024;                              // bytes; the fetcher stops at 8 MB, files may be larger
constexpr qsizetype longestPage = 2 * 1024 * 1024; // characters that are read of what is a page and no feed

ParsedFeed notAFeed(const QString &why)
{
    ParsedFeed feed;
    feed.error = why;
    return feed;
}

// What was sent instead of a feed, and where the feeds are.
void readPage(ParsedFeed &feed, const QString &html, const QUrl &url)
{
    feed.alternates = feedsNamedBy(html, url.toString(QUrl::FullyEncoded));
    if (!feed.page && feed.alternates.isEmpty())
        return;
    feed.page = pageTrouble(html);
    if (*feed.page != PageTrouble::None)
        feed.error = u"%1, not a feed"_s.arg(pageTroubleName(*feed.page));
}
} // namespace

ParsedFeed parseFeed(FeedDocument document)
{
    if (document.bytes.size() > longestDocument)
        return notAFeed(u"larger than %1 MB"_s.arg(longestDocument / 1024 / 1024));
    DecodedText decoded = decodeFeed(document.bytes, document.contentType, document.language);
    document.bytes = {}; // each form of a large document goes when the next is there
    const QStringView text = QStringView(decoded.text).trimmed();
    ParsedFeed feed;
    if (text.isEmpty()) {
        feed = notAFeed(u"empty document"_s);
    } else if (text.startsWith(u'{') || text.startsWith(u'[')) {
        if (std::optional<XmlTree> rss = rssFromJson(decoded.text)) {
            feed = readXmlFeed(std::move(*rss), document);
            if (feed.ok())
                feed.format = u"rss-json"_s;
        } else {
            feed = readJsonFeed(decoded.text, document);
        }
    } else {
        const QString beginning = decoded.text.left(longestPage);
        feed = readXmlFeed(readXmlOutline(std::move(decoded.text)), document);
        if (!feed.ok())
            readPage(feed, beginning, document.url);
    }
    feed.encoding = decoded.encoding;
    feed.malformed |= decoded.repaired;
    decoded.text = QString();
    if (feed.ok())
        finishFeed(feed, document);
    return feed;
}

QString ParsedFeed::family() const
{
    if (format == "rss-json"_L1)
        return u"rss-in-json"_s;
    for (const auto name : {"rss"_L1, "atom"_L1, "json"_L1}) {
        if (format.startsWith(name))
            return name;
    }
    return format;
}
