#include "app/cli/newsoptions.h"

#include "app/market/assetdirectory.h"

#include <QDateTime>
#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {
const QString kindNames = u"geopolitics, centralbanks, macro, regulation, etf, hack, listing"_s;
}

QString coinInto(const QString &typed, NewsOptions &options)
{
    static const QRegularExpression code(u"^[\\p{L}\\p{N}]{1,20}$"_s);
    if (const auto asset = AssetDirectory::shipped().resolve(typed))
        options.coins.append(asset->symbol);
    else if (code.match(typed).hasMatch())
        options.coins.append(typed.toUpper());
    else
        return u"\"%1\" is no coin's code or name"_s.arg(typed);
    return {};
}

QString kindInto(const QString &typed, NewsOptions &options)
{
    const auto kind = storyKind(typed);
    if (!kind)
        return u"\"%1\" is not one of %2"_s.arg(typed, kindNames);
    options.kinds.append(*kind);
    return {};
}

QString sinceInto(const QString &typed, NewsOptions &options)
{
    return sinceInto(typed, options.sinceAgo, options.sinceTime);
}

QString sinceInto(const QString &typed, std::optional<milliseconds> &ago, std::optional<UtcTime> &moment)
{
    static const QRegularExpression span(u"^(\\d{1,6})(min|m|h|d|w)$"_s);
    static const QHash<QString, minutes> units{
        {u"min"_s, 1min}, {u"m"_s, 1min}, {u"h"_s, 1h}, {u"d"_s, days{1}}, {u"w"_s, days{7}}};
    if (const auto match = span.match(typed); match.hasMatch()) {
        ago = match.captured(1).toInt() * units.value(match.captured(2));
        return {};
    }
    QDateTime time = QDateTime::fromString(typed, Qt::ISODate);
    if (!time.isValid())
        return u"\"%1\" is neither a span (90min, 24h, 7d, 2w) nor a date (2026-01-06, 2026-01-06T18:00Z)"_s
            .arg(typed);
    if (time.timeSpec() == Qt::LocalTime) // none named
        time.setTimeSpec(Qt::UTC);
    moment = fromMsecs(time.toMSecsSinceEpoch());
    return {};
}

QString relatedInto(const QString &typed, NewsOptions &options)
{
    bool number = false;
    const qint64 id = typed.toLongLong(&number);
    if (!number || id < 1)
        return u"\"%1\" is no story's id; --format json prints them"_s.arg(typed);
    options.related = id;
    return {};
}

QString contradictionIn(const NewsOptions &options)
{
    if (options.trending && options.related)
        return u"--trending and --related exclude each other"_s;
    if (!options.search.isEmpty() && (options.trending || options.related))
        return u"--search looks through the stories; it can't be combined with %1"_s.arg(
            options.trending ? u"--trending"_s : u"--related"_s);
    return {};
}
