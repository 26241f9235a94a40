#include "app/news/pagehead.h"

#include "app/news/feeddate.h"
#include "app/news/htmltext.h"
#include "app/news/linkcleaner.h"
#include "app/news/pagetree.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype headLength = 512 * 1024; // characters; what a page says about itself stands at its top
constexpr qsizetype longestJson = 256 * 1024;
constexpr qsizetype longestTitle = 500, longestName = 200;

void fill(QString &field, const QString &value, qsizetype longest)
{
    if (field.isEmpty())
        field = plainLine(value).left(longest);
}

// Names of JSON-LD's authors: a text, an object, or a list of such.
QString namesOf(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isObject())
        return value.toObject().value("name"_L1).toString();
    QStringList names;
    for (const QJsonValue &each : value.toArray())
        if (const QString name = namesOf(each.isArray() ? QJsonValue() : each); !name.isEmpty())
            names.append(name);
    return names.join(u", "_s);
}

bool isArticle(const QJsonObject &object)
{
    const QJsonValue type = object.value("@type"_L1);
    QStringList types{type.toString()};
    for (const QJsonValue &each : type.toArray())
        types.append(each.toString());
    return std::any_of(types.cbegin(), types.cend(), [](const QString &name) {
        return name.endsWith("Article"_L1) || name.endsWith("Posting"_L1) || name == "Report"_L1;
    });
}

class HeadReader
{
public:
    explicit HeadReader(const QUrl &address) : m_base(address.toString(QUrl::FullyEncoded)) {}

    PageHead read(PageNode &page)
    {
        forEachElement(page, [this](PageNode &node) {
            if (node.tag == GUMBO_TAG_META)
                meta(node);
            else if (node.tag == GUMBO_TAG_TITLE && m_plainTitle.isEmpty())
                m_plainTitle = textOf(node);
            else if (node.tag == GUMBO_TAG_SCRIPT &&
                     pageAttribute(node, "type").contains("ld+json"_L1, Qt::CaseInsensitive))
                jsonLd(textOf(node));
        });
        fill(m_head.title, withoutSite(m_plainTitle), longestTitle);
        return m_head;
    }

private:
    void meta(const PageNode &node)
    {
        QString name = pageAttribute(node, "property");
        if (name.isEmpty())
            name = pageAttribute(node, "name");
        name = name.simplified().toLower();
        const QString content = pageAttribute(node, "content");
        if (name == "og:title"_L1 || name == "twitter:title"_L1)
            fill(m_head.title, content, longestTitle);
        else if (name == "og:site_name"_L1)
            fill(m_head.siteName, content, longestName);
        else if (name == "author"_L1 || name == "article:author"_L1 || name == "parsely-author"_L1)
            author(content);
        else if (name == "og:description"_L1 || name == "description"_L1)
            fill(m_head.description, content, longestTitle);
        else if (name == "article:published_time"_L1 || name == "parsely-pub-date"_L1)
            date(content);
        else if (name == "og:image"_L1 || name == "og:image:url"_L1 || name == "twitter:image"_L1)
            picture(content);
    }
    // Some name their page on a social network here.
    void author(const QString &content)
    {
        if (!content.contains("://"_L1))
            fill(m_head.author, content, longestName);
    }
    void date(const QString &content)
    {
        if (!isKnown(m_head.published))
            m_head.published = parseFeedDate(content).value_or(UtcTime{});
    }
    void picture(const QString &content)
    {
        if (m_head.picture.isEmpty())
            m_head.picture = QUrl(webLink(resolveLink(m_base, content)));
    }

    void jsonLd(const QString &json)
    {
        if (json.size() > longestJson)
            return;
        const QJsonDocument document = QJsonDocument::fromJson(json.toUtf8());
        QJsonArray objects = document.isArray() ? document.array() : QJsonArray{document.object()};
        for (const QJsonValue &each : document.object().value("@graph"_L1).toArray())
            objects.append(each);
        for (const QJsonValue &each : std::as_const(objects)) {
            const QJsonObject object = each.toObject();
            if (!isArticle(object))
                continue;
            fill(m_head.title, object.value("headline"_L1).toString(), longestTitle);
            author(namesOf(object.value("author"_L1)));
            date(object.value("datePublished"_L1).toString());
            const QJsonValue image = object.value("image"_L1);
            picture(image.isObject()  ? image["url"_L1].toString()
                    : image.isArray() ? image[0].toString()
                                      : image.toString());
        }
    }

    // "Headline | Site", "Headline - Site": the part before, if it is more than a word or two.
    QString withoutSite(const QString &title) const
    {
        for (const char16_t *mark : {u" | ", u" – ", u" — ", u" » ", u" - ", u" _ ", u"_"}) {
            const qsizetype at = title.lastIndexOf(QStringView(mark));
            const QString before = title.left(std::max<qsizetype>(at, 0)).trimmed();
            const bool dense = !before.isEmpty() && before.front().unicode() >= 0x2E80;
            const bool says = before.count(u' ') >= 2 || before.size() >= (dense ? 6 : 12);
            if (at > 0 && says &&
                (title.size() - at < before.size() || title.mid(at).contains(m_head.siteName)))
                return before;
        }
        return title;
    }

    QString m_base;
    PageHead m_head;
    QString m_plainTitle;
};
} // namespace

PageHead readPageHead(const QString &html, const QUrl &address)
{
    const HtmlTree parsed(html.left(headLength));
    PageTree tree(parsed);
    return tree.root() ? HeadReader(address).read(*tree.root()) : PageHead{};
}
