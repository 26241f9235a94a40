#pragma once

#include "app/insight/storypriceledger.h"
#include "app/quotes/candlehistory.h"

#include <map>

// Looks up past prices of stories in candles, as far as they are wanted and not known.
class StoryPriceFiller : public QObject
{
    Q_OBJECT
public:
    struct Want
    {
        ArticleId story;
        AssetId asset;
        UtcTime published{};
        bool withSnapshots = false;
        // A sample's: nobody was here to note a live price then, so the candle before it stands in. With the
        // snapshots.
        std::optional<UtcTime> sampleSeen;
    };
    StoryPriceFiller(Clock &clock, CandleHistory &history, StoryPriceLedger &ledger);

    // Replaces everything wanted: what is under way and no longer wanted is cancelled.
    void setWants(const QList<Want> &wants);
    // Nothing more comes now of this want: known, not recorded, or failed and not yet tried again.
    bool isSettled(const Want &want) const;
    // Why the price at publication isn't known, if asking failed.
    std::optional<PriceGap> failureOf(ArticleId story, const AssetId &asset) const;
    // Sources list other coins now: what none of them had is asked again.
    void forgetUnlisted();
    // When something that failed may be asked again.
    std::optional<MonoTime> nextTry() const;

signals:
    void changed(const QList<ArticleId> &stories);

private:
    struct Key
    {
        ArticleId story;
        AssetId asset;
        int which = -1; // of snapshots; -1: at publication, the one after them: when it was seen
        auto operator<=>(const Key &) const = default;
    };
    struct Failed
    {
        MonoTime tryAgain{};
        PriceGap gap = PriceGap::Failed;
    };
    QList<Key> openOf(const Want &want) const;
    UtcTime timeOf(const Key &key) const;
    void ask(const Key &key);
    void take(const Key &key, const Result<std::optional<MinuteClose>> &close);
    void askVenue(const Key &key, const MinuteClose &other);
    void keep(const Key &key, const MinuteClose &close);
    void lack(const Key &key);
    void fail(const Key &key, const Error &error);
    void refuse(const Key &key, std::chrono::milliseconds again, PriceGap gap);
    StoryPriceRecord recordOf(const Key &key) const;

    Clock &m_clock;
    CandleHistory &m_history;
    StoryPriceLedger &m_ledger;
    QList<Want> m_wants;
    std::map<std::pair<ArticleId, AssetId>, Want> m_wanted; // of m_wants
    std::map<Key, Request> m_asked;
    std::map<Key, Failed> m_failed;
};
