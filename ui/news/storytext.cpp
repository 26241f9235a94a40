#include "ui/news/storytext.h"

#include "app/news/htmltext.h"
#include "ui/news/eventreports.h"
#include "ui/news/storymeta.h"

#include <QCoreApplication>

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("StoryText", text);
}
} // namespace

// "Market, geopolitics"; coins by their symbol, as they are shown.
static QStringList spokenTags(const StoryFacts &facts)
{
    QStringList tags;
    for (const MetaTag &tag : metaTags(facts)) {
        const bool word = tag.text.size() > 1 && tag.text.at(1).isLower();
        tags.append(word && !tags.isEmpty() ? tag.text.at(0).toLower() + tag.text.mid(1) : tag.text);
    }
    return tags;
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
    if (!story.facts.promotion.isEmpty())
        said.append(tr("Promotion, %1.").arg(story.facts.promotion));
    if (const QStringList tags = spokenTags(story.facts); !tags.isEmpty())
        said.append(tags.join(QStringLiteral(", ")) + u'.');
    const bool ends =
        article.title.endsWith(u'.') || article.title.endsWith(u'?') || article.title.endsWith(u'!');
    said.append(ends ? article.title : article.title + u'.');
    const qsizetype others = otherSources(story).size();
    const QString more = others == 0   ? QString()
                         : others == 1 ? tr(", and 1 other source")
                                       : tr(", and %1 other sources").arg(others);
    said.append(QStringLiteral("%1, %2%3.").arg(shownSource(article), when, more));
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

bool isBeginning(const Article &article)
{
    constexpr qsizetype fewSentences = 500; // characters; half as many where a character is a word
    if (article.bodyCut || article.html.isEmpty())
        return true;
    const QString text = plainLine(article.html);
    const bool cut = text.endsWith(QStringLiteral("…")) || text.endsWith(QLatin1String("..."));
    return cut || text.size() < (isChinese(article) ? fewSentences / 2 : fewSentences);
}

QString headlineAndLink(const Article &article)
{
    return article.link.isEmpty() ? article.title
                                  : article.title + u'\n' + QString::fromUtf8(article.link.toEncoded());
}

QStringList otherSources(const Story &story)
{
    QStringList others = story.clusterSources;
    others.removeOne(story.article.source);
    return others;
}

QString spanWords(std::chrono::milliseconds time)
{
    using namespace std::chrono;
    if (time < hours{2})
        return tr("%1 min").arg(floor<minutes>(time).count());
    if (time < hours{48})
        return tr("%1 h").arg(floor<hours>(time).count());
    return tr("%1 d").arg(floor<days>(time).count());
}

QString delayWords(std::chrono::milliseconds delay)
{
    return u'+' + spanWords(delay);
}

QString aheadWords(std::chrono::milliseconds lag, bool chineseFirst)
{
    if (lag < std::chrono::minutes{1})
        return tr("at the same time");
    return tr("%1 first by %2").arg(chineseFirst ? QStringLiteral("中文") : tr("English"), spanWords(lag));
}

QString pairWords(std::chrono::milliseconds lag, bool chineseFirst)
{
    return tr("one report in two languages · %1").arg(aheadWords(lag, chineseFirst));
}

QString shownPromotion(const StoryFacts &facts)
{
    const QString &why = facts.promotion; // in the words of resources/promotions.json
    if (why == QLatin1String("exchange campaign"))
        return tr("Campaign");
    if (why == QLatin1String("sponsored post"))
        return tr("Sponsored");
    if (why == QLatin1String("cloud mining offer"))
        return tr("Cloud mining");
    return why.left(1).toUpper() + why.mid(1);
}

QString promotionsWords(int count)
{
    return count == 1 ? tr("1 promotion") : tr("%1 promotions").arg(count);
}

QString spokenRow(const StoryRow &row, const Times &times, UtcTime now)
{
    switch (row.kind) {
    case StoryRow::Kind::Heading:
        return times.heading(row.story.article.sortTime, now);
    case StoryRow::Kind::Story:
    case StoryRow::Kind::Promotion:
        return spokenStory(row.story, times, now);
    case StoryRow::Kind::Member:
        return (row.lag.count() == 0 ? tr("First report.")
                                     : tr("%1 after the first.").arg(spanWords(row.lag))) +
               u' ' + spokenStory(row.story, times, now);
    case StoryRow::Kind::Pair:
        return pairWords(row.lag, row.chineseFirst);
    case StoryRow::Kind::Promotions:
        return promotionsWords(row.count) + (row.unfolded ? tr(", unfolded") : tr(", folded"));
    case StoryRow::Kind::Ranked:
        return tr("%1. %2. %3").arg(row.count).arg(row.text, spokenStory(row.story, times, now));
    case StoryRow::Kind::More:
        return tr("More");
    }
    return {};
}
