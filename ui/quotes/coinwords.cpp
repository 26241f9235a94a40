#include "ui/quotes/coinwords.h"

#include <QStringList>
#include <cmath>

using std::chrono::milliseconds;

namespace {
// The live source farthest from the median, of those that differ.
const SourceQuote *farthest(const CoinQuote &quote)
{
    const SourceQuote *found = nullptr;
    for (const SourceQuote &source : quote.sources) {
        if (!source.differs || !source.vsMedianPct)
            continue;
        if (!found || std::abs(*source.vsMedianPct) > std::abs(*found->vsMedianPct))
            found = &source;
    }
    return found;
}

bool somebodyDiffers(const CoinQuote &quote)
{
    return isFresh(quote.state) && (quote.agreement.bothSuspect || farthest(quote));
}

// Some of the sources that list it are away; said only while at least one answers.
bool sourcesMissing(const CoinQuote &quote)
{
    return quote.state == PriceState::Live && quote.agreement.live > 0 &&
           quote.agreement.live < quote.agreement.total;
}

QString sourceCount(const Agreement &agreement)
{
    return QStringLiteral("%1 of %2 sources").arg(agreement.live).arg(agreement.total);
}

QString unsignedPercent(double percent, const Numbers &numbers)
{
    const QString text = numbers.change(std::abs(percent));
    return text.startsWith(u'+') ? text.mid(1) : text;
}

QString limitText(double percent)
{
    return QString::number(percent, 'g', 6) + u'%';
}

Tone signTone(double percent)
{
    const int sign = Numbers::changeSign(percent);
    return sign > 0 ? Tone::Up : sign < 0 ? Tone::Down : Tone::Flat;
}

QString differenceSentence(const CoinQuote &quote, const Numbers &numbers, double limitPct)
{
    if (quote.agreement.bothSuspect)
        return QStringLiteral("Two sources are %1 apart; either may be wrong (limit %2)")
            .arg(quote.agreement.spreadPct ? unsignedPercent(*quote.agreement.spreadPct, numbers)
                                           : Numbers::unknown(),
                 limitText(limitPct));
    QStringList parts;
    for (const SourceQuote &source : quote.sources)
        if (source.differs && source.vsMedianPct)
            parts.append(
                QStringLiteral("%1 %2 %3 the median")
                    .arg(source.venueName, unsignedPercent(*source.vsMedianPct, numbers),
                         *source.vsMedianPct < 0 ? QStringLiteral("below") : QStringLiteral("above")));
    return parts.join(QStringLiteral(", ")) + QStringLiteral(" (limit %1)").arg(limitText(limitPct));
}

QString spokenDifference(const CoinQuote &quote, const Numbers &numbers)
{
    if (quote.agreement.bothSuspect)
        return QStringLiteral("Two sources differ; either may be wrong.");
    const SourceQuote *source = farthest(quote);
    QString amount = unsignedPercent(*source->vsMedianPct, numbers);
    amount.chop(1);
    return QStringLiteral("%1 differs, %2 percent %3.")
        .arg(source->venueName, amount,
             *source->vsMedianPct < 0 ? QStringLiteral("lower") : QStringLiteral("higher"));
}
} // namespace

bool isFresh(PriceState state)
{
    return state == PriceState::Live || state == PriceState::Simulated;
}

QString marketName(const SourceQuote &source)
{
    return pairName(source.instrument) + QStringLiteral(" · ") + source.venueName;
}

QString columnName(const SourceQuote &source)
{
    return source.venue.value == QLatin1String("simulated") ? QStringLiteral("Simulated") : source.venueName;
}

milliseconds quoteAge(const CoinQuote &quote, const Clock &clock)
{
    const SourceQuote *source = quote.shownSource();
    if (!source)
        return milliseconds{0};
    const bool fromThisRun = !quote.fromStore && source->confirmedAt != MonoTime{};
    const milliseconds age = fromThisRun ? clock.monotonic() - source->confirmedAt
                                         : milliseconds(clock.now() - source->ticker.receivedTime);
    return std::max(age, milliseconds{0});
}

milliseconds sourceAge(const SourceQuote &source, const Clock &clock)
{
    const milliseconds age = source.confirmedAt != MonoTime{}
                                 ? clock.monotonic() - source.confirmedAt
                                 : milliseconds(clock.now() - source.ticker.receivedTime);
    return std::max(age, milliseconds{0});
}

Words secondLine(const CoinQuote &quote, const Numbers &numbers)
{
    if (quote.offPeg && isFresh(quote.state))
        return {QStringLiteral("off its peg"), Tone::Warning};
    if (somebodyDiffers(quote)) {
        if (quote.agreement.bothSuspect)
            return {QStringLiteral("two sources differ"), Tone::Warning};
        const SourceQuote *source = farthest(quote);
        return {source->venueName + u' ' + numbers.change(*source->vsMedianPct), Tone::Warning};
    }
    if (sourcesMissing(quote))
        return {sourceCount(quote.agreement), Tone::Secondary};
    if (quote.delisted)
        return {QStringLiteral("no longer listed"), Tone::Stale};
    if (const SourceQuote *source = quote.shownSource(); source && !quote.dollars && !quote.unit.isEmpty())
        return {pairName(source->instrument), Tone::Secondary};
    return {quote.asset.name, Tone::Secondary};
}

Words changeWords(const CoinQuote &quote, const ShownChange &change, const Numbers &numbers, milliseconds age)
{
    if (!quote.shownSource())
        return {Numbers::unknown(), Tone::Secondary};
    if (!isFresh(quote.state))
        return {numbers.age(age), Tone::Stale};
    if (quote.offPeg && quote.pegBasisPoints)
        return {numbers.basisPoints(*quote.pegBasisPoints), Tone::Warning};
    if (!change.pct())
        return {Numbers::unknown(), Tone::Secondary};
    return {numbers.change(*change.pct()), signTone(*change.pct())};
}

Tone priceTone(const CoinQuote &quote)
{
    if (!quote.shownSource())
        return Tone::Secondary;
    if (!isFresh(quote.state))
        return Tone::Stale;
    return quote.offPeg ? Tone::Warning : Tone::Text;
}

Tone trendTone(const CoinQuote &quote, const ShownChange &change)
{
    if (!isFresh(quote.state))
        return Tone::Secondary;
    // A stablecoin on its peg goes nowhere; off it, the line takes the side it is off to.
    if (quote.asset.stablecoin) {
        if (!quote.offPeg || !quote.pegBasisPoints)
            return Tone::Flat;
        return *quote.pegBasisPoints < 0 ? Tone::Down : Tone::Up;
    }
    return change.pct() ? signTone(*change.pct()) : Tone::Flat;
}

bool isAwaited(const CoinQuote &quote)
{
    return quote.state == PriceState::Missing && !quote.delisted && quote.agreement.total > 0;
}

QString coinToolTip(const CoinQuote &quote, const ShownChange &change, const Numbers &numbers,
                    milliseconds age, double limitPct)
{
    const SourceQuote *source = quote.shownSource();
    QStringList lines;
    QString title = quote.asset.name;
    if (source) {
        title = marketName(*source);
        QString price = numbers.everyDigit(source->ticker.last, displayScale(source->instrument));
        if (!quote.dollars && !quote.unit.isEmpty())
            price += u' ' + quote.unit;
        lines.append(QStringLiteral("%1 · %2 ago").arg(price, numbers.age(age)));
    } else {
        lines.append(isAwaited(quote) ? QStringLiteral("No price yet")
                                      : QStringLiteral("None of your sources lists it"));
    }
    if (const QString line = changeLine(quote, change, numbers); isFresh(quote.state) && !line.isEmpty())
        lines.append(line);
    if (quote.state == PriceState::Simulated)
        lines.append(QStringLiteral("Simulated, not from any market"));
    if (source && quote.asset.stablecoin && quote.pegBasisPoints && isFresh(quote.state))
        lines.append(Numbers::pegText(*quote.pegBasisPoints));
    if (somebodyDiffers(quote))
        lines.append(differenceSentence(quote, numbers, limitPct));
    if (quote.state == PriceState::Live && quote.agreement.total > 0)
        lines.append(sourceCount(quote.agreement));
    if (quote.delisted)
        lines.append(QStringLiteral("None of your sources lists it any more"));
    if (!quote.renamedTo.isEmpty())
        lines.append(QStringLiteral("Renamed to %1").arg(quote.renamedTo));
    for (QString &line : lines)
        line = line.toHtmlEscaped();
    return QStringLiteral("<p style='white-space:pre'><b>%1</b><br>%2</p>")
        .arg(title.toHtmlEscaped(), lines.join(QStringLiteral("<br>")));
}

QString spokenPrice(const CoinQuote &quote, const Numbers &numbers)
{
    const SourceQuote *source = quote.shownSource();
    if (!source)
        return isAwaited(quote) ? QStringLiteral("no price yet") : QStringLiteral("no price");
    const QString number =
        numbers.price(source->ticker.last, quote.asset.stablecoin, displayScale(source->instrument));
    return number + u' ' + (quote.dollars ? QStringLiteral("dollars") : quote.unit);
}

QString spokenChange(const CoinQuote &quote, const ShownChange &change, const Numbers &numbers,
                     milliseconds age)
{
    if (!quote.shownSource())
        return {};
    if (!isFresh(quote.state))
        return Numbers::ageInWords(age) + QStringLiteral(" old");
    if (quote.offPeg && quote.pegBasisPoints)
        return QStringLiteral("off its peg, %1 basis points %2")
            .arg(std::abs(*quote.pegBasisPoints))
            .arg(*quote.pegBasisPoints < 0 ? QStringLiteral("below") : QStringLiteral("above"));
    const QString span = changeSpan(change.basis);
    if (!change.pct())
        return change.basis == ChangeBasis::Rolling24h ? QString()
                                                       : QStringLiteral("no change known %1").arg(span);
    QString amount = unsignedPercent(*change.pct(), numbers);
    amount.chop(1);
    switch (Numbers::changeSign(*change.pct())) {
    case 1:
        return QStringLiteral("up %1 percent %2").arg(amount, span);
    case -1:
        return QStringLiteral("down %1 percent %2").arg(amount, span);
    default:
        return QStringLiteral("unchanged %1").arg(span);
    }
}

QString spokenRow(const CoinQuote &quote, const ShownChange &shown, const Numbers &numbers, milliseconds age)
{
    QStringList parts{quote.asset.name, quote.asset.symbol, spokenPrice(quote, numbers)};
    const QString change = spokenChange(quote, shown, numbers, age);
    const bool fresh = isFresh(quote.state);
    if (fresh && !change.isEmpty())
        parts.append(change);
    if (const SourceQuote *source = quote.shownSource())
        parts.append(pairName(source->instrument) + QStringLiteral(" on ") + source->venueName);
    if (!fresh && !change.isEmpty())
        parts.append(change);
    QString text = parts.join(QStringLiteral(", ")) + u'.';
    if (quote.state == PriceState::Simulated)
        text.prepend(QStringLiteral("Simulated. "));
    if (sourcesMissing(quote))
        text += u' ' + sourceCount(quote.agreement) + u'.';
    if (somebodyDiffers(quote))
        text += u' ' + spokenDifference(quote, numbers);
    if (quote.delisted)
        text += QStringLiteral(" No longer listed.");
    return text;
}
