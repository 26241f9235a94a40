#include "app/alerts/alertengine.h"

#include "app/alerts/coinwatch.h"
#include "app/alerts/storywatch.h"

#include <cmath>
#include <map>

using namespace std::chrono_literals;
using Phase = AlertState::Phase;

namespace {
constexpr auto tellStatusAfter = 500ms;
constexpr std::chrono::milliseconds longestSnooze = std::chrono::hours{24 * 366};
} // namespace

class AlertEngine::Private
{
public:
    Private(AlertEngine &engine, Clock &c, AlertBook &alerts, QuoteBoard &quotes,
            const AssetDirectory &directory, Origin from)
        : q(engine),
          clock(c),
          book(alerts),
          board(quotes),
          assets(directory),
          stories(
              c, directory, from == Origin::Demo,
              [this](WatchedAlert &alert, const Story &story) { fireStory(alert, story); },
              [this](WatchedAlert &alert) { turned(alert); })
    {
        rules.origin = from;
    }
    ~Private() { board.unfollow(followed); }

    MonoTime now() const { return rules.origin == Origin::Replay ? replayed : clock.monotonic(); }
    MonoTime timeOf(const Ticker &ticker);

    void sync();
    void sort();
    bool readVenues();
    void venuesChanged();
    void index(CoinWatch &coin);
    void tick(const Ticker &ticker);
    void quotesChanged(const QList<AssetId> &assets);
    void lookAtAll();
    CoinWatch *watchOf(const AssetId &asset) const;

    void fire(WatchedAlert &alert, const AlertVerdict &verdict, const CoinQuote &quote);
    void fireStory(WatchedAlert &alert, const Story &story);
    void fire(WatchedAlert &alert, AlertFiring firing);
    void turned(WatchedAlert &alert);
    void gather();
    void flush();
    std::chrono::seconds coolDownOf(const Alert &alert) const
    {
        return alert.coolDown.value_or(settings.coolDown);
    }
    void setDeadline(WatchedAlert &alert);
    void armDue();
    void due();
    void armQuietEnd();
    void quietEnds();
    void tellStatus();
    AlertStatus figures(const AlertCondition &condition) const;

    AlertEngine &q;
    Clock &clock;
    AlertBook &book;
    QuoteBoard &board;
    const AssetDirectory &assets;
    AlertSettings settings;
    AlertRules rules;
    StoryWatch stories;
    std::map<AlertId, std::unique_ptr<WatchedAlert>> watched;
    std::map<AssetId, std::unique_ptr<CoinWatch>> coins;
    struct Place
    {
        CoinWatch *coin = nullptr; // none: nobody's
        CoinWatch::Market *market = nullptr;
        quint64 generation = 0;
    };
    QHash<InstrumentId, Place> places;
    QList<AssetId> followed;
    MonoTime replayed{}; // the recording's time

    QHash<AlertId, AlertState> changedStates;
    QList<AlertFiring> fired;
    Request gatherTimer, dueTimer, quietTimer, statusTimer;
    std::optional<MonoTime> nextDue;
};

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
        // Our own state is the newer one until it is in the book.
        const bool ours = changedStates.contains(entry.alert.id) && !defined;
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
            if (CoinWatch *coin = watchOf(alert->alert.condition.asset))
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
        std::unique_ptr<CoinWatch> &coin = coins[asset];
        if (!coin)
            coin = std::make_unique<CoinWatch>(
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

CoinWatch *AlertEngine::Private::watchOf(const AssetId &asset) const
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

void AlertEngine::Private::index(CoinWatch &coin)
{
    for (CoinWatch::Market *market : coin.markets())
        places.insert(CoinWatch::instrumentOf(*market), {&coin, market, coin.generation()});
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
        CoinWatch *coin = watchOf(asset);
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

// ---- What fires ----

void AlertEngine::Private::fire(WatchedAlert &alert, const AlertVerdict &verdict, const CoinQuote &quote)
{
    AlertFiring firing;
    firing.symbol = quote.asset.symbol;
    firing.name = quote.asset.name;
    firing.live = verdict.live;
    firing.movePct = verdict.pct;
    firing.moveTook = verdict.took;
    const SourceQuote *teller = verdict.agreeing.value(0);
    for (const SourceQuote *source : verdict.agreeing) {
        firing.agreeing.append({source->venue, source->venueName, pairName(source->instrument),
                                source->ticker.last, source->ticker.exchangeTime});
        alert.state.heard.insert(source->venue, source->ticker.exchangeTime);
        if (source == quote.shownSource())
            teller = source; // the figure everybody sees
    }
    if (teller) {
        firing.price = teller->ticker.last;
        firing.priceScale = displayScale(teller->instrument).value_or(-1);
        firing.exchangeTime = teller->ticker.exchangeTime;
        if (!board.dollarRates().isDollar(teller->instrument.quote, rules.origin == Origin::Market))
            firing.unit = teller->instrument.quote;
    }
    fire(alert, std::move(firing));
}

void AlertEngine::Private::fireStory(WatchedAlert &alert, const Story &story)
{
    const bool cooling = now() < alert.silentUntil;
    if (cooling && isKnown(alert.state.snoozedUntil))
        return; // told of when it was not wanted: not told again
    AlertFiring firing;
    if (const auto asset = assets.find(alert.alert.condition.asset)) {
        firing.symbol = asset->symbol;
        firing.name = asset->name;
    }
    firing.story = story.article.id;
    firing.cluster = story.cluster;
    firing.title = story.article.title;
    firing.source = story.article.source;
    if (cooling)
        firing.quiet = AlertFiring::Quiet::CoolDown;
    fire(alert, std::move(firing));
}

void AlertEngine::Private::fire(WatchedAlert &alert, AlertFiring firing)
{
    firing.alert = alert.alert.id;
    firing.condition = alert.alert.condition;
    firing.note = alert.alert.note;
    firing.critical = alert.alert.critical;
    firing.at = clock.now();
    firing.origin = rules.origin;
    if (settings.quiet.contains(firing.at))
        firing.quiet = AlertFiring::Quiet::QuietHours;
    const bool story = alert.alert.condition.kind == AlertCondition::Kind::Story;
    alert.state.phase = alert.alert.once ? Phase::Done : story ? Phase::Armed : Phase::Left;
    alert.state.firedAt = firing.at;
    alert.state.unacknowledged = true;
    alert.state.snoozedUntil = {};
    if (firing.quiet != AlertFiring::Quiet::CoolDown)
        alert.silentUntil = now() + coolDownOf(alert.alert);
    changedStates.insert(alert.alert.id, alert.state);
    fired.append(std::move(firing));
    gather();
}

void AlertEngine::Private::turned(WatchedAlert &alert)
{
    changedStates.insert(alert.alert.id, alert.state);
    gather();
}

void AlertEngine::Private::gather()
{
    if (!gatherTimer)
        gatherTimer = clock.after(gatherFor, [this] { flush(); });
}

void AlertEngine::Private::flush()
{
    gatherTimer.reset();
    const QHash<AlertId, AlertState> states = std::exchange(changedStates, {});
    const QList<AlertFiring> kept = book.keep(states, std::exchange(fired, {}));
    armDue();
    if (!kept.isEmpty()) {
        armQuietEnd();
        emit q.fired(kept);
    }
    tellStatus();
}

// ---- Deadlines ----

void AlertEngine::Private::setDeadline(WatchedAlert &alert)
{
    const auto left = [this](UtcTime until, std::chrono::milliseconds most) {
        return std::clamp(std::chrono::milliseconds{until - clock.now()}, 0ms, most);
    };
    alert.silentUntil = {};
    if (isKnown(alert.state.snoozedUntil))
        alert.silentUntil = now() + left(alert.state.snoozedUntil, longestSnooze);
    else if (isKnown(alert.state.firedAt))
        alert.silentUntil =
            now() + left(alert.state.firedAt + coolDownOf(alert.alert), coolDownOf(alert.alert));
}

void AlertEngine::Private::armDue()
{
    nextDue.reset();
    for (const auto &[id, alert] : watched)
        if (alert->isWatching() && alert->silentUntil > now() && (!nextDue || alert->silentUntil < *nextDue))
            nextDue = alert->silentUntil;
    if (nextDue && rules.origin != Origin::Replay)
        dueTimer = clock.after(*nextDue - now(), [this] { due(); });
    else
        dueTimer.reset();
}

void AlertEngine::Private::due()
{
    const MonoTime at = now();
    for (const auto &[id, alert] : watched) {
        if (!alert->isWatching() || alert->silentUntil == MonoTime{} || alert->silentUntil > at)
            continue;
        alert->silentUntil = {};
        if (isKnown(std::exchange(alert->state.snoozedUntil, UtcTime{})))
            turned(*alert);
        if (CoinWatch *coin = watchOf(alert->alert.condition.asset);
            coin && alert->alert.condition.kind != AlertCondition::Kind::Story)
            coin->judge(*alert, at);
    }
    armDue();
    tellStatus();
}

void AlertEngine::Private::armQuietEnd()
{
    const UtcTime wall = clock.now();
    const auto end = settings.quiet.endAfter(wall);
    if (end && rules.origin == Origin::Market)
        quietTimer =
            clock.after(std::max(std::chrono::milliseconds{*end - wall}, 1000ms), [this] { quietEnds(); });
}

// The wall clock decides; it may have been set meanwhile.
void AlertEngine::Private::quietEnds()
{
    quietTimer.reset();
    if (settings.quiet.contains(clock.now()))
        return armQuietEnd();
    QList<AlertFiring> missed;
    for (const AlertFiring &firing : book.firings())
        if (firing.quiet == AlertFiring::Quiet::QuietHours && !firing.acknowledged &&
            firing.at > clock.now() - 24h)
            missed.append(firing);
    if (!missed.isEmpty())
        emit q.quietEnded(missed);
}

void AlertEngine::Private::tellStatus()
{
    if (!statusTimer)
        statusTimer = clock.after(tellStatusAfter, [this] {
            statusTimer.reset();
            emit q.statusChanged();
        });
}

// ---- Status ----

AlertStatus AlertEngine::Private::figures(const AlertCondition &condition) const
{
    using Kind = AlertCondition::Kind;
    AlertStatus status;
    if (condition.kind == Kind::Story)
        return status;
    const CoinQuote &quote = board.quote(condition.asset);
    status.price = quote.state;
    const CoinWatch *known = watchOf(condition.asset);
    const AlertVerdict verdict =
        known ? known->verdict(condition, now())
              : CoinWatch(condition.asset, board, rules, {}, {}).verdict(condition, now());
    status.live = verdict.live;
    status.able = verdict.able;
    status.needed = verdict.needed;
    status.nowPct = verdict.pct;
    status.heardFor = verdict.heardFor;
    const bool level = condition.kind == Kind::Above || condition.kind == Kind::Below;
    const SourceQuote *shown = quote.shownSource();
    if (!level || !shown)
        return status;
    const auto figure =
        alertFigure(*shown, condition.unit, board.dollarRates(), rules.origin == Origin::Market);
    if (figure) {
        const double away = moveFrom(*figure, condition.level);
        status.distancePct = condition.kind == Kind::Above ? away : -away;
    }
    return status;
}

// ---- AlertEngine ----

AlertEngine::AlertEngine(Clock &clock, AlertBook &book, QuoteBoard &board, ArticleStore &articles,
                         const AssetDirectory &assets, Origin origin, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(*this, clock, book, board, assets, origin))
{
    connect(&book, &AlertBook::changed, this, [this] { d->sync(); });
    connect(&board, &QuoteBoard::tickTaken, this, [this](const Ticker &ticker) { d->tick(ticker); });
    connect(&board, &QuoteBoard::quotesChanged, this,
            [this](const QList<AssetId> &assets) { d->quotesChanged(assets); });
    connect(&board, &QuoteBoard::instrumentsChanged, this, [this] {
        d->places.clear(); // what was nobody's may be somebody's now
        d->lookAtAll();
    });
    connect(&board, &QuoteBoard::sourceStatusChanged, this, [this] { d->venuesChanged(); });
    if (origin != Origin::Replay)
        connect(&articles, &ArticleStore::changed, this,
                [this](const ArticleChanges &changes) { d->stories.take(changes); });
    d->readVenues();
    d->sync();
    d->armQuietEnd();
}

AlertEngine::~AlertEngine()
{
    if (!d->changedStates.isEmpty() || !d->fired.isEmpty())
        d->book.keep(d->changedStates, d->fired);
}

void AlertEngine::setSettings(const AlertSettings &settings)
{
    if (settings == d->settings)
        return;
    d->settings = settings;
    d->rules.loneGap = settings.loneGap;
    d->rules.hysteresisPct =
        Decimal(static_cast<Decimal::Coefficient>(std::llround(settings.hysteresisPct * 10'000)), 4);
    for (const auto &[asset, coin] : d->coins)
        coin->arrange();
    for (const auto &[id, alert] : d->watched)
        d->setDeadline(*alert);
    d->armDue();
    d->quietTimer.reset();
    d->armQuietEnd();
    d->tellStatus();
}

const AlertSettings &AlertEngine::settings() const
{
    return d->settings;
}

bool AlertEngine::isQuietNow() const
{
    return d->settings.quiet.contains(d->clock.now());
}

AlertStatus AlertEngine::preview(const AlertCondition &condition) const
{
    AlertStatus status = d->figures(condition);
    status.state = AlertStatus::State::Armed;
    if (condition.kind != AlertCondition::Kind::Story && status.live == 0)
        status.state = AlertStatus::State::Waiting;
    return status;
}

AlertStatus AlertEngine::status(AlertId id) const
{
    using State = AlertStatus::State;
    const auto at = d->watched.find(id);
    if (at == d->watched.end())
        return {};
    const WatchedAlert &alert = *at->second;
    AlertStatus status = d->figures(alert.alert.condition);
    status.unacknowledged = alert.state.unacknowledged;
    status.firedAt = alert.state.firedAt;
    const bool silent = alert.silentUntil > d->now();
    const bool story = alert.alert.condition.kind == AlertCondition::Kind::Story;
    if (silent)
        status.until = d->clock.now() + (alert.silentUntil - d->now());
    if (alert.state.phase == Phase::Done && !isKnown(alert.state.snoozedUntil))
        status.state = State::Done;
    else if (!alert.alert.enabled)
        status.state = State::Off;
    else if (silent && isKnown(alert.state.snoozedUntil))
        status.state = State::Snoozed;
    else if (silent)
        status.state = State::Cooling;
    else if (story)
        status.state = State::Armed;
    else if (status.live == 0 || alert.state.phase == Phase::Undecided)
        status.state = State::Waiting;
    else if (status.live < status.needed)
        status.state = State::NoQuorum;
    else
        status.state = alert.state.phase == Phase::Left ? State::Met : State::Armed;
    return status;
}
