#include "app/news/samplestories.h"

#include "app/news/htmltext.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {
std::chrono::minutes minutesOf(const QJsonValue &value)
{
    return std::chrono::minutes{value.toInt()};
}

Story storyOf(const QJsonObject &json, UtcTime now)
{
    Story story;
    Article &article = story.article;
    article.feed = {u"sample"_s};
    article.source = json["source"_L1].toString();
    article.section = json["section"_L1].toString();
    article.language = json["language"_L1].toString();
    article.title = json["title"_L1].toString();
    article.author = json["author"_L1].toString();
    article.published = now - minutesOf(json["minutesAgo"_L1]);
    article.firstSeen = article.published + minutesOf(json["seenAfter"_L1]);
    article.sortTime = article.published;
    article.html = json["html"_L1].toString();
    article.summary = firstWords(plainLine(article.html), 300);
    article.sample = true;
    story.state.read = json["read"_L1].toBool();
    story.state.saved = json["saved"_L1].toBool();
    for (const QJsonValue &earlier : json["earlier"_L1].toArray())
        story.earlierTitles.append(
            {earlier["title"_L1].toString(), now - minutesOf(earlier["minutesAgo"_L1])});
    return story;
}
} // namespace

QList<Story> sampleStories(UtcTime now)
{
    QFile file(u":/wickpost/samplestories.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the sample stories are missing from the program");
    QList<Story> stories;
    const QJsonObject all = QJsonDocument::fromJson(file.readAll()).object();
    for (const QJsonValue &story : all["stories"_L1].toArray())
        stories.append(storyOf(story.toObject(), now));
    return stories;
}
