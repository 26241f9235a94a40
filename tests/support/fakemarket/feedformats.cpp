#include "tests/support/fakemarket/feedformats.h"

#include "tests/support/fakemarket/http.h"
#include "tests/support/fakemarket/json.h"

namespace fake {

namespace {

QByteArray escaped(const QByteArray &text)
{
    return QString::fromUtf8(text).toHtmlEscaped().toUtf8();
}

QByteArray link(const QByteArray &base, const Story &story)
{
    return base + "/article/" + story.id;
}

QByteArray rfc3339(UtcTime time)
{
    return toRfc3339(time).toLatin1();
}

} // namespace

QByteArray rss(const QByteArray &title, const QByteArray &language, const QByteArray &base,
               const QList<Story> &stories, Told told)
{
    QByteArray out = R"(<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>)" + escaped(title) +
                     "</title><link>" + base +
                     "/</link><description>Stories of the fake market</description><language>" + language +
                     "</language><ttl>5</ttl>\n";
    for (const Story &story : stories) {
        out += "<item><title><![CDATA[" + story.title + "]]></title><link>" + link(base, story) +
               "?utm_source=rss</link><guid isPermaLink=\"false\">" + story.id + "</guid><pubDate>" +
               httpDate(story.published) + "</pubDate><dc:creator><![CDATA[" + story.author +
               "]]></dc:creator><description>" + escaped(story.summary) + "</description>";
        if (told == Told::Whole)
            out += "<content:encoded><![CDATA[" + story.html + "]]></content:encoded><media:content url=\"" +
                   base + "/picture/" + story.id +
                   ".png\" medium=\"image\"><media:title>A picture</media:title></media:content>";
        for (const QByteArray &tag : story.tags)
            out += "<category>" + escaped(tag) + "</category>";
        out += "</item>\n";
    }
    return out + "</channel></rss>\n";
}

QByteArray atom(const QByteArray &title, const QByteArray &base, const QList<Story> &stories)
{
    QByteArray out =
        R"(<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>)" +
        escaped(title) + "</title><id>urn:fakemarket:atom</id><link href=\"" + base +
        "/\"/><link rel=\"self\" href=\"" + base + "/atom.xml\"/><updated>" +
        (stories.isEmpty() ? QByteArray("2025-01-01T00:00:00Z") : rfc3339(stories.first().updated)) +
        "</updated>\n";
    for (const Story &story : stories) {
        out += "<entry><title type=\"html\">" + escaped(escaped(story.title)) +
               "</title><id>urn:fakemarket:" + story.id +
               "</id><link rel=\"alternate\" type=\"text/html\" href=\"" + link(base, story) +
               "\"/><published>" + rfc3339(story.published) + "</published><updated>" +
               rfc3339(story.updated) + "</updated><author><name>" + escaped(story.author) +
               "</name></author><summary>" + escaped(story.summary) + "</summary><content type=\"html\">" +
               escaped(story.html) + "</content>";
        for (const QByteArray &tag : story.tags)
            out += "<category term=\"" + escaped(tag) + "\"/>";
        out += "</entry>\n";
    }
    return out + "</feed>\n";
}

QByteArray jsonFeed(const QByteArray &title, const QByteArray &base, const QList<Story> &stories)
{
    JsonArray items;
    for (const Story &story : stories) {
        JsonArray tags;
        for (const QByteArray &tag : story.tags)
            tags.text(tag);
        items.raw(JsonObject()
                      .text("id", story.id)
                      .text("url", link(base, story))
                      .text("title", story.title)
                      .text("summary", story.summary)
                      .text("content_html", story.html)
                      .text("date_published", rfc3339(story.published))
                      .text("date_modified", rfc3339(story.updated))
                      .raw("authors", '[' + JsonObject().text("name", story.author).end() + ']')
                      .raw("tags", tags.end())
                      .end());
    }
    return JsonObject()
        .text("version", "https://jsonfeed.org/version/1.1")
        .text("title", title)
        .text("home_page_url", base + '/')
        .text("feed_url", base + "/feed.json")
        .raw("items", items.end())
        .end();
}

QByteArray rdf(const QByteArray &title, const QByteArray &base, const QList<Story> &stories)
{
    QByteArray out = R"(<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about=")" +
                     base + "/\"><title>" + escaped(title) + "</title><link>" + base +
                     "/</link><description>Stories</description></channel>\n";
    for (const Story &story : stories)
        out += "<item rdf:about=\"" + link(base, story) + "\"><title>" + escaped(story.title) +
               "</title><link>" + link(base, story) + "</link><description>" + escaped(story.summary) +
               "</description><dc:creator>" + escaped(story.author) + "</dc:creator><dc:date>" +
               rfc3339(story.published) + "</dc:date></item>\n";
    return out + "</rdf:RDF>\n";
}

QByteArray homePage(const QByteArray &base)
{
    return "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>Fake News Site</title>"
           "<link rel=\"alternate\" type=\"application/rss+xml\" href=\"/rss.xml\"><link rel=\"alternate\" "
           "type=\"application/atom+xml\" href=\"" +
           base + "/atom.xml\"></head><body><h1>Fake News Site</h1></body></html>";
}

} // namespace fake
