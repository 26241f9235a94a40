#pragma once

#include "app/base/result.h"
#include "app/cli/alertsoptions.h"
#include "app/cli/candlesoptions.h"
#include "app/cli/movesoptions.h"
#include "app/cli/newsoptions.h"
#include "app/market/candle.h"
#include "app/market/chartrange.h"
#include "app/market/ids.h"

#include <QHash>
#include <QList>
#include <QSize>
#include <QStringList>
#include <QUrl>
#include <optional>

// What was typed, checked and complete (README, "Command line", is the contract; scripts rely on it).

struct GlobalOptions
{
    QString dataDir;
    QHash<VenueId, QUrl> endpoints; // scheme, host and port that replace a venue's own
    QString feedsFile;              // OPML: exactly those feeds
    bool demo = false;
    QString replayFile;
    double speed = 1.0;
};

struct WindowOptions
{
    QString view;  // "dashboard", "compact", "digest", "detail"; empty: as last time
    QString coin;  // of the detail view, as typed
    QString theme; // "dark", "light", "system"; empty: as set
    std::optional<QSize> size;
    QString screenshot;
    QString when; // "live", "news", "idle"; empty: at the first paint
    std::optional<int> timeoutS;
    // The chart; nothing: as last time.
    std::optional<ChartRange> range;
    std::optional<Interval> interval;
    std::optional<bool> candles; // false: a line
};

struct QuotesOptions
{
    QStringList coins; // as typed; empty: the watchlist
    bool watch = false;
    QList<VenueId> sources; // exactly these; empty: as set
    QString format = QStringLiteral("table");
    std::optional<double> timeoutS;
};

struct SourcesOptions
{
    QString format = QStringLiteral("table");
};

struct DecodeOptions
{
    VenueId venue;
    QString kind = QStringLiteral("stream");
    QString symbol;
    Interval interval = Interval::H1;
    QString file; // empty: stdin
};

struct FeedOptions
{
    QString url, contentType;
    QStringList inputs; // files or addresses, in order
};

struct FeedsOptions
{
    QString action = QStringLiteral("list"); // "list", "add", "remove", "import", "export", "check"
    QStringList words;                       // what it is done to, complete for the action
    QString name, language, group;           // of the feed that is added; empty: as found
    QString format = QStringLiteral("table");
};

struct RecordOptions
{
    QString file;
    QList<VenueId> sources;
    std::optional<double> seconds;
    bool news = false; // the feeds too
};

struct CommandLine
{
    // "quotes", "candles", "sources", "news", "moves", "decode", "feed", "feeds", "alerts", "record"; empty:
    // the window
    QString command;
    bool help = false, version = false;
    GlobalOptions global;
    WindowOptions window;
    QuotesOptions quotes;
    CandlesOptions candles;
    SourcesOptions sources;
    NewsOptions news;
    MovesOptions moves;
    DecodeOptions decode;
    FeedOptions feed;
    FeedsOptions feeds;
    AlertsOptions alerts;
    RecordOptions record;
};

// `arguments` without the program's name. The error's detail is a whole sentence for stderr; its exit code
// is 2.
Result<CommandLine> parseCommandLine(const QStringList &arguments);
// Complete help of one command, or of the program (empty).
QString helpText(const QString &command);
