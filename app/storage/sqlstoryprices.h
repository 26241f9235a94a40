#pragma once

#include "app/insight/storyprice.h"
#include "app/storage/database.h"

// The prices of stories in the database.
class SqlStoryPrices final : public StoryPriceStore
{
public:
    explicit SqlStoryPrices(Database &database) : m_database(database) {}
    [[nodiscard]] Request load(const QList<ArticleId> &stories, Reply<QList<StoryPriceRecord>> done) override;
    [[nodiscard]] Request recent(UtcTime since, Reply<QList<StoryPriceRecord>> done) override;
    // In one transaction: what another process wrote meanwhile is kept too.
    void save(const QList<StoryPriceRecord> &records) override;

private:
    Database &m_database;
};

// The tables' step of the schema.
Migration storyPrices();
