#include "app/insight/storyprices.h"

#include "app/insight/sourcessettled.h"

#include <algorithm>

using namespace std::chrono;
using namespace std::chrono_literals;

namespace {
constexpr auto tellEvery = 1s;
constexpr auto lookAfter = 50ms; // several answers come together
constexpr auto sourcesGet = 3s, livePricesGet = 3s;
constexpr auto lookAgain = 500ms; // while somebody waits
constexpr qsizetype mostLookedUp = 100;
} // namespace

// Stories somebody waits for.
class StoryPrices::Batch final : public PendingRequest
{
public:
    Batch(StoryPrices &prices, QList<Story> asked, Reply<QList<StoryReport>> reply)
        : owner(&prices), stories(std::move(asked)), done(std::move(reply))
    {
        owner->m_batches.push_back(this);
    }
    ~Batch() override { leave(); }
    void leave()
    {
        if (!owner)
            return;
        std::erase(owner->m_batches, this);
        std::exchange(owner, nullptr)->ask();
    }
    void answer()
    {
        QList<StoryReport> reports;
        for (const Story &story : std::as_const(stories))
            reports.append(owner->report(story));
        patience.reset();
        leave();
        std::exchange(done, nullptr)(reports); // may destroy this
    }

    StoryPrices *owner;
    QList<Story> stories;
    Reply<QList<StoryReport>> done;
    bool lookUp = true;
    std::function<void()> begin;
    std::optional<MonoTime> begun; // when the sources were settled and it asked
    Request patience;
};

StoryPrices::StoryPrices(const Services &services, QObject *parent)
    : QObject(parent),
      m_services(services),
      m_ledger(services.clock, services.board, services.store, services.assets),
      m_filler(services.clock, services.history, m_ledger)
{
    connect(&m_ledger, &StoryPriceLedger::loaded, this, [this](const QList<ArticleId> &stories) {
        tellLater(stories);
        ask();
    });
    connect(&m_ledger, &StoryPriceLedger::noted, this, &StoryPrices::tellLater);
    connect(&m_filler, &StoryPriceFiller::changed, this, [this](const QList<ArticleId> &stories) {
        tellLater(stories);
        if (!m_askLater) // what is to be looked up next, or when the next try is
            m_askLater = m_services.clock.after(lookAfter, [this] { ask(); });
    });
    connect(&services.articles, &ArticleStore::changed, this,
            [this](const ArticleChanges &changes) { m_ledger.noteArrived(changes.added); });
    connect(&services.board, &QuoteBoard::quotesChanged, this, &StoryPrices::noteTicks);
    connect(&services.board, &QuoteBoard::instrumentsChanged, this, [this] {
        m_filler.forgetUnlisted();
        ask();
    });
    connect(&services.board, &QuoteBoard::sourceStatusChanged, this, &StoryPrices::lookAtBatchesLater);
    connect(&services.usual, &UsualMoves::changed, this,
            [this](const AssetId &asset) { noteTicks({asset}); });
}

StoryPrices::~StoryPrices()
{
    for (Batch *batch : m_batches)
        batch->owner = nullptr;
    m_services.board.unfollow(m_followed);
}

void StoryPrices::setVisible(const QList<Story> &stories, const AssetId &coin)
{
    m_visible = stories;
    m_visibleOn = coin;
    ask();
}

void StoryPrices::setOpened(const std::optional<Story> &story)
{
    m_opened = story;
    ask();
}

Request StoryPrices::reports(const QList<Story> &stories, bool lookUp, milliseconds patience,
                             Reply<QList<StoryReport>> done)
{
    auto batch = std::make_unique<Batch>(*this, stories, std::move(done));
    const auto begin = [this, patience, waiting = batch.get()] {
        waiting->begun = m_services.clock.monotonic();
        waiting->patience = m_services.clock.after(patience, [waiting] { waiting->answer(); });
        ask();
    };
    QList<ArticleId> ids;
    for (const Story &story : stories)
        ids.append(story.article.id);
    m_ledger.load(ids);
    batch->begin = begin;
    batch->lookUp = lookUp;
    if (!lookUp || areSourcesSettled(m_services.board))
        begin();
    else
        batch->patience = m_services.clock.after(sourcesGet, begin);
    lookAtBatchesLater();
    return batch;
}

QList<StoryPrices::Looked> StoryPrices::looked() const
{
    QList<Looked> all;
    if (m_opened)
        all.append({&*m_opened, true, true});
    for (const Batch *batch : m_batches) {
        qsizetype lookedUp = 0;
        for (const Story &story : batch->stories) {
            if (!batch->lookUp || !batch->begun || lookedUp >= mostLookedUp)
                break;
            if (m_services.clock.now() - story.article.sortTime > storyPriceReach)
                continue;
            ++lookedUp;
            const auto coins = pricedCoins(story, m_services.assets);
            const bool basket = std::any_of(coins.begin(), coins.end(), [](const PricedCoin &coin) {
                return coin.asset == marketCoin();
            });
            all.append({&story, true, basket, batch});
        }
    }
    for (const Story &story : m_visible)
        all.append({&story, false, false});
    return all;
}

// Those whose prices are looked up, those of its own with their snapshots first.
QList<PricedCoin> StoryPrices::coinsOf(const Looked &looked) const
{
    QList<PricedCoin> coins = pricedCoins(*looked.story, m_services.assets);
    if (coins.isEmpty())
        return coins;
    if (!looked.whole) {
        const bool on = std::any_of(coins.begin(), coins.end(),
                                    [this](const PricedCoin &coin) { return coin.asset == m_visibleOn; });
        QList<PricedCoin> seen{coins.first()};
        if (seen.first().asset != m_visibleOn && !m_visibleOn.value.isEmpty() &&
            (on || looked.story->facts.isMarket()))
            seen.append(pricedCoin(m_visibleOn));
        return seen;
    }
    const auto add = [&](const PricedCoin &coin) {
        if (std::none_of(coins.begin(), coins.end(),
                         [&](const PricedCoin &each) { return each.asset == coin.asset; }))
            coins.append(coin);
    };
    add(pricedCoin(marketCoin()));
    if (looked.beside) {
        for (const PricedCoin &coin : watchlist())
            add(coin);
    }
    return coins;
}

QList<StoryPriceFiller::Want> StoryPrices::wantsOf(const Looked &looked) const
{
    QList<StoryPriceFiller::Want> wants;
    const Article &article = looked.story->article;
    const UtcTime published = isDated(article) ? article.published : UtcTime{};
    const auto own = pricedCoins(*looked.story, m_services.assets);
    const auto sampleSeen = article.sample ? std::optional(article.firstSeen) : std::nullopt;
    for (const PricedCoin &coin : coinsOf(looked))
        wants.append({article.id, coin.asset, published, looked.whole && own.contains(coin), sampleSeen});
    return wants;
}

void StoryPrices::ask()
{
    const Request keep = std::move(m_askLater), keepToo = std::move(m_tryAgain);
    QList<ArticleId> stories;
    QList<StoryPriceFiller::Want> wants;
    for (const Looked &each : looked()) {
        const QList<StoryPriceFiller::Want> ofStory = wantsOf(each);
        if (ofStory.isEmpty())
            continue;
        stories.append(each.story->article.id);
        wants.append(ofStory);
    }
    follow();
    m_ledger.load(stories);
    m_filler.setWants(wants);
    if (const auto next = m_filler.nextTry()) {
        const auto wait = std::max<milliseconds>(*next - m_services.clock.monotonic(), 1s);
        m_tryAgain = m_services.clock.after(wait, [this] { ask(); });
    }
    lookAtBatchesLater();
}

// The board tells the prices of what is looked at, coins of the watchlist or not.
void StoryPrices::follow()
{
    QList<AssetId> wanted;
    for (const Looked &each : looked()) {
        if (m_services.clock.now() - each.story->article.sortTime > storyPriceReach)
            continue;
        for (const PricedCoin &coin : coinsOf(each)) {
            if (!wanted.contains(coin.asset))
                wanted.append(coin.asset);
        }
    }
    if (wanted == m_followed)
        return;
    const QList<AssetId> before = std::exchange(m_followed, wanted);
    m_services.board.follow(wanted);
    m_services.board.unfollow(before);
}

// Each tick of the board comes here: which stories it concerns is found out once, when they are told.
void StoryPrices::noteTicks(const QList<AssetId> &assets)
{
    for (const AssetId &asset : assets) {
        if (m_followed.contains(asset))
            m_ticked.insert(asset);
    }
    if (!m_ticked.isEmpty())
        armTelling();
    lookAtBatchesLater();
}

void StoryPrices::tellLater(const QList<ArticleId> &stories)
{
    for (const ArticleId story : stories)
        m_toTell.insert(story);
    armTelling();
}

void StoryPrices::armTelling()
{
    if (!m_tell)
        m_tell = m_services.clock.after(tellEvery, [this] { tell(); });
}

void StoryPrices::tell()
{
    m_tell.reset();
    const QSet<AssetId> ticked = std::exchange(m_ticked, {});
    if (!ticked.isEmpty()) {
        for (const Looked &each : looked()) {
            const auto coins = coinsOf(each);
            if (std::any_of(coins.begin(), coins.end(),
                            [&](const PricedCoin &coin) { return ticked.contains(coin.asset); }))
                m_toTell.insert(each.story->article.id);
        }
    }
    if (!m_toTell.isEmpty())
        emit changed(std::exchange(m_toTell, {}).values());
}

PricedCoin StoryPrices::pricedCoin(const AssetId &asset) const
{
    const auto known = m_services.assets.find(asset);
    return {asset, known ? known->symbol : m_services.board.quote(asset).asset.symbol};
}

// Known as far as it can be now.
bool StoryPrices::isAnswered(const Batch &batch, const Looked &looked) const
{
    for (const StoryPriceFiller::Want &want : wantsOf(looked)) {
        if (!m_filler.isSettled(want))
            return false;
    }
    if (m_services.clock.monotonic() - *batch.begun >= livePricesGet)
        return true;
    const auto coins = pricedCoins(*looked.story, m_services.assets);
    return std::all_of(coins.begin(), coins.end(), [&](const PricedCoin &coin) {
        return priceOf(*looked.story, coin).gap != PriceGap::NoLivePrice;
    });
}

void StoryPrices::lookAtBatchesLater()
{
    if (m_batches.empty() || m_lookSoon)
        return;
    m_lookSoon = true; // ticks that come meanwhile don't push it back
    m_lookLater = m_services.clock.after(lookAfter, [this] { lookAtBatches(); });
}

void StoryPrices::lookAtBatches()
{
    const Request keep = std::move(m_lookLater);
    m_lookSoon = false;
    const std::vector<Batch *> batches = m_batches;
    for (Batch *batch : batches) {
        if (!batch->begun) {
            if (batch->begin && areSourcesSettled(m_services.board))
                batch->patience = m_services.clock.after(0ms, std::exchange(batch->begin, nullptr));
            continue;
        }
        const auto all = looked();
        const bool loaded =
            std::all_of(batch->stories.cbegin(), batch->stories.cend(),
                        [this](const Story &story) { return m_ledger.isLoaded(story.article.id); });
        const bool answered =
            loaded && std::all_of(all.begin(), all.end(), [this, batch](const Looked &each) {
                return each.batch != batch || isAnswered(*batch, each);
            });
        if (answered)
            return batch->answer(); // another one's turn comes with the ask() that follows
    }
    if (!m_batches.empty())
        m_lookLater = m_services.clock.after(lookAgain, [this] { lookAtBatches(); });
}
