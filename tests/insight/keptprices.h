#pragma once

#include "app/insight/storypriceledger.h"

#include <QTimer>
#include <map>

// Keeps records as a store does, for as long as the test lives; answers from the event loop.
class KeptPrices final : public StoryPriceStore
{
public:
    [[nodiscard]] Request load(const QList<ArticleId> &stories, Reply<QList<StoryPriceRecord>> done) override
    {
        loads.append(stories);
        QList<StoryPriceRecord> found;
        for (const auto &[key, record] : records) {
            if (stories.contains(key.first))
                found.append(record);
        }
        return answer(found, std::move(done));
    }
    [[nodiscard]] Request recent(UtcTime since, Reply<QList<StoryPriceRecord>> done) override
    {
        QList<StoryPriceRecord> found;
        for (const auto &[key, record] : records) {
            if (record.published >= since)
                found.append(record);
        }
        return answer(found, std::move(done));
    }
    void save(const QList<StoryPriceRecord> &said) override
    {
        for (const StoryPriceRecord &record : said) {
            const auto [at, isNew] = records.try_emplace({record.story, record.asset}, record);
            if (!isNew)
                at->second = merged(at->second, record);
        }
    }
    const StoryPriceRecord *find(qint64 story, const AssetId &asset) const
    {
        const auto at = records.find({ArticleId{story}, asset});
        return at == records.end() ? nullptr : &at->second;
    }

    std::map<std::pair<ArticleId, AssetId>, StoryPriceRecord> records;
    QList<QList<ArticleId>> loads;

private:
    struct Pending final : PendingRequest
    {
        QTimer timer;
    };
    Request answer(QList<StoryPriceRecord> found, Reply<QList<StoryPriceRecord>> done)
    {
        auto pending = std::make_unique<Pending>();
        pending->timer.setSingleShot(true);
        QObject::connect(&pending->timer, &QTimer::timeout, &pending->timer,
                         [found = std::move(found), done = std::move(done)] { done(found); });
        pending->timer.start(0);
        return pending;
    }
};
