#include "ui/shell/healthwords.h"

#include "app/base/clock.h"

#include <QCoreApplication>

using namespace std::chrono;

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("HealthWords", text);
}

// "12 s", "3 min": whole seconds, never "0 s".
QString wait(UtcTime until, const Clock &clock)
{
    const auto left = std::max(ceil<seconds>(until - clock.now()), seconds{1});
    if (left < 120s)
        return tr("%1 s").arg(left.count());
    if (left < 120min)
        return tr("%1 min").arg(ceil<minutes>(left).count());
    return tr("%1 h").arg(ceil<hours>(left).count());
}

QString reason(const SourceStatus &status)
{
    return status.lastError ? status.lastError->detail : QString();
}

QSet<VenueId> differing(const QuoteBoard &board)
{
    QSet<VenueId> venues;
    const QList<AssetId> coins = board.watchlist();
    for (const AssetId &coin : coins) {
        for (const VenueId &venue : board.quote(coin).agreement.differing)
            venues.insert(venue);
    }
    return venues;
}

int differingCoins(const QuoteBoard &board)
{
    const QList<AssetId> coins = board.watchlist();
    return static_cast<int>(std::count_if(coins.cbegin(), coins.cend(), [&](const AssetId &coin) {
        return !board.quote(coin).agreement.differing.isEmpty();
    }));
}

SourceWords words(const SourceInfo &info, const SourceStatus &status, bool differs, bool offline,
                  const UiTheme &theme, const Clock &clock)
{
    using Link = SourceStatus::Link;
    SourceWords said{info.id, info.name, info.name, HealthMark::Hollow, false, false};
    if (info.simulated) {
        said.text = said.toolTip = tr("Simulated source");
        said.mark = HealthMark::Demo;
        return said;
    }
    const bool later = isKnown(status.nextAttempt) && status.nextAttempt > clock.now();
    switch (status.link) {
    case Link::Live: {
        said.mark = differs ? HealthMark::Warning : HealthMark::Good;
        QStringList facts{info.name};
        if (status.latency)
            facts.append(tr("round trip %1").arg(theme.numbers().latency(*status.latency)));
        if (status.lastMessageAt != MonoTime{})
            facts.append(
                tr("last message %1 ago").arg(theme.numbers().age(clock.monotonic() - status.lastMessageAt)));
        if (differs)
            facts.append(tr("differs from the others"));
        said.toolTip = facts.join(QStringLiteral(" · "));
        return said;
    }
    case Link::Connecting:
        if (!offline)
            said.text = tr("%1 connecting").arg(info.name);
        break;
    case Link::Silent:
        said.text = tr("%1 silent").arg(info.name);
        said.mark = HealthMark::Warning;
        said.warning = true;
        break;
    case Link::Retrying:
    case Link::Limited:
        if (offline)
            break;
        said.mark = HealthMark::Warning;
        said.warning = said.counting = true;
        said.text = later ? (status.link == Link::Limited ? tr("%1 asks to wait %2") : tr("%1 retry in %2"))
                                .arg(info.name, wait(status.nextAttempt, clock))
                          : tr("%1 retrying").arg(info.name);
        break;
    case Link::Refused:
        said.text = tr("%1 not offered here").arg(info.name);
        break;
    case Link::Down:
    case Link::Idle:
        break;
    }
    const QString why = reason(status);
    said.toolTip = why.isEmpty() ? said.text : said.text + QStringLiteral(" · ") + why;
    return said;
}
} // namespace

QList<SourceWords> sourceWords(const QuoteBoard &board, const UiTheme &theme, const Clock &clock)
{
    const QSet<VenueId> differ = differing(board);
    QList<SourceWords> all;
    const QList<QuoteSource *> sources = board.sources();
    for (const QuoteSource *source : sources) {
        const SourceInfo &info = source->info();
        all.append(words(info, board.status(info.id).value_or(SourceStatus{}), differ.contains(info.id),
                         board.offline(), theme, clock));
    }
    return all;
}

SourceWords summaryWords(const QuoteBoard &board)
{
    const int live = board.liveSources(), total = board.enabledExchanges();
    SourceWords said;
    said.text = said.toolTip = tr("%1 of %2 sources").arg(live).arg(total);
    said.mark = live == 0                                     ? HealthMark::Hollow
                : live < total || !differing(board).isEmpty() ? HealthMark::Warning
                                                              : HealthMark::Good;
    return said;
}

Badge badgeOf(const QuoteBoard &board, bool demo)
{
    if (demo)
        return {Badge::Kind::Demo, tr("DEMO"), tr("Prices and stories are simulated, not from any market.")};
    if (board.offline())
        return {Badge::Kind::Offline, tr("OFFLINE"), tr("No source answers.")};
    const int live = board.liveSources(), total = board.enabledExchanges();
    bool first = false; // still on the way to its first message
    const QList<QuoteSource *> sources = board.sources();
    for (const QuoteSource *source : sources) {
        const auto status = board.status(source->info().id);
        first = first ||
                (status && status->link == SourceStatus::Link::Connecting && !isKnown(status->lastMessage));
    }
    if (live == 0 || (first && live < total))
        return {Badge::Kind::Connecting, tr("Connecting"), tr("First prices usually take under 3 s.")};
    if (live < total)
        return {Badge::Kind::Warning, tr("%1 of %2 sources").arg(live).arg(total),
                tr("The others are being tried again.")};
    if (const int n = differingCoins(board); n > 0)
        return {Badge::Kind::Warning, n == 1 ? tr("1 differs") : tr("%1 differ").arg(n),
                tr("Sources disagree about a coin by more than the limit.")};
    return {Badge::Kind::Live, tr("Live"), tr("All %1 sources are live and agree.").arg(total)};
}

Freshness freshness(const QuoteBoard &board, std::optional<UtcTime> newsAt, bool demo, const UiTheme &theme,
                    const Clock &clock)
{
    const QString dot = QStringLiteral(" · ");
    const auto tick = board.lastTick();
    if (demo)
        return {tick ? tr("simulated tick %1").arg(theme.times().second(*tick)) : tr("simulated"), false};
    QStringList parts;
    if (newsAt && !board.offline()) {
        const QString ago = Times::relative(*newsAt, clock.now());
        parts.append(tr("News %1").arg(ago.isEmpty() ? theme.times().full(*newsAt) : ago));
    }
    if (tick)
        parts.append(tr("tick %1").arg(theme.times().second(*tick)));
    if (parts.isEmpty() && !board.offline())
        return {tr("First prices usually take under 3 s"), false};
    parts.append(theme.times().zoneName(clock.now()));
    return {parts.join(dot), board.offline()};
}

QString offlineFact(const QuoteBoard &board, const UiTheme &theme, const Clock &clock)
{
    const auto tick = board.lastTick();
    if (!tick)
        return tr("You're offline. No price has been heard yet.");
    const milliseconds age = std::max(clock.now() - *tick, milliseconds{0});
    const bool today = theme.times().day(*tick) == theme.times().day(clock.now());
    return tr("You're offline. Prices are from *%1*, %2 ago.")
        .arg(today ? theme.times().minute(*tick) : theme.times().full(*tick), theme.numbers().age(age));
}

QString offlineDoing(const QuoteBoard &board, const Clock &clock)
{
    const auto next = board.nextAttempt();
    return next && *next > clock.now() ? tr("Trying again in %1.").arg(wait(*next, clock))
                                       : tr("Trying again.");
}
