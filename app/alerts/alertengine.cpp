#include "app/alerts/alertengineprivate.h"

#include <cmath>

using Phase = AlertState::Phase;

// ---- Status ----

AlertStatus AlertEngine::Private::figures(const AlertCondition &condition) const
{
    using Kind = AlertCondition::Kind;
    AlertStatus status;
    if (condition.kind == Kind::Story)
        return status;
    const CoinQuote &quote = board.quote(condition.asset);
    status.price = quote.state;
    const CoinAlerts *known = watchOf(condition.asset);
    const AlertVerdict verdict =
        known ? known->verdict(condition, now())
              : CoinAlerts(condition.asset, board, rules, {}, {}).verdict(condition, now());
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
