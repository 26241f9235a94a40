#pragma once

#include "app/news/articlestore.h"
#include "app/news/stories/storyclusters.h"
#include "app/news/storymerge.h"
#include "app/news/storyrules.h"

#include <QHash>
#include <QSet>
#include <map>

// An ArticleStore that lives and dies with the run: for the demo, for tests, and for a run whose disk can't
// be used.
class MemoryArticleStore final : public ArticleStore, private StoryLookup
{
public:
    explicit MemoryArticleStore(StoryRules rules = {}, QObject *parent = nullptr)
        : ArticleStore(parent), m_rules(std::move(rules))
    {
    }

    // Stories of our own making, as they are but for their ids and what the rules say of them; announced by
    // changed().
    void add(const QList<Story> &stories);

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
    struct Record
    {
        Story story;
        QString linkKey;
        QByteArray digest;
        SearchLines lines;
    };
    using Place = std::pair<UtcTime, ArticleId>; // newest first

    std::optional<ArticleId> byKey(const FeedId &feed, const QString &key) override;
    QList<KnownStory> byLink(const QString &linkKey) override;
    QList<KnownStory> byMoment(const QString &source, UtcTime from, UtcTime to) override;

    ArticleId insert(Record record);
    // As lists show it: no body, with its cluster.
    Story shown(const Record &record) const;
    QList<Story> shown(const QList<ArticleId> &ids) const;
    bool answers(const StoryQuery &query, const QList<SearchTerm> &terms, const Record &record) const;
    QList<SearchTerm> termsOf(const StoryQuery &query) const;
    QList<ArticleId> newestFirst(const StoryQuery &query, const QList<SearchTerm> &terms) const;
    QList<ArticleId> folded(const QList<ArticleId> &found) const;
    QList<ArticleId> firstOfEach(const QList<ArticleId> &found) const; // of each cluster
    QList<ArticleId> ranked(const QList<ArticleId> &found, const QList<SearchTerm> &terms) const;
    // Facts and words, after the story or a correction changed.
    void read(Record &record);
    void place(Story &story, ArticleId cluster);
    // Everyone who tells of these stories' events.
    QList<ArticleId> clusterMates(const QList<ArticleId> &ids) const;
    ArticleChanges changesAround(const QList<ArticleId> &added, const QList<ArticleId> &updated) const;
    void readAll();
    void dropCorrection(const TagCorrection &correction);
    // Whether anything of it changed.
    bool update(Record &record, const IncomingArticle &item, UtcTime now);
    // Of those that were just added.
    void readWithTheirEvents(const QList<ArticleId> &added);
    void setState(const QList<ArticleId> &ids, bool ArticleState::*field, bool value);
    void announce(const ArticleChanges &changes);
    template <typename T> Request answer(Result<T> value, Reply<T> done);

    const StoryRules m_rules;
    QList<TagCorrection> m_corrections;
    QHash<ArticleId, bool> m_marks; // promotions, by the user's word
    QHash<ArticleId, Record> m_records;
    std::map<Place, ArticleId, std::greater<>> m_order;
    QHash<std::pair<FeedId, QString>, ArticleId> m_keys;
    QMultiHash<QString, ArticleId> m_links;
    StoryClusters m_clusters;
    QMultiHash<ArticleId, ArticleId> m_members; // cluster → its stories
    QHash<FeedId, FeedValidators> m_validators;
    QHash<FeedId, FeedStanding> m_standings;
    StoredTermCounts m_counts;
    ReadingHistory m_history;
    QSet<QString> m_muted;
    ReadReach m_reach = ReadReach::Story;
    qint64 m_lastId = 0;
};
