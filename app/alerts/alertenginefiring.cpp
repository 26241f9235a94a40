#include "app/alerts/alertengineprivate.h"

#include <algorithm>

using namespace std::chrono_literals;
using Phase = AlertState::Phase;

namespace {
constexpr auto tellStatusAfter = 500ms;
constexpr std::chrono::milliseconds longestSnooze = std::chrono::hours{24 * 366};
} // namespace

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
    firing.source = shownSource(story.article);
    firing.at = story.article.firstSeen; // of a replay
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
    if (rules.origin != Origin::Replay)
        firing.at = clock.now();
    else if (!isKnown(firing.at))
        firing.at = UtcTime{now().time_since_epoch()};
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
    if (nextDue && rules.origin != Origin::Replay) // far ones in stages: timers count in 31 bits
        dueTimer = clock.after(std::min<std::chrono::milliseconds>(*nextDue - now(), 24h), [this] { due(); });
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
        if (CoinAlerts *coin = watchOf(alert->alert.condition.asset);
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
