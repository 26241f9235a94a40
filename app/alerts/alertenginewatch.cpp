#include "app/alerts/alertengineprivate.h"

using namespace std::chrono_literals;

// A recording's own time, as its exchanges tell it.
MonoTime AlertEngine::Private::timeOf(const Ticker &ticker)
{
    if (rules.origin != Origin::Replay)
        return ticker.receivedAt;
    const MonoTime told{ticker.exchangeTime.time_since_epoch()};
    replayed = std::max(replayed, told);
    return replayed;
}

// ---- What is watched ----

// Takes over what the book says now; what is as it was goes on undisturbed.
void AlertEngine::Private::sync()
{
    std::map<AlertId, std::unique_ptr<WatchedAlert>> before = std::exchange(watched, {});
    bool restructured = false;
    std::vector<WatchedAlert *> begun;
    for (const AlertEntry &entry : book.entries()) {
        std::unique_ptr<WatchedAlert> &alert = watched[entry.alert.id];
        const auto known = before.find(entry.alert.id);
        if (known != before.end()) {
            alert = std::move(known->second);
            before.erase(known);
        }
        const bool isNew = !alert;
        if (isNew)
            alert = std::make_unique<WatchedAlert>();
        const bool defined = isNew || alert->alert != entry.alert;
        restructured = restructured || isNew || alert->alert.condition != entry.alert.condition;
        // Our own state is the newer one until it is in the book, unless the user has changed it there.
        const bool users = std::exchange(alert->inBook, entry.state) != entry.state;
        const bool ours = changedStates.contains(entry.alert.id) && !defined && !users;
        if (!ours && (defined || alert->state != entry.state)) {
            const bool snoozeChanged = isNew || alert->state.snoozedUntil != entry.state.snoozedUntil ||
                                       alert->alert.coolDown != entry.alert.coolDown ||
                                       alert->state.firedAt != entry.state.firedAt;
            alert->alert = entry.alert;
            alert->state = entry.state;
            alert->metSince.reset();
            alert->awaitsNews = false;
            changedStates.remove(entry.alert.id);
            if (snoozeChanged)
                setDeadline(*alert);
            begun.push_back(alert.get());
        }
    }
    restructured = restructured || !before.empty();
    if (restructured)
        sort();
    for (const auto &[id, gone] : before)
        changedStates.remove(id);
    if (!begun.empty() && !restructured)
        for (WatchedAlert *alert : begun)
            if (CoinAlerts *coin = watchOf(alert->alert.condition.asset))
                coin->judge(*alert, now());
    armDue();
    tellStatus();
}

void AlertEngine::Private::sort()
{
    std::map<AssetId, std::vector<WatchedAlert *>> byCoin;
    std::vector<WatchedAlert *> ofStories;
    for (const auto &[id, alert] : watched) {
        if (alert->alert.condition.kind == AlertCondition::Kind::Story)
            ofStories.push_back(alert.get());
        else
            byCoin[alert->alert.condition.asset].push_back(alert.get());
    }
    stories.setAlerts(std::move(ofStories));
    QList<AssetId> wanted;
    for (const auto &[asset, list] : byCoin)
        wanted.append(asset);
    board.follow(wanted);
    board.unfollow(std::exchange(followed, wanted));
    for (auto coin = coins.begin(); coin != coins.end();)
        coin = byCoin.contains(coin->first) ? std::next(coin) : coins.erase(coin);
    places.clear();
    for (auto &[asset, list] : byCoin) {
        std::unique_ptr<CoinAlerts> &coin = coins[asset];
        if (!coin)
            coin = std::make_unique<CoinAlerts>(
                asset, board, rules,
                [this](WatchedAlert &alert, const AlertVerdict &verdict, const CoinQuote &quote) {
                    fire(alert, verdict, quote);
                },
                [this](WatchedAlert &alert) { turned(alert); });
        coin->setAlerts(std::move(list));
        coin->look(now());
        coin->judgeAll(now());
        index(*coin);
    }
}

CoinAlerts *AlertEngine::Private::watchOf(const AssetId &asset) const
{
    const auto at = coins.find(asset);
    return at == coins.end() ? nullptr : at->second.get();
}

// True: whose word counts, or how many there are to wait for, is not as it was.
bool AlertEngine::Private::readVenues()
{
    AlertRules next = rules;
    next.counts.clear();
    next.unable.clear();
    next.unread = 0;
    for (const QuoteSource *source : board.sources()) {
        if (!source)
            continue;
        const SourceInfo &info = source->info();
        const bool counts = rules.origin == Origin::Demo ? info.simulated : info.countsInAgreement;
        next.counts.insert(info.id, counts);
        const auto status = board.status(info.id);
        if (!status || !counts)
            continue;
        using Link = SourceStatus::Link;
        if (status->link == Link::Refused || status->link == Link::Down)
            next.unable.insert(info.id);
        else if (status->instruments == 0 && (status->link == Link::Idle || status->link == Link::Connecting))
            ++next.unread;
    }
    if (next == rules)
        return false;
    rules = next;
    return true;
}

void AlertEngine::Private::venuesChanged()
{
    if (!readVenues())
        return;
    for (const auto &[asset, coin] : coins)
        coin->judgeAll(now());
}

void AlertEngine::Private::index(CoinAlerts &coin)
{
    for (CoinAlerts::Market *market : coin.markets())
        places.insert(CoinAlerts::instrumentOf(*market), {&coin, market, coin.generation()});
}

// ---- What comes in ----

void AlertEngine::Private::tick(const Ticker &ticker)
{
    if (coins.empty())
        return;
    const auto at = places.constFind(ticker.instrument);
    if (at == places.cend()) {
        // Perhaps it has only just become one of our coins' markets.
        places.insert(ticker.instrument, {});
        return lookAtAll();
    }
    const Place place = *at;
    if (!place.coin)
        return;
    const MonoTime time = timeOf(ticker);
    if (nextDue && time >= *nextDue)
        due();
    place.coin->tick(*place.market, ticker, time);
    if (place.coin->generation() != place.generation)
        lookAtAll();
}

void AlertEngine::Private::quotesChanged(const QList<AssetId> &changed)
{
    bool restructured = false, any = false;
    for (const AssetId &asset : changed) {
        CoinAlerts *coin = watchOf(asset);
        if (!coin)
            continue;
        if (!std::exchange(any, true))
            venuesChanged(); // one that was added makes no other sign
        const quint64 before = coin->generation();
        coin->look(now());
        restructured = restructured || coin->generation() != before;
    }
    if (restructured)
        lookAtAll();
    if (any)
        tellStatus();
}

void AlertEngine::Private::lookAtAll()
{
    readVenues();
    for (auto at = places.begin(); at != places.end();)
        at = at->coin ? places.erase(at) : std::next(at);
    for (const auto &[asset, coin] : coins) {
        coin->look(now());
        index(*coin);
    }
}
