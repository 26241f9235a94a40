#include "ui/quotes/statuswords.h"

#include "ui/quotes/coinwords.h"

#include <algorithm>

using namespace std::chrono_literals;
using Link = SourceStatus::Link;
using Mark = StatusWords::Mark;

namespace {
// "8 s", "3 min": time to wait, never "0 s".
QString waitText(std::chrono::milliseconds wait)
{
    const auto seconds = std::max<qint64>((wait + 999ms) / 1s, 1);
    if (seconds < 100)
        return QStringLiteral("%1 s").arg(seconds);
    const auto minutes = (seconds + 59) / 60;
    return minutes < 100 ? QStringLiteral("%1 min").arg(minutes)
                         : QStringLiteral("%1 h").arg((minutes + 59) / 60);
}

QString demoWord(const QuoteBoard &board)
{
    const auto sources = board.sources();
    const bool replay = std::any_of(sources.cbegin(), sources.cend(), [](const QuoteSource *source) {
        return source->info().simulated && source->info().id.value != QLatin1String("simulated");
    });
    return replay ? QStringLiteral("REPLAY") : QStringLiteral("DEMO");
}

// Words of a link that is not as it should be.
QString linkWords(const SourceStatus &status, const Clock &clock)
{
    const bool known = isKnown(status.nextAttempt);
    const QString wait = known ? waitText(status.nextAttempt - clock.now()) : QString();
    switch (status.link) {
    case Link::Connecting:
        return QStringLiteral("connecting");
    case Link::Silent:
        return QStringLiteral("silent");
    case Link::Retrying:
        return known ? QStringLiteral("retry in ") + wait : QStringLiteral("retrying");
    case Link::Limited:
        return known ? QStringLiteral("asked us to wait ") + wait : QStringLiteral("asked us to wait");
    case Link::Refused:
        return QStringLiteral("not available here");
    case Link::Down:
        return QStringLiteral("off");
    case Link::Idle:
    case Link::Live:
        return {};
    }
    return {};
}

QString reasonText(const Error &error)
{
    switch (error.kind) {
    case Error::Kind::Network:
        return QStringLiteral("The connection was lost");
    case Error::Kind::Timeout:
        return QStringLiteral("It did not answer in time");
    case Error::Kind::RateLimited:
        return QStringLiteral("It asked us to slow down");
    case Error::Kind::Malformed:
        return QStringLiteral("It sent something we don't understand");
    case Error::Kind::Rejected:
        return QStringLiteral("It turned our request down");
    case Error::Kind::Refused:
        return QStringLiteral("It doesn't serve this place");
    case Error::Kind::Unsupported:
        return QStringLiteral("It can't do this");
    case Error::Kind::Storage:
        return QStringLiteral("The disk failed");
    }
    return {};
}
} // namespace

bool isSimulated(const QuoteBoard &board)
{
    const auto sources = board.sources();
    return std::any_of(sources.cbegin(), sources.cend(),
                       [](const QuoteSource *source) { return source->info().simulated; });
}

bool isConnecting(const QuoteBoard &board)
{
    if (board.offline() || isSimulated(board) || board.sources().isEmpty())
        return false;
    if (board.liveSources() == 0)
        return true;
    const auto sources = board.sources();
    return board.liveSources() < board.enabledExchanges() &&
           std::any_of(sources.cbegin(), sources.cend(), [&](const QuoteSource *source) {
               const auto status = board.status(source->info().id);
               return status && status->link == Link::Connecting && !isKnown(status->lastMessage);
           });
}

QList<VenueId> differingSources(const QuoteBoard &board)
{
    QList<VenueId> venues;
    for (const AssetId &asset : board.watchlist()) {
        const CoinQuote &quote = board.quote(asset);
        if (!isFresh(quote.state))
            continue;
        for (const VenueId &venue : quote.agreement.differing)
            if (!venues.contains(venue))
                venues.append(venue);
    }
    return venues;
}

std::optional<UtcTime> newestPrice(const QuoteBoard &board)
{
    UtcTime newest = board.lastTick().value_or(UtcTime{});
    for (const AssetId &asset : board.watchlist())
        if (const SourceQuote *source = board.quote(asset).shownSource())
            newest = std::max(newest, source->ticker.receivedTime);
    return isKnown(newest) ? std::optional(newest) : std::nullopt;
}

StatusWords badgeWords(const QuoteBoard &board)
{
    if (isSimulated(board))
        return {demoWord(board), Tone::Demo, Tone::Demo, Mark::Filled};
    if (board.offline())
        return {QStringLiteral("OFFLINE"), Tone::Stale, Tone::Stale, Mark::Cloud};
    if (board.sources().isEmpty())
        return {QStringLiteral("No sources"), Tone::Secondary, Tone::Secondary, Mark::HollowDot};
    if (isConnecting(board))
        return {QStringLiteral("Connecting"), Tone::Secondary, Tone::Secondary, Mark::Spinner};
    if (board.liveSources() < board.enabledExchanges())
        return {QStringLiteral("%1 of %2 sources").arg(board.liveSources()).arg(board.enabledExchanges()),
                Tone::Warning, Tone::Warning, Mark::Dot};
    if (const qsizetype differing = differingSources(board).size(); differing > 0)
        return {differing == 1 ? QStringLiteral("1 differs") : QStringLiteral("%1 differ").arg(differing),
                Tone::Warning, Tone::Warning, Mark::Dot};
    return {QStringLiteral("Live"), Tone::Secondary, Tone::Ok, Mark::Dot};
}

StatusWords compactWords(const QuoteBoard &board, const Clock &clock, const Numbers &numbers)
{
    StatusWords words = badgeWords(board);
    if (words.text == QLatin1String("Live")) {
        words.text.clear();
    } else if (words.mark == Mark::Cloud) {
        if (const auto newest = newestPrice(board))
            words.text += QStringLiteral(" · ") + numbers.age(clock.now() - *newest);
    } else if (words.text.endsWith(QLatin1String(" sources"))) {
        words.text.chop(8);
    }
    return words;
}

StatusWords sourceWords(const SourceInfo &info, const SourceStatus &status, bool differs, bool offline,
                        const Clock &clock)
{
    if (info.simulated)
        return {info.id.value == QLatin1String("simulated") ? QStringLiteral("Simulated source")
                                                            : info.name + QStringLiteral(" recording"),
                Tone::Demo, Tone::Demo, Mark::Dot};
    if (status.link == Link::Live)
        return {info.name, Tone::Secondary, differs ? Tone::Warning : Tone::Ok, Mark::Dot};
    if (offline || status.link == Link::Idle) // the banner says the rest, once for all
        return {info.name, Tone::Secondary, Tone::Secondary, Mark::HollowDot};
    const QString text = info.name + u' ' + linkWords(status, clock);
    const bool calm = status.link == Link::Connecting || status.link == Link::Down;
    if (calm)
        return {text, Tone::Secondary, Tone::Secondary, Mark::HollowDot};
    return {text, Tone::Warning, Tone::Warning, Mark::Dot};
}

QString sourceToolTip(const SourceInfo &info, const SourceStatus &status, const Clock &clock,
                      const Numbers &numbers, std::optional<std::chrono::milliseconds> clockAhead)
{
    QStringList lines;
    const QString words = linkWords(status, clock);
    lines.append(words.isEmpty() ? info.name : info.name + u' ' + words);
    if (status.latency)
        lines.append(QStringLiteral("Round trip %1").arg(numbers.latency(*status.latency)));
    if (isKnown(status.lastMessage))
        lines.append(
            QStringLiteral("Last message %1 ago").arg(numbers.age(clock.monotonic() - status.lastMessageAt)));
    if (clockAhead && std::chrono::abs(*clockAhead) >= 5s)
        lines.append((*clockAhead > 0s ? QStringLiteral("Its clock is %1 ahead of this computer's")
                                       : QStringLiteral("Its clock is %1 behind this computer's"))
                         .arg(numbers.age(std::chrono::abs(*clockAhead))));
    if (status.lastError && status.link != Link::Live) {
        lines.append(reasonText(*status.lastError));
        if (!status.lastError->detail.isEmpty())
            lines.append(status.lastError->detail);
    }
    if (!status.rejected.isEmpty())
        lines.append(status.rejected.size() == 1
                         ? QStringLiteral("It refused 1 market")
                         : QStringLiteral("It refused %1 markets").arg(status.rejected.size()));
    return lines.join(u'\n');
}

StatusWords sourcesInShort(const QuoteBoard &board)
{
    if (isSimulated(board))
        return {QStringLiteral("Simulated source"), Tone::Demo, Tone::Demo, Mark::Dot};
    const int live = board.liveSources(), all = board.enabledExchanges();
    if (isConnecting(board))
        return {QStringLiteral("Connecting"), Tone::Secondary, Tone::Secondary, Mark::HollowDot};
    const bool whole = live == all && all > 0;
    return {QStringLiteral("%1 of %2 sources").arg(live).arg(all), whole ? Tone::Secondary : Tone::Warning,
            whole ? Tone::Ok : Tone::Warning, board.offline() ? Mark::HollowDot : Mark::Dot};
}

StatusWords tickWords(const QuoteBoard &board, const Times &times)
{
    const auto newest = newestPrice(board);
    if (!newest && isConnecting(board))
        return {QStringLiteral("First prices usually take under 3 s"), Tone::Secondary, Tone::Secondary,
                Mark::None};
    if (!newest)
        return {QStringLiteral("no prices yet"), Tone::Secondary, Tone::Secondary, Mark::None};
    const QString text = (isSimulated(board) ? QStringLiteral("simulated tick ") : QStringLiteral("tick ")) +
                         times.second(*newest);
    return {text, board.offline() ? Tone::Stale : Tone::Secondary, Tone::Secondary, Mark::None};
}

BannerWords offlineBanner(const QuoteBoard &board, const Clock &clock, const Times &times,
                          const Numbers &numbers)
{
    if (!board.offline() || isSimulated(board))
        return {};
    BannerWords words;
    if (const auto newest = newestPrice(board)) {
        const auto age = clock.now() - *newest;
        // The hour alone would mislead once the prices are from another day.
        const bool today = times.day(*newest) == times.day(clock.now());
        words.strong = QStringLiteral("You're offline. Prices are from %1, %2 ago.")
                           .arg(today ? times.minute(*newest) : times.full(*newest), numbers.age(age));
    } else {
        words.strong = QStringLiteral("You're offline. No prices are stored yet.");
    }
    if (const auto next = board.nextAttempt(); next && *next > clock.now())
        words.rest = QStringLiteral("Trying again in %1.").arg(waitText(*next - clock.now()));
    else
        words.rest = QStringLiteral("Trying again now.");
    return words;
}

BannerWords demoBanner(const QuoteBoard &board)
{
    if (!isSimulated(board))
        return {};
    if (demoWord(board) == QLatin1String("REPLAY"))
        return {QStringLiteral("Replay."),
                QStringLiteral("Prices are from a recording, not from any market now.")};
    return {QStringLiteral("Demo mode."),
            QStringLiteral("Prices and stories are simulated, not from any market.")};
}

QString failoverSentence(const QString &from, const QString &to)
{
    return QStringLiteral("%1 stopped answering. Now from %2.").arg(from, to);
}
