#include "ui/settings/feedline.h"

#include "app/news/feedwords.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("FeedLine", text);
}

QString ago(UtcTime time, UtcTime now, const UiTheme &theme)
{
    const QString relative = Times::relative(time, now);
    return relative.isEmpty() ? theme.times().full(time) : relative;
}

FeedLine stateOf(const FeedEntry &entry, const FeedHealth &health, bool demo, const UiTheme &theme,
                 UtcTime now)
{
    using Tone = FeedLine::Tone;
    if (health.state == FeedHealth::State::Gone)
        return {Tone::Trouble, feedTroubleInShort(health), {}};
    if (!entry.on)
        return {Tone::Quiet, tr("off"), {}};
    if (demo)
        return {Tone::Quiet, tr("not asked in demo mode"), {}};
    switch (health.state) {
    case FeedHealth::State::Fetching:
        return {Tone::Quiet, tr("being read …"), {}};
    case FeedHealth::State::Failing:
        return {Tone::Trouble, feedTroubleInShort(health), {}};
    case FeedHealth::State::Good: {
        const QString pace = feedPace(health.itemsPerDay);
        return {Tone::Good,
                ago(health.lastSuccess, now, theme) + (pace.isEmpty() ? QString() : u" · "_s + pace),
                {}};
    }
    default:
        return {Tone::Quiet, tr("not read yet"), {}};
    }
}
} // namespace

FeedLine feedLine(const FeedEntry &entry, const FeedHealth &health, bool hidden, bool demo,
                  const UiTheme &theme, UtcTime now)
{
    FeedLine line = stateOf(entry, health, demo, theme, now);
    QStringList tip{line.tone == FeedLine::Tone::Trouble ? feedTrouble(health) : line.words};
    if (hidden) {
        line.words = tr("hidden · %1").arg(line.words);
        tip.append(tr("Its stories are kept out of the lists."));
    }
    if (isKnown(health.lastSuccess))
        tip.append(tr("Last read %1").arg(theme.times().exact(health.lastSuccess)));
    if (entry.on && !demo && isKnown(health.nextTry) && health.nextTry > now &&
        health.state != FeedHealth::State::Gone)
        tip.append(tr("Next in %1").arg(theme.numbers().age(health.nextTry - now)));
    if (!entry.note.isEmpty())
        tip.append(entry.note);
    tip.append(entry.info.url.toDisplayString(QUrl::RemoveUserInfo));
    line.tip = tip.join(u'\n');
    return line;
}

QString feedLanguageName(const QString &code)
{
    if (code.isEmpty())
        return {};
    static const QHash<QString, QString> names{{u"en"_s, u"English"_s},       {u"zh"_s, u"中文"_s},
                                               {u"zh-hant"_s, u"繁體中文"_s}, {u"pt"_s, u"Português"_s},
                                               {u"es"_s, u"Español"_s},       {u"ja"_s, u"日本語"_s},
                                               {u"ko"_s, u"한국어"_s}};
    if (const auto known = names.constFind(code); known != names.cend())
        return *known;
    const QLocale locale(code);
    return locale.language() == QLocale::C ? code : locale.nativeLanguageName();
}
