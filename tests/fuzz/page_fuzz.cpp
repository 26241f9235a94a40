// Web pages: the article taken out of one, the feeds it names and its title. The bytes may be in any
// encoding.

#include "app/news/feeddiscovery.h"
#include "app/news/feedencoding.h"
#include "app/news/readability.h"
#include "tests/fuzz/require.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes = fuzzBytes(data, size);
    const DecodedText decoded = decodeFeed(bytes, {}, size % 2 == 0 ? QStringLiteral("zh") : QString());
    require(decoded.text.isEmpty() ? bytes.size() < 8 : decoded.text.size() <= bytes.size() + 1);
    const QUrl address(QStringLiteral("https://pages.example.com/a/b"));
    const PageArticle article = readArticle(decoded.text, address);
    requireSafe(article.html);
    require(article.isEmpty() == article.text.isEmpty() && !article.title.contains(u'\n'));
    require(article.picture.isEmpty() || article.picture.scheme() == QStringLiteral("https"));
    for (const QUrl &feed : feedsNamedBy(decoded.text, address.toString()))
        require(feed.scheme().startsWith(QStringLiteral("http")) && !feed.host().isEmpty());
    require(!pageTitle(decoded.text).contains(u'\n'));
    return 0;
}
