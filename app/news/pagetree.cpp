#include "app/news/pagetree.h"

#include "app/news/htmltext.h"

using namespace Qt::StringLiterals;

namespace {
constexpr size_t mostNodes = 60'000; // taking one out of its parent takes as long as that has children
constexpr double ownLinkWeight = 0.3;
const char *const keptAttributes[] = {"href",        "src",     "alt",      "title",         "width",
                                      "height",      "colspan", "rowspan",  "start",         "datetime",
                                      "cite",        "srcset",  "data-src", "data-original", "data-lazy-src",
                                      "data-srcset", "poster"};

bool isBlank(QChar c)
{
    return c.isSpace();
}

// Scripts without blanks, where a character is a syllable or a word.
bool isDense(char16_t c)
{
    return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF);
}

bool isComma(QChar c)
{
    return c == u',' || c == u'，' || c == u'、' || c == u'،' || c == u'﹐' || c == u'﹑' || c == u'；';
}

bool standsAlone(GumboTag tag)
{
    return isOneOf(tag, {GUMBO_TAG_BR, GUMBO_TAG_HR, GUMBO_TAG_IMG});
}

void count(const PageNode &node, double linkWeight, bool &blank, TextCount &into)
{
    if (node.isText()) {
        for (const QChar c : node.text) {
            const double weight = isBlank(c) ? (blank ? 0 : 1) : isDense(c.unicode()) ? 2 : 1;
            blank = isBlank(c);
            into.letters += weight;
            into.linked += weight * linkWeight;
            into.commas += isComma(c);
        }
        return;
    }
    if (node.tag == GUMBO_TAG_A)
        linkWeight = pageAttribute(node, "href").startsWith(u'#') ? ownLinkWeight : 1;
    for (const PageNode *child : node.children)
        count(*child, linkWeight, blank, into);
}

void collectText(const PageNode &node, QString &into)
{
    if (node.isText())
        into += node.text;
    for (const PageNode *child : node.children) {
        collectText(*child, into);
        if (!child->isText())
            into += u' ';
    }
}

void write(const PageNode &node, QString &out)
{
    if (node.isText()) {
        out += htmlEscaped(node.text);
        return;
    }
    const QString name = QString::fromLatin1(gumbo_normalized_tagname(node.tag));
    if (!name.isEmpty()) {
        out += u'<' + name;
        for (const char *attribute : keptAttributes)
            if (const QString value = pageAttribute(node, attribute); !value.isEmpty())
                out += u' ' + QLatin1StringView(attribute) + "=\""_L1 + htmlEscaped(value) + u'"';
        out += u'>';
    }
    for (const PageNode *child : node.children)
        write(*child, out);
    if (!name.isEmpty() && !standsAlone(node.tag))
        out += "</"_L1 + name + u'>';
}
} // namespace

bool isOneOf(GumboTag tag, std::initializer_list<GumboTag> tags)
{
    return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

QString pageAttribute(const PageNode &node, const char *name)
{
    const GumboAttribute *found =
        node.element ? gumbo_get_attribute(&node.element->attributes, name) : nullptr;
    return found ? QString::fromUtf8(found->value) : QString();
}

PageTree::PageTree(const HtmlTree &html)
{
    if (html.root())
        m_root = copy(html.root(), nullptr);
    if (m_nodes.size() >= mostNodes)
        m_root = nullptr;
}

PageNode *PageTree::make(GumboTag tag)
{
    m_nodes.push_back({});
    m_nodes.back().tag = tag;
    return &m_nodes.back();
}

PageNode *PageTree::copy(const GumboNode *node, PageNode *parent)
{
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA ||
        node->type == GUMBO_NODE_WHITESPACE) {
        PageNode *text = make(GUMBO_TAG_LAST);
        text->text = QString::fromUtf8(node->v.text.text);
        text->parent = parent;
        return text;
    }
    if (node->type != GUMBO_NODE_ELEMENT || m_nodes.size() >= mostNodes)
        return nullptr;
    PageNode *made = make(node->v.element.tag);
    made->element = &node->v.element;
    made->parent = parent;
    made->marks = (pageAttribute(*made, "class") + u' ' + pageAttribute(*made, "id")).simplified().toLower();
    const GumboVector &children = node->v.element.children;
    made->children.reserve(children.length);
    for (unsigned i = 0; i < children.length; ++i)
        if (PageNode *child = copy(static_cast<const GumboNode *>(children.data[i]), made))
            made->children.append(child);
    return made;
}

void detach(PageNode &node)
{
    if (node.parent)
        node.parent->children.removeOne(&node);
    node.parent = nullptr;
}

void append(PageNode &parent, PageNode &child)
{
    detach(child);
    child.parent = &parent;
    parent.children.append(&child);
}

void replace(PageNode &node, PageNode &by)
{
    PageNode *parent = node.parent;
    detach(by);
    if (!parent)
        return;
    parent->children[parent->children.indexOf(&node)] = &by;
    by.parent = parent;
    node.parent = nullptr;
}

void forEachElement(PageNode &node, const std::function<void(PageNode &)> &visit)
{
    const QList<PageNode *> children = node.children; // a visit may change them
    for (PageNode *child : children) {
        if (child->isText() || child->parent != &node)
            continue;
        visit(*child);
        if (child->parent)
            forEachElement(*child, visit);
    }
}

QString textOf(const PageNode &node)
{
    QString text;
    collectText(node, text);
    return text.simplified();
}

TextCount countText(const PageNode &node)
{
    TextCount counted;
    bool blank = true;
    count(node, 0, blank, counted);
    return counted;
}

qsizetype countOf(const PageNode &node, std::initializer_list<GumboTag> tags)
{
    qsizetype found = 0;
    for (const PageNode *child : node.children)
        if (!child->isText())
            found += (isOneOf(child->tag, tags) ? 1 : 0) + countOf(*child, tags);
    return found;
}

bool isInside(const PageNode &node, GumboTag tag)
{
    for (const PageNode *above = node.parent; above; above = above->parent)
        if (above->tag == tag)
            return true;
    return false;
}

QString pageHtml(const PageNode &node)
{
    QString html;
    write(node, html);
    return html;
}
