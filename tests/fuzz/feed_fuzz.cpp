// Feeds come from strangers: whatever the bytes, parsing must end, and nothing dangerous may come out.

#include "app/news/feedjson.h"
#include "app/news/feedparser.h"

#include <cstdlib>

using namespace Qt::StringLiterals;

namespace {
void require(bool condition)
{
    if (!condition)
        std::abort();
}
bool isWeb(const QString &link)
{
    return link.isEmpty() || link.startsWith("http://"_L1, Qt::CaseInsensitive) ||
           link.startsWith("https://"_L1, Qt::CaseInsensitive);
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    FeedDocument document;
    document.bytes = QByteArray(reinterpret_cast<const char *>(data), qsizetype(size));
    document.url = QUrl(u"https://feeds.example.com/feed"_s);
    const ParsedFeed feed = parseFeed(document);
    require(feed.ok() || feed.items.isEmpty());
    for (const ParsedArticle &article : feed.items) {
        require(!article.key.isEmpty());
        require(isWeb(article.foundLink) && isWeb(article.link.toString()) &&
                isWeb(article.thumbnail.toString()));
        require(!article.title.contains(u'\n') && article.title.size() <= 9000);
        for (const auto bad : {"<script"_L1, "<style"_L1, "<iframe"_L1, "<object"_L1, "<embed"_L1, "<form"_L1,
                               "<svg"_L1, "=\"javascript:"_L1, "=\"data:"_L1, "=\"file:"_L1})
            require(!article.html.contains(bad, Qt::CaseInsensitive));
    }
    require(feedToJson(u"fuzz"_s, feed).endsWith('\n'));
    return 0;
}
