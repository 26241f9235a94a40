#include "app/cli/commandwords.h"
#include "app/cli/optiontables.h"

using namespace OptionKit;

namespace {
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

QString helpText(const QString &command)
{
    const QString exits =
        s("\nExit: 0 done, 1 nothing could be had, 2 wrong usage. stderr says what and why.\n");
    if (command.isEmpty()) {
        return s("wickpost [options]              opens the window\n"
                 "wickpost COMMAND [options]      needs no display\n\n"
                 "Commands: %1. \"wickpost COMMAND --help\" tells more.\n\nWindow:\n")
                   .arg(commandNames().join(s(", "))) +
               optionTable(windowOptions()) +
               s("\nFor the window and for commands (before or after the command):\n") +
               optionTable(globalOptions()) +
               s("  --version                 version and build\n  --help                    this text\n") +
               exits;
    }
    return heads().value(command) + s("\nOptions:\n") + optionTable(optionsOf(command)) +
           s("\nFor every command:\n") + optionTable(globalOptions()) + exits;
}
