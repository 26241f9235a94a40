#include "app/cli/commandwords.h"
#include "app/cli/optiontables.h"

using OptionKit::s;

Result<CommandLine> parseCommandLine(const QStringList &arguments)
{
    CommandLine line;
    QStringList words;
    bool optionsEnded = false;
    const auto wrong = [](const QString &what) { return failure(Error::Kind::Rejected, what); };
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &argument = arguments.at(i);
        if (optionsEnded || !argument.startsWith(u'-') || argument == QLatin1String("-")) {
            if (line.command.isEmpty() && words.isEmpty() && commandNames().contains(argument))
                line.command = argument;
            else
                words.append(argument);
            continue;
        }
        if (argument == QLatin1String("--")) {
            optionsEnded = true;
            continue;
        }
        if (argument == QLatin1String("--help") || argument == QLatin1String("-h")) {
            line.help = true;
            continue;
        }
        if (argument == QLatin1String("--version")) {
            line.version = true;
            continue;
        }
        const qsizetype equals = argument.indexOf(u'=');
        const QString name = equals > 0 ? argument.left(equals) : argument;
        const Option *option = findOption(name, line.command);
        if (!option)
            return wrong(line.command.isEmpty() ? s("there is no option %1").arg(name)
                                                : s("%1 has no option %2").arg(line.command, name));
        QString value;
        if (option->value.isEmpty() && equals > 0)
            return wrong(s("%1 takes no value").arg(name));
        if (!option->value.isEmpty()) {
            if (equals > 0)
                value = argument.mid(equals + 1);
            else if (i + 1 < arguments.size())
                value = arguments.at(++i);
            else
                return wrong(s("%1 needs %2").arg(name, option->value));
        }
        const QString complaint = option->apply(line, value);
        if (!complaint.isEmpty())
            return wrong(s("%1: %2").arg(name, complaint));
    }
    if (line.help || line.version)
        return line;
    const QString complaint = takeWords(line, words);
    if (!complaint.isEmpty())
        return wrong(complaint);
    for (const QString &contradiction : {contradictionIn(line.news), contradictionIn(line.candles)}) {
        if (!contradiction.isEmpty())
            return wrong(contradiction);
    }
    if (line.global.demo && !line.global.replayFile.isEmpty())
        return wrong(s("--demo and --replay exclude each other"));
    return line;
}
