#pragma once

#include "app/storage/articletables.h"
#include "app/storage/database.h"
#include "app/storage/storyupkeep.h"

#include <map>

// The ArticleStore on disk. The database must outlive it.
class SqlArticleStore final : public ArticleStore
{
    Q_OBJECT
public:
    explicit SqlArticleStore(Database &database, StoryRules rules = {}, QObject *parent = nullptr);

    [[nodiscard]] Request merge(const FeedInfo &feed, const ParsedFeed &parsed,
                                const FeedValidators &validators, UtcTime now,
                                Reply<ArticleChanges> done) override;
    [[nodiscard]] Request stories(const StoryQuery &query, Reply<QList<Story>> done) override;
    [[nodiscard]] Request story(ArticleId id, Reply<Story> done) override;
    [[nodiscard]] Request unreadCount(Reply<int> done) override;
    [[nodiscard]] Request oldestStory(Reply<std::optional<UtcTime>> done) override;
    [[nodiscard]] Request feedsRead(UtcTime since, Reply<int> done) override;
    void setRead(const QList<ArticleId> &ids, bool read, ReadReach reach = ReadReach::Story) override;
    void setAllRead(const StoryQuery &within) override;
    void setSaved(ArticleId id, bool saved) override;
    void setMuted(const QString &source, bool muted) override;
    [[nodiscard]] Request mutedSources(Reply<QStringList> done) override;
    void setFullText(ArticleId id, const QString &html) override;
    void setPromotion(ArticleId id, bool promotion) override;
    void correctTag(const TagCorrection &correction) override;
    void forgetCorrection(const TagCorrection &correction) override;
    [[nodiscard]] Request corrections(Reply<QList<TagCorrection>> done) override;
    void setStandings(const QHash<FeedId, FeedStanding> &standings) override;
    void setReadReach(ReadReach reach) override { m_reach = reach; }
    [[nodiscard]] Request trending(const TrendingQuery &query, Reply<QList<TrendingRow>> done) override;
    [[nodiscard]] Request related(ArticleId id, const RelatedQuery &query,
                                  Reply<QList<RelatedRow>> done) override;
    void noteOpened(ArticleId id, UtcTime now) override;
    void forgetReading() override;
    void dropTexts(const TextRetention &keep, UtcTime now) override;
    [[nodiscard]] Request validators(const FeedId &feed, Reply<FeedValidators> done) override;

private:
    // A change is announced whether or not anyone still waits for its answer, so the store itself waits.
    void write(Database::Job<ArticleChanges> job, Reply<ArticleChanges> then = {});
    void announce(const ArticleChanges &changes);
    void renewMemory();
    void loadMemory();
    void correct(const TagCorrection &correction, bool keep);
    void dropIn(Database::Job<QList<ArticleId>> whose);

    Database &m_database;
    const StoryRules m_rules;
    QueryContext m_context;
    ReadReach m_reach = ReadReach::Story;
    // Used on the storage thread alone.
    std::shared_ptr<StoryMemory> m_memory = std::make_shared<StoryMemory>();
    bool m_opened = false;
    Request m_loading;
    std::map<quint64, Request> m_writes;
    quint64 m_lastWrite = 0;
    Request m_dropTexts;
    StoryUpkeep m_upkeep;
};
