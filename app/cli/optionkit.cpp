#include "app/cli/optionkit.h"

namespace OptionKit {
const QStringList &venueNames()
{
    static const QStringList names{s("bitget"), s("binance"), s("coinbase"), s("kraken"),
                                   s("okx"),    s("bybit"),   s("coingecko")};
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

Option text(const char *name, const char *value, const char *help, Target<QString> target)
{
    return {s(name), s(value), s(help), [target](CommandLine &line, const QString &typed) {
                target(line) = typed;
                return typed.isEmpty() ? s("needs a value") : QString();
            }};
}

Option flag(const char *name, const char *help, Target<bool> target)
{
    return {s(name), {}, s(help), [target](CommandLine &line, const QString &) {
                target(line) = true;
                return QString();
            }};
}

Option choice(const char *name, const char *choices, const char *help, Target<QString> target)
{
    return {s(name), s(choices), s(help), [choices, target](CommandLine &line, const QString &typed) {
                return oneOf(typed, s(choices).split(u'|'), target(line));
            }};
}

Option sources(Target<QList<VenueId>> target)
{
    return {s("--source"), s("VENUE"), s("exactly this source, even if switched off; may be repeated"),
            [target](CommandLine &line, const QString &typed) { return venueInto(typed, target(line)); }};
}
} // namespace OptionKit
