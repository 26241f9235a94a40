#include "ui/news/stripwords.h"

#include "app/insight/storycoins.h"

#include <QCoreApplication>

using namespace std::chrono_literals;

namespace {
const QString waiting = QStringLiteral("…");

QString tr(const char *text)
{
    return QCoreApplication::translate("StoryStrip", text);
}

bool isOver(const StoryReport &report)
{
    return !report.coins.isEmpty() && report.coins.first().gap == PriceGap::TooOld;
}

// The last snapshot of a story that is too old for a figure of now.
std::optional<Snapshot> lastKnown(const StoryPrice &price)
{
    for (auto each = snapshots.rbegin(); each != snapshots.rend(); ++each)
        if (price.afterPct.at(size_t(*each)))
            return *each;
    return {};
}

QList<StripFigure> coinFigures(const StoryReport &report, const Numbers &numbers, const Times &times)
{
    QList<StripFigure> figures;
    for (const StoryPrice &price : report.coins) {
        const SinceText since = sinceText(price, report.published.value_or(UtcTime{}), numbers, times);
        if (price.gap == PriceGap::TooOld) {
            if (const auto last = lastKnown(price))
                figures.append({price.symbol,
                                tr("%1 in %2")
                                    .arg(numbers.change(*price.afterPct.at(size_t(*last))),
                                         numbers.age(snapshotSpan(*last))),
                                SinceText::Tone::Quiet,
                                {}});
        } else if (price.gap == PriceGap::Loading) {
            figures.append({price.symbol, waiting, SinceText::Tone::Quiet,
                            priceGapText(price.gap, times.minute(report.minute), price.symbol, {})});
        } else {
            figures.append({price.symbol, numbers.change(price.sincePct), since.tone, since.tip});
        }
    }
    return figures;
}

// Of one coin; several have theirs in the figures below.
StripFigure noteOf(const StoryReport &report, const Numbers &numbers, const Times &times)
{
    if (report.coins.size() != 1)
        return {};
    const StoryPrice &price = report.coins.first();
    if (price.gap == PriceGap::TooOld || price.gap == PriceGap::Loading)
        return {};
    if (!price.sincePct)
        return {priceGapText(price.gap, times.minute(report.minute), price.symbol, price.venueName),
                {},
                SinceText::Tone::Quiet,
                {}};
    if (!price.netPct)
        return {};
    const bool basket = price.asset == marketCoin();
    return {tr("net of market"), numbers.change(*price.netPct), SinceText::Tone::Quiet,
            (basket ? tr("The market: the median of your watchlist without stablecoins, %1")
                    : tr("The market: BTC, %1"))
                .arg(numbers.change(*price.marketPct))};
}

QString countWords(int up, int down, int flat)
{
    QStringList parts;
    if (up > 0)
        parts.append(tr("%1 up").arg(up));
    if (down > 0)
        parts.append(tr("%1 down").arg(down));
    if (flat > 0)
        parts.append(tr("%1 flat").arg(flat));
    return parts.isEmpty() ? QString() : tr("watchlist: %1").arg(parts.join(QStringLiteral(", ")));
}

StripFigure tapeFigure(const TapeCheck &check, const Numbers &numbers, const Times &times)
{
    QString tip = (check.claim.inHeadline ? tr("The headline says “%1”.") : tr("The summary says “%1”."))
                      .arg(check.claim.words);
    tip += u'\n' + tr("Closes of 15 minutes on %1, %2 to %3")
                       .arg(check.venueName, times.full(check.from), times.full(check.until));
    if (check.atPublication)
        tip += u'\n' + tr("%1 at publication").arg(numbers.everyDigit(*check.atPublication));
    if (check.simulated)
        tip += u'\n' + tr("Simulated");
    return {check.claim.symbol, tapeCheckText(check, u'$' + numbers.everyDigit(check.claim.level)),
            SinceText::Tone::Quiet, tip};
}

QString spokenCoin(const StoryPrice &price, const StripFigure &shown, const Numbers &numbers)
{
    if (price.gap == PriceGap::Loading)
        return tr("%1 is being looked up").arg(price.symbol);
    if (!price.sincePct)
        return price.symbol + u' ' + shown.value;
    QString spoken = price.symbol + u' ' + spokenChange(*price.sincePct, numbers);
    if (shown.tone == SinceText::Tone::Stale)
        spoken += tr(", by the last price heard");
    if (price.netPct)
        spoken += tr(", net of market %1").arg(spokenChange(*price.netPct, numbers));
    return spoken;
}

QString spokenStrip(const StoryReport &report, const StripWords &words, const Numbers &numbers)
{
    QStringList sentences;
    QStringList coins;
    for (const StripFigure &figure : words.coins)
        for (const StoryPrice &price : report.coins)
            if (price.symbol == figure.label)
                coins.append(spokenCoin(price, figure, numbers));
    if (!coins.isEmpty())
        sentences.append(words.since + QStringLiteral(": ") + coins.join(QStringLiteral("; ")));
    if (words.note.value.isEmpty() && !words.note.label.isEmpty())
        sentences.append(words.note.label);
    if (!words.watchlist.isEmpty())
        sentences.append(words.watchlist);
    if (!words.before.isEmpty())
        sentences.append(words.before + QStringLiteral(": ") + words.tape.label + u' ' + words.tape.value);
    return sentences.isEmpty() ? QString() : sentences.join(QStringLiteral(". ")) + u'.';
}
} // namespace

QString sinceMoment(UtcTime time, const Times &times, UtcTime now)
{
    return now - time < 24h ? times.minute(time) : times.dayMinute(time);
}

StripWords stripWords(const StoryReport &report, const std::optional<TapeCheck> &tape, const Numbers &numbers,
                      const Times &times, UtcTime now)
{
    StripWords words;
    words.coins = coinFigures(report, numbers, times);
    if (!words.coins.isEmpty()) {
        const QString moment =
            report.published ? sinceMoment(*report.published, times, now) : tr("publication");
        words.since = (isOver(report) ? tr("After %1") : tr("Since %1")).arg(moment);
        words.note = noteOf(report, numbers, times);
    }
    words.watchlist = countWords(report.up, report.down, report.flat);
    words.watchlistShort =
        report.up + report.down > 0 ? countWords(report.up, report.down, 0) : words.watchlist;
    if (tape) {
        words.before = tr("Before %1").arg(sinceMoment(tape->until, times, now));
        words.tape = tapeFigure(*tape, numbers, times);
    }
    words.spoken = spokenStrip(report, words, numbers);
    return words;
}
