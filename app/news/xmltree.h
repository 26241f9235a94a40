#pragma once

#include "app/news/xmlreferences.h"

#include <QList>
#include <QString>
#include <deque>
#include <optional>
#include <vector>

// The namespaces a feed may use and we know. What matters is the address, not the prefix; a prefix that is
// never declared counts as the well-known one of that name.
enum class Ns {
    None, // no prefix and no (or an unknown) default namespace
    Other,
    Rss090,
    Rss10,
    Rss11,
    Rss20, // the addresses seen for RSS 2.0, which has none
    Atom03,
    Atom10,
    Rdf,
    Xhtml,
    Xml,
    Dc,
    DcTerms,
    Content,
    Media,
    Itunes,
    Syndication,
    Slash,
    Wfw,
    Cc,
    Admin,
    Taxo,
    Feedburner,
    GooglePlay,
};

struct XmlAttribute
{
    QString name;  // as written
    QString local; // lower case, without prefix
    Ns ns = Ns::None;
    QString value;
};

// The namespace of an address; Other for one we don't know.
Ns namespaceOf(QStringView address);
// The namespace a well-known prefix stands for, declared or not.
std::optional<Ns> namespaceOfPrefix(QStringView prefix);

// An element, or (name empty) a piece of text. Lives as long as its tree.
struct XmlNode
{
    QString name;  // as written, with prefix
    QString local; // lower case, without prefix: feeds write RSS, pubdate, GUID
    Ns ns = Ns::None;
    QString text; // of a piece of text, entities and CDATA resolved
    QList<XmlAttribute> attributes;
    const XmlNode *parent = nullptr;
    const XmlNode *next = nullptr;
    const XmlNode *firstChild = nullptr;
    const XmlNode *lastChild = nullptr;
    bool unfinished = false; // the document ended inside it
    int part = -1;           // of an outline: which part of the document it is; nothing below it is there

    bool isElement() const { return !name.isEmpty(); }
    bool is(Ns space, QLatin1StringView localName) const { return ns == space && local == localName; }
    const XmlNode *firstElement() const;
    const XmlNode *nextElement() const;
    // The first direct child of that local name in any of our native or the given namespace.
    const XmlNode *child(Ns space, QLatin1StringView localName) const;
    // An attribute without a namespace (or in one we don't know), any case; empty when missing.
    QString attribute(QLatin1StringView localName) const;
    QString attribute(Ns space, QLatin1StringView localName) const;
    bool hasElements() const { return firstElement() != nullptr; }
    // All text below, trimmed.
    QString textContent() const;
    // Everything inside as HTML: tags without prefixes, texts escaped. Trimmed.
    QString markup() const;
    QString language() const;                        // nearest xml:lang, as written; empty: none
    QString base(const QString &documentBase) const; // all xml:base from the root down, resolved
};

struct XmlLimits
{
    int depth = 200;
    int attributes = 256;
    qsizetype attributeLength = 256 * 1024;
    qsizetype textLength = 2 * 1024 * 1024; // of one element's pieces
    qsizetype nodes = 400'000;
    qsizetype kept = 100'000; // of them, in memory at once: some 300 bytes each
};

struct XmlDeclaration
{
    QString prefix;
    Ns ns = Ns::None;
};

// An item of a feed, as text: UTF-8, from its < to where it ends, and the namespaces declared around it.
struct XmlPart
{
    QByteArray source;
    QList<XmlDeclaration> declarations;
};

struct XmlTree
{
    std::deque<XmlNode> nodes; // addresses stay
    const XmlNode *root = nullptr;
    bool malformed = false; // a strict XML reader would have refused it
    bool truncated = false; // ends in the middle, or one of our limits was reached
    bool limited = false;   // one of our limits was reached
    QString note;           // what was cut
    QString doctype;        // as written, without an internal subset
    std::vector<XmlPart> parts;
    XmlLimits limits;
    XmlReferences references; // as known at the end
};

// Reads anything that resembles XML, and never fails: what a strict reader would refuse (bare &, HTML's
// entities, control characters, undeclared prefixes, tags left open, a second root, an end in mid-tag) is
// mended and said. One pass, time linear in the length. QXmlStreamReader is not used because after its first
// error everything behind it is lost, and its attributes take quadratic time.
//
// Of a DTD only entities whose text is plain and short are honoured: no nesting, no addresses, nothing is
// ever fetched.
XmlTree readXml(QString text, const XmlLimits &limits = {});

// Likewise, of a feed's channel (RSS, Atom, RDF) without the insides of its items: large feeds are nearly all
// items, and a tree of them all takes many times their size. What is wrong anywhere is said as by readXml().
XmlTree readXmlOutline(QString text, const XmlLimits &limits = {});
// One of those items, as readXml() would have it; its root's parent is the item's, so it must not outlive the
// outline.
XmlTree readXmlPart(const XmlTree &outline, const XmlNode &item);
