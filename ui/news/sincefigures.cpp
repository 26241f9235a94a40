// What the strip unfolds to.
#include "ui/news/storytext.h"
#include "ui/news/stripwords.h"

#include <QCoreApplication>

using namespace std::chrono;
using namespace std::chrono_literals;

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("StoryStrip", text);
}

SinceFigures::Coin watched(const StoryPrice &price, UtcTime published, const Numbers &numbers,
                           const Times &times)
{
    const SinceText since = sinceText(price, published, numbers, times);
    SinceFigures::Coin coin{{price.symbol, numbers.change(price.sincePct), since.tone, since.tip},
                            price.sincePct};
    if (price.gap == PriceGap::Loading) {
        coin.figure.value = QStringLiteral("…");
        coin.figure.tip = priceGapText(price.gap, times.minute(published - 1min), price.symbol, {});
    }
    return coin;
}

// "Only" and "none" are for when the usual of every coin is known.
QString usualWords(const QList<StoryPrice> &watchlist, milliseconds span)
{
    QStringList unusual;
    bool allKnown = !watchlist.isEmpty();
    for (const StoryPrice &price : watchlist) {
        if (price.unusual)
            unusual.append(price.symbol);
        allKnown = allKnown && price.usualPct;
    }
    // A number and its unit stay on one line.
    const QString length = spanWords(std::max<milliseconds>(span, 1min)).replace(u' ', QChar::Nbsp);
    if (unusual.isEmpty())
        return allKnown ? tr("None moved beyond twice its usual for %1.").arg(length) : QString();
    if (unusual.size() == 1)
        return (allKnown ? tr("Only %1 moved beyond twice its usual for %2.")
                         : tr("%1 moved beyond twice its usual for %2."))
            .arg(unusual.first(), length);
    if (unusual.size() == 2)
        return tr("%1 and %2 moved beyond twice their usual for %3.")
            .arg(unusual.first(), unusual.last(), length);
    return tr("%1, %2 and %3 more moved beyond twice their usual for %4.")
        .arg(unusual.at(0), unusual.at(1), QString::number(unusual.size() - 2), length);
}

StripFigure priceFigure(const StoryPrice &price, const StoryReport &report, const Numbers &numbers,
                        const Times &times)
{
    const QString minute = times.minute(report.minute);
    if (!price.atPublication)
        return {{},
                price.gap == PriceGap::Loading ? QStringLiteral("…") : Numbers::unknown(),
                SinceText::Tone::Quiet,
                priceGapText(price.gap, minute, price.symbol, price.venueName)};
    return {{},
            numbers.price(*price.atPublication),
            SinceText::Tone::Quiet,
            tr("%1, the close of %2 on %3")
                .arg(numbers.everyDigit(*price.atPublication), minute, price.venueName)};
}

StripFigure changeFigure(const std::optional<double> &pct, const std::optional<Decimal> &at,
                         const StoryPrice &price, const QString &absence, const Numbers &numbers)
{
    if (!pct)
        return {{}, Numbers::unknown(), SinceText::Tone::Quiet, absence};
    return {{},
            numbers.change(*pct),
            SinceText::Tone::Quiet,
            tr("%1 on %2").arg(numbers.everyDigit(*at), price.venueName)};
}

QString snapshotLabel(Snapshot snapshot)
{
    switch (snapshot) {
    case Snapshot::After15m:
        return tr("After 15 min");
    case Snapshot::After1h:
        return tr("After 1 h");
    case Snapshot::After24h:
        return tr("After 24 h");
    case Snapshot::After7d:
        return tr("After 7 d");
    }
    return {};
}

// What happened, one line each: publication, when we saw it, the snapshots that are due; of several coins
// also now, which the strip has no room to compare.
QList<SinceFigures::Moment> momentsOf(const StoryReport &report, const Numbers &numbers, const Times &times,
                                      UtcTime now)
{
    QList<SinceFigures::Moment> moments;
    const auto add = [&](const QString &label, const std::function<StripFigure(const StoryPrice &)> &figure) {
        SinceFigures::Moment moment{label, {}};
        for (const StoryPrice &price : report.coins)
            moment.figures.append(figure(price));
        moments.append(moment);
    };
    const UtcTime published = *report.published;
    add(tr("Published %1").arg(sinceMoment(published, times, now)),
        [&](const StoryPrice &price) { return priceFigure(price, report, numbers, times); });
    if (report.delay && *report.delay >= 1min)
        add(tr("Until seen %1, %2 later").arg(sinceMoment(report.seen, times, now), spanWords(*report.delay)),
            [&](const StoryPrice &price) {
                return changeFigure(price.beforeSeenPct, price.atSeen, price,
                                    tr("No live price when it was first seen here"), numbers);
            });
    for (const Snapshot snapshot : snapshots) {
        const UtcTime due = published + snapshotSpan(snapshot);
        if (due > now)
            break;
        add(snapshotLabel(snapshot), [&](const StoryPrice &price) {
            return changeFigure(price.afterPct.at(size_t(snapshot)), price.at(snapshot), price,
                                tr("No price kept of %1").arg(sinceMoment(due, times, now)), numbers);
        });
    }
    if (report.coins.size() < 2 || report.coins.first().gap == PriceGap::TooOld)
        return moments;
    add(tr("Now"), [&](const StoryPrice &price) { return watched(price, published, numbers, times).figure; });
    add(tr("Net of market"), [&](const StoryPrice &price) {
        return StripFigure{{},
                           numbers.change(price.netPct),
                           SinceText::Tone::Quiet,
                           price.netPct ? tr("The market: %1").arg(numbers.change(*price.marketPct))
                                        : tr("The market's own move isn't known")};
    });
    return moments;
}

QString spokenOf(const SinceFigures &words)
{
    QStringList lines;
    if (!words.heading.isEmpty())
        lines.append(words.market.isEmpty() ? words.heading
                                            : words.heading + QStringLiteral(", ") + words.market);
    const auto line = [&](const QString &name, const StripFigure &figure) {
        const bool reason = figure.value == Numbers::unknown() && !figure.tip.isEmpty();
        lines.append(name + u' ' + (reason ? figure.tip : figure.value));
    };
    for (const SinceFigures::Coin &coin : words.watchlist)
        line(coin.figure.label, coin.figure);
    if (!words.usual.isEmpty())
        lines.append(words.usual.chopped(1));
    for (const SinceFigures::Moment &moment : words.moments)
        for (qsizetype i = 0; i < moment.figures.size(); ++i)
            line(words.coins.size() < 2 ? moment.label
                                        : words.coins.at(i) + QStringLiteral(", ") + moment.label,
                 moment.figures.at(i));
    return lines.isEmpty() ? QString() : lines.join(QStringLiteral(". ")) + u'.';
}
} // namespace

SinceFigures sinceFigures(const StoryReport &report, const Numbers &numbers, const Times &times, UtcTime now)
{
    SinceFigures words;
    if (report.coins.isEmpty() || !report.published)
        return words;
    const UtcTime published = *report.published;
    if (report.coins.first().gap != PriceGap::TooOld) {
        words.heading = tr("Your watchlist since %1").arg(sinceMoment(published, times, now));
        words.marketPct = report.watchlistPct;
        if (report.watchlistPct)
            words.market = tr("market %1").arg(numbers.change(*report.watchlistPct));
        for (const StoryPrice &price : report.watchlist)
            words.watchlist.append(watched(price, published, numbers, times));
        words.usual = usualWords(report.watchlist, now - published);
    }
    for (const StoryPrice &price : report.coins)
        words.coins.append(price.symbol);
    words.moments = momentsOf(report, numbers, times, now);
    words.spoken = spokenOf(words);
    return words;
}
