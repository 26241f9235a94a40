#include "app/cli/commandline.h"

#include "app/settings/settings.h"

#include <QHostAddress>
#include <QLocale>
#include <algorithm>
#include <functional>
#include <limits>

namespace {
using Check = std::function<QString(CommandLine &, const QString &)>; // a complaint, or nothing

struct Option
{
    QString name;  // "--timeout"
    QString value; // "S"; empty: a switch
    QString help;
    Check apply;
};

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

const QStringList &venueNames()
{
    static const QStringList names{s("bitget"), s("binance"), s("coinbase"), s("kraken"),
                                   s("okx"),    s("bybit"),   s("coingecko")};
    return names;
}

const QStringList &commands()
{
    static const QStringList names{s("quotes"), s("candles"), s("sources"), s("news"),   s("moves"),
                                   s("decode"), s("feed"),    s("feeds"),   s("alerts"), s("record")};
    return names;
}

QString oneOf(const QString &value, const QStringList &choices, QString &target)
{
    if (!choices.contains(value))
        return s("\"%1\" is not one of %2").arg(value, choices.join(s(", ")));
    target = value;
    return {};
}

QString venueInto(const QString &value, QList<VenueId> &target)
{
    const QStringList parts = value.split(u',', Qt::SkipEmptyParts);
    if (parts.isEmpty())
        return s("needs a source of %1").arg(venueNames().join(s(", ")));
    for (const QString &part : parts) {
        if (!venueNames().contains(part))
            return s("\"%1\" is not a source; there are %2").arg(part, venueNames().join(s(", ")));
        if (!target.contains(VenueId{part}))
            target.append(VenueId{part});
    }
    return {};
}

template <typename Number>
QString numberInto(const QString &value, double lowest, double highest, Number &target)
{
    bool ok = false;
    const double number = QLocale::c().toDouble(value, &ok);
    if (!ok || !(number >= lowest && number <= highest))
        return s("\"%1\" is not a number from %2 to %3").arg(value).arg(lowest).arg(highest, 0, 'f', 0);
    if constexpr (std::is_same_v<Number, int> || std::is_same_v<Number, std::optional<int>>)
        target = static_cast<int>(number);
    else
        target = number;
    return {};
}

QString endpointInto(const QString &value, QHash<VenueId, QUrl> &target)
{
    const qsizetype equals = value.indexOf(u'=');
    const QString venue = value.left(std::max<qsizetype>(equals, 0));
    if (equals < 1 || !venueNames().contains(venue))
        return s("\"%1\" is not VENUE=URL with a venue of %2").arg(value, venueNames().join(s(", ")));
    const QUrl url(value.mid(equals + 1), QUrl::StrictMode);
    const QString scheme = url.scheme();
    const bool plain = scheme == QLatin1String("http") || scheme == QLatin1String("ws");
    const bool secure = scheme == QLatin1String("https") || scheme == QLatin1String("wss");
    if (!url.isValid() || url.host().isEmpty() || !(plain || secure))
        return s("\"%1\" is not an http, https, ws or wss address").arg(value.mid(equals + 1));
    if (plain && url.host() != QLatin1String("localhost") && !QHostAddress(url.host()).isLoopback())
        return s("plain %1 is allowed to this machine only (127.0.0.1, ::1, localhost), not to %2")
            .arg(scheme, url.host());
    if (url.path().size() > 1 || url.hasQuery() || url.hasFragment() || !url.userInfo().isEmpty())
        return s("\"%1\" may have scheme, host and port only; the venue's paths are kept")
            .arg(url.toString());
    target.insert(VenueId{venue}, url);
    return {};
}

QString sizeInto(const QString &value, std::optional<QSize> &target)
{
    const QStringList parts = value.split(u'x');
    bool wide = false, high = false;
    const int width = parts.value(0).toInt(&wide), height = parts.value(1).toInt(&high);
    if (parts.size() != 2 || !wide || !high || width < 240 || height < 140 || width > 16'384 ||
        height > 16'384)
        return s("\"%1\" is not WxH from 240x140 to 16384x16384").arg(value);
    target = QSize(width, height);
    return {};
}

QString viewInto(const QString &value, WindowOptions &target)
{
    const QString detail = s("detail:");
    if (value.startsWith(detail) && value.size() > detail.size()) {
        target.view = s("detail");
        target.coin = value.mid(detail.size());
        return {};
    }
    target.coin.clear();
    if (value == s("dashboard") || value == s("compact") || value == s("digest")) {
        target.view = value;
        return {};
    }
    return s("\"%1\" is not one of dashboard, compact, digest, detail:COIN").arg(value);
}

QString windowRangeInto(const QString &value, std::optional<ChartRange> &target)
{
    target = rangeFromName(value);
    return target ? QString() : s("\"%1\" is not one of 1H, 24H, 7D, 30D, 1Y, All").arg(value);
}

QString windowIntervalInto(const QString &value, std::optional<Interval> &target)
{
    const auto named = intervalFromName(value);
    if (named && std::find(chartIntervals.begin(), chartIntervals.end(), *named) != chartIntervals.end()) {
        target = named;
        return {};
    }
    return s("\"%1\" is not one of 1m, 5m, 15m, 1h, 4h, 1d, 1w").arg(value);
}

// Builders for the usual kinds of option.
Option text(const char *name, const char *value, const char *help, QString &(*target)(CommandLine &))
{
    return {s(name), s(value), s(help), [target](CommandLine &line, const QString &typed) {
                target(line) = typed;
                return typed.isEmpty() ? s("needs a value") : QString();
            }};
}
Option flag(const char *name, const char *help, bool &(*target)(CommandLine &))
{
    return {s(name), {}, s(help), [target](CommandLine &line, const QString &) {
                target(line) = true;
                return QString();
            }};
}
Option choice(const char *name, const char *choices, const char *help, QString &(*target)(CommandLine &))
{
    return {s(name), s(choices), s(help), [choices, target](CommandLine &line, const QString &typed) {
                return oneOf(typed, s(choices).split(u'|'), target(line));
            }};
}
template <typename Number>
Option number(const char *name, const char *value, const char *help, double lowest, double highest,
              Number &(*target)(CommandLine &))
{
    return {s(name), s(value), s(help), [lowest, highest, target](CommandLine &line, const QString &typed) {
                return numberInto(typed, lowest, highest, target(line));
            }};
}
Option sources(QList<VenueId> &(*target)(CommandLine &))
{
    return {s("--source"), s("VENUE"), s("exactly this source, even if switched off; may be repeated"),
            [target](CommandLine &line, const QString &typed) { return venueInto(typed, target(line)); }};
}

constexpr double year = 31'536'000;

const QList<Option> &globalOptions()
{
    static const QList<Option> options{
        text("--data-dir", "DIR", "keep everything of this run in DIR (made if missing)",
             [](CommandLine &l) -> QString & { return l.global.dataDir; }),
        {s("--endpoint"), s("VENUE=URL"),
         s("ask VENUE at URL instead: scheme, host and port of all its addresses; may be repeated"),
         [](CommandLine &line, const QString &typed) { return endpointInto(typed, line.global.endpoints); }},
        text("--feeds", "FILE.opml", "exactly the feeds of this file",
             [](CommandLine &l) -> QString & { return l.global.feedsFile; }),
        flag("--demo", "the simulated market and sample stories",
             [](CommandLine &l) -> bool & { return l.global.demo; }),
        text("--replay", "FILE", "play a recording made with \"wickpost record\" through the same decoders",
             [](CommandLine &l) -> QString & { return l.global.replayFile; }),
        number(
            "--speed", "N", "replay N times as fast, 1 to 1000 (default 1)", 1, 1000,
            +[](CommandLine &l) -> double & { return l.global.speed; }),
    };
    return options;
}

const QList<Option> &windowOptions()
{
    static const QList<Option> options{
        {s("--view"), s("dashboard|compact|digest|detail:COIN"),
         s("open as this view; digest: what happened in the last 8 hours"),
         [](CommandLine &line, const QString &typed) { return viewInto(typed, line.window); }},
        {s("--range"), s("RANGE"), s("the chart's: 1H, 24H, 7D, 30D, 1Y or All"),
         [](CommandLine &line, const QString &typed) { return windowRangeInto(typed, line.window.range); }},
        {s("--interval"), s("INTERVAL"),
         s("its candles: 1m, 5m, 15m, 1h, 4h, 1d or 1w; with --range alone what suits that"),
         [](CommandLine &line, const QString &typed) {
             return windowIntervalInto(typed, line.window.interval);
         }},
        {s("--chart"), s("line|candles"), s("how the chart is drawn"),
         [](CommandLine &line, const QString &typed) {
             QString style;
             const QString complaint = oneOf(typed, {s("line"), s("candles")}, style);
             line.window.candles = style == s("candles");
             return complaint;
         }},
        choice("--theme", "dark|light|system", "colours of this run",
               [](CommandLine &l) -> QString & { return l.window.theme; }),
        {s("--size"), s("WxH"), s("size of the window in logical pixels"),
         [](CommandLine &line, const QString &typed) { return sizeInto(typed, line.window.size); }},
        text("--screenshot", "FILE.png", "save a picture of the view and exit; works without a display",
             [](CommandLine &l) -> QString & { return l.window.screenshot; }),
        choice(
            "--when", "live|news|idle",
            "save it when every coin has a live price, when stories are there, or when nothing is awaited,\n"
            "                            the chart's candles neither",
            [](CommandLine &l) -> QString & { return l.window.when; }),
        number(
            "--timeout", "S", "save what there is after S seconds and exit 1 (default 30)", 0, 86'400,
            +[](CommandLine &l) -> std::optional<int> & { return l.window.timeoutS; }),
    };
    return options;
}

Option newsOption(const char *name, const char *value, const char *help,
                  QString (*into)(const QString &, NewsOptions &))
{
    return {s(name), s(value), s(help),
            [into](CommandLine &line, const QString &typed) { return into(typed, line.news); }};
}

QList<Option> newsOptions()
{
    return {
        newsOption("--coin", "COIN", "only stories about this coin; repeated: about any of them", coinInto),
        newsOption("--kind", "KIND",
                   "only stories of this kind (geopolitics, centralbanks, macro, regulation,\n"
                   "                            etf, hack, listing); repeated: of any of them",
                   kindInto),
        text("--search", "TEXT",
             "only stories with all these words, or their beginnings, in headline, text,\n"
             "                            outlet or coins",
             [](CommandLine &l) -> QString & { return l.news.search; }),
        {s("--source"), s("NAME"), s("only this outlet, by its name or its feed's id; may be repeated"),
         [](CommandLine &line, const QString &typed) {
             line.news.sources.append(typed);
             return typed.isEmpty() ? s("needs a value") : QString();
         }},
        newsOption("--since", "WHEN", "only stories since then: 90min, 24h, 7d, 2w, or a date (UTC)",
                   sinceInto),
        flag("--trending", "what the outlets write about most, best first",
             [](CommandLine &l) -> bool & { return l.news.trending; }),
        newsOption("--related", "ID", "what to read after the story with this id", relatedInto),
        flag("--refresh", "ask every feed first and wait for all",
             [](CommandLine &l) -> bool & { return l.news.refresh; }),
        flag("--prices",
             "as json: ask the exchanges what the coins of the newest hundred stories of the\n"
             "                            last 7 days cost then and now; --refresh does so too",
             [](CommandLine &l) -> bool & { return l.news.prices; }),
        number(
            "--limit", "N", "at most N stories (default 50; as json: all)", 1, 1'000'000,
            +[](CommandLine &l) -> std::optional<int> & { return l.news.limit; }),
        choice("--format", "table|json", "how to print (default table)",
               [](CommandLine &l) -> QString & { return l.news.format; })};
}

Option candlesOption(const char *name, const char *value, const char *help,
                     QString (*into)(const QString &, CandlesOptions &))
{
    return {s(name), s(value), s(help),
            [into](CommandLine &line, const QString &typed) { return into(typed, line.candles); }};
}

QList<Option> candlesOptions()
{
    return {candlesOption("--range", "RANGE",
                          "the last 1H, 24H (the default), 7D, 30D, 1Y, or All that is stored", rangeInto),
            candlesOption("--from", "T",
                          "candles that start at T or later: ISO 8601 (2026-01-06, 2026-01-06T18:00Z), UTC\n"
                          "                            unless it names a zone, or milliseconds since 1970",
                          [](const QString &typed, CandlesOptions &o) { return momentInto(typed, o.from); }),
            candlesOption("--to", "T", "and at T or earlier (default: now)",
                          [](const QString &typed, CandlesOptions &o) { return momentInto(typed, o.to); }),
            candlesOption(
                "--interval", "1h",
                "1m 5m 15m 30m 1h 2h 4h 6h 8h 12h 1d 1w 1M (default: 1m 15m 2h 8h 1d 1w as the\n"
                "                            range grows); what a venue lacks is built from smaller ones",
                intervalInto),
            sources([](CommandLine &l) -> QList<VenueId> & { return l.candles.sources; }),
            choice("--format", "table|csv|json", "how to print (default table)",
                   [](CommandLine &l) -> QString & { return l.candles.format; }),
            number(
                "--timeout", "S", "give up after S seconds (default 30)", 0, year,
                +[](CommandLine &l) -> double & { return l.candles.timeoutS; })};
}

QList<Option> movesOptions()
{
    return {{s("--since"), s("WHEN"),
             s("only moves that began since then: 24h, 7d (default), or a date (UTC)"),
             [](CommandLine &line, const QString &typed) {
                 return sinceInto(typed, line.moves.sinceAgo, line.moves.sinceTime);
             }},
            choice("--format", "table|json", "how to print (default table)",
                   [](CommandLine &l) -> QString & { return l.moves.format; })};
}

const QList<Option> &optionsOf(const QString &command)
{
    static const QHash<QString, QList<Option>> table{
        {s("quotes"),
         {flag("--watch", "a line at each change of price, source or state, at most one a second and coin",
               [](CommandLine &l) -> bool & { return l.quotes.watch; }),
          sources([](CommandLine &l) -> QList<VenueId> & { return l.quotes.sources; }),
          choice("--format", "table|json|csv|waybar", "how to print (default table)",
                 [](CommandLine &l) -> QString & { return l.quotes.format; }),
          number(
              "--timeout", "S", "give up after S seconds (default 10; with --watch: never)", 0, year,
              +[](CommandLine &l) -> std::optional<double> & { return l.quotes.timeoutS; })}},
        {s("candles"), candlesOptions()},
        {s("sources"),
         {choice("--format", "table|json", "how to print (default table)",
                 [](CommandLine &l) -> QString & { return l.sources.format; })}},
        {s("news"), newsOptions()},
        {s("moves"), movesOptions()},
        {s("decode"),
         {choice("--kind", "stream|ticker|tickers|candles|instruments",
                 "a frame a line (stream, the default), or one answer of this kind",
                 [](CommandLine &l) -> QString & { return l.decode.kind; }),
          text("--symbol", "S", "the market asked for, where the answer does not name it",
               [](CommandLine &l) -> QString & { return l.decode.symbol; }),
          {s("--interval"), s("1h"),
           s("the candles' interval, where the answer does not name it:\n"
             "                            1m 5m 15m 30m 1h 4h 6h 12h 1d 1w 1M"),
           [](CommandLine &line, const QString &typed) {
               const auto interval = intervalFromName(typed);
               if (!interval)
                   return s("\"%1\" is not one of 1m 5m 15m 30m 1h 4h 6h 12h 1d 1w 1M").arg(typed);
               line.decode.interval = *interval;
               return QString();
           }}}},
        {s("feed"),
         {{s("--url"), s("URL"), s("where the file was served, for relative links"),
           [](CommandLine &line, const QString &typed) {
               line.feed.url = typed;
               return QUrl(typed).isRelative() ? s("\"%1\" is not a whole address").arg(typed) : QString();
           }},
          text("--content-type", "TYPE", "as what it was served, for its encoding",
               [](CommandLine &l) -> QString & { return l.feed.contentType; })}},
        {s("feeds"),
         {choice("--format", "table|json", "how list and check print (default table)",
                 [](CommandLine &l) -> QString & { return l.feeds.format; }),
          text("--name", "NAME", "add: the outlet's name, as shown",
               [](CommandLine &l) -> QString & { return l.feeds.name; }),
          text("--language", "CODE", "add: its language, such as en or zh",
               [](CommandLine &l) -> QString & { return l.feeds.language; }),
          text("--group", "GROUP", "add: the heading it stands under",
               [](CommandLine &l) -> QString & { return l.feeds.group; })}},
        {s("alerts"),
         {choice("--format", "table|json", "how list and test print (default table)",
                 [](CommandLine &l) -> QString & { return l.alerts.format; }),
          flag("--every-time", "add: fires each time it is met, not once",
               [](CommandLine &l) -> bool & { return l.alerts.everyTime; }),
          text("--note", "TEXT", "add: said when it fires",
               [](CommandLine &l) -> QString & { return l.alerts.note; }),
          number(
              "--timeout", "S", "test: print what there is after S seconds (default 10)", 0, 86'400,
              +[](CommandLine &l) -> std::optional<double> & { return l.alerts.timeoutS; })}},
        {s("record"),
         {sources([](CommandLine &l) -> QList<VenueId> & { return l.record.sources; }),
          number(
              "--seconds", "N", "stop after N seconds (default: until interrupted)", 0.1, year,
              +[](CommandLine &l) -> std::optional<double> & { return l.record.seconds; }),
          flag("--news", "the feeds' documents too",
               [](CommandLine &l) -> bool & { return l.record.news; })}},
    };
    static const QList<Option> none;
    const auto at = table.constFind(command);
    return command.isEmpty() ? windowOptions() : at == table.cend() ? none : *at;
}

const Option *findOption(const QString &name, const QString &command)
{
    for (const QList<Option> *options : {&globalOptions(), &optionsOf(command)}) {
        for (const Option &option : *options) {
            if (option.name == name)
                return &option;
        }
    }
    return nullptr;
}

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

// The words that are neither options nor the command; a complaint, or nothing.
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
               ? s("\"%1\" is no command; there are %2").arg(words.first(), commands().join(s(", ")))
               : s("%1 takes no \"%2\"").arg(line.command, words.first());
}

QString optionTable(const QList<Option> &options)
{
    QString table;
    for (const Option &option : options) {
        const QString head =
            s("  ") + option.name + (option.value.isEmpty() ? QString() : u' ' + option.value);
        table += head.size() < 28 ? head.leftJustified(28) : head + u'\n' + QString(28, u' ');
        table += option.help + u'\n';
    }
    return table;
}

const QHash<QString, QString> &heads()
{
    static const QHash<QString, QString> table{
        {s("quotes"), s("wickpost quotes [COIN...] [options]\n\nPrints the price of each coin (without one: "
                        "the watchlist) with "
                        "its source, every digit as the\nexchange sent it: once all have a price and a "
                        "change, or at the timeout.\n")},
        {s("candles"),
         s("wickpost candles COIN [options]\n\nPrints the candles of a coin, oldest first: time (UTC), open, "
           "high, "
           "low, close, volume, venue, pair,\nevery digit as the venue sent it. The first source that has "
           "the "
           "range is used. The last candle may\nstill move (\"closed\": false as json). stderr names what is "
           "built, lacking or not known.\n")},
        {s("sources"), s("wickpost sources [options]\n\nPrints the health of every source.\n")},
        {s("news"), s("wickpost news [options]\n\nPrints the stored stories, newest first; those of hidden "
                      "outlets only when named. As json a story is\na line, each report of an event too: "
                      "they share cluster.id.\n")},
        {s("moves"), s("wickpost moves [COIN...] [options]\n\nPrints the unusual moves of each coin (without "
                       "one: the watchlist), newest first: beyond twice what is\nusual for it, with the "
                       "stored story that came before it, or that none did.\n")},
        {s("decode"), s("wickpost decode VENUE [options] [FILE]\n\nReads raw frames (one a line) or one REST "
                        "answer from FILE or "
                        "stdin and prints what they say,\none JSON object a line. A summary with counts goes "
                        "to stderr.\n")},
        {s("feed"), s("wickpost feed [options] FILE|URL...\n\nPrints what a feed says, one JSON object a "
                      "line for each argument, "
                      "in order, failures too.\n")},
        {s("feeds"),
         s("wickpost feeds [list|add|remove|import|export|check] [options]\n\n"
           "  list                      every feed, whether it is on, and how it fared (the default)\n"
           "  add URL                   the feed of this address, or the one its site names\n"
           "  remove ID|URL             out of the list; its stories stay\n"
           "  import FILE.opml          adds what is new there; nothing is taken away\n"
           "  export [FILE]             the feeds that are on, as OPML; without FILE to stdout\n"
           "  check [ID|URL...]         fetches these now (without one: all that are on) and says how "
           "it went\n")},
        {s("alerts"), alertsHelp()},
        {s("record"), s("wickpost record FILE [options]\n\nWrites raw frames and answers with their receive "
                        "times: a recording to "
                        "replay, and the form of a\nbug report.\n")},
    };
    return table;
}
} // namespace

Result<CommandLine> parseCommandLine(const QStringList &arguments)
{
    CommandLine line;
    QStringList words;
    bool optionsEnded = false;
    const auto wrong = [](const QString &what) { return failure(Error::Kind::Rejected, what); };
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &argument = arguments.at(i);
        if (optionsEnded || !argument.startsWith(u'-') || argument == QLatin1String("-")) {
            if (line.command.isEmpty() && words.isEmpty() && commands().contains(argument))
                line.command = argument;
            else
                words.append(argument);
            continue;
        }
        if (argument == QLatin1String("--")) {
            optionsEnded = true;
            continue;
        }
        if (argument == QLatin1String("--help") || argument == QLatin1String("-h")) {
            line.help = true;
            continue;
        }
        if (argument == QLatin1String("--version")) {
            line.version = true;
            continue;
        }
        const qsizetype equals = argument.indexOf(u'=');
        const QString name = equals > 0 ? argument.left(equals) : argument;
        const Option *option = findOption(name, line.command);
        if (!option)
            return wrong(line.command.isEmpty() ? s("there is no option %1").arg(name)
                                                : s("%1 has no option %2").arg(line.command, name));
        QString value;
        if (option->value.isEmpty() && equals > 0)
            return wrong(s("%1 takes no value").arg(name));
        if (!option->value.isEmpty()) {
            if (equals > 0)
                value = argument.mid(equals + 1);
            else if (i + 1 < arguments.size())
                value = arguments.at(++i);
            else
                return wrong(s("%1 needs %2").arg(name, option->value));
        }
        const QString complaint = option->apply(line, value);
        if (!complaint.isEmpty())
            return wrong(s("%1: %2").arg(name, complaint));
    }
    if (line.help || line.version)
        return line;
    const QString complaint = takeWords(line, words);
    if (!complaint.isEmpty())
        return wrong(complaint);
    for (const QString &contradiction : {contradictionIn(line.news), contradictionIn(line.candles)}) {
        if (!contradiction.isEmpty())
            return wrong(contradiction);
    }
    if (line.global.demo && !line.global.replayFile.isEmpty())
        return wrong(s("--demo and --replay exclude each other"));
    return line;
}

QString helpText(const QString &command)
{
    const QString exits =
        s("\nExit: 0 done, 1 nothing could be had, 2 wrong usage. stderr says what and why.\n");
    if (command.isEmpty()) {
        return s("wickpost [options]              opens the window\n"
                 "wickpost COMMAND [options]      needs no display\n\n"
                 "Commands: %1. \"wickpost COMMAND --help\" tells more.\n\nWindow:\n")
                   .arg(commands().join(s(", "))) +
               optionTable(windowOptions()) +
               s("\nFor the window and for commands (before or after the command):\n") +
               optionTable(globalOptions()) +
               s("  --version                 version and build\n  --help                    this text\n") +
               exits;
    }
    return heads().value(command) + s("\nOptions:\n") + optionTable(optionsOf(command)) +
           s("\nFor every command:\n") + optionTable(globalOptions()) + exits;
}
