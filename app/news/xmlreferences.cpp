#include "app/news/xmlreferences.h"

#include "app/news/htmlentities.h"
#include "app/news/xmlcharacters.h"

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype maxEntities = 64;
constexpr qsizetype maxEntityLength = 256;
constexpr qsizetype maxExpansion = 64 * 1024; // of all entities of the DTD in one document
constexpr qsizetype maxEntityName = 40;
constexpr qsizetype maxLookups = 4096; // different HTML names in one document: there are 2,231
constexpr qsizetype longestNumber = 10;
} // namespace

// <!ENTITY name "plain text">. Anything that refers to something else, or is long, is remembered as refused.
void XmlReferences::declare(QStringView declaration)
{
    if (!declaration.startsWith("<!ENTITY"_L1) || m_entities.size() >= maxEntities)
        return;
    const QStringView rest = declaration.sliced(8).trimmed();
    qsizetype length = 0;
    while (length < rest.size() && isNameCharacter(rest[length]))
        ++length;
    const QString name = rest.left(length).toString();
    const QStringView value = rest.sliced(length).trimmed();
    if (name.isEmpty() || m_entities.contains(name))
        return;
    const bool quoted =
        value.size() >= 2 && (value[0] == u'"' || value[0] == u'\'') && value.back() == value[0];
    const QStringView text = quoted ? value.sliced(1, value.size() - 2) : QStringView();
    const bool plain = quoted && text.size() <= maxEntityLength && !text.contains(u'&') &&
                       !text.contains(u'%') && !text.contains(u'<');
    m_entities.insert(name, plain ? text.toString() : QString());
    m_malformed |= !plain;
}

XmlReferences XmlReferences::again() const
{
    XmlReferences known = *this;
    if (known.m_expanded <= maxExpansion)
        known.m_expanded = 0;
    return known;
}

QString XmlReferences::decoded(QStringView raw)
{
    qsizetype at = raw.indexOf(u'&');
    if (at < 0)
        return raw.toString();
    QString result;
    result.reserve(raw.size());
    qsizetype from = 0;
    while (at >= 0) {
        result += raw.sliced(from, at - from);
        from = decodeReference(raw, at, result);
        at = raw.indexOf(u'&', from);
    }
    result += raw.sliced(from);
    return result;
}

// Appends what the & at that place stands for, and returns where reading goes on.
qsizetype XmlReferences::decodeReference(QStringView raw, qsizetype at, QString &into)
{
    qsizetype end = at + 1;
    const bool numeric = end < raw.size() && raw[end] == u'#';
    end += numeric ? 1 : 0;
    while (end < raw.size() && end - at <= maxEntityName && isNameCharacter(raw[end]))
        ++end;
    const QStringView name = raw.sliced(at + 1, end - at - 1);
    if (end >= raw.size() || raw[end] != u';' || name.size() < (numeric ? 2 : 1)) {
        m_malformed = true;
        into += u'&';
        return at + 1;
    }
    const bool known = numeric ? decodeNumber(name.sliced(1), into) : decodeName(name, into);
    m_malformed |= !known;
    if (!known)
        into += u'&'; // nobody knows it: as it stands
    return known ? end + 1 : at + 1;
}

bool XmlReferences::decodeNumber(QStringView number, QString &into)
{
    const bool hex = number[0] == u'x' || number[0] == u'X';
    bool valid = false;
    const quint64 code = number.sliced(hex ? 1 : 0).toULongLong(&valid, hex ? 16 : 10);
    if (!valid && number.size() <= longestNumber)
        return false;
    const char32_t character = htmlCharacter(valid ? code : 0);
    m_malformed |= number[0] == u'X' || !valid || code > 0x10FFFF || !isXmlCharacter(char32_t(code));
    if (isXmlCharacter(character))
        into += QChar::fromUcs4(character);
    return true;
}

bool XmlReferences::decodeName(QStringView name, QString &into)
{
    const QString key = name.toString();
    if (const auto declared = m_entities.constFind(key); declared != m_entities.constEnd()) {
        m_expanded += declared->size();
        if (m_expanded <= maxExpansion)
            into += *declared;
        else
            m_malformed = true;
        return true;
    }
    static constexpr struct
    {
        QLatin1StringView name;
        char16_t character;
    } predefined[] = {
        {"amp"_L1, u'&'}, {"lt"_L1, u'<'}, {"gt"_L1, u'>'}, {"quot"_L1, u'"'}, {"apos"_L1, u'\''}};
    for (const auto &entity : predefined) {
        if (name == entity.name) {
            into += entity.character;
            return true;
        }
    }
    m_malformed = true; // HTML's names are not XML's
    auto known = m_htmlEntities.constFind(key);
    if (known == m_htmlEntities.constEnd() && m_htmlEntities.size() < maxLookups)
        known = m_htmlEntities.insert(key, htmlEntity(name).value_or(QString()));
    if (known == m_htmlEntities.constEnd() || known->isEmpty())
        return false;
    into += *known;
    return true;
}
