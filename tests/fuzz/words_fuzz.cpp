// Short texts people and feeds write: dates, numbers, alerts, searches. What is read writes back as the same.

#include "app/alerts/alertgrammar.h"
#include "app/base/decimal.h"
#include "app/news/feeddate.h"
#include "app/news/storysearch.h"
#include "tests/fuzz/require.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const AssetDirectory &assets = AssetDirectory::shipped();
    if (size > 4096)
        return 0;
    const QByteArray bytes = fuzzBytes(data, size);
    const QString text = QString::fromUtf8(bytes);
    for (const DateHints &hints : {DateHints{}, DateHints{true, 480}})
        if (const auto date = parseFeedDate(text, hints))
            require(toMsecs(*date) > -100'000'000'000'000 && toMsecs(*date) < 300'000'000'000'000);
    if (const auto number = Decimal::parse(QByteArrayView(bytes))) {
        const auto again = Decimal::parse(QByteArrayView(number->toByteArray()));
        require(again && *again == *number && again->toByteArray() == number->toByteArray());
    }
    if (const auto alert = parseAlert(text, assets)) {
        const auto again = parseAlert(alertText(*alert, assets), assets);
        require(again && *again == *alert);
    }
    Article article;
    article.title = text.section(u'\n', 0, 0);
    const SearchLines lines = searchLines(article, {});
    const auto terms = searchTerms(text.section(u'\n', 1), [](const QString &) { return QStringList(); });
    require(!isFound(lines, terms) || terms.isEmpty() || relevance(lines, terms) >= 0);
    return 0;
}
