#include "ui/news/eventreports.h"

#include <algorithm>

QList<EventReport> eventReports(QList<Story> stories)
{
    std::sort(stories.begin(), stories.end(), [](const Story &a, const Story &b) {
        return std::pair(a.article.sortTime, a.article.id) < std::pair(b.article.sortTime, b.article.id);
    });
    QList<EventReport> reports;
    for (const Story &story : std::as_const(stories))
        reports.append({story, story.article.sortTime - stories.first().article.sortTime});
    return reports;
}

// Of two languages the reports nearest in time stand side by side, so neighbours are all there is to look at.
std::optional<LanguagePair> languagePair(const QList<EventReport> &reports)
{
    std::optional<LanguagePair> best;
    for (qsizetype i = 0; i + 1 < reports.size(); ++i) {
        const Article &first = reports[i].story.article, &second = reports[i + 1].story.article;
        if (!(isChinese(first) && isEnglish(second)) && !(isEnglish(first) && isChinese(second)))
            continue;
        const auto lag = second.sortTime - first.sortTime;
        if (!best || lag < best->lag)
            best = LanguagePair{i, lag, isChinese(first)};
    }
    return best;
}

QList<StoryRow> eventRows(const QList<Story> &stories)
{
    QList<StoryRow> rows;
    const QList<EventReport> reports = eventReports(stories);
    const std::optional<LanguagePair> pair = languagePair(reports);
    for (qsizetype i = 0; i < reports.size(); ++i) {
        StoryRow member{StoryRow::Kind::Member, reports[i].story.article.id.value, reports[i].story};
        member.lag = reports[i].lag;
        member.paired = pair && (i == pair->first || i == pair->first + 1);
        rows.append(member);
        if (!pair || i != pair->first)
            continue;
        StoryRow between{StoryRow::Kind::Pair, reports[i].story.cluster.value};
        between.lag = pair->lag;
        between.chineseFirst = pair->chineseFirst;
        rows.append(between);
    }
    return rows;
}

static bool isIn(const Article &article, QLatin1String language)
{
    return article.language == language || article.language.startsWith(language + u'-');
}

bool isChinese(const Article &article)
{
    return isIn(article, QLatin1String("zh"));
}

bool isEnglish(const Article &article)
{
    return isIn(article, QLatin1String("en"));
}
