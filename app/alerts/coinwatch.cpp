#include "app/alerts/coinwatch.h"

#include "app/quotes/referenceprice.h"

#include <algorithm>
#include <cmath>
#include <limits>

using Kind = AlertCondition::Kind;
using Phase = AlertState::Phase;

namespace {
constexpr double never = std::numeric_limits<double>::infinity();
// A guard in floating point lets a hair's breadth through; the judgement after it is exact.
constexpr double nearly = 1 - 1e-9;
// Percentages are over at four fifths of them.
constexpr Decimal overAt(8, 1);

Decimal overBelow(const Decimal &percent)
{
    return Decimal::multiply(percent, overAt).value_or(percent);
}

// A figure in this quote coin counts as dollars: it may carry "$", or is in a stablecoin that nobody prices
// just now and that was not last seen off its peg.
bool isDollar(const DollarRates &rates, const QString &quote, bool live)
{
    const DollarRate *rate = rates.find(quote);
    return rates.isDollar(quote, live) || (rate && !rate->usd && rate->peg.holds().value_or(true));
}

bool isOver(double pct, const Decimal &percent)
{
    return std::abs(pct) < overBelow(percent).toDouble();
}
} // namespace

std::optional<Decimal> alertFigure(const SourceQuote &source, const QString &unit, const DollarRates &rates,
                                   bool live)
{
    const QString &quote = source.instrument.quote;
    if (unit.isEmpty() ? isDollar(rates, quote, live) : quote == unit)
        return source.ticker.last;
    return unit.isEmpty() ? source.usd : std::nullopt;
}

struct CoinWatch::Span
{
    std::chrono::minutes length;
    std::vector<WatchedAlert *> alerts;
    double armedPct = never; // the least an armed one waits for
};

struct CoinWatch::Market
{
    Instrument instrument;
    bool counts = false, live = false;
    bool dollar = false;         // its own figure may carry "$"
    std::optional<Decimal> rate; // else: in dollars by this
    bool heard = false;
    Decimal last;
    double dollars = 0; // 0: unknown
    MonoTime at{};
    // Where the figure stands on the ladders that concern this market; dollars first.
    struct Footing
    {
        const AlertLadder *ladder = nullptr;
        bool inDollars = false;
        size_t place = 0;
        bool stands = false;
    };
    std::vector<Footing> footings;
    std::vector<MoveWindow> windows; // beside m_spans
};

// The live exchanges' figures.
struct CoinWatch::View
{
    struct Source
    {
        const SourceQuote *quote = nullptr;
        Market *market = nullptr;
    };
    std::optional<Decimal> figure(const Source &source, const QString &unit) const
    {
        return alertFigure(*source.quote, unit, rates, live);
    }
    const CoinQuote &quote;
    const DollarRates &rates;
    bool live = false; // not a replay
    MonoTime now{};
    std::vector<Source> sources;
    int able = 0;
};

CoinWatch::CoinWatch(AssetId asset, QuoteBoard &board, const AlertRules &rules, Fire fire, Turned turned)
    : m_asset(std::move(asset)),
      m_board(board),
      m_rules(rules),
      m_fire(std::move(fire)),
      m_turned(std::move(turned))
{
}

CoinWatch::~CoinWatch() = default;

// ---- What is watched ----

void CoinWatch::setAlerts(std::vector<WatchedAlert *> alerts)
{
    m_alerts = std::move(alerts);
    arrange();
}

void CoinWatch::arrange()
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
                span = spans.insert(span, Span{condition.within, {}, never});
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
void CoinWatch::collectUrgent()
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
        span.armedPct = never;
        for (const WatchedAlert *alert : span.alerts)
            if (alert->isArmed())
                span.armedPct = std::min(span.armedPct, alert->alert.condition.percent.toDouble());
    }
    m_differPct = never;
    for (const WatchedAlert *alert : m_differ)
        if (alert->isArmed())
            m_differPct = std::min(m_differPct, alert->alert.condition.percent.toDouble());
}

// ---- Markets ----

std::vector<CoinWatch::Market *> CoinWatch::markets() const
{
    std::vector<Market *> list;
    for (const auto &market : m_markets)
        list.push_back(market.get());
    return list;
}

const InstrumentId &CoinWatch::instrumentOf(const Market &market)
{
    return market.instrument.id;
}

// True: who is live, or how figures compare, is not as it was.
bool CoinWatch::refreshMarkets(MonoTime now)
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
            isDollar(rates, source.instrument.quote, m_rules.origin == AlertFiring::Origin::Market);
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

void CoinWatch::takePrice(Market &market, const Decimal &last, MonoTime at)
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
void CoinWatch::placeOnLadders(Market &market, const Decimal &last)
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

bool CoinWatch::movesEnough(const Market &market) const
{
    for (size_t i = 0; i < m_spans.size(); ++i) {
        const MoveWindow &window = market.windows[i];
        const double least = m_spans[i].armedPct * nearly / 100;
        if (least < never && window.low() &&
            (market.windows[i].low()->value * (1 + least) <= market.last.toDouble() ||
             window.high()->value * (1 - least) >= market.last.toDouble()))
            return true;
    }
    return false;
}

bool CoinWatch::differsEnough() const
{
    double low = never, high = 0;
    for (const auto &market : m_markets) {
        if (!market->counts || !market->live || market->dollars <= 0)
            continue;
        low = std::min(low, market->dollars);
        high = std::max(high, market->dollars);
    }
    return high > 0 && (high - low) / low * 100 >= m_differPct * nearly;
}

void CoinWatch::tick(Market &market, const Ticker &ticker, MonoTime now)
{
    if (!market.live) // as far as we know: the board knows better
        return look(now);
    m_touched.clear();
    takePrice(market, ticker.last, now);
    const bool moved = !m_spans.empty() && movesEnough(market);
    const bool differ = m_differPct < never && differsEnough();
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

void CoinWatch::look(MonoTime now)
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

void CoinWatch::judge(WatchedAlert &alert, MonoTime now)
{
    step(alert, view(now));
    collectUrgent();
}

void CoinWatch::judgeAll(MonoTime now)
{
    m_touched.clear();
    const View view = this->view(now);
    for (WatchedAlert *alert : m_alerts)
        step(*alert, view);
    collectUrgent();
}

void CoinWatch::step(WatchedAlert &alert, const View &view)
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

// ---- Judging ----

CoinWatch::View CoinWatch::view(MonoTime now) const
{
    View view{m_board.quote(m_asset),
              m_board.dollarRates(),
              m_rules.origin == AlertFiring::Origin::Market,
              now,
              {},
              0};
    for (const SourceQuote &source : view.quote.sources) {
        if (!m_rules.counts.value(source.venue))
            continue;
        const bool able = source.instrument.status != Instrument::Status::Delisted &&
                          !m_rules.unable.contains(source.venue);
        view.able += able;
        if (source.state != m_rules.liveState())
            continue;
        const auto market = std::find_if(m_markets.begin(), m_markets.end(), [&](const auto &each) {
            return each->instrument.id == source.instrument.id;
        });
        view.sources.push_back({&source, market == m_markets.end() ? nullptr : market->get()});
    }
    return view;
}

AlertVerdict CoinWatch::verdict(const AlertCondition &condition, MonoTime now) const
{
    return verdictIn(view(now), condition, {});
}

AlertVerdict CoinWatch::verdictIn(const View &view, const AlertCondition &condition,
                                  const QHash<VenueId, UtcTime> &heard) const
{
    AlertVerdict verdict;
    verdict.able = view.able;
    const bool alone = view.able + m_rules.unread <= 1;
    verdict.needed = alone ? 1 : 2;
    verdict.confirm = alone;
    switch (condition.kind) {
    case Kind::Above:
    case Kind::Below:
        judgeLevel(view, condition, heard, verdict);
        break;
    case Kind::OffPeg:
        judgePeg(view, condition, heard, verdict);
        break;
    case Kind::Moves:
        judgeMove(view, condition, heard, verdict);
        break;
    case Kind::SourcesDiffer:
        judgeSpread(view, condition, verdict);
        break;
    case Kind::Story:
        break;
    }
    return verdict;
}

namespace {
// Part of the last firing already.
bool isHeard(const SourceQuote &source, const QHash<VenueId, UtcTime> &heard)
{
    const auto at = heard.constFind(source.venue);
    return at != heard.cend() && isKnown(source.ticker.exchangeTime) && source.ticker.exchangeTime <= *at;
}
} // namespace

void CoinWatch::judgeLevel(const View &view, const AlertCondition &condition,
                           const QHash<VenueId, UtcTime> &heard, AlertVerdict &verdict) const
{
    const bool above = condition.kind == Kind::Above;
    const Decimal back = above ? lessPercent(condition.level, m_rules.hysteresisPct)
                               : morePercent(condition.level, m_rules.hysteresisPct);
    for (const View::Source &source : view.sources) {
        const auto figure = view.figure(source, condition.unit);
        if (!figure)
            continue;
        ++verdict.live;
        if (above ? *figure <= back : *figure >= back)
            ++verdict.back;
        if (above ? *figure < condition.level : *figure > condition.level)
            continue;
        ++verdict.beyond;
        if (isHeard(*source.quote, heard))
            continue;
        ++verdict.met;
        verdict.agreeing.append(source.quote);
    }
}

void CoinWatch::judgePeg(const View &view, const AlertCondition &condition,
                         const QHash<VenueId, UtcTime> &heard, AlertVerdict &verdict) const
{
    constexpr Decimal dollar(1, 0);
    const Decimal high = morePercent(dollar, condition.percent), low = lessPercent(dollar, condition.percent);
    struct Side
    {
        QList<const SourceQuote *> agreeing;
        int beyond = 0;
    } above, below;
    for (const View::Source &source : view.sources) {
        if (!source.quote->usd)
            continue;
        const Decimal &usd = *source.quote->usd;
        const double pct = moveFrom(dollar, usd);
        ++verdict.live;
        if (!verdict.pct || std::abs(pct) > std::abs(*verdict.pct))
            verdict.pct = pct;
        if (isOver(pct, condition.percent))
            ++verdict.back;
        if (usd > low && usd < high)
            continue;
        Side &side = usd >= high ? above : below;
        ++side.beyond;
        if (!isHeard(*source.quote, heard))
            side.agreeing.append(source.quote);
    }
    const Side &side = above.beyond > below.beyond ? above : below;
    verdict.beyond = side.beyond;
    verdict.agreeing = side.agreeing;
    verdict.met = static_cast<int>(verdict.agreeing.size());
    if (verdict.met > 0)
        verdict.pct = moveFrom(dollar, *verdict.agreeing.first()->usd);
}

void CoinWatch::judgeMove(const View &view, const AlertCondition &condition,
                          const QHash<VenueId, UtcTime> &heard, AlertVerdict &verdict) const
{
    const auto span = std::find_if(m_spans.begin(), m_spans.end(),
                                   [&](const Span &each) { return each.length == condition.within; });
    if (span == m_spans.end())
        return;
    struct Found
    {
        QList<const SourceQuote *> sources;
        int beyond = 0;
        std::optional<double> pct; // of the first
        std::chrono::milliseconds took{0};
    } up, down;
    std::optional<double> strongest;
    for (const View::Source &source : view.sources) {
        if (!source.market)
            continue;
        MoveWindow &window = source.market->windows[static_cast<size_t>(span - m_spans.begin())];
        window.advance(view.now);
        if (!window.low())
            continue;
        ++verdict.live;
        const Decimal &last = source.market->last;
        const double rise = moveFrom(window.low()->price, last), fall = moveFrom(window.high()->price, last);
        const double pct = rise >= -fall ? rise : fall;
        verdict.heardFor = std::max(verdict.heardFor, window.heardFor(view.now));
        if (!strongest || std::abs(pct) > std::abs(*strongest))
            strongest = pct;
        if (isOver(pct, condition.percent))
            ++verdict.back;
        const auto note = [&](Found &found, double move, MonoTime since) {
            ++found.beyond;
            if (!isHeard(*source.quote, heard))
                found.sources.append(source.quote);
            if (found.pct)
                return;
            found.pct = move;
            found.took = view.now - since;
        };
        if (risesBy(window.low()->price, last, condition.percent))
            note(up, rise, window.low()->at);
        if (fallsBy(window.high()->price, last, condition.percent))
            note(down, fall, window.high()->at);
    }
    // Both ways, a bounce: what came last is the nearer end.
    const bool bounced = up.sources.size() == down.sources.size() && !up.sources.isEmpty();
    const Found &found =
        bounced ? (up.took < down.took ? up : down) : (up.sources.size() > down.sources.size() ? up : down);
    verdict.agreeing = found.sources;
    verdict.met = static_cast<int>(found.sources.size());
    verdict.pct = found.pct ? found.pct : strongest;
    verdict.took = found.took;
}

void CoinWatch::judgeSpread(const View &view, const AlertCondition &condition, AlertVerdict &verdict) const
{
    std::vector<Decimal> values;
    QList<const SourceQuote *> sources;
    for (const View::Source &source : view.sources) {
        const auto value = source.quote->usd ? source.quote->usd : view.figure(source, {});
        if (!value)
            continue;
        values.push_back(*value);
        sources.append(source.quote);
    }
    verdict.live = static_cast<int>(values.size());
    verdict.needed = 2;
    verdict.confirm = true; // one exchange's word makes the difference: it has to last
    const auto middle = median(values);
    if (values.size() < 2 || !middle)
        return;
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    const double spread = percentFrom(*high, *middle) - percentFrom(*low, *middle);
    double furthest = 0;
    for (size_t i = 0; i < values.size(); ++i) {
        const double pct = values.size() == 2 ? spread : percentFrom(values[i], *middle);
        if (std::abs(pct) > std::abs(furthest))
            furthest = pct;
        if (std::abs(pct) >= condition.percent.toDouble())
            verdict.agreeing.append(sources[static_cast<qsizetype>(i)]);
    }
    verdict.pct = furthest;
    verdict.beyond = verdict.met = verdict.agreeing.isEmpty() ? 0 : verdict.needed;
    verdict.back = isOver(furthest, condition.percent) ? verdict.live : 0;
}
