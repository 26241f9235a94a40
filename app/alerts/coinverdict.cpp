#include "app/alerts/coinalertsprivate.h"

#include <algorithm>
#include <cmath>

using Kind = AlertCondition::Kind;

namespace {
// Percentages are over at four fifths of them.
constexpr Decimal overAt(8, 1);

bool isOver(double pct, const Decimal &percent)
{
    return std::abs(pct) < Decimal::multiply(percent, overAt).value_or(percent).toDouble();
}

// Part of the last firing already.
bool isHeard(const SourceQuote &source, const QHash<VenueId, UtcTime> &heard)
{
    const auto at = heard.constFind(source.venue);
    return at != heard.cend() && isKnown(source.ticker.exchangeTime) && source.ticker.exchangeTime <= *at;
}
} // namespace

bool countsAsDollars(const DollarRates &rates, const QString &quote, bool live)
{
    const DollarRate *rate = rates.find(quote);
    return rates.isDollar(quote, live) || (rate && !rate->usd && rate->peg.holds().value_or(true));
}

std::optional<Decimal> alertFigure(const SourceQuote &source, const QString &unit, const DollarRates &rates,
                                   bool live)
{
    const QString &quote = source.instrument.quote;
    if (unit.isEmpty() ? countsAsDollars(rates, quote, live) : quote == unit)
        return source.ticker.last;
    return unit.isEmpty() ? source.usd : std::nullopt;
}

CoinAlerts::View CoinAlerts::view(MonoTime now) const
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

AlertVerdict CoinAlerts::verdict(const AlertCondition &condition, MonoTime now) const
{
    return verdictIn(view(now), condition, {});
}

AlertVerdict CoinAlerts::verdictIn(const View &view, const AlertCondition &condition,
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

void CoinAlerts::judgeLevel(const View &view, const AlertCondition &condition,
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

void CoinAlerts::judgePeg(const View &view, const AlertCondition &condition,
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

void CoinAlerts::judgeMove(const View &view, const AlertCondition &condition,
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

void CoinAlerts::judgeSpread(const View &view, const AlertCondition &condition, AlertVerdict &verdict) const
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
