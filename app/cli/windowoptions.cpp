#include "app/cli/optiontables.h"
#include "app/settings/settings.h"

#include <QHostAddress>
#include <algorithm>

using namespace OptionKit;

namespace {
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
} // namespace

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
