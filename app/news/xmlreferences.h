#pragma once

#include <QHash>
#include <QString>

// What stands behind an & in XML as it is found: XML's own five, numbers, the entities of the document's DTD
// and HTML's names. What nobody knows stays as it is.
class XmlReferences
{
public:
    // <!ENTITY name "plain text">. Anything that refers to something else, or is long, is remembered as
    // refused: a reference to it yields nothing.
    void declare(QStringView declaration);
    QString decoded(QStringView raw);
    bool malformed() const { return m_malformed; }
    // For reading parts of the document once more: of one whose entities were too many none is read again.
    XmlReferences again() const;

private:
    qsizetype decodeReference(QStringView raw, qsizetype at, QString &into);
    bool decodeNumber(QStringView number, QString &into);
    bool decodeName(QStringView name, QString &into);

    QHash<QString, QString> m_entities;     // of the DTD; an empty text: declared and refused
    QHash<QString, QString> m_htmlEntities; // looked up already; empty: HTML has no such name
    qsizetype m_expanded = 0;
    bool m_malformed = false;
};
