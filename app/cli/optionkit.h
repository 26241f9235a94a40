#pragma once

#include "app/cli/commandline.h"

#include <QLocale>
#include <functional>

// An option of the command line, and builders for the usual kinds.

struct Option
{
    using Check = std::function<QString(CommandLine &, const QString &)>; // a complaint, or nothing

    QString name;  // "--timeout"
    QString value; // "S"; empty: a switch
    QString help;
    Check apply;
};

namespace OptionKit {
inline QString s(const char *text)
{
    return QString::fromUtf8(text);
}
// Values: each takes what was typed into `target`, or says what is wrong with it.
const QStringList &venueNames();
QString oneOf(const QString &value, const QStringList &choices, QString &target);
QString venueInto(const QString &value, QList<VenueId> &target);
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

// Where a value goes.
template <typename T> using Target = T &(*)(CommandLine &);

Option text(const char *name, const char *value, const char *help, Target<QString> target);
Option flag(const char *name, const char *help, Target<bool> target);
Option choice(const char *name, const char *choices, const char *help, Target<QString> target); // "a|b"
Option sources(Target<QList<VenueId>> target);                                                  // --source
template <typename Number>
Option number(const char *name, const char *value, const char *help, double lowest, double highest,
              Target<Number> target)
{
    return {s(name), s(value), s(help), [lowest, highest, target](CommandLine &line, const QString &typed) {
                return numberInto(typed, lowest, highest, target(line));
            }};
}

constexpr double year = 31'536'000; // seconds
} // namespace OptionKit
