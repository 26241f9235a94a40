#include "app/news/xmltree.h"

#include "app/news/xmltokenizer.h"

#include <QVarLengthArray>

using namespace Qt::StringLiterals;

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
} // namespace

XmlTree readXml(QString text, const XmlLimits &limits)
{
    bool dropped = removeForbiddenCharacters(text);
    XmlTree tree = TreeBuilder(text, limits).build();
    tree.malformed |= dropped;
    return tree;
}
