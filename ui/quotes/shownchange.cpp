#include "ui/quotes/shownchange.h"

#include <QCoreApplication>

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("ShownChange", text);
}
} // namespace

ShownChange rolling24h(const CoinQuote &quote)
{
    ShownChange change;
    change.figure.pct = quote.changePct;
    change.figure.gap = quote.changePct ? ChangeGap::None : ChangeGap::NoLivePrice;
    return change;
}

ShownChange shownChange(const CoinQuote &quote, const ChangeFigures *figures)
{
    if (!figures || figures->basis() == ChangeBasis::Rolling24h)
        return rolling24h(quote);
    return {figures->basis(), figures->figure(quote.asset.id)};
}

QString changeSpan(ChangeBasis basis)
{
    switch (basis) {
    case ChangeBasis::Rolling24h:
        return tr("in 24 hours");
    case ChangeBasis::UtcDay:
        return tr("since 00:00 UTC");
    case ChangeBasis::LocalDay:
        return tr("since midnight here");
    case ChangeBasis::Hour:
        return tr("in the last hour");
    case ChangeBasis::Week:
        return tr("in the last 7 days");
    case ChangeBasis::Pinned:
        return tr("since pinned");
    }
    return {};
}

QString changeGap(const CoinQuote &quote, const ShownChange &change)
{
    const SourceQuote *shown = quote.shownSource();
    if (change.pct() || !shown)
        return {};
    if (change.basis == ChangeBasis::Rolling24h)
        return tr("%1 doesn’t say what the price was 24 h ago").arg(shown->venueName);
    return changeGapText(change.figure.gap, quote.asset.symbol);
}

QString changeLine(const CoinQuote &quote, const ShownChange &change, const Numbers &numbers)
{
    const SourceQuote *shown = quote.shownSource();
    if (!shown)
        return {};
    if (!change.pct())
        return tr("No change %1: %2").arg(changeSpan(change.basis), changeGap(quote, change));
    if (change.basis == ChangeBasis::Rolling24h)
        return {};
    QString line = numbers.change(*change.pct()) + u' ' + changeSpan(change.basis);
    if (change.figure.from)
        line += tr(", from %1").arg(numbers.tickPrice(*change.figure.from, displayScale(shown->instrument)));
    if (change.figure.instrument != shown->instrument.id)
        line += tr(" on %1").arg(change.figure.venueName);
    return line;
}

std::optional<Decimal> changeInMoney(const CoinQuote &quote, const ShownChange &change)
{
    const SourceQuote *shown = quote.shownSource();
    if (!shown)
        return {};
    if (change.basis == ChangeBasis::Rolling24h)
        return shown->ticker.open24h ? Decimal::subtract(shown->ticker.last, *shown->ticker.open24h)
                                     : std::nullopt;
    if (!change.pct() || !change.figure.from || change.figure.instrument != shown->instrument.id)
        return {};
    return Decimal::subtract(shown->ticker.last, *change.figure.from);
}
