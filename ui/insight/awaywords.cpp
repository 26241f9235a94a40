#include "ui/insight/awaywords.h"

#include "app/market/assetdirectory.h"
#include "app/news/wordchanges.h"
#include "ui/insight/movewords.h"

#include <QCoreApplication>
#include <QMap>
#include <QTextDocumentFragment>
#include <algorithm>
#include <cmath>

using namespace std::chrono;

namespace {
constexpr qsizetype mostAlerts = 3, mostGaps = 2, mostMovers = 3;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(AwayWords)
};

QString bold(const QString &text)
{
    return QStringLiteral("<b>%1</b>").arg(text.toHtmlEscaped());
}

QString struck(const QString &text)
{
    return QStringLiteral("<s>%1</s>").arg(text.toHtmlEscaped());
}

QString moment(UtcTime time, const AwayDigest &digest, const Times &times)
{
    return times.day(time) == times.day(digest.until) ? times.minute(time) : times.dayMinute(time);
}

bool simulated(const AwayDigest &digest)
{
    return std::any_of(digest.coins.begin(), digest.coins.end(),
                       [](const AwayCoin &coin) { return coin.simulated; });
}

QString biggestText(const AwayCoin &coin, const AwayDigest &digest, const UiTheme &theme)
{
    if (!coin.biggest)
        return coin.usualPct ? Words::tr("none beyond twice the usual")
                             : Words::tr("too little history to tell its usual");
    ExplainedMove move;
    move.move = *coin.biggest;
    return Words::tr("%1, %2").arg(moveWords(move, theme).change,
                                   moment(coin.biggest->start, digest, theme.times()));
}

// As many digits as the prices of the coin have anywhere here.
QString priceText(const AwayCoin &coin, const Decimal &price, const UiTheme &theme)
{
    int scale = 0;
    for (const Decimal &each : {coin.from, coin.to, coin.high, coin.low})
        scale = std::max(scale, each.scale());
    return theme.numbers().tickPrice(price, scale);
}

AwayFigure figureOf(const AwayCoin &coin, const AwayDigest &digest, const UiTheme &theme)
{
    const auto price = [&](const Decimal &value) { return priceText(coin, value, theme); };
    AwayFigure figure{coin.symbol, theme.numbers().change(coin.pct), 0, {}};
    figure.sign = coin.unusual ? Numbers::changeSign(coin.pct) : 0;
    figure.detail = Words::tr("%1: from %2 to %3 · low %4, high %5 · biggest move: %6")
                        .arg(coin.venueName, price(coin.from), price(coin.to), price(coin.low),
                             price(coin.high), biggestText(coin, digest, theme));
    return figure;
}

double strength(const AwayCoin &coin)
{
    return coin.usualPct && *coin.usualPct > 0 ? std::abs(coin.pct) / *coin.usualPct : 0;
}

QList<AwayFigure> figuresOf(const AwayDigest &digest, const UiTheme &theme, int most)
{
    const qsizetype coins = digest.marketPct ? most - 1 : most;
    QList<AwayCoin> shown = digest.coins;
    // The first two as they stand, the others by how unusual they were.
    const qsizetype kept =
        std::min<qsizetype>(std::min<qsizetype>(2, std::max<qsizetype>(coins - 1, 0)), shown.size());
    std::stable_sort(shown.begin() + kept, shown.end(),
                     [](const AwayCoin &a, const AwayCoin &b) { return strength(a) > strength(b); });
    QList<AwayFigure> figures;
    for (const AwayCoin &coin : shown.first(std::min(coins, shown.size())))
        figures.append(figureOf(coin, digest, theme));
    if (digest.marketPct)
        figures.append({Words::tr("Market"), theme.numbers().change(*digest.marketPct), 0,
                        Words::tr("The median of your watchlist without stablecoins")});
    return figures;
}

QList<AwayRange> rangesOf(const AwayDigest &digest, const UiTheme &theme)
{
    QList<AwayRange> ranges;
    for (const AwayCoin &coin : digest.coins)
        ranges.append({coin.symbol, theme.numbers().change(coin.pct), priceText(coin, coin.low, theme),
                       priceText(coin, coin.high, theme), biggestText(coin, digest, theme),
                       coin.unusual ? Numbers::changeSign(coin.pct) : 0});
    for (const QString &symbol : digest.lacking)
        ranges.append({symbol, Numbers::unknown(), Numbers::unknown(), Numbers::unknown(),
                       Words::tr("no prices of that time"), 0});
    return ranges;
}

QString withCoinBold(const AwayAlert &alert)
{
    const auto coin = AssetDirectory::shipped().find(alert.asset);
    const qsizetype at = coin ? alert.text.indexOf(coin->symbol) : -1;
    if (at < 0)
        return alert.text.toHtmlEscaped();
    return alert.text.left(at).toHtmlEscaped() + bold(coin->symbol) +
           alert.text.mid(at + coin->symbol.size()).toHtmlEscaped();
}

void addAlerts(QList<AwayLine> &lines, const AwayDigest &digest, const UiTheme &theme)
{
    for (const AwayAlert &alert : digest.alerts.last(std::min(mostAlerts, digest.alerts.size()))) {
        AwayLine line;
        line.rich = Words::tr("Alert: %1").arg(withCoinBold(alert));
        line.detail = alert.detail.toHtmlEscaped();
        line.note = moment(alert.time, digest, theme.times());
        line.asset = alert.asset;
        lines.append(line);
    }
    if (const qsizetype more = digest.alerts.size() - mostAlerts; more > 0)
        lines.append({AwayLine::Kind::Alert,
                      more == 1 ? Words::tr("1 alert more, before these")
                                : Words::tr("%1 alerts more, before these").arg(theme.numbers().count(more)),
                      {},
                      {},
                      {},
                      {}});
}

QString joined(const QStringList &coins)
{
    if (coins.size() < 2)
        return coins.value(0);
    return Words::tr("%1 and %2").arg(coins.first(coins.size() - 1).join(QStringLiteral(", ")), coins.last());
}

// "SOL explained, DOGE not": of each coin its strongest, those that are explained first.
QString answersText(const QList<ExplainedMove> &moves, const Numbers &numbers)
{
    QMap<MoveAnswer, QStringList> coins;
    QList<AssetId> seen;
    for (const ExplainedMove &move : moves) {
        if (seen.contains(move.asset))
            continue;
        seen.append(move.asset);
        if (seen.size() <= mostMovers)
            coins[move.answer].append(bold(move.symbol));
    }
    const QStringList unexplained = coins.value(MoveAnswer::Unexplained);
    QStringList parts;
    if (const auto explained = coins.constFind(MoveAnswer::Explained); explained != coins.cend())
        parts.append(Words::tr("%1 explained").arg(joined(*explained)));
    if (const auto market = coins.constFind(MoveAnswer::WithMarket); market != coins.cend())
        parts.append(Words::tr("%1 with the market").arg(joined(*market)));
    if (!unexplained.isEmpty())
        parts.append(parts.isEmpty() ? Words::tr("%1 unexplained").arg(joined(unexplained))
                                     : Words::tr("%1 not").arg(joined(unexplained)));
    if (const qsizetype more = seen.size() - mostMovers; more > 0)
        parts.append(more == 1 ? Words::tr("1 coin more")
                               : Words::tr("%1 coins more").arg(numbers.count(more)));
    return parts.join(QStringLiteral(", "));
}

void addMoves(QList<AwayLine> &lines, const AwayDigest &digest, const UiTheme &theme)
{
    if (digest.moves.isEmpty())
        return;
    const QString answers = answersText(digest.moves, theme.numbers());
    AwayLine line;
    line.kind = AwayLine::Kind::Moves;
    line.rich = digest.moves.size() == 1 ? Words::tr("1 move beyond twice the usual: %1").arg(answers)
                                         : Words::tr("%1 moves beyond twice the usual: %2")
                                               .arg(theme.numbers().count(digest.moves.size()), answers);
    line.asset = digest.moves.first().asset;
    lines.append(line);
}

void addStories(QList<AwayLine> &lines, const AwayDigest &digest, const UiTheme &theme)
{
    if (digest.stories == 0)
        return;
    AwayLine line;
    line.kind = AwayLine::Kind::Stories;
    const qsizetype several = digest.inSeveralOutlets.size();
    const QString count = digest.stories == 1
                              ? Words::tr("1 story")
                              : Words::tr("%1 stories").arg(theme.numbers().count(digest.stories));
    line.rich = several == 0
                    ? Words::tr("%1, none in several outlets").arg(count)
                    : Words::tr("%1, %2 in several outlets").arg(count, theme.numbers().count(several));
    const Story *first = several > 0                ? &digest.inSeveralOutlets.first()
                         : !digest.others.isEmpty() ? &digest.others.first()
                                                    : nullptr;
    if (first) {
        line.story = first->article.id;
        const QString title = first->article.title.toHtmlEscaped();
        line.detail = several > 0 ? Words::tr("First: %1").arg(title) : Words::tr("Newest: %1").arg(title);
        if (several > 0)
            line.note = Words::tr("%1 outlets").arg(theme.numbers().count(first->clusterSources.size()));
    }
    lines.append(line);
}

void addHeadlines(QList<AwayLine> &lines, const AwayDigest &digest, const UiTheme &theme)
{
    if (digest.changedHeadlines.isEmpty())
        return;
    const AwayHeadline &last = digest.changedHeadlines.last();
    AwayLine line;
    line.kind = AwayLine::Kind::Headline;
    line.rich = digest.changedHeadlines.size() == 1
                    ? Words::tr("1 headline changed after it was published")
                    : Words::tr("%1 headlines changed after they were published")
                          .arg(theme.numbers().count(digest.changedHeadlines.size()));
    line.detail = changedHeadline(last.before, last.story.article.title);
    line.note = moment(last.time, digest, theme.times());
    line.story = last.story.article.id;
    lines.append(line);
}

QString gapText(const AwayGap &gap, const UiTheme &theme)
{
    const Numbers &numbers = theme.numbers();
    if (!isKnown(gap.until)) {
        if (gap.venueName.isEmpty())
            return Words::tr("No source answers");
        return gap.standIn.isEmpty() ? Words::tr("%1 is silent").arg(gap.venueName.toHtmlEscaped())
                                     : Words::tr("%1 is silent, %2 stands in")
                                           .arg(gap.venueName.toHtmlEscaped(), gap.standIn.toHtmlEscaped());
    }
    const QString length = numbers.age(gap.until - gap.from);
    if (gap.venueName.isEmpty())
        return Words::tr("No source answered for %1").arg(length);
    return gap.standIn.isEmpty()
               ? Words::tr("%1 was silent for %2").arg(gap.venueName.toHtmlEscaped(), length)
               : Words::tr("%1 was silent for %2, %3 stood in")
                     .arg(gap.venueName.toHtmlEscaped(), length, gap.standIn.toHtmlEscaped());
}

void addGaps(QList<AwayLine> &lines, const AwayDigest &digest, const UiTheme &theme)
{
    const auto add = [&lines](const QString &rich, const QString &detail, const QString &note) {
        lines.append({AwayLine::Kind::Gap, rich, detail, note, {}, {}});
    };
    QList<AwayGap> gaps = digest.gaps; // the longest count
    std::stable_sort(gaps.begin(), gaps.end(), [&digest](const AwayGap &a, const AwayGap &b) {
        const auto length = [&digest](const AwayGap &gap) {
            return (isKnown(gap.until) ? gap.until : digest.until) - gap.from;
        };
        return length(a) > length(b);
    });
    for (const AwayGap &gap : gaps.first(std::min(mostGaps, gaps.size())))
        add(gapText(gap, theme), {}, moment(gap.from, digest, theme.times()));
    if (const qsizetype more = gaps.size() - mostGaps; more > 0)
        add(more == 1 ? Words::tr("1 shorter gap more")
                      : Words::tr("%1 shorter gaps more").arg(theme.numbers().count(more)),
            {}, {});
    if (isKnown(digest.watchedFrom) && !simulated(digest))
        add(Words::tr("Wickpost was started at %1").arg(moment(digest.watchedFrom, digest, theme.times())),
            Words::tr("No alert is watched while it doesn’t run"), {});
    if (!digest.lacking.isEmpty())
        add(Words::tr("No prices of that time for %1").arg(digest.lacking.join(u", ").toHtmlEscaped()), {},
            {});
}

QString spokenText(const AwayWords &words)
{
    QStringList parts{Words::tr("While you were away, %1").arg(words.span)};
    for (const AwayFigure &figure : words.figures)
        parts.append(figure.name + u' ' + figure.change);
    for (const AwayLine &line : words.lines) {
        QString text = QTextDocumentFragment::fromHtml(line.rich).toPlainText();
        if (!line.note.isEmpty())
            text += QStringLiteral(", ") + line.note;
        parts.append(text);
    }
    return parts.join(QStringLiteral(". ")) + u'.';
}
} // namespace

QString changedHeadline(const QString &before, const QString &now)
{
    const WordChanges changes = changedWords(before, now);
    if (changes.to.isEmpty() || changes.from.isEmpty()) { // words were only dropped, or only added
        const bool dropped = changes.to.isEmpty();
        const QString &text = dropped ? before : now;
        QString rich;
        qsizetype at = 0;
        for (const TextSpan &span : dropped ? changes.from : changes.to) {
            const QString word = text.mid(span.at, span.length);
            rich += text.mid(at, span.at - at).toHtmlEscaped() + (dropped ? struck(word) : bold(word));
            at = span.at + span.length;
        }
        return rich + text.mid(at).toHtmlEscaped();
    }
    if (changes.from.size() != changes.to.size())
        return struck(before) + QStringLiteral(" → ") + now.toHtmlEscaped();
    QString rich;
    qsizetype at = 0;
    for (qsizetype i = 0; i < changes.to.size(); ++i) {
        const TextSpan &from = changes.from[i], &to = changes.to[i];
        rich += now.mid(at, to.at - at).toHtmlEscaped() + struck(before.mid(from.at, from.length)) +
                QStringLiteral(" → ");
        at = to.at;
    }
    return rich + now.mid(at).toHtmlEscaped();
}

AwayWords awayWords(const AwayDigest &digest, const UiTheme &theme, int mostFigures)
{
    AwayWords words;
    words.span = Words::tr("%1 to %2")
                     .arg(moment(digest.from, digest, theme.times()), theme.times().minute(digest.until));
    words.simulated = simulated(digest);
    words.figures = figuresOf(digest, theme, mostFigures);
    words.ranges = rangesOf(digest, theme);
    addAlerts(words.lines, digest, theme);
    addMoves(words.lines, digest, theme);
    addStories(words.lines, digest, theme);
    addHeadlines(words.lines, digest, theme);
    addGaps(words.lines, digest, theme);
    words.several = static_cast<int>(digest.inSeveralOutlets.size());
    words.anyStories = digest.stories > 0;
    words.spoken = spokenText(words);
    return words;
}
