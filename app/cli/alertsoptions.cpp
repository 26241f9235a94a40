#include "app/cli/alertsoptions.h"

#include "app/alerts/alertgrammar.h"

using namespace Qt::StringLiterals;

QString takeAlertsWords(const QStringList &words, bool simulated, AlertsOptions &options)
{
    static const QStringList actions{u"list"_s, u"add"_s, u"remove"_s, u"test"_s};
    options.words = words;
    if (!options.words.isEmpty())
        options.action = options.words.takeFirst();
    if (!actions.contains(options.action))
        return u"alerts can't \"%1\"; it can %2"_s.arg(options.action, actions.join(u", "));
    const bool adds = options.action == "add"_L1, changes = adds || options.action == "remove"_L1;
    if (changes && options.words.isEmpty())
        return adds ? u"alerts add needs an alert, such as 'BTC above 115000'"_s
                    : u"alerts remove needs an id or the alert's text"_s;
    if (options.action == "list"_L1 && !options.words.isEmpty())
        return u"alerts list takes no \"%1\""_s.arg(options.words.first());
    if (!adds && (options.everyTime || !options.note.isEmpty()))
        return u"--every-time and --note are for alerts add"_s;
    if (options.timeoutS && options.action != "test"_L1)
        return u"--timeout is for alerts test"_s;
    if (changes && simulated)
        return u"alerts %1 changes the real list; --demo and --replay have one of their own"_s.arg(
            options.action);
    for (const QString &word : std::as_const(options.words)) {
        bool isId = false;
        word.toLongLong(&isId);
        if (isId && !adds)
            continue;
        if (const auto read = parseAlert(word, AssetDirectory::shipped()); !read)
            return read.error().detail;
    }
    return {};
}

QString alertsHelp()
{
    QString text =
        u"wickpost alerts [list|add|remove|test] [options]\n\n"
        "  list                      every alert and where it stands (the default)\n"
        "  add ALERT...              waits for it from now on; a window that is open does at once\n"
        "  remove ID|ALERT...        out of the list\n"
        "  test [ID|ALERT...]        asks the exchanges and says what these (without one: all that\n"
        "                            are on) would do now; with --replay: what would have fired\n\n"
        "An ALERT is one argument:\n"_s;
    for (const AlertExample &example : alertExamples()) {
        const QString head = u"  '"_s + example.text + u'\'';
        text += (head.size() < 32 ? head.leftJustified(32) : head + u"\n"_s + QString(32, u' ')) +
                example.meaning + u'\n';
    }
    return text +
           u"\nIt fires when two live exchanges agree; where one alone lists the coin, when two of its ticks "
           "do that\nare a second apart. A coin is a symbol, a name or an id; sym:ABC is one known by its "
           "symbol alone.\n"_s;
}
