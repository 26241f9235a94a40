#include "app/news/newsjson.h"

#include "app/base/jsonwriter.h"

using namespace Qt::StringLiterals;

QByteArray storyToJson(const Story &story)
{
    const Article &article = story.article;
    JsonWriter json;
    json.beginObject();
    json.integer("id"_L1, article.id.value);
    json.text("title"_L1, article.title);
    json.beginArray("earlierTitles"_L1);
    for (const EarlierTitle &earlier : story.earlierTitles)
        json.element(earlier.title);
    json.end();
    json.text("source"_L1, article.source);
    json.textOrNull("section"_L1, article.section);
    json.textOrNull("author"_L1, article.author);
    json.textOrNull("link"_L1, article.link.toString(QUrl::FullyEncoded));
    json.time("published"_L1, article.published);
    json.time("seen"_L1, article.firstSeen);
    json.textOrNull("language"_L1, article.language);
    json.boolean("read"_L1, story.state.read);
    json.boolean("saved"_L1, story.state.saved);
    json.textOrNull("summary"_L1, article.summary);
    if (article.sample)
        json.boolean("sample"_L1, true);
    json.end();
    return json.bytes();
}
