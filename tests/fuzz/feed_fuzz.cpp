// Feeds come from strangers: whatever the bytes, parsing must end, and nothing dangerous may come out. The
// first byte chooses the format: every other one what the bytes say they are (RSS, Atom, JSON Feed, RSS in
// JSON), else a news service's own.

#include "app/news/feedjson.h"
#include "app/news/newsservices.h"
#include "tests/fuzz/require.h"

using namespace Qt::StringLiterals;

namespace {
bool isWeb(const QString &link)
{
    return link.isEmpty() || link.startsWith("http://"_L1, Qt::CaseInsensitive) ||
           link.startsWith("https://"_L1, Qt::CaseInsensitive);
}

const FeedParse &parseOf(uint8_t choice)
{
    static const QList<FeedParse> all = [] {
        QList<FeedParse> parses;
        for (const QString &format : newsServiceFormats())
            parses << feedParseFor({}) << feedParseFor(format);
        return parses;
    }();
    return all.at(choice % all.size());
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    FeedDocument document;
    document.bytes = fuzzBytes(data + 1, size - 1);
    document.url = QUrl(u"https://feeds.example.com/feed"_s);
    const ParsedFeed feed = parseOf(data[0])(document);
    require(feed.ok() || feed.items.isEmpty());
    for (const ParsedArticle &article : feed.items) {
        require(!article.key.isEmpty());
        require(isWeb(article.foundLink) && isWeb(article.link.toString()) &&
                isWeb(article.thumbnail.toString()));
        require(!article.title.contains(u'\n') && article.title.size() <= 9000);
        requireSafe(article.html);
    }
    require(feedToJson(u"fuzz"_s, feed).endsWith('\n'));
    return 0;
}
