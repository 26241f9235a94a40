#include "app/news/xmltree.h"

#include "app/news/xmltokenizer.h"

#include <QVarLengthArray>

using namespace Qt::StringLiterals;

namespace {
bool isItem(QStringView local)
{
    return local.compare("item"_L1, Qt::CaseInsensitive) == 0 ||
           local.compare("entry"_L1, Qt::CaseInsensitive) == 0;
}

// Builds the tree from the tokens and keeps the stack of open elements balanced.
class TreeBuilder
{
public:
    enum class Items { Read, KeptAsText };
    TreeBuilder(QStringView text, const XmlLimits &limits, Items items)
        : m_text(text), m_limits(limits), m_tokens(text, limits), m_outline(items == Items::KeptAsText)
    {
    }
    // One item of an outline.
    TreeBuilder(QStringView text, const XmlTree &outline, const XmlNode &item);
    XmlTree build();

private:
    struct Open
    {
        XmlNode *node; // null: around or inside a part
        QString name;
        int scopes; // how many namespace declarations it made
    };
    void start(const XmlToken &token);
    void end(QStringView name);
    void text(const QString &text);
    void closeTop(qsizetype at);
    void closeImplied(QStringView name);
    XmlNode *append(XmlNode &&node);
    int declare(const XmlToken &token);
    Ns resolve(QStringView name, bool isAttribute);
    XmlNode nodeOf(const XmlToken &token);
    bool isPart(const XmlNode &node) const;
    bool insidePart() const { return m_part >= 0; }
    void endPart(qsizetype at);

    const QStringView m_text;
    const XmlLimits m_limits;
    XmlTokenizer m_tokens;
    const bool m_outline = false;
    const XmlNode *m_around = nullptr; // the parent of what is read
    qsizetype m_outside = 0;           // how many of the open ones are around it
    XmlTree m_tree;
    QVarLengthArray<Open, 64> m_open;
    QList<XmlDeclaration> m_declarations;
    qsizetype m_part = -1, m_partStart = 0; // which of the open ones is one
    qsizetype m_nodes = 0;
    int m_tooDeep = 0;
    bool m_rootClosed = false;
};

TreeBuilder::TreeBuilder(QStringView text, const XmlTree &outline, const XmlNode &item)
    : m_text(text),
      m_limits(outline.limits),
      m_tokens(text, m_limits, outline.references.again()),
      m_around(item.parent),
      m_declarations(outline.parts[size_t(item.part)].declarations)
{
    for (const XmlNode *node = item.parent; node; node = node->parent)
        m_open.insert(m_open.begin(), {nullptr, node->name, 0});
    m_outside = m_open.size();
}

XmlTree TreeBuilder::build()
{
    while (!m_rootClosed) {
        const XmlToken token = m_tokens.next();
        if (token.kind == XmlToken::Kind::End)
            break;
        const bool full = qsizetype(m_tree.nodes.size()) >= m_limits.kept;
        if (full || m_nodes >= m_limits.nodes) {
            m_tree.truncated = m_tree.limited = true;
            m_tree.note = u"the document has more than %1 elements: the rest was left out"_s.arg(
                full ? m_limits.kept : m_limits.nodes);
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
        if (open.node)
            open.node->unfinished = true;
    if (insidePart())
        endPart(m_tokens.tokenStart());
    if (!m_open.isEmpty())
        m_tree.malformed = m_tree.truncated = true;
    else if (m_tree.root && m_tokens.hasMoreMarkup())
        m_tree.malformed = true; // a second root, or text behind the first
    m_tree.malformed |= m_tokens.malformed();
    m_tree.doctype = m_tokens.doctype();
    if (m_tree.note.isEmpty())
        m_tree.note = m_tokens.note();
    m_tree.limits = m_limits;
    m_tree.references = m_tokens.references();
    return std::move(m_tree);
}

// A direct child of the feed, or of its channel.
bool TreeBuilder::isPart(const XmlNode &node) const
{
    if (!m_outline || insidePart() || m_open.isEmpty() || m_open.size() > 2 || !isItem(node.local))
        return false;
    const XmlNode &root = *m_tree.root;
    const bool feed =
        root.ns != Ns::Xhtml && (root.local == "rss"_L1 || root.local == "feed"_L1 || root.local == "rdf"_L1);
    return feed && (m_open.size() == 1 || m_open.last().node->local == "channel"_L1);
}

void TreeBuilder::endPart(qsizetype at)
{
    QByteArray &source = m_tree.parts.back().source;
    source = m_text.sliced(m_partStart, at - m_partStart).toUtf8();
    source.squeeze(); // room for three bytes each was made
    m_part = -1;
    m_tokens.setTextsWanted(true);
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
    const QList<XmlDeclaration> around = m_declarations;
    const int scopes = declare(token);
    XmlNode node = nodeOf(token);
    if (isPart(node)) {
        node.part = int(m_tree.parts.size());
        node.attributes.clear();
        m_tree.parts.push_back({{}, around});
        m_partStart = m_tokens.tokenStart();
        m_open.append({append(std::move(node)), token.name, scopes});
        m_part = m_open.size() - 1;
        m_tokens.setTextsWanted(false);
    } else {
        m_open.append({append(std::move(node)), token.name, scopes});
    }
    if (!m_tree.root)
        m_tree.root = m_open.last().node;
    if (token.selfClosing)
        closeTop(m_tokens.tokenEnd());
}

XmlNode TreeBuilder::nodeOf(const XmlToken &token)
{
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
    return node;
}

// <item> inside <item> can only mean that the first was never closed.
void TreeBuilder::closeImplied(QStringView name)
{
    if (!isItem(name))
        return;
    for (qsizetype i = m_open.size() - 1; i > 0; --i) {
        if (m_open[i].name != name)
            continue;
        // CDF and OPML-like lists nest nothing of that name either.
        m_tree.malformed = true;
        while (m_open.size() > i)
            closeTop(m_tokens.tokenStart());
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
        if (m_open[i].name != name && m_open[i].name.compare(name, Qt::CaseInsensitive) != 0)
            continue;
        if (i != m_open.size() - 1 || m_open[i].name != name)
            m_tree.malformed = true;
        while (m_open.size() > i)
            closeTop(m_tokens.tokenStart());
        return;
    }
    m_tree.malformed = true; // closes nothing that is open
}

// `at`: where in the text what is closed ends.
void TreeBuilder::closeTop(qsizetype at)
{
    if (m_part == m_open.size() - 1)
        endPart(at);
    for (int i = 0; i < m_open.last().scopes; ++i)
        m_declarations.removeLast();
    m_open.removeLast();
    m_rootClosed = m_open.size() <= m_outside;
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

// Null inside a part: only counted.
XmlNode *TreeBuilder::append(XmlNode &&node)
{
    ++m_nodes;
    if (insidePart())
        return nullptr;
    XmlNode &added = m_tree.nodes.emplace_back(std::move(node));
    if (m_open.size() == m_outside) {
        added.parent = m_around;
        return &added;
    }
    XmlNode *parent = m_open.last().node;
    added.parent = parent;
    if (parent->lastChild)
        const_cast<XmlNode *>(parent->lastChild)->next = &added;
    else
        parent->firstChild = &added;
    parent->lastChild = &added;
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

namespace {
XmlTree readAs(QString text, const XmlLimits &limits, TreeBuilder::Items items)
{
    const bool dropped = removeForbiddenCharacters(text);
    XmlTree tree = TreeBuilder(text, limits, items).build();
    tree.malformed |= dropped;
    return tree;
}
} // namespace

XmlTree readXml(QString text, const XmlLimits &limits)
{
    return readAs(std::move(text), limits, TreeBuilder::Items::Read);
}

XmlTree readXmlOutline(QString text, const XmlLimits &limits)
{
    return readAs(std::move(text), limits, TreeBuilder::Items::KeptAsText);
}

XmlTree readXmlPart(const XmlTree &outline, const XmlNode &item)
{
    const QString text = QString::fromUtf8(outline.parts[size_t(item.part)].source);
    XmlTree tree = TreeBuilder(text, outline, item).build();
    if (!item.unfinished)
        for (XmlNode &node : tree.nodes)
            node.unfinished = false;
    return tree;
}
