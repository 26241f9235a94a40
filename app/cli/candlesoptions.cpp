#include "app/cli/candlesoptions.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

QString rangeInto(const QString &typed, CandlesOptions &options)
{
    options.range = rangeFromName(typed);
    return options.range ? QString() : u"\"%1\" is not one of 1H, 24H, 7D, 30D, 1Y, All"_s.arg(typed);
}

QString intervalInto(const QString &typed, CandlesOptions &options)
{
    // "1D" and "1W" as charts write them; "1M" is a month.
    const bool chart = typed == u"1D" || typed == u"1W";
    options.interval = intervalFromName(chart ? typed.toLower() : typed);
    return options.interval ? QString()
                            : u"\"%1\" is not one of 1m 5m 15m 30m 1h 2h 4h 6h 8h 12h 1d 1w 1M"_s.arg(typed);
}

QString momentInto(const QString &typed, std::optional<UtcTime> &target)
{
    bool number = false;
    const qint64 epoch = typed.toLongLong(&number);
    if (number && typed.size() >= 11) {
        target = fromMsecs(epoch);
        return {};
    }
    QDateTime time = QDateTime::fromString(typed, Qt::ISODateWithMs);
    if (!time.isValid() || number)
        return u"\"%1\" is neither a time (2026-01-06, 2026-01-06T18:00Z) nor milliseconds since 1970"_s.arg(
            typed);
    if (time.timeSpec() == Qt::LocalTime) // none named
        time.setTimeSpec(Qt::UTC);
    target = fromMsecs(time.toMSecsSinceEpoch());
    return {};
}

QString contradictionIn(const CandlesOptions &options)
{
    if (options.range && (options.from || options.to))
        return u"--range and --from or --to exclude each other"_s;
    if (options.to && !options.from)
        return u"--to needs --from"_s;
    if (options.from && options.to && *options.from > *options.to)
        return u"--from is after --to"_s;
    return {};
}
