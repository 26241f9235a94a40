#pragma once

#include "app/news/articlestore.h"

// A store that asks another one: a fake says only what it does otherwise. Signals are not passed on.
class ForwardingStore : public ArticleStore
{
public:
    explicit ForwardingStore(ArticleStore &behind) : m_behind(behind) {}

    Request merge(const FeedInfo &feed, const ParsedFeed &parsed, const FeedValidators &validators,
                  UtcTime now, Reply<ArticleChanges> done) override
    {
        return m_behind.merge(feed, parsed, validators, now, std::move(done));
    }
    Request stories(const StoryQuery &query, Reply<QList<Story>> done) override
    {
        return m_behind.stories(query, std::move(done));
    }
    Request story(ArticleId id, Reply<Story> done) override { return m_behind.story(id, std::move(done)); }
    Request unreadCount(Reply<int> done) override { return m_behind.unreadCount(std::move(done)); }
    Request oldestStory(Reply<std::optional<UtcTime>> done) override
    {
        return m_behind.oldestStory(std::move(done));
    }
    Request feedsRead(UtcTime since, Reply<int> done) override
    {
        return m_behind.feedsRead(since, std::move(done));
    }
    void setRead(const QList<ArticleId> &ids, bool read, ReadReach reach = ReadReach::Story) override
    {
        m_behind.setRead(ids, read, reach);
    }
    void setAllRead(const StoryQuery &within) override { m_behind.setAllRead(within); }
    void setMuted(const QString &source, bool muted) override { m_behind.setMuted(source, muted); }
    Request mutedSources(Reply<QStringList> done) override { return m_behind.mutedSources(std::move(done)); }
    void setFullText(ArticleId id, const QString &html) override { m_behind.setFullText(id, html); }
    void setPromotion(ArticleId id, bool promotion) override { m_behind.setPromotion(id, promotion); }
    void correctTag(const TagCorrection &correction) override { m_behind.correctTag(correction); }
    void forgetCorrection(const TagCorrection &correction) override { m_behind.forgetCorrection(correction); }
    Request corrections(Reply<QList<TagCorrection>> done) override
    {
        return m_behind.corrections(std::move(done));
    }
    void setStandings(const QHash<FeedId, FeedStanding> &standings) override
    {
        m_behind.setStandings(standings);
    }
    void setReadReach(ReadReach reach) override { m_behind.setReadReach(reach); }
    Request trending(const TrendingQuery &query, Reply<QList<TrendingRow>> done) override
    {
        return m_behind.trending(query, std::move(done));
    }
    Request related(ArticleId id, const RelatedQuery &query, Reply<QList<RelatedRow>> done) override
    {
        return m_behind.related(id, query, std::move(done));
    }
    void noteOpened(ArticleId id, UtcTime now) override { m_behind.noteOpened(id, now); }
    void forgetReading() override { m_behind.forgetReading(); }
    void setSaved(ArticleId id, bool saved) override { m_behind.setSaved(id, saved); }
    void dropTexts(const TextRetention &keep, UtcTime now) override { m_behind.dropTexts(keep, now); }
    Request validators(const FeedId &feed, Reply<FeedValidators> done) override
    {
        return m_behind.validators(feed, std::move(done));
    }

private:
    ArticleStore &m_behind;
};
