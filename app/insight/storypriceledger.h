#pragma once

#include "app/insight/storyprice.h"
#include "app/market/assetdirectory.h"
#include "app/quotes/quoteboard.h"

#include <QSet>
#include <map>

// What both say together; nothing that is kept is lost. Of two instruments the one with the price at
// publication counts alone, `kept` first.
StoryPriceRecord merged(const StoryPriceRecord &kept, const StoryPriceRecord &said);

// The records of this run: read from the store once for each story, written back a second after a change, and
// at the end. It notes the live price of a story's coins when it arrives, and when a snapshot is due while
// the price of its instrument is live.
class StoryPriceLedger : public QObject
{
    Q_OBJECT
public:
    StoryPriceLedger(Clock &clock, QuoteBoard &board, StoryPriceStore &store, const AssetDirectory &assets);
    ~StoryPriceLedger() override;

    // Reads what is kept of these; loaded() follows. Cheap when it is known.
    void load(const QList<ArticleId> &stories);
    bool isLoaded(ArticleId story) const { return m_loaded.contains(story); }
    const StoryPriceRecord *find(ArticleId story, const AssetId &asset) const;
    void put(const StoryPriceRecord &record);
    void noteArrived(const QList<Story> &added);

signals:
    void loaded(const QList<ArticleId> &stories);
    void noted(const QList<ArticleId> &stories); // prices that came by themselves

private:
    struct Due
    {
        ArticleId story;
        AssetId asset;
        Snapshot snapshot = Snapshot::After15m;
    };
    void take(const QList<StoryPriceRecord> &records);
    void plan(const StoryPriceRecord &record);
    void wakeForNext();
    void noteDue();
    void save();

    Clock &m_clock;
    QuoteBoard &m_board;
    StoryPriceStore &m_store;
    const AssetDirectory &m_assets;
    QHash<ArticleId, QHash<AssetId, StoryPriceRecord>> m_records;
    QSet<ArticleId> m_loaded, m_loading;
    QHash<ArticleId, QSet<AssetId>> m_unsaved;
    std::multimap<UtcTime, Due> m_due;
    QSet<std::pair<ArticleId, AssetId>> m_planned;
    std::map<quint64, Request> m_loads;
    quint64 m_nextLoad = 1;
    Request m_save, m_wake, m_begin;
};
