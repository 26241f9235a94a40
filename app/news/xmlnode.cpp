#include "app/news/xmltree.h"

#include "app/news/htmltext.h"
#include "app/news/linkcleaner.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
void collectText(const XmlNode &node, QString &into)
{
    for (const XmlNode *child = node.firstChild; child; child = child->next) {
        if (child->isElement())
            collectText(*child, into);
        else
            into += child->text;
    }
}

bool isVoidElement(const QString &local)
{
    static constexpr QLatin1StringView names[] = {"area"_L1,   "base"_L1,  "br"_L1,    "col"_L1,  "embed"_L1,
                                                  "hr"_L1,     "img"_L1,   "input"_L1, "link"_L1, "meta"_L1,
                                                  "source"_L1, "track"_L1, "wbr"_L1};
    return std::find(std::begin(names), std::end(names), local) != std::end(names);
}

void collectMarkup(const XmlNode &node, QString &into)
{
    for (const XmlNode *child = node.firstChild; child; child = child->next) {
        if (!child->isElement()) {
            into += htmlEscaped(child->text).replace("&quot;"_L1, "\""_L1); // needed in attributes only
            continue;
        }
        const QString name = child->name.mid(child->name.indexOf(u':') + 1);
        into += u'<' + name;
        for (const XmlAttribute &attribute : child->attributes) {
            if (attribute.name == "xmlns"_L1 || attribute.name.startsWith("xmlns:"_L1))
                continue;
            into += u' ' + attribute.name + "=\""_L1 + htmlEscaped(attribute.value) + u'"';
        }
        if (isVoidElement(child->local) && !child->firstChild) {
            into += " />"_L1;
            continue;
        }
        into += u'>';
        collectMarkup(*child, into);
        into += "</"_L1 + name + u'>';
    }
}
} // namespace

const XmlNode *XmlNode::firstElement() const
{
    const XmlNode *node = firstChild;
    while (node && !node->isElement())
        node = node->next;
    return node;
}

const XmlNode *XmlNode::nextElement() const
{
    const XmlNode *node = next;
    while (node && !node->isElement())
        node = node->next;
    return node;
}

const XmlNode *XmlNode::child(Ns space, QLatin1StringView localName) const
{
    for (const XmlNode *node = firstElement(); node; node = node->nextElement()) {
        if (node->is(space, localName))
            return node;
    }
    return nullptr;
}

QString XmlNode::attribute(QLatin1StringView localName) const
{
    for (const XmlAttribute &attribute : attributes) {
        if (attribute.ns == Ns::None && attribute.local == localName)
            return attribute.value.trimmed();
    }
    return {};
}

QString XmlNode::attribute(Ns space, QLatin1StringView localName) const
{
    for (const XmlAttribute &attribute : attributes) {
        if (attribute.ns == space && attribute.local == localName)
            return attribute.value.trimmed();
    }
    return {};
}

QString XmlNode::textContent() const
{
    if (!firstChild)
        return text.trimmed();
    QString all;
    collectText(*this, all);
    return all.trimmed();
}

QString XmlNode::markup() const
{
    QString all;
    collectMarkup(*this, all);
    return all.trimmed();
}

QString XmlNode::language() const
{
    for (const XmlNode *node = this; node; node = node->parent) {
        for (const XmlAttribute &attribute : node->attributes) {
            if (attribute.ns == Ns::Xml && attribute.local == "lang"_L1)
                return attribute.value.trimmed();
        }
    }
    return {};
}

QString XmlNode::base(const QString &documentBase) const
{
    const QString outer = parent ? parent->base(documentBase) : documentBase;
    const QString own = attribute(Ns::Xml, "base"_L1);
    return own.isEmpty() ? outer : resolveLink(outer, own);
}
