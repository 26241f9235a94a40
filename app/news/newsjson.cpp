#include "app/news/newsjson.h"

#include "app/base/jsonwriter.h"

using namespace Qt::StringLiterals;

namespace {
void writeList(JsonWriter &json, QLatin1String name, const QStringList &list)
{
    json.beginArray(name);
    for (const QString &text : list)
        json.element(text);
    json.end();
}

void writeArticle(JsonWriter &json, const Article &article)
{
    json.text("source"_L1, article.source);
    json.textOrNull("section"_L1, article.section);
    json.textOrNull("author"_L1, article.author);
    json.textOrNull("link"_L1, article.link.toString(QUrl::FullyEncoded));
    json.time("published"_L1, article.published);
    json.time("seen"_L1, article.firstSeen);
    json.textOrNull("language"_L1, article.language);
}

void writeFacts(JsonWriter &json, const Story &story)
{
    QStringList coins;
    for (const CoinTag &tag : story.facts.coins)
        coins.append(tag.symbol);
    writeList(json, "coins"_L1, coins);
    json.textOrNull("kind"_L1, story.facts.kind ? storyKindName(*story.facts.kind) : QString());
    writeList(json, "provenance"_L1, story.facts.provenance);
    json.beginObject("cluster"_L1);
    json.integer("id"_L1, story.cluster.value);
    json.integer("size"_L1, story.clusterSize);
    writeList(json, "sources"_L1, story.clusterSources);
    json.end();
    json.beginObject("promoted"_L1);
    json.boolean("is"_L1, !story.facts.promotion.isEmpty());
    json.textOrNull("why"_L1, story.facts.promotion);
    json.end();
}

void writeTrend(JsonWriter &json, const std::optional<TrendPlace> &trend)
{
    if (!trend) {
        json.null("trending"_L1);
        return;
    }
    json.beginObject("trending"_L1);
    json.integer("rank"_L1, trend->rank);
    json.number("score"_L1, trend->score);
    json.text("why"_L1, trend->why);
    json.end();
}
} // namespace

QByteArray storyToJson(const Story &story, const std::optional<TrendPlace> &trend, const QString &relatedWhy,
                       const std::function<void(JsonWriter &)> &more)
{
    QStringList earlier;
    for (const EarlierTitle &title : story.earlierTitles)
        earlier.append(title.title);
    JsonWriter json;
    json.beginObject();
    json.integer("id"_L1, story.article.id.value);
    json.text("title"_L1, story.article.title);
    writeList(json, "earlierTitles"_L1, earlier);
    writeArticle(json, story.article);
    writeFacts(json, story);
    json.boolean("read"_L1, story.state.read);
    json.boolean("saved"_L1, story.state.saved);
    writeTrend(json, trend);
    json.textOrNull("summary"_L1, story.article.summary);
    if (more)
        more(json);
    if (!relatedWhy.isEmpty())
        json.beginObject("related"_L1).text("why"_L1, relatedWhy).end();
    if (story.article.sample)
        json.boolean("sample"_L1, true);
    json.end();
    return json.bytes();
}
