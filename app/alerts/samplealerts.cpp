#include "app/alerts/samplealerts.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
AlertId add(AlertBook &book, const QString &text, bool once)
{
    Alert alert;
    alert.condition = parseAlert(text, AssetDirectory::shipped()).value_or(AlertCondition{});
    alert.once = once;
    return book.add(alert).value_or(AlertId{});
}
} // namespace

void addSampleAlerts(AlertBook &book, UtcTime now)
{
    add(book, u"BTC above 115000"_s, true);
    add(book, u"ETH moves 3% in 1h"_s, false);
    add(book, u"DOGE below 0.25"_s, false);
    const AlertId done = add(book, u"SOL above 235"_s, true);
    const AlertEntry *entry = book.find(done);
    if (!entry)
        return;
    AlertFiring firing;
    firing.alert = done;
    firing.condition = entry->alert.condition;
    firing.symbol = u"SOL"_s;
    firing.name = u"Solana"_s;
    firing.origin = AlertFiring::Origin::Demo;
    firing.at = firing.exchangeTime = now - 104min;
    firing.price = "235.03"_dec;
    firing.priceScale = 2;
    firing.live = 1;
    firing.acknowledged = true;
    firing.agreeing.append({{u"simulated"_s}, u"Simulated"_s, u"SOL/USDT"_s, *firing.price, firing.at});
    AlertState state = entry->state;
    state.phase = AlertState::Phase::Done;
    state.firedAt = firing.at;
    book.keep({{done, state}}, {firing});
}
