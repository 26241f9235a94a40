// fakemarket: seven exchanges, an aggregator among them, and some news feeds, all on 127.0.0.1. It plays
// their REST and WebSocket sides on one port each, tells on stderr when a client breaks a venue's rule, and
// misbehaves on demand. `fakemarket --help` says everything; tests use the same code in-process
// (fakemarket.h, feeds.h).
//
//     build/dev/fakemarket --script faults.txt
//     build/dev/wickpost --endpoint bitget=http://127.0.0.1:PORT --endpoint coinbase=http://127.0.0.1:PORT
//     ...
#include "tests/support/fakemarket/commander.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <cstdio>

namespace {

const char usage[] = R"(Usage: fakemarket [options]

Plays Bitget, Binance, Coinbase, Kraken, OKX, Bybit and CoinGecko (REST and WebSocket) and news feeds on loopback.
When ready it prints a line "NAME=http://127.0.0.1:PORT" for each venue, for "feeds" and for "control".
A client that breaks a venue's rule is told so on stderr, and treated as the venue would.

Options:
  --seed N           another market; the same N gives the same prices (default 1)
  --rate N           updates of each market in a second (default: what each venue documents)
  --instruments N    each venue lists at least N markets; made-up coins F0001, F0002 ... fill up
  --quiet            prices stand still at their opening figures; only push, price and faults move them
  --no-rates         message and request rates are not held against clients
  --port NAME=PORT   a fixed port, NAME a venue, feeds or control; may be repeated (default: any free one)
  --script FILE      orders with times since the start
  --pace N           times of scripts and scenes, and spans in orders, are N times shorter (default 1)
  --stories SPAN     a new story in the feeds each SPAN, such as 60s
  --for SPAN         end after SPAN
  --help             this text

Orders, in scripts as "TIME ORDER" ("#" begins a comment), by HTTP as control/do?line=ORDER:
  VENUE FAULT [SYMBOL] [VALUE] [rest|ws] [for=SPAN] [count=N] [retry=SECONDS|retry=date+SECONDS]
  VENUE heal [FAULT]
  VENUE push SYMBOL PRICE      a trade at that price, in the venue's spelling of the market
  *     price COIN DOLLARS     the coin is worth that from now on, everywhere
  *     move COIN PERCENT [over=SPAN]          it goes so much further, everywhere
  VENUE spike SYMBOL PERCENT [for=SPAN]        so far off on that venue alone (20 s)
  feeds NAME PATH | feeds story | feeds refuse | feeds unrefuse
  feeds tell ID TITLE | feeds retitle ID TITLE a story of your own, and another headline for it
  scene story-move COIN [PERCENT] | lone-move COIN [PERCENT] | spike VENUE COIN [PERCENT] | edited COIN |
        market [PERCENT]                       what happens in a market and its news
VENUE is a name or *. SYMBOL is a market (ADAUSDT) or a coin (ADA: all its markets). Lasting faults hold until
heal or for=. rest and ws narrow faults of answers to requests or to handshakes; count ends them after N answers.
A TIME like -3h is so long ago: scenes, moves, spikes and stories may lie there.
  5s  bitget   silence for=40s
  10s coinbase outlier ADA -0.61%
  12s *        depeg USDT 0.9972
  20s binance  status 429 retry=30 rest count=1
  30s okx      cut 1001
  -2h scene    story-move SOL +4%
  1m  scene    spike bitget BTC -2%

Control port: /do?line=ORDER (or /do?venue=V&fault=F&args=...), /violations, /stats, /help
Feeds: /rss.xml /atom.xml /feed.json /rdf.xml /zh.xml /brief.xml /pictures.xml /article/ID /picture/NAME, /is/NAME (the RSS feed, misbehaving so)

)";

int fail(const QString &why)
{
    std::fprintf(stderr, "fakemarket: %s\n", qUtf8Printable(why));
    return 2;
}

struct Arguments
{
    fake::Options options;
    QByteArray script;
    std::optional<std::chrono::milliseconds> stories, ends;
    double pace = 1;
    bool help = false;
};

template <typename T, typename Read>
bool take(const QCommandLineParser &parser, const char *name, T &into, Read read)
{
    const QString key = QLatin1String(name);
    if (!parser.isSet(key))
        return true;
    bool ok = false;
    into = read(parser.value(key), ok);
    return ok;
}

tl::expected<Arguments, QString> read(const QCoreApplication &app)
{
    QCommandLineParser parser;
    for (const char *name : {"seed", "rate", "instruments", "pace", "port", "script", "stories", "for"})
        parser.addOption({QLatin1String(name), QString(), QLatin1String(name)});
    for (const char *name : {"quiet", "no-rates", "help"})
        parser.addOption({QLatin1String(name), QString()});
    if (!parser.parse(app.arguments()))
        return tl::unexpected(parser.errorText());
    Arguments arguments;
    fake::Options &options = arguments.options;
    arguments.help = parser.isSet(QStringLiteral("help"));
    options.quiet = parser.isSet(QStringLiteral("quiet"));
    if (parser.isSet(QStringLiteral("no-rates")))
        options.enforceRates = false;
    const auto span = [](const QString &text, bool &ok) {
        const auto value = fake::parseSpan(text.toUtf8());
        ok = value.has_value() && value->count() > 0;
        return value;
    };
    const bool fine = take(parser, "seed", options.seed,
                           [](const QString &text, bool &ok) { return text.toULongLong(&ok); }) &&
                      take(parser, "rate", options.rate,
                           [](const QString &text, bool &ok) { return text.toDouble(&ok); }) &&
                      take(parser, "instruments", options.instruments,
                           [](const QString &text, bool &ok) { return text.toInt(&ok); }) &&
                      take(parser, "pace", arguments.pace,
                           [](const QString &text, bool &ok) { return text.toDouble(&ok); }) &&
                      take(parser, "stories", arguments.stories, span) &&
                      take(parser, "for", arguments.ends, span);
    if (!fine || options.rate < 0 || options.rate > 1000 || options.instruments < 0 ||
        options.instruments > 9999 || !(arguments.pace > 0))
        return tl::unexpected(QStringLiteral("a number is not understood or out of range; see --help"));
    for (const QString &port : parser.values(QStringLiteral("port"))) {
        const QByteArray name = port.section(QLatin1Char('='), 0, 0).toUtf8();
        const auto number = port.section(QLatin1Char('='), 1).toUShort();
        if (number == 0 || (name != "feeds" && name != "control" && !FakeMarket::venueIds().contains(name)))
            return tl::unexpected(QStringLiteral("not a port: ") + port);
        options.ports.insert(name, number);
    }
    if (parser.isSet(QStringLiteral("script"))) {
        QFile file(parser.value(QStringLiteral("script")));
        if (!file.open(QIODevice::ReadOnly))
            return tl::unexpected(file.fileName() + QStringLiteral(": ") + file.errorString());
        arguments.script = file.readAll();
    }
    return arguments;
}

// New stories at a steady pace, for a feed that grows under a reader's eyes.
class Pace
{
public:
    Pace(Clock &clock, std::chrono::milliseconds every, std::function<void()> call)
        : m_clock(clock), m_every(every), m_call(std::move(call))
    {
        arm();
    }

private:
    void arm()
    {
        m_timer = m_clock.after(m_every, [this] {
            m_call();
            arm();
        });
    }
    Clock &m_clock;
    std::chrono::milliseconds m_every;
    std::function<void()> m_call;
    Request m_timer;
};

void printPort(const QByteArray &name, const QUrl &endpoint)
{
    std::printf("%s=%s\n", name.constData(), endpoint.toEncoded().constData());
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("fakemarket"));
    const auto arguments = read(app);
    if (!arguments)
        return fail(arguments.error());
    if (arguments->help) {
        std::fputs(usage, stdout);
        std::fputs(fake::faultHelp().constData(), stdout);
        return 0;
    }
    FakeMarket market(arguments->options);
    FakeFeeds feeds(market.clock(), arguments->options.ports.value("feeds", 0));
    fake::Commander commander(market, feeds);
    commander.setPace(arguments->pace);
    if (!commander.listen(arguments->options.ports.value("control", 0)) || !market.isListening() ||
        !feeds.isListening())
        return fail(QStringLiteral("a port could not be had"));
    if (const auto scheduled = commander.schedule(arguments->script); !scheduled)
        return fail(scheduled.error().detail);
    std::optional<Pace> pace;
    if (arguments->stories)
        pace.emplace(market.clock(), *arguments->stories, [&feeds] { feeds.publishNext(); });
    const Request end = market.clock().after(arguments->ends.value_or(std::chrono::hours(24 * 365)),
                                             [] { QCoreApplication::quit(); });

    for (const auto &venue : market.venues())
        printPort(venue->id(), venue->endpoint());
    printPort("feeds", feeds.endpoint());
    printPort("control", commander.endpoint());
    std::fflush(stdout);
    return app.exec();
}
