// Stories come from strangers: whatever the words, reading them must end, and cutting adverts must neither
// add nor lose anything. Markup read without a tree comes to the same as with one.

#include "app/news/facts/adverts.h"
#include "app/news/facts/storyanalyst.h"
#include "app/news/htmlsanitizer.h"
#include "tests/fuzz/require.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const StoryAnalyst analyst;
    static const AdvertCutter cutter;
    const QString input = fuzzText(data, size);
    FactsInput story;
    story.title = input.section(u'\n', 0, 0);
    story.text = input.section(u'\n', 1);
    story.categories = {story.title};
    story.announcement = size % 2 == 1;
    const StoryFacts facts = analyst.factsOf(story, {{QStringLiteral("BTC"), story.title, true}});
    for (const CoinTag &coin : facts.coins)
        require(!coin.symbol.isEmpty() && coin.weight > 0);

    require(sanitizeHtml(input) == sanitizeByTree(input));
    const QString html = sanitizeHtml(input).html;
    const AdvertCut cut = cutter.cut(html);
    qsizetype removed = 0;
    for (const QString &advert : cut.removed)
        removed += advert.size();
    require(cut.html.size() + removed == html.size());
    return 0;
}
