#include "app/cli/commandwords.h"

#include "app/cli/optionkit.h"

#include <algorithm>
#include <limits>

using namespace OptionKit;

namespace {
struct FeedsAction
{
    const char *name, *takes; // what it is done to, for people
    qsizetype least, most;
    bool changes; // the list of the data folder
};
constexpr FeedsAction feedsActions[] = {
    {"list", "nothing", 0, 0, false},
    {"add", "one address of a feed or a site", 1, 1, true},
    {"remove", "one id or address", 1, 1, true},
    {"import", "one OPML file", 1, 1, true},
    {"export", "at most one file", 0, 1, false},
    {"check", "ids or addresses", 0, std::numeric_limits<qsizetype>::max(), false},
};

QString takeFeedsWords(CommandLine &line, QStringList words)
{
    FeedsOptions &options = line.feeds;
    if (!words.isEmpty())
        options.action = words.takeFirst();
    options.words = words;
    const auto action =
        std::find_if(std::begin(feedsActions), std::end(feedsActions),
                     [&](const FeedsAction &each) { return options.action == QLatin1String(each.name); });
    if (action == std::end(feedsActions))
        return s("feeds can't \"%1\"; it can list, add, remove, import, export, check").arg(options.action);
    if (words.size() < action->least || words.size() > action->most)
        return s("feeds %1 takes %2").arg(options.action, s(action->takes));
    const bool described = !options.name.isEmpty() || !options.language.isEmpty() || !options.group.isEmpty();
    if (described && options.action != QLatin1String("add"))
        return s("--name, --language and --group are for feeds add");
    if (line.global.demo || !line.global.replayFile.isEmpty())
        return s("feeds needs the real list; --demo and --replay ask nobody");
    if (action->changes && !line.global.feedsFile.isEmpty())
        return s("feeds %1 changes the list of the data folder; --feeds can't be given").arg(options.action);
    return {};
}
} // namespace

const QStringList &commandNames()
{
    static const QStringList names{s("quotes"), s("candles"), s("sources"), s("news"),   s("moves"),
                                   s("decode"), s("feed"),    s("feeds"),   s("alerts"), s("record")};
    return names;
}

QString takeWords(CommandLine &line, const QStringList &words)
{
    if (line.command == QLatin1String("quotes")) {
        line.quotes.coins = words;
        return {};
    }
    if (line.command == QLatin1String("candles")) {
        line.candles.coin = words.value(0);
        return words.size() == 1 ? QString() : s("candles needs one coin, such as BTC");
    }
    if (line.command == QLatin1String("moves")) {
        line.moves.coins = words;
        return {};
    }
    if (line.command == QLatin1String("feed")) {
        line.feed.inputs = words;
        return words.isEmpty() ? s("feed needs a file or an address") : QString();
    }
    if (line.command == QLatin1String("feeds"))
        return takeFeedsWords(line, words);
    if (line.command == QLatin1String("alerts"))
        return takeAlertsWords(words, line.global.demo || !line.global.replayFile.isEmpty(), line.alerts);
    if (line.command == QLatin1String("record")) {
        line.record.file = words.value(0);
        return words.size() == 1 ? QString() : s("record needs one file to write");
    }
    if (line.command == QLatin1String("decode")) {
        if (!venueNames().contains(words.value(0)))
            return s("decode needs a venue of %1").arg(venueNames().join(s(", ")));
        line.decode.venue = VenueId{words.at(0)};
        line.decode.file = words.value(1);
        return words.size() <= 2 ? QString()
                                 : s("decode takes one file; \"%1\" is too much").arg(words.at(2));
    }
    if (words.isEmpty())
        return {};
    return line.command.isEmpty()
               ? s("\"%1\" is no command; there are %2").arg(words.first(), commandNames().join(s(", ")))
               : s("%1 takes no \"%2\"").arg(line.command, words.first());
}
