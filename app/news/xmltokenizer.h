#pragma once

#include "app/news/xmlreferences.h"
#include "app/news/xmltree.h"

struct XmlToken
{
    enum class Kind { StartTag, EndTag, Text, End };
    Kind kind = Kind::End;
    QString name;                   // as written
    QString text;                   // entities resolved
    QList<XmlAttribute> attributes; // name and value only
    bool selfClosing = false;
};

// The lexical half of readXml(): one pass over a text that may hold anything.
class XmlTokenizer
{
public:
    XmlTokenizer(QStringView text, const XmlLimits &limits) : m_text(text), m_limits(limits) {}
    // A part of a text that was read before, with what its DTD declared.
    XmlTokenizer(QStringView text, const XmlLimits &limits, XmlReferences known)
        : m_text(text), m_limits(limits), m_references(std::move(known)), m_sawDoctype(true)
    {
    }

    XmlToken next();
    // Texts come empty as long as nobody wants them; what is wrong in them is noticed all the same.
    void setTextsWanted(bool wanted) { m_textsWanted = wanted; }
    // Where the last token begins and ends.
    qsizetype tokenStart() const { return m_tokenStart; }
    qsizetype tokenEnd() const { return m_at; }
    const XmlReferences &references() const { return m_references; }
    bool malformed() const { return m_malformed || m_references.malformed(); }
    QString note() const { return m_note; }
    QString doctype() const { return m_doctype; }
    // Whether anything but blanks, comments and processing instructions is left.
    bool hasMoreMarkup();

private:
    bool startsWith(QLatin1StringView what) const;
    bool isTagStart(qsizetype at) const;
    bool skipMisc();
    void skipComment();
    void skipDoctype();
    XmlToken readText();
    XmlToken readCData();
    XmlToken readStartTag();
    XmlToken readEndTag();
    XmlAttribute readAttribute();
    QString readAttributeValue();
    QString textOf(QStringView raw, bool references);
    void noteCut();

    QStringView m_text;
    XmlLimits m_limits;
    qsizetype m_at = 0, m_tokenStart = 0;
    bool m_malformed = false;
    QString m_note, m_doctype;
    XmlReferences m_references;
    qsizetype m_nextQuote[2] = {-1, -1}; // where the next " and ' stand, so that no search is repeated
    bool m_commentsEnd = true;           // false: no "-->" is left
    bool m_sawDoctype = false;
    bool m_textsWanted = true;
};

// Drops what XML 1.0 forbids (control characters, lone surrogates, U+FFFE) and makes line ends \n. True when
// something was forbidden.
bool removeForbiddenCharacters(QString &text);
