#include "ui/quotes/whywords.h"

#include "app/base/clock.h"
#include "ui/quotes/coinwords.h"
#include "ui/quotes/sourcemodel.h"

#include <QCoreApplication>

using std::chrono::milliseconds;

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("WhyWords", text);
}

// Why this source and none before it.
WhyLine reason(const CoinQuote &quote, const SourceQuote &shown, bool chosen)
{
    const QString label = tr("Why %1").arg(shown.venueName);
    if (quote.state == PriceState::Simulated)
        return {tr("Source"), tr("It is the simulated market: not a price of any exchange."), Tone::Demo};
    if (!isFresh(quote.state))
        return {label, tr("The last that answered. No source answers now."), Tone::Stale};
    QStringList silent;
    for (int i = 0; i < quote.shown; ++i)
        silent.append(quote.sources.at(i).venueName);
    if (chosen && silent.isEmpty())
        return {label, tr("You chose it for %1.").arg(quote.asset.symbol), Tone::Text};
    if (silent.isEmpty())
        return {label, tr("First in your order that answers."), Tone::Text};
    return {label,
            tr("First in your order that answers; %1 doesn’t now.").arg(silent.join(QStringLiteral(", "))),
            Tone::Text};
}

QString sourceClock(const Ticker &ticker, const Numbers &numbers, const Times &times)
{
    const milliseconds after = ticker.receivedTime - ticker.exchangeTime;
    const QString exchange = times.hundredth(ticker.exchangeTime);
    if (after < milliseconds{0})
        return tr("%1 before the exchange’s own %2: one of the two clocks is off")
            .arg(numbers.latency(-after), exchange);
    return tr("%1 after the exchange’s own %2").arg(numbers.latency(after), exchange);
}

WhyLine received(const CoinQuote &quote, const SourceQuote &shown, const Numbers &numbers, const Times &times,
                 const Clock &clock)
{
    const Ticker &ticker = shown.ticker;
    QString text = times.hundredth(ticker.receivedTime);
    if (times.day(ticker.receivedTime) != times.day(clock.now()))
        text.prepend(times.date(ticker.receivedTime) + u' ');
    text += isKnown(ticker.exchangeTime) ? QStringLiteral(", ") + sourceClock(ticker, numbers, times)
                                         : tr(". The exchange names no time of its own");
    text += u'.';
    const milliseconds age = quoteAge(quote, clock);
    if (!isFresh(quote.state))
        text += tr(" Not confirmed for %1.").arg(numbers.age(age));
    else if (clock.now() - ticker.receivedTime - age > milliseconds{1000})
        text += tr(" Confirmed %1 ago.").arg(numbers.age(age));
    return {tr("Received"), text, isFresh(quote.state) ? Tone::Text : Tone::Stale};
}

// By what the user chose; what the venue says of 24 hours stands beside it.
WhyLine chosenChange(const CoinQuote &quote, const SourceQuote &shown, const ShownChange &change,
                     const Numbers &numbers, const Times &times)
{
    const QString label = tr("Change");
    if (!change.pct()) {
        QString reason = changeGap(quote, change);
        if (!reason.endsWith(u'.'))
            reason += u'.';
        return {label, tr("— %1: %2").arg(changeSpan(change.basis), reason), Tone::Secondary};
    }
    const ChangeFigure &figure = change.figure;
    QString text = numbers.change(*change.pct()) + u' ' + changeSpan(change.basis);
    if (figure.from)
        text += tr(": %1 at %2")
                    .arg(numbers.tickPrice(*figure.from, displayScale(shown.instrument)),
                         times.full(figure.fromTime));
    if (figure.instrument != shown.instrument.id)
        text += tr(", measured on %1").arg(figure.venueName);
    text += u'.';
    if (quote.changePct)
        text += tr(" %1 itself says %2 for 24 hours.").arg(shown.venueName, numbers.change(*quote.changePct));
    return {label, text, Tone::Text};
}

WhyLine rollingChange(const CoinQuote &quote, const SourceQuote &shown, const Numbers &numbers,
                      const Times &times)
{
    const QString label = tr("24h change");
    const Ticker &ticker = shown.ticker;
    if (!quote.changePct)
        return {label, tr("— %1 doesn’t say what the price was 24 h ago.").arg(shown.venueName),
                Tone::Secondary};
    const QString own = numbers.change(quote.changePct);
    if (!ticker.open24h)
        return {label, tr("%1, as %2 itself says.").arg(own, shown.venueName), Tone::Text};
    const UtcTime at = isKnown(ticker.exchangeTime) ? ticker.exchangeTime : ticker.receivedTime;
    const QString text =
        tr("%1 since %2, the price at %3 the day before.")
            .arg(own, numbers.tickPrice(*ticker.open24h, displayScale(shown.instrument)), times.minute(at));
    return {label, text, Tone::Text};
}

WhyLine shownAs(const CoinQuote &quote, const SourceQuote &shown, const Numbers &numbers)
{
    const QString label = tr("Shown as"), text = numbers.price(quote), coin = shown.instrument.quote;
    if (!quote.dollars)
        return {label, tr("%1 %2: the figure as it is quoted, with its unit. Not converted.").arg(text, coin),
                quote.offPeg ? Tone::Warning : Tone::Text};
    if (coin == QLatin1String("USD"))
        return {label, tr("%1, because it is quoted in US dollars. Not converted.").arg(text), Tone::Text};
    return {label, tr("%1, because %2 is on its peg. Not converted.").arg(text, coin), Tone::Text};
}

WhySource sourceOf(const CoinQuote &quote, qsizetype i, const QuoteBoard &board, const Numbers &numbers,
                   const Clock &clock)
{
    const SourceQuote &source = quote.sources.at(i);
    const bool known = source.state != PriceState::Missing;
    const auto status = board.status(source.venue);
    return {columnName(source),
            pairName(source.instrument),
            known ? numbers.tickPrice(source.ticker.last, displayScale(source.instrument))
                  : Numbers::unknown(),
            status && status->latency ? numbers.latency(*status->latency) : Numbers::unknown(),
            known ? numbers.age(sourceAge(source, clock)) : Numbers::unknown(),
            i == quote.shown,
            isFresh(source.state),
            source.differs,
            source.state == PriceState::Simulated};
}

QString comparison(const CoinQuote &quote, const Numbers &numbers)
{
    if (!quote.agreement.medianUsd)
        return {};
    QString spread = spreadText(quote, numbers);
    spread.replace(QLatin1String(" · "), QLatin1String(", "));
    const SourceQuote *shown = quote.shownSource();
    return tr("median %1 · spread %2")
        .arg(numbers.tickPrice(*quote.agreement.medianUsd,
                               shown ? displayScale(shown->instrument) : std::nullopt),
             spread);
}
} // namespace

WhyWords whyWords(const CoinQuote &quote, const ShownChange &change, bool chosen, const QuoteBoard &board,
                  const Numbers &numbers, const Times &times, const Clock &clock)
{
    WhyWords words;
    for (qsizetype i = 0; i < quote.sources.size(); ++i)
        words.sources.append(sourceOf(quote, i, board, numbers, clock));
    words.comparison = comparison(quote, numbers);
    const SourceQuote *shown = quote.shownSource();
    if (!shown) {
        words.figure = Numbers::unknown();
        words.figureTone = Tone::Secondary;
        words.market = quote.asset.name;
        words.lines.append({tr("No figure"),
                            quote.sources.isEmpty() ? tr("No source of yours lists this coin.")
                                                    : tr("None of your sources has named a price yet."),
                            Tone::Secondary});
        return words;
    }
    words.figure = numbers.everyDigit(shown->ticker.last, displayScale(shown->instrument));
    words.figureTone = priceTone(quote);
    words.market = marketName(*shown);
    words.lines = {reason(quote, *shown, chosen), received(quote, *shown, numbers, times, clock),
                   change.basis == ChangeBasis::Rolling24h
                       ? rollingChange(quote, *shown, numbers, times)
                       : chosenChange(quote, *shown, change, numbers, times),
                   shownAs(quote, *shown, numbers)};
    return words;
}
