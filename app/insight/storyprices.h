#pragma once

#include "app/insight/storycoins.h"
#include "app/insight/storypricefiller.h"
#include "app/insight/usualmove.h"
#include "app/news/articlestore.h"

// The price at the headline: what coins cost when stories came out, when we saw them, and now.
//
// Past prices are looked up for what somebody looks at alone: the first coin of the rows that can be seen;
// all coins, the market's and the snapshots of the opened story. What was found is kept for good, and what
// was not recorded isn't asked for again. Without asking anybody, the live price is noted when a story
// arrives and when a snapshot is due while the price is live.
//
// Thread: the board's own. It follows the coins of what is looked at on the board.
class StoryPrices : public QObject
{
    Q_OBJECT
public:
    struct Services
    {
        Clock &clock;
        QuoteBoard &board;
        CandleHistory &history;
        UsualMoves &usual;
        StoryPriceStore &store;
        ArticleStore &articles; // stories that arrive
        const AssetDirectory &assets;
    };
    explicit StoryPrices(const Services &services, QObject *parent = nullptr);
    ~StoryPrices() override;

    // The rows that can be seen now, all of them each time. What is no longer seen isn't looked up any more.
    // With `coin` they stand beside its chart: those about it and those of the whole market are priced on it
    // too. Cheap: call it as the list scrolls.
    void setVisible(const QList<Story> &stories, const AssetId &coin = {});
    // The story that is read; nothing when none is.
    void setOpened(const std::optional<Story> &story);

    // What is known now; asks nobody. The row's coin; nothing for a story without one.
    std::optional<StoryPrice> row(const Story &story) const;
    // On any coin; Loading where it isn't one of those looked up.
    StoryPrice price(const Story &story, const AssetId &asset) const;
    // All coins; the watchlist where it is known.
    StoryReport report(const Story &story) const;
    // All coins with net figures and due snapshots; one answer for each story, as they were given. Those of
    // the first hundred that are young enough are looked up, of the others is told what is kept. The sources
    // get three seconds to be reached, and then what is asked `patience` to be answered; what isn't known
    // then is missing. For the command line. Without `lookUp` nobody is asked, and what is kept is told.
    [[nodiscard]] Request reports(const QList<Story> &stories, bool lookUp,
                                  std::chrono::milliseconds patience, Reply<QList<StoryReport>> done);

signals:
    // Figures of these stories are other ones; of ticks at most once a second.
    void changed(const QList<ArticleId> &stories);

private:
    class Batch;
    struct Looked // a story that is looked at, and how much of it
    {
        const Story *story = nullptr;
        bool whole = false, beside = false; // all its coins; the watchlist too
        const Batch *batch = nullptr;       // that waits for it
    };
    QList<Looked> looked() const;
    QList<PricedCoin> coinsOf(const Looked &looked) const;
    QList<StoryPriceFiller::Want> wantsOf(const Looked &looked) const;
    void ask();
    void follow();
    void noteTicks(const QList<AssetId> &assets);
    void tellLater(const QList<ArticleId> &stories);
    void armTelling();
    void tell();
    PricedCoin pricedCoin(const AssetId &asset) const;
    void wantUsual(const Story &story, const AssetId &asset) const;
    bool isAnswered(const Batch &batch, const Looked &looked) const;
    void lookAtBatches();
    void lookAtBatchesLater();

    StoryPrice priceOf(const Story &story, const PricedCoin &coin) const;
    void takeRecord(const Story &story, StoryPrice &price) const;
    void takeLive(StoryPrice &price) const;
    void judge(const Story &story, StoryPrice &price) const;
    std::optional<double> marketOf(const Story &story, const AssetId &asset) const;
    std::optional<double> basketOf(const Story &story) const;
    QList<PricedCoin> watchlist() const;

    Services m_services;
    StoryPriceLedger m_ledger;
    StoryPriceFiller m_filler;
    QList<Story> m_visible;
    AssetId m_visibleOn; // the coin whose chart they stand beside
    std::optional<Story> m_opened;
    std::vector<Batch *> m_batches; // their callers own them
    QList<AssetId> m_followed;
    QSet<ArticleId> m_toTell;
    QSet<AssetId> m_ticked; // since the last telling
    bool m_lookSoon = false;
    Request m_tell, m_askLater, m_tryAgain, m_lookLater;
};
