#include "tests/bench/filledstore.h"

#include "app/storage/articletables.h"
#include "app/storage/databasefile.h"
#include "tests/bench/generatedstories.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr int atOnce = 1000, wordsEach = 80;
}

StoryRules filledStoreRules()
{
    StoryRules plain = shippedStoryRules();
    plain.facts = [](const Article &article, const QList<TagCorrection> &) {
        StoryFacts facts;
        if (article.title.contains(u"Bitcoin"_s) || article.title.contains(u"比特币"_s))
            facts.coins.append({u"BTC"_s, 3, u"Bitcoin"_s});
        return facts;
    };
    return plain;
}

void fillStore(const QString &path, int stories, UtcTime newest)
{
    DatabaseFile file(path, schema());
    file.open(newest);
    GeneratedStories generated;
    StoryMemory memory;
    const StoryRules rules = filledStoreRules();
    for (int done = 0; done < stories; done += atOnce) {
        ParsedFeed feed;
        for (int i = done; i < std::min(done + atOnce, stories); ++i)
            feed.items.append(generated.item(i, newest - (stories - i) * 5min, wordsEach));
        FeedInfo info;
        info.id = {u"feed%1"_s.arg(done / atOnce % 3)};
        info.source = u"Outlet %1"_s.arg(done / atOnce % 3);
        std::ignore = file.connection().run(u"BEGIN"_s);
        const auto merged = ArticleTables::merge(file.connection(), rules, memory, info, std::move(feed), {},
                                                 newest, ReadReach::Cluster);
        if (!merged)
            qFatal("%s", qPrintable(merged.error().detail));
        std::ignore = file.connection().run(u"COMMIT"_s);
    }
}
