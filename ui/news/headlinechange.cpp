#include "ui/news/headlinechange.h"

#include "ui/news/storytext.h"

#include <QCoreApplication>

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("HeadlineChange", text);
}

QString joined(const QString &text, const QList<TextSpan> &spans)
{
    QStringList parts;
    for (const TextSpan &span : spans)
        parts.append(text.mid(span.at, span.length));
    return parts.join(QStringLiteral(" … "));
}
} // namespace

std::optional<HeadlineChange> headlineChange(const Story &story)
{
    if (story.earlierTitles.isEmpty())
        return std::nullopt;
    const EarlierTitle &earlier = story.earlierTitles.last();
    const QString &now = story.article.title;
    const WordChanges changes = changedWords(earlier.title, now);
    if (changes.from.isEmpty() && changes.to.isEmpty())
        return std::nullopt;
    return HeadlineChange{earlier.until, joined(earlier.title, changes.from), joined(now, changes.to)};
}

QString headlineChangeText(const HeadlineChange &change, const Times &times)
{
    const QString when = times.minute(change.at);
    if (change.from.isEmpty())
        return tr("changed %1: added “%2”").arg(when, change.to);
    if (change.to.isEmpty())
        return tr("changed %1: dropped “%2”").arg(when, change.from);
    return tr("changed %1: %2 → %3").arg(when, change.from, change.to);
}

QList<Wording> wordings(const Story &story)
{
    QList<Wording> all;
    UtcTime since = shownTime(story.article);
    for (const EarlierTitle &earlier : story.earlierTitles) {
        all.append({since, earlier.title, {}, {}});
        since = earlier.until;
    }
    all.append({since, story.article.title, {}, {}});
    for (qsizetype i = 1; i < all.size(); ++i) {
        WordChanges changes = changedWords(all[i - 1].title, all[i].title);
        all[i - 1].dropped = std::move(changes.from);
        all[i].added = std::move(changes.to);
    }
    return all;
}
