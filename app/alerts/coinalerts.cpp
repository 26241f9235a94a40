#include "app/alerts/coinalertsprivate.h"

#include <algorithm>

using Kind = AlertCondition::Kind;
using Phase = AlertState::Phase;

namespace {
// A guard in floating point lets a hair's breadth through; the judgement after it is exact.
constexpr double nearly = 1 - 1e-9;
} // namespace

CoinAlerts::CoinAlerts(AssetId asset, QuoteBoard &board, const AlertRules &rules, Fire fire, Turned turned)
    : m_asset(std::move(asset)),
      m_board(board),
      m_rules(rules),
      m_fire(std::move(fire)),
      m_turned(std::move(turned))
{
}

CoinAlerts::~CoinAlerts() = default;

// ---- What is watched ----

void CoinAlerts::setAlerts(std::vector<WatchedAlert *> alerts)
{
    m_alerts = std::move(alerts);
    arrange();
}

void CoinAlerts::arrange()
{
    m_dollars.clear();
    m_units.clear();
    m_differ.clear();
    std::vector<Span> spans;
    for (WatchedAlert *alert : m_alerts) {
        const AlertCondition &condition = alert->alert.condition;
        if (condition.kind == Kind::Moves) {
            auto span = std::find_if(spans.begin(), spans.end(),
                                     [&](const Span &each) { return each.length == condition.within; });
            if (span == spans.end())
                span = spans.insert(span, Span{condition.within, {}, neverPct});
            span->alerts.push_back(alert);
        } else if (condition.kind == Kind::SourcesDiffer) {
            m_differ.push_back(alert);
        } else if (condition.unit.isEmpty()) {
            m_dollars.add(*alert, m_rules.hysteresisPct);
        } else {
            auto ladder = std::find_if(m_units.begin(), m_units.end(),
                                       [&](const auto &each) { return each.first == condition.unit; });
            if (ladder == m_units.end())
                ladder = m_units.insert(ladder, {condition.unit, AlertLadder()});
            ladder->second.add(*alert, m_rules.hysteresisPct);
        }
    }
    m_dollars.finish();
    for (auto &[unit, ladder] : m_units)
        ladder.finish();
    for (const auto &market : m_markets) {
        std::vector<MoveWindow> windows; // what was heard for a length that stays is kept
        for (const Span &span : spans) {
            const auto known = std::find_if(m_spans.begin(), m_spans.end(),
                                            [&](const Span &each) { return each.length == span.length; });
            windows.push_back(known == m_spans.end()
                                  ? MoveWindow(span.length)
                                  : market->windows[static_cast<size_t>(known - m_spans.begin())]);
            if (known == m_spans.end() && market->heard && market->live)
                windows.back().add({market->last, market->last.toDouble(), market->at});
        }
        market->windows = std::move(windows);
        market->footings.clear();
    }
    m_spans = std::move(spans);
    for (const auto &market : m_markets) {
        if (market->heard)
            placeOnLadders(*market, market->last);
    }
    collectUrgent();
}

// What every tick has to look at: alerts not decided yet or waiting to be confirmed, and the nearest
// percentages.
void CoinAlerts::collectUrgent()
{
    m_urgent.clear();
    for (WatchedAlert *alert : m_alerts) {
        // A replay has no moments but its ticks.
        const bool overByTick = m_rules.origin == AlertFiring::Origin::Replay && alert->isWatching() &&
                                alert->state.phase == Phase::Left;
        if (alert->isUrgent() || overByTick)
            m_urgent.push_back(alert);
    }
    for (Span &span : m_spans) {
        span.armedPct = neverPct;
        for (const WatchedAlert *alert : span.alerts)
            if (alert->isArmed())
                span.armedPct = std::min(span.armedPct, alert->alert.condition.percent.toDouble());
    }
    m_differPct = neverPct;
    for (const WatchedAlert *alert : m_differ)
        if (alert->isArmed())
            m_differPct = std::min(m_differPct, alert->alert.condition.percent.toDouble());
}

// ---- Markets ----

std::vector<CoinAlerts::Market *> CoinAlerts::markets() const
{
    std::vector<Market *> list;
    for (const auto &market : m_markets)
        list.push_back(market.get());
    return list;
}

const InstrumentId &CoinAlerts::instrumentOf(const Market &market)
{
    return market.instrument.id;
}

// True: who is live, or how figures compare, is not as it was.
bool CoinAlerts::refreshMarkets(MonoTime now)
{
    const CoinQuote &quote = m_board.quote(m_asset);
    const DollarRates &rates = m_board.dollarRates();
    bool turned = false, added = false;
    std::vector<std::unique_ptr<Market>> kept;
    for (const SourceQuote &source : quote.sources) {
        const auto known = std::find_if(m_markets.begin(), m_markets.end(), [&](const auto &market) {
            return market && market->instrument.id == source.instrument.id;
        });
        auto market = known != m_markets.end() ? std::move(*known) : std::make_unique<Market>();
        if (market->windows.empty() && !m_spans.empty())
            for (const Span &span : m_spans)
                market->windows.emplace_back(span.length);
        const bool live = source.state == m_rules.liveState();
        const bool dollar =
            countsAsDollars(rates, source.instrument.quote, m_rules.origin == AlertFiring::Origin::Market);
        const DollarRate *rate = dollar ? nullptr : rates.find(source.instrument.quote);
        const std::optional<Decimal> usd = rate ? rate->usd : std::nullopt;
        const bool counts = m_rules.counts.value(source.venue);
        turned = turned || live != market->live || dollar != market->dollar || usd != market->rate ||
                 counts != market->counts;
        added = added || known == m_markets.end();
        if (market->live && !live)
            for (MoveWindow &window : market->windows)
                window.pause();
        if (dollar != market->dollar || usd != market->rate)
            market->footings.clear();
        market->instrument = source.instrument;
        market->live = live;
        market->dollar = dollar;
        market->rate = usd;
        market->counts = counts;
        if (live && (!market->heard || market->last != source.ticker.last))
            takePrice(*market, source.ticker.last, now);
        kept.push_back(std::move(market));
    }
    const bool restructured = added || kept.size() != m_markets.size();
    m_generation += restructured;
    m_markets = std::move(kept);
    return turned || restructured;
}

void CoinAlerts::takePrice(Market &market, const Decimal &last, MonoTime at)
{
    market.last = last;
    market.at = at;
    market.heard = true;
    const double value = last.toDouble();
    market.dollars = market.dollar ? value : market.rate ? value * market.rate->toDouble() : 0;
    for (MoveWindow &window : market.windows)
        window.add({last, value, at});
    placeOnLadders(market, last);
}

// Alerts whose rungs were passed on the way are in m_touched afterwards.
void CoinAlerts::placeOnLadders(Market &market, const Decimal &last)
{
    if (market.footings.empty()) {
        if (!m_dollars.isEmpty())
            market.footings.push_back({&m_dollars, true, 0, false});
        for (const auto &[unit, ladder] : m_units)
            if (unit == market.instrument.quote)
                market.footings.push_back({&ladder, false, 0, false});
    }
    for (Market::Footing &footing : market.footings) {
        std::optional<Decimal> figure = last;
        if (footing.inDollars && !market.dollar)
            figure = market.rate ? Decimal::multiply(last, *market.rate) : std::nullopt;
        if (!figure)
            continue;
        const size_t before = footing.place;
        const size_t place = footing.ladder->placeOf(*figure, before);
        footing.place = place;
        if (!std::exchange(footing.stands, true))
            continue; // the first figure passes nothing: what it means is judged on the whole
        const auto &rungs = footing.ladder->rungs();
        for (size_t i = std::min(before, place); i < std::max(before, place); ++i)
            m_touched.push_back(rungs[i].alert);
    }
}

// ---- Ticks ----

bool CoinAlerts::movesEnough(const Market &market) const
{
    for (size_t i = 0; i < m_spans.size(); ++i) {
        const MoveWindow &window = market.windows[i];
        const double least = m_spans[i].armedPct * nearly / 100;
        if (least < neverPct && window.low() &&
            (market.windows[i].low()->value * (1 + least) <= market.last.toDouble() ||
             window.high()->value * (1 - least) >= market.last.toDouble()))
            return true;
    }
    return false;
}

bool CoinAlerts::differsEnough() const
{
    double low = neverPct, high = 0;
    for (const auto &market : m_markets) {
        if (!market->counts || !market->live || market->dollars <= 0)
            continue;
        low = std::min(low, market->dollars);
        high = std::max(high, market->dollars);
    }
    return high > 0 && (high - low) / low * 100 >= m_differPct * nearly;
}

void CoinAlerts::tick(Market &market, const Ticker &ticker, MonoTime now)
{
    if (!market.live) // as far as we know: the board knows better
        return look(now);
    m_touched.clear();
    takePrice(market, ticker.last, now);
    const bool moved = !m_spans.empty() && movesEnough(market);
    const bool differ = m_differPct < neverPct && differsEnough();
    if (m_touched.empty() && m_urgent.empty() && !moved && !differ)
        return;
    const View view = this->view(now);
    for (WatchedAlert *alert : std::exchange(m_touched, {}))
        step(*alert, view);
    for (WatchedAlert *alert : std::vector(m_urgent))
        step(*alert, view);
    if (moved)
        for (Span &span : m_spans)
            for (WatchedAlert *alert : span.alerts)
                if (alert->isArmed())
                    step(*alert, view);
    if (differ)
        for (WatchedAlert *alert : m_differ)
            step(*alert, view);
    collectUrgent();
}

void CoinAlerts::look(MonoTime now)
{
    m_touched.clear();
    if (refreshMarkets(now) || !m_touched.empty() || !m_urgent.empty())
        return judgeAll(now);
    // Percentages are over when time has passed, too.
    const View view = this->view(now);
    bool any = false;
    for (WatchedAlert *alert : m_alerts) {
        const Kind kind = alert->alert.condition.kind;
        const bool overByTime = kind == Kind::Moves || kind == Kind::SourcesDiffer || kind == Kind::OffPeg;
        if (overByTime && alert->isWatching() && alert->state.phase == Phase::Left) {
            step(*alert, view);
            any = true;
        }
    }
    if (any)
        collectUrgent();
}

void CoinAlerts::judge(WatchedAlert &alert, MonoTime now)
{
    step(alert, view(now));
    collectUrgent();
}

void CoinAlerts::judgeAll(MonoTime now)
{
    m_touched.clear();
    const View view = this->view(now);
    for (WatchedAlert *alert : m_alerts)
        step(*alert, view);
    collectUrgent();
}

void CoinAlerts::step(WatchedAlert &alert, const View &view)
{
    if (!alert.isWatching())
        return;
    const AlertVerdict verdict = verdictIn(view, alert.alert.condition, alert.state.heard);
    if (verdict.live < verdict.needed) {
        alert.metSince.reset();
        return;
    }
    const Phase before = alert.state.phase;
    if (before == Phase::Undecided)
        alert.state.phase = verdict.isBeyond() ? Phase::Left : Phase::Armed;
    else if (before == Phase::Left && verdict.back >= verdict.needed && !verdict.isBeyond())
        alert.state.phase = Phase::Armed;
    if (alert.state.phase != before) {
        m_turned(alert);
        return;
    }
    if (before != Phase::Armed)
        return;
    alert.awaitsNews = verdict.isBeyond() && !verdict.isMet();
    if (!verdict.isMet() || view.now < alert.silentUntil) {
        alert.metSince.reset();
        return;
    }
    if (verdict.confirm) {
        MonoTime newest{};
        for (const SourceQuote *source : verdict.agreeing)
            newest = std::max(newest, source->ticker.receivedAt);
        if (!alert.metSince)
            alert.metSince = m_rules.origin == AlertFiring::Origin::Replay ? view.now : newest;
        const MonoTime heard = m_rules.origin == AlertFiring::Origin::Replay ? view.now : newest;
        if (heard - *alert.metSince < m_rules.loneGap)
            return;
    }
    alert.metSince.reset();
    m_fire(alert, verdict, view.quote);
}
