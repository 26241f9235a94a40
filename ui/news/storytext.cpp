#include "ui/news/storytext.h"

#include <QCoreApplication>

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("StoryText", text);
}
} // namespace

QString shownSource(const Article &article)
{
    return article.sample ? tr("Sample") : article.source;
}

QString breadcrumb(const Article &article)
{
    const QString source = shownSource(article);
    return article.section.isEmpty() ? source : source + QStringLiteral(" › ") + article.section;
}

UtcTime shownTime(const Article &article)
{
    const bool believable = isKnown(article.published) && article.published <= article.firstSeen;
    return believable ? article.published : article.sortTime;
}

QString spokenStory(const Story &story, const Times &times, UtcTime now)
{
    const Article &article = story.article;
    const QDate day = times.day(article.sortTime), today = times.day(now);
    QString when = times.minute(article.sortTime);
    if (day == today)
        when = tr("today %1").arg(when);
    else if (day.addDays(1) == today)
        when = tr("yesterday %1").arg(when);
    else
        when = times.full(article.sortTime);
    QStringList said{story.state.read ? tr("Read.") : tr("Unread.")};
    if (story.state.saved)
        said.append(tr("Saved."));
    if (article.sample)
        said.append(tr("Simulated."));
    const bool ends =
        article.title.endsWith(u'.') || article.title.endsWith(u'?') || article.title.endsWith(u'!');
    said.append(ends ? article.title : article.title + u'.');
    said.append(QStringLiteral("%1, %2.").arg(shownSource(article), when));
    return said.join(u' ');
}

QString realHost(const QUrl &link)
{
    const QString scheme = link.scheme().toLower();
    if (!link.isValid() || (scheme != QLatin1String("http") && scheme != QLatin1String("https")))
        return {};
    const QString host = link.host(QUrl::FullyEncoded);
    return link.port() > 0 ? QStringLiteral("%1:%2").arg(host).arg(link.port()) : host;
}

QString headlineAndLink(const Article &article)
{
    return article.link.isEmpty() ? article.title
                                  : article.title + u'\n' + QString::fromUtf8(article.link.toEncoded());
}
