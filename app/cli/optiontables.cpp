#include "app/cli/optiontables.h"

using namespace OptionKit;

namespace {
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
} // namespace

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
