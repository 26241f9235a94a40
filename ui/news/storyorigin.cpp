#include "ui/news/storyorigin.h"

#include "app/news/facts/outlets.h"
#include "ui/news/eventreports.h"
#include "ui/news/storytext.h"

#include <QCoreApplication>

using namespace std::chrono;
using namespace std::chrono_literals;

namespace {
constexpr auto lateFrom = 5min;     // a feed asked every five minutes is not late before
constexpr auto lateUntil = days{2}; // older ones were stored when the feed was added: that is no delay
const QString dot = QStringLiteral(" · "), step = QStringLiteral(" › ");

QString tr(const char *text)
{
    return QCoreApplication::translate("StoryOrigin", text);
}

// "seen 87 min after Axios": by what each says of its own time.
QString afterText(milliseconds span, const QString &whom)
{
    if (abs(span) < 1min)
        return tr("seen at the same time as %1").arg(whom);
    return span > 0ms ? tr("seen %1 after %2").arg(spanWords(span), whom)
                      : tr("seen %1 before %2").arg(spanWords(-span), whom);
}

const Story *storyOf(const QString &outlet, const QList<EventReport> &reports)
{
    for (const EventReport &report : reports)
        if (outletName(report.story.article.source) == outlet)
            return &report.story;
    return nullptr;
}

struct Delay
{
    QString text, tip;
};
Delay delayOf(const Story &story, const QList<EventReport> &reports)
{
    const QString first = story.facts.provenance.value(0);
    const UtcTime own = shownTime(story.article);
    if (!first.isEmpty()) {
        if (const Story *source = storyOf(first, reports))
            return {afterText(own - shownTime(source->article), first), {}};
        return {{}, tr("When %1 reported it is unknown: none of your feeds carried it.").arg(first)};
    }
    if (reports.size() < 2)
        return {};
    const Story &earliest = reports.first().story;
    if (earliest.article.id == story.article.id)
        return {tr("first of %1 sources").arg(otherSources(story).size() + 1), {}};
    // Outlets of the demo don't exist and are not named.
    const QString whom = earliest.article.sample ? tr("the first report") : earliest.article.source;
    return {afterText(own - shownTime(earliest.article), whom), {}};
}

QString latenessOf(const Article &article, const Times &times)
{
    const UtcTime published = article.published, seen = article.firstSeen;
    if (!isKnown(published))
        return tr("no date from the source, seen %1").arg(times.minute(seen));
    if (published > seen)
        return {}; // told in the tool tip
    const auto late = seen - published;
    if (late < lateFrom || late > lateUntil)
        return {};
    const bool sameDay = times.day(seen) == times.day(published);
    return tr("published %1, seen %2")
        .arg(times.minute(published), sameDay ? times.minute(seen) : times.full(seen));
}
} // namespace

QString StoryOrigin::line() const
{
    QStringList parts;
    for (const QString &part : {chain, delay, author, lateness})
        if (!part.isEmpty())
            parts.append(part);
    return parts.join(dot);
}

StoryOrigin storyOrigin(const Story &story, const QList<Story> &cluster, const Times &times)
{
    const Article &article = story.article;
    StoryOrigin origin;
    QStringList tips;
    if (!story.facts.provenance.isEmpty()) {
        origin.chain = story.facts.provenance.join(step) + step + shownSource(article);
        tips.append(tr("%1 names where the story is from: %2").arg(shownSource(article), origin.chain));
    }
    const Delay delay = delayOf(story, eventReports(cluster));
    origin.delay = delay.text;
    tips.append(delay.text);
    tips.append(delay.tip);
    if (!article.author.isEmpty())
        origin.author = tr("by %1").arg(article.author);
    tips.append(origin.author);
    origin.lateness = latenessOf(article, times);
    tips.append(isKnown(article.published) ? tr("Published %1").arg(times.exact(article.published))
                                           : tr("The source gave no date."));
    tips.append(tr("Seen here first %1").arg(times.exact(article.firstSeen)));
    tips.removeAll(QString());
    origin.tip = tips.join(u'\n');
    return origin;
}

QString momentTip(const Article &article, const Times &times, std::optional<int> sourceZoneMinutes)
{
    const UtcTime time = shownTime(article);
    QStringList lines{times.exact(time)};
    if (sourceZoneMinutes) {
        const Times there{QTimeZone(*sourceZoneMinutes * 60)};
        if (there.zoneName(time) != times.zoneName(time))
            lines.append(tr("%1 at the source").arg(there.exact(time)));
    }
    if (isKnown(article.published) && article.published > article.firstSeen)
        lines.append(tr("The source says %1, which was still ahead.").arg(times.exact(article.published)));
    return lines.join(u'\n');
}
