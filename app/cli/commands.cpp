#include "app/cli/commands.h"

#include "app/base/clock.h"
#include "app/cli/alertscommand.h"
#include "app/cli/candlescommand.h"
#include "app/cli/decodecommand.h"
#include "app/cli/feedcommand.h"
#include "app/cli/feedscommand.h"
#include "app/cli/movescommand.h"
#include "app/cli/newscommand.h"
#include "app/cli/quotescommand.h"
#include "app/cli/session.h"
#include "app/cli/sourcescommand.h"
#include "app/cli/termination.h"
#include "app/exchanges/recording.h"
#include "app/insight/insight.h"

#include <QCoreApplication>
#include <cstdio>

namespace {
void writeTo(std::FILE *stream, const QByteArray &line)
{
    std::fwrite(line.constData(), 1, static_cast<size_t>(line.size()), stream);
    std::fputc('\n', stream);
    if (std::fflush(stream) != 0 && stream == stdout) // nobody reads any more
        QCoreApplication::exit(0);
}
void out(const QByteArray &line)
{
    writeTo(stdout, line);
}
void err(const QByteArray &line)
{
    writeTo(stderr, "wickpost: " + line);
}

// Everything a command with a session needs, in the order it must go away.
struct Run
{
    SystemClock clock;
    Termination termination;
    std::unique_ptr<SettingsFile> settings;
    std::unique_ptr<Session> session;

    bool open(const CommandLine &line, SessionOptions options)
    {
        const Paths paths = Paths::in(line.global.dataDir);
        // Commands read the settings; only the window changes them.
        settings = std::make_unique<SettingsFile>(clock, paths.settingsFile, defaultSettings());
        if (!settings->notice().isEmpty())
            err(settings->notice().toUtf8());
        options.global = line.global;
        auto opened = Session::open(clock, *settings, paths, options);
        if (!opened) {
            err(opened.error().detail.toUtf8());
            return false;
        }
        session = std::move(*opened);
        QObject::connect(&termination, &Termination::requested, QCoreApplication::instance(),
                         [] { QCoreApplication::exit(0); });
        return true;
    }
};

template <typename Command> int waitFor(Command &command)
{
    QObject::connect(
        &command, &Command::finished, QCoreApplication::instance(),
        [](int code) { QCoreApplication::exit(code); }, Qt::QueuedConnection);
    return QCoreApplication::exec();
}

template <typename Command> int execute(Command &command)
{
    QMetaObject::invokeMethod(&command, &Command::start, Qt::QueuedConnection);
    return waitFor(command);
}

int quotes(const CommandLine &line)
{
    Run run;
    SessionOptions options;
    options.exactly = line.quotes.sources;
    options.news = false;
    if (!run.open(line, options))
        return 1;
    QuotesCommand command(run.clock, run.session->board(), AssetDirectory::shipped(), line.quotes,
                          run.settings->settings().watchlist, out, err);
    return execute(command);
}

int candles(const CommandLine &line)
{
    Run run;
    SessionOptions options;
    options.exactly = line.candles.sources;
    options.news = false;
    if (!run.open(line, options))
        return 1;
    QuoteBoard &board = run.session->board();
    BoardSettings settings = board.settings();
    settings.trends = false; // nobody sees them here
    board.setSettings(settings);
    board.setWatchlist({});
    CandlesCommand command(run.clock, run.session->history(), AssetDirectory::shipped(), line.candles, out,
                           err);
    if (run.session->simulated())
        return execute(command);
    // Who lists the coin is known without a network once the last run's lists are back.
    QObject::connect(run.session.get(), &Session::restored, &command, &CandlesCommand::start);
    return waitFor(command);
}

int sources(const CommandLine &line)
{
    Run run;
    SessionOptions options;
    options.news = false;
    if (!run.open(line, options))
        return 1;
    SourcesCommand command(run.clock, run.session->board(), line.sources, run.session->venueList(),
                           run.settings->settings().watchlist, out);
    return execute(command);
}

int news(const CommandLine &line)
{
    Run run;
    const bool json = line.news.format == QLatin1String("json");
    SessionOptions options;
    options.quotes = json && (line.news.refresh || line.news.prices);
    options.news = line.news.refresh;
    if (!run.open(line, options))
        return 1;
    if (!run.session->feeds().notice().isEmpty())
        err(run.session->feeds().notice().toUtf8());
    NewsCommand command(run.clock, run.session->articles(),
                        line.news.refresh ? &run.session->refresher() : nullptr, line.news,
                        run.session->feeds().feeds(), out, err);
    if (json)
        command.setPrices(run.session->insight().storyPrices());
    return execute(command);
}

int moves(const CommandLine &line)
{
    Run run;
    SessionOptions options;
    options.news = false;
    if (!run.open(line, options))
        return 1;
    MovesCommand command(run.clock, run.session->board(), run.session->insight().moveFinder(),
                         AssetDirectory::shipped(), line.moves, run.settings->settings().watchlist, out, err);
    return execute(command);
}

int feed(const CommandLine &line)
{
    Run run;
    const auto http = makeHttpClient(run.clock);
    FeedCommand command(run.clock, *http, line.feed, out, err);
    return execute(command);
}

int feeds(const CommandLine &line)
{
    Run run;
    SessionOptions options;
    options.quotes = false;
    options.news = false;
    if (!run.open(line, options))
        return 1;
    Session &session = *run.session;
    if (!session.feeds().notice().isEmpty())
        err(session.feeds().notice().toUtf8());
    FeedsCommand command(
        {run.clock, session.feeds(), session.articles(), session.newsHttp(), session.workers()}, line.feeds,
        out, err);
    return execute(command);
}

int alerts(const CommandLine &line)
{
    const bool asks = line.alerts.action == QLatin1String("test");
    Run run;
    SessionOptions options;
    options.quotes = asks;
    options.news = false;
    if (!run.open(line, options))
        return 1;
    Session &session = *run.session;
    if (!session.alertBook().notice().isEmpty())
        err(session.alertBook().notice().toUtf8());
    AlertsCommand command({run.clock, session.alertBook(), session.board(), session.articles(),
                           AssetDirectory::shipped(), session.alertOrigin(),
                           alertSettings(run.settings->settings())},
                          line.alerts, out, err);
    QObject::connect(&session, &Session::replayFinished, &command, &AlertsCommand::replayEnded);
    return execute(command);
}

int record(const CommandLine &line)
{
    Run run;
    auto writer = RecordingWriter::create(line.record.file, run.clock);
    if (!writer) {
        err(writer.error().detail.toUtf8());
        return 1;
    }
    SessionOptions options;
    options.exactly = line.record.sources;
    options.news = line.record.news;
    options.tap = writer->get();
    if (!run.open(line, options))
        return 1;
    if (line.record.news)
        run.session->refresher().refreshAll();
    Request end;
    if (line.record.seconds)
        end = run.clock.after(std::chrono::milliseconds{static_cast<qint64>(*line.record.seconds * 1000)},
                              [] { QCoreApplication::exit(0); });
    QCoreApplication::exec();
    run.session.reset();
    const auto closed = (*writer)->flush();
    if (!closed) {
        err(closed.error().detail.toUtf8());
        return 1;
    }
    err(QStringLiteral("%1 messages in %2").arg((*writer)->messages()).arg(line.record.file).toUtf8());
    return (*writer)->messages() > 0 ? 0 : 1;
}
} // namespace

int runCommand(const CommandLine &line)
{
    if (line.command == QLatin1String("quotes"))
        return quotes(line);
    if (line.command == QLatin1String("candles"))
        return candles(line);
    if (line.command == QLatin1String("sources"))
        return sources(line);
    if (line.command == QLatin1String("news"))
        return news(line);
    if (line.command == QLatin1String("moves"))
        return moves(line);
    if (line.command == QLatin1String("feed"))
        return feed(line);
    if (line.command == QLatin1String("feeds"))
        return feeds(line);
    if (line.command == QLatin1String("alerts"))
        return alerts(line);
    if (line.command == QLatin1String("record"))
        return record(line);
    return runDecode(line.decode);
}
