#include "app/news/pagesigns.h"

#include "app/news/facts/rulefile.h"
#include "app/news/htmltree.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype searchedLength = 1024 * 1024; // characters; these pages are small

struct Signs
{
    PageTrouble trouble;
    QStringList titles, texts;
    QSet<QString> marks;
};

struct AllSigns
{
    qsizetype shortPage;
    QList<Signs> signs; // what counts first is first
};

const AllSigns &allSigns()
{
    static const AllSigns all = [] {
        const QJsonObject rules = shippedRules(u"pagesigns"_s);
        AllSigns read{rules.value("shortPage"_L1).toInt(), {}};
        const auto add = [&](QLatin1StringView name, PageTrouble trouble) {
            const QJsonObject of = rules.value(name).toObject();
            const QStringList marks = textsOf(of.value("marks"_L1));
            read.signs.append({trouble, textsOf(of.value("titles"_L1)), textsOf(of.value("texts"_L1)),
                               QSet<QString>(marks.cbegin(), marks.cend())});
        };
        add("bot"_L1, PageTrouble::BotCheck);
        add("missing"_L1, PageTrouble::Missing);
        add("consent"_L1, PageTrouble::Consent);
        add("script"_L1, PageTrouble::NeedsScript);
        return read;
    }();
    return all;
}

// What of a page the signs are looked for in, all in lower case.
struct Look
{
    QString title, heading;
    QString shown; // what a browser shows
    QString all;   // and what it would show without scripts
    QSet<QString> marks;
};

QString attribute(const GumboElement &element, const char *name)
{
    const GumboAttribute *found = gumbo_get_attribute(&element.attributes, name);
    return found ? QString::fromUtf8(found->value) : QString();
}

class Looking
{
public:
    Look look;

    void into(const GumboNode *node, bool shown)
    {
        if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA ||
            node->type == GUMBO_NODE_WHITESPACE)
            return text(QString::fromUtf8(node->v.text.text), shown);
        if (node->type != GUMBO_NODE_ELEMENT)
            return;
        const GumboElement &element = node->v.element;
        if (element.tag == GUMBO_TAG_SCRIPT || element.tag == GUMBO_TAG_STYLE)
            return;
        for (const char *name : {"id", "class"})
            for (const QString &mark : attribute(element, name).toLower().split(u' ', Qt::SkipEmptyParts))
                look.marks.insert(mark);
        const qsizetype before = look.all.size();
        const bool visible = shown && element.tag != GUMBO_TAG_NOSCRIPT && element.tag != GUMBO_TAG_TITLE &&
                             element.tag != GUMBO_TAG_TEMPLATE;
        for (unsigned i = 0; i < element.children.length; ++i)
            into(static_cast<const GumboNode *>(element.children.data[i]), visible);
        if (element.tag == GUMBO_TAG_TITLE && look.title.isEmpty())
            look.title = look.all.mid(before);
        if (element.tag == GUMBO_TAG_H1 && look.heading.isEmpty())
            look.heading = look.all.mid(before);
        text(u" "_s, visible); // one element's words are not the next one's
    }

private:
    void text(const QString &text, bool shown)
    {
        look.all += text;
        if (shown)
            look.shown += text;
    }
};

Look lookAt(const QString &html)
{
    Looking looking;
    const HtmlTree tree(html.left(searchedLength));
    if (tree.root())
        looking.into(tree.root(), true);
    for (QString *text : {&looking.look.title, &looking.look.heading, &looking.look.shown, &looking.look.all})
        *text = text->simplified().toLower();
    return looking.look;
}

bool beginsWithOne(const QString &text, const QStringList &beginnings)
{
    return std::any_of(beginnings.cbegin(), beginnings.cend(),
                       [&](const QString &beginning) { return text.startsWith(beginning); });
}

bool matches(const Signs &signs, const Look &look, bool isShort)
{
    if (!isShort)
        return false;
    if (look.marks.intersects(signs.marks))
        return true;
    if (beginsWithOne(look.title, signs.titles))
        return true;
    if (signs.trouble == PageTrouble::Missing && beginsWithOne(look.heading, signs.titles))
        return true;
    return std::any_of(signs.texts.cbegin(), signs.texts.cend(),
                       [&](const QString &phrase) { return look.all.contains(phrase); });
}
} // namespace

PageTrouble pageTrouble(const QString &html)
{
    const Look look = lookAt(html);
    const bool isShort = look.shown.size() < allSigns().shortPage;
    for (const Signs &signs : allSigns().signs)
        if (matches(signs, look, isShort))
            return signs.trouble;
    return PageTrouble::None;
}

QString pageTroubleName(PageTrouble trouble)
{
    switch (trouble) {
    case PageTrouble::BotCheck:
        return u"a bot check"_s;
    case PageTrouble::Consent:
        return u"a request for consent"_s;
    case PageTrouble::NeedsScript:
        return u"a page that only its script can show"_s;
    case PageTrouble::Missing:
        return u"a page that says there is nothing here"_s;
    case PageTrouble::None:
        break;
    }
    return {};
}
