#include "app/news/xmltree.h"

#include "app/news/linkcleaner.h"
#include "app/news/xmltokenizer.h"

#include <QHash>
#include <QVarLengthArray>

using namespace Qt::StringLiterals;

namespace {
struct KnownNamespace
{
    const char *address; // lower case, without scheme and closing slash or #
    Ns ns;
};
// The addresses found in the wild; feeds vary scheme, case and the last slash.
constexpr KnownNamespace knownNamespaces[] = {
    {"www.w3.org/2005/atom", Ns::Atom10},
    {"purl.org/atom/ns", Ns::Atom03},
    {"example.com/newformat", Ns::Atom03}, // drafts of 0.3
    {"example.com/necho", Ns::Atom03},
    {"purl.org/echo", Ns::Atom03},
    {"uri/of/echo/namespace", Ns::Atom03},
    {"purl.org/pie", Ns::Atom03},
    {"channel.netscape.com/rdf/simple/0.9", Ns::Rss090},
    {"my.netscape.com/rdf/simple/0.9", Ns::Rss090},
    {"my.netscape.com/publish/formats/rss-0.91.dtd", Ns::Rss20},
    {"purl.org/rss/1.0", Ns::Rss10},
    {"purl.org/net/rss1.1", Ns::Rss11},
    {"backend.userland.com/rss", Ns::Rss20},
    {"backend.userland.com/rss2", Ns::Rss20},
    {"backend.userland.com/rss091", Ns::Rss20},
    {"backend.userland.com/rss092", Ns::Rss20},
    {"blogs.law.harvard.edu/tech/rss", Ns::Rss20},
    {"cyber.law.harvard.edu/rss", Ns::Rss20},
    {"www.rssboard.org/rss-specification", Ns::Rss20},
    {"www.w3.org/1999/02/22-rdf-syntax-ns", Ns::Rdf},
    {"www.w3.org/1999/xhtml", Ns::Xhtml},
    {"www.w3.org/xml/1998/namespace", Ns::Xml},
    {"purl.org/dc/elements/1.0", Ns::Dc},
    {"purl.org/dc/elements/1.1", Ns::Dc},
    {"purl.org/dc/terms", Ns::DcTerms},
    {"purl.org/rss/1.0/modules/content", Ns::Content},
    {"search.yahoo.com/mrss", Ns::Media},
    {"search.yahoo.com/rss", Ns::Media},
    {"video.search.yahoo.com/mrss", Ns::Media},
    {"tools.search.yahoo.com/mrss", Ns::Media},
    {"www.itunes.com/dtds/podcast-1.0.dtd", Ns::Itunes},
    {"www.itunes.com/dtds/podcast-1.0", Ns::Itunes},
    {"example.com/dtds/podcast-1.0.dtd", Ns::Itunes},
    {"purl.org/rss/1.0/modules/syndication", Ns::Syndication},
    {"purl.org/rss/1.0/modules/slash", Ns::Slash},
    {"wellformedweb.org/commentapi", Ns::Wfw},
    {"creativecommons.org/ns", Ns::Cc},
    {"backend.userland.com/creativecommonsrssmodule", Ns::Cc},
    {"cyber.law.harvard.edu/rss/creativecommonsrssmodule.html", Ns::Cc},
    {"web.resource.org/cc", Ns::Cc},
    {"webns.net/mvcb", Ns::Admin},
    {"purl.org/rss/1.0/modules/taxonomy", Ns::Taxo},
    {"rssnamespace.org/feedburner/ext/1.0", Ns::Feedburner},
    {"www.google.com/schemas/play-podcasts/1.0", Ns::GooglePlay},
};

struct KnownPrefix
{
    const char *prefix;
    Ns ns;
};
constexpr KnownPrefix knownPrefixes[] = {
    {"xml", Ns::Xml},         {"rdf", Ns::Rdf},        {"dc", Ns::Dc},       {"dcterms", Ns::DcTerms},
    {"content", Ns::Content}, {"media", Ns::Media},    {"atom", Ns::Atom10}, {"itunes", Ns::Itunes},
    {"slash", Ns::Slash},     {"sy", Ns::Syndication}, {"wfw", Ns::Wfw},     {"xhtml", Ns::Xhtml},
    {"cc", Ns::Cc},           {"admin", Ns::Admin},    {"taxo", Ns::Taxo},   {"googleplay", Ns::GooglePlay},
};

Ns namespaceOf(QStringView address)
{
    QString key = address.trimmed().toString().toLower();
    for (const auto scheme : {"http://"_L1, "https://"_L1}) {
        if (key.startsWith(scheme))
            key.remove(0, scheme.size());
    }
    while (key.endsWith(u'/') || key.endsWith(u'#'))
        key.chop(1);
    for (const KnownNamespace &known : knownNamespaces) {
        if (key == QLatin1StringView(known.address))
            return known.ns;
    }
    return Ns::Other;
}

} // namespace

std::optional<Ns> namespaceOfPrefix(QStringView prefix)
{
    for (const KnownPrefix &known : knownPrefixes) {
        if (prefix.compare(QLatin1StringView(known.prefix), Qt::CaseInsensitive) == 0)
            return known.ns;
    }
    return std::nullopt;
}

namespace {
// Builds the tree from the tokens and keeps the stack of open elements balanced.
class TreeBuilder
{
public:
    TreeBuilder(QStringView text, const XmlLimits &limits) : m_limits(limits), m_tokens(text, limits) {}
    XmlTree build();

private:
    struct Open
    {
        XmlNode *node;
        int scopes; // how many namespace declarations it made
    };
    struct Declaration
    {
        QString prefix;
        Ns ns;
    };
    void start(const XmlToken &token);
    void end(QStringView name);
    void text(const QString &text);
    void closeTop();
    void closeImplied(QStringView name);
    XmlNode *append(XmlNode &&node);
    int declare(const XmlToken &token);
    Ns resolve(QStringView name, bool isAttribute);

    const XmlLimits m_limits;
    XmlTokenizer m_tokens;
    XmlTree m_tree;
    QVarLengthArray<Open, 64> m_open;
    QList<Declaration> m_declarations;
    int m_tooDeep = 0;
    bool m_rootClosed = false;
};

XmlTree TreeBuilder::build()
{
    while (!m_rootClosed) {
        const XmlToken token = m_tokens.next();
        if (token.kind == XmlToken::Kind::End)
            break;
        if (m_tree.nodes.size() >= size_t(m_limits.nodes)) {
            m_tree.truncated = m_tree.limited = true;
            m_tree.note =
                u"the document has more than %1 elements: the rest was left out"_s.arg(m_limits.nodes);
            break;
        }
        switch (token.kind) {
        case XmlToken::Kind::StartTag:
            start(token);
            break;
        case XmlToken::Kind::EndTag:
            end(token.name);
            break;
        case XmlToken::Kind::Text:
            text(token.text);
            break;
        case XmlToken::Kind::End:
            break;
        }
    }
    for (const Open &open : m_open)
        open.node->unfinished = true;
    if (!m_open.isEmpty())
        m_tree.malformed = m_tree.truncated = true;
    else if (m_tree.root && m_tokens.hasMoreMarkup())
        m_tree.malformed = true; // a second root, or text behind the first
    m_tree.malformed |= m_tokens.malformed();
    m_tree.doctype = m_tokens.doctype();
    if (m_tree.note.isEmpty())
        m_tree.note = m_tokens.note();
    return std::move(m_tree);
}

void TreeBuilder::start(const XmlToken &token)
{
    if (m_open.size() >= m_limits.depth) {
        // Deeper elements are flattened: their text stays, the tags go.
        m_tooDeep += token.selfClosing ? 0 : 1;
        m_tree.note = u"elements nested deeper than %1 were flattened"_s.arg(m_limits.depth);
        return;
    }
    closeImplied(token.name);
    const int scopes = declare(token);
    XmlNode node;
    node.name = token.name;
    node.local = token.name.mid(token.name.indexOf(u':') + 1).toLower();
    node.ns = resolve(token.name, false);
    node.attributes.reserve(token.attributes.size());
    for (const XmlAttribute &attribute : token.attributes) {
        XmlAttribute kept = attribute;
        kept.local = attribute.name.mid(attribute.name.indexOf(u':') + 1).toLower();
        kept.ns = attribute.name.contains(u':') ? resolve(attribute.name, true) : Ns::None;
        node.attributes.append(std::move(kept));
    }
    XmlNode *added = append(std::move(node));
    if (!m_tree.root)
        m_tree.root = added;
    m_open.append({added, scopes});
    if (token.selfClosing)
        closeTop();
}

// <item> inside <item> can only mean that the first was never closed.
void TreeBuilder::closeImplied(QStringView name)
{
    if (name.compare("item"_L1, Qt::CaseInsensitive) != 0 &&
        name.compare("entry"_L1, Qt::CaseInsensitive) != 0)
        return;
    for (qsizetype i = m_open.size() - 1; i > 0; --i) {
        if (m_open[i].node->name != name)
            continue;
        // CDF and OPML-like lists nest nothing of that name either.
        m_tree.malformed = true;
        while (m_open.size() > i)
            closeTop();
        return;
    }
}

void TreeBuilder::end(QStringView name)
{
    if (m_tooDeep > 0) {
        --m_tooDeep;
        return;
    }
    for (qsizetype i = m_open.size() - 1; i >= 0; --i) {
        if (m_open[i].node->name != name && m_open[i].node->name.compare(name, Qt::CaseInsensitive) != 0)
            continue;
        if (i != m_open.size() - 1 || m_open[i].node->name != name)
            m_tree.malformed = true;
        while (m_open.size() > i)
            closeTop();
        return;
    }
    m_tree.malformed = true; // closes nothing that is open
}

void TreeBuilder::closeTop()
{
    for (int i = 0; i < m_open.last().scopes; ++i)
        m_declarations.removeLast();
    m_open.removeLast();
    m_rootClosed = m_open.isEmpty();
}

void TreeBuilder::text(const QString &text)
{
    if (m_open.isEmpty()) {
        if (!QStringView(text).trimmed().isEmpty())
            m_tree.malformed = true;
        return;
    }
    XmlNode node;
    node.text = text;
    append(std::move(node));
}

XmlNode *TreeBuilder::append(XmlNode &&node)
{
    XmlNode &added = m_tree.nodes.emplace_back(std::move(node));
    if (!m_open.isEmpty()) {
        XmlNode *parent = m_open.last().node;
        added.parent = parent;
        if (parent->lastChild)
            const_cast<XmlNode *>(parent->lastChild)->next = &added;
        else
            parent->firstChild = &added;
        parent->lastChild = &added;
    }
    return &added;
}

int TreeBuilder::declare(const XmlToken &token)
{
    int count = 0;
    for (const XmlAttribute &attribute : token.attributes) {
        QString prefix;
        if (attribute.name.startsWith("xmlns:"_L1))
            prefix = attribute.name.mid(6);
        else if (attribute.name != "xmlns"_L1)
            continue;
        const bool undeclared = attribute.value.trimmed().isEmpty();
        m_declarations.append({prefix, undeclared ? Ns::None : namespaceOf(attribute.value)});
        ++count;
    }
    return count;
}

Ns TreeBuilder::resolve(QStringView name, bool isAttribute)
{
    const qsizetype colon = name.indexOf(u':');
    const QStringView prefix = colon < 0 ? QStringView() : name.left(colon);
    for (auto it = m_declarations.crbegin(); it != m_declarations.crend(); ++it) {
        if (it->prefix != prefix)
            continue;
        // An unknown default namespace: the feed's own words under a wrong address.
        return prefix.isEmpty() && it->ns == Ns::Other ? Ns::None : it->ns;
    }
    if (prefix.isEmpty())
        return Ns::None;
    if (prefix == "xml"_L1)
        return Ns::Xml;
    if (prefix == "xmlns"_L1 && isAttribute)
        return Ns::Other;
    m_tree.malformed = true;
    return namespaceOfPrefix(prefix).value_or(Ns::Other);
}

void collectText(const XmlNode &node, QString &into)
{
    for (const XmlNode *child = node.firstChild; child; child = child->next) {
        if (child->isElement())
            collectText(*child, into);
        else
            into += child->text;
    }
}

QString escaped(const QString &text, bool attribute)
{
    QString result;
    result.reserve(text.size());
    for (const QChar c : text) {
        if (c == u'&')
            result += "&amp;"_L1;
        else if (c == u'<')
            result += "&lt;"_L1;
        else if (c == u'>')
            result += "&gt;"_L1;
        else if (c == u'"' && attribute)
            result += "&quot;"_L1;
        else
            result += c;
    }
    return result;
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
            into += escaped(child->text, false);
            continue;
        }
        const QString name = child->name.mid(child->name.indexOf(u':') + 1);
        into += u'<' + name;
        for (const XmlAttribute &attribute : child->attributes) {
            if (attribute.name == "xmlns"_L1 || attribute.name.startsWith("xmlns:"_L1))
                continue;
            into += u' ' + attribute.name + "=\""_L1 + escaped(attribute.value, true) + u'"';
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

XmlTree readXml(QString text, const XmlLimits &limits)
{
    bool dropped = removeForbiddenCharacters(text);
    XmlTree tree = TreeBuilder(text, limits).build();
    tree.malformed |= dropped;
    return tree;
}
