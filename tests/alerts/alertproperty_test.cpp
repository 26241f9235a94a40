#include "tests/alerts/alertsfixture.h"

#include <map>
#include <rapidcheck/gtest.h>

namespace {
using Kind = AlertCondition::Kind;
using Phase = AlertState::Phase;

// The rules of alertengine.h for levels on live exchanges, as plainly as they can be written: every alert is
// looked at after every tick.
class PlainRules
{
public:
    struct Rule
    {
        bool above = true, once = true;
        Decimal level;
        Phase phase = Phase::Undecided;
        std::optional<MonoTime> silentUntil;
        std::map<int, UtcTime> heard;
        int fired = 0;
    };
    struct Said
    {
        Decimal price;
        UtcTime at{};
    };

    std::vector<Rule> rules;
    std::map<int, Said> said;

    void tick(int exchange, const Decimal &price, UtcTime at, MonoTime now)
    {
        said[exchange] = {price, at};
        for (Rule &rule : rules)
            judge(rule, now);
    }
    void judge(Rule &rule, MonoTime now) const
    {
        const Decimal thousandth = *Decimal::multiply(rule.level, "0.001"_dec);
        const Decimal back =
            rule.above ? *Decimal::subtract(rule.level, thousandth) : *Decimal::add(rule.level, thousandth);
        std::vector<int> met;
        int over = 0, beyond = 0;
        for (const auto &[exchange, last] : said) {
            over += rule.above ? last.price <= back : last.price >= back;
            const auto heard = rule.heard.find(exchange);
            if (rule.above ? last.price < rule.level : last.price > rule.level)
                continue;
            ++beyond;
            if (heard == rule.heard.end() || last.at > heard->second)
                met.push_back(exchange);
        }
        if (said.size() < 2 || rule.phase == Phase::Done)
            return;
        const bool isMet = met.size() >= 2;
        if (rule.phase == Phase::Undecided) {
            rule.phase = beyond >= 2 ? Phase::Left : Phase::Armed;
        } else if (rule.phase == Phase::Left) {
            if (over >= 2 && beyond < 2)
                rule.phase = Phase::Armed;
        } else if (isMet && (!rule.silentUntil || now >= *rule.silentUntil)) {
            ++rule.fired;
            rule.phase = rule.once ? Phase::Done : Phase::Left;
            rule.silentUntil = now + 300s;
            for (int exchange : met)
                rule.heard[exchange] = said.at(exchange).at;
        }
    }
};

struct Step
{
    int exchange, price, seconds;
};
} // namespace

RC_GTEST_PROP(AlertProperty, FiresAsIfEveryAlertWereLookedAtAfterEveryTick, ())
{
    const auto levels = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::tuple<bool, bool, int>>>(
        rc::gen::tuple(rc::gen::arbitrary<bool>(), rc::gen::arbitrary<bool>(), rc::gen::inRange(990, 1011))));
    const auto steps = *rc::gen::container<std::vector<Step>>(rc::gen::build<Step>(
        rc::gen::set(&Step::exchange, rc::gen::inRange(0, 4)),
        rc::gen::set(&Step::price, rc::gen::inRange(985, 1016)),
        rc::gen::set(&Step::seconds, rc::gen::weightedElement<int>({{20, 0}, {5, 1}, {1, 30}}))));

    ManualClock clock;
    FakeQuoteSource sources[4] = {
        {clock, u"bitget"_s}, {clock, u"coinbase"_s}, {clock, u"kraken"_s}, {clock, u"okx"_s}};
    QuoteBoard board(clock, AssetDirectory::shipped());
    MemoryArticleStore articles{StoryRules()};
    AlertBook book(clock, QString(), AssetDirectory::shipped());
    board.setWatchlist({btc});
    board.setSources({&sources[0], &sources[1], &sources[2], &sources[3]});
    for (FakeQuoteSource &source : sources)
        source.goLive({u"BTC-USD"_s});
    PlainRules plain;
    std::map<qint64, size_t> rules;
    for (const auto &[above, once, level] : levels) {
        Alert made = alert(u"BTC %1 %2"_s.arg(above ? u"above"_s : u"below"_s).arg(level), once);
        if (const auto id = book.add(made)) {
            rules[id->value] = plain.rules.size();
            PlainRules::Rule rule;
            rule.above = above;
            rule.once = once;
            rule.level = Decimal(level, 0);
            plain.rules.push_back(rule);
        }
    }
    AlertEngine engine(clock, book, board, articles, AssetDirectory::shipped(), AlertFiring::Origin::Market);
    std::map<qint64, int> fired;
    QObject::connect(&engine, &AlertEngine::fired, &engine, [&](const QList<AlertFiring> &list) {
        for (const AlertFiring &firing : list)
            ++fired[firing.alert.value];
    });
    for (const Step &step : steps) {
        clock.advance(std::chrono::seconds{step.seconds} + 1ms);
        // The engine looks again the moment a cool-down is over.
        for (PlainRules::Rule &rule : plain.rules)
            if (rule.silentUntil && clock.monotonic() >= *rule.silentUntil)
                plain.judge(rule, clock.monotonic());
        const auto say = [&](int exchange, const Decimal &price) {
            sources[exchange].tick(u"BTC-USD"_s, price);
            plain.tick(exchange, price, clock.now(), clock.monotonic());
        };
        say(step.exchange, Decimal(step.price, 0));
        for (const auto &[exchange, last] : std::map(plain.said)) // nobody becomes stale
            if (exchange != step.exchange)
                say(exchange, last.price);
    }
    clock.advance(200ms);
    for (const auto &[id, index] : rules)
        RC_ASSERT(fired[id] == plain.rules[index].fired);
    board.setSources({});
}

// Fault 45 for any walk: a wall clock that jumps about changes nothing.
RC_GTEST_PROP(AlertProperty, WallClockJumpsChangeNoFiring, ())
{
    const auto steps = *rc::gen::container<std::vector<std::pair<int, int>>>(
        rc::gen::pair(rc::gen::inRange(985, 1016), rc::gen::inRange(-60, 61)));
    const auto run = [&](bool jumps) {
        ManualClock clock;
        const UtcTime began = clock.now();
        FakeQuoteSource one(clock, u"bitget"_s), two(clock, u"kraken"_s);
        QuoteBoard board(clock, AssetDirectory::shipped());
        MemoryArticleStore articles{StoryRules()};
        AlertBook book(clock, QString(), AssetDirectory::shipped());
        board.setSources({&one, &two});
        one.goLive({u"BTC-USD"_s});
        two.goLive({u"BTC-USD"_s});
        for (const QString &text : {u"BTC above 1000"_s, u"BTC below 995"_s, u"BTC moves 1% in 5min"_s})
            std::ignore = book.add(alert(text, false));
        AlertEngine engine(clock, book, board, articles, AssetDirectory::shipped(),
                           AlertFiring::Origin::Market);
        QList<QPair<qint64, qint64>> fired; // alert, monotonic time
        QObject::connect(&engine, &AlertEngine::fired, &engine, [&](const QList<AlertFiring> &list) {
            for (const AlertFiring &firing : list)
                fired.append({firing.alert.value, clock.monotonic().time_since_epoch().count()});
        });
        for (const auto &[price, minutes] : steps) {
            if (jumps)
                clock.jumpWall(std::chrono::minutes{minutes});
            clock.advance(25s);
            for (FakeQuoteSource *source : {&one, &two}) {
                Ticker ticker = source->ticker(u"BTC-USD"_s, Decimal(price, 0));
                ticker.exchangeTime = began + (clock.monotonic() - MonoTime{1h});
                emit source->tickerReceived(ticker);
            }
        }
        clock.advance(1s);
        board.setSources({});
        return fired;
    };
    RC_ASSERT(run(true) == run(false));
}
