#include "app/news/xmltokenizer.h"

#include "app/news/xmlcharacters.h"

using namespace Qt::StringLiterals;

bool removeForbiddenCharacters(QString &text)
{
    bool dropped = false;
    qsizetype to = 0;
    QChar *data = text.data();
    const qsizetype size = text.size();
    for (qsizetype from = 0; from < size; ++from) {
        QChar c = data[from];
        if (c == u'\r') {
            if (from + 1 < size && data[from + 1] == u'\n')
                continue;
            c = u'\n';
        }
        if (!c.isSurrogate() && !isXmlCharacter(c.unicode())) {
            dropped = true;
            continue;
        }
        if (c.isHighSurrogate() && from + 1 < size && data[from + 1].isLowSurrogate()) {
            data[to++] = c;
            c = data[++from];
        } else if (c.isSurrogate()) {
            dropped = true;
            c = QChar::ReplacementCharacter;
        }
        data[to++] = c;
    }
    text.truncate(to);
    return dropped;
}

bool XmlTokenizer::startsWith(QLatin1StringView what) const
{
    return m_text.sliced(m_at).startsWith(what);
}

// Whether the < at that place opens a tag, or stands for itself as in "A < B" and "Map<K,V>".
bool XmlTokenizer::isTagStart(qsizetype at) const
{
    qsizetype i = at + 1;
    if (i < m_text.size() && (m_text[i] == u'!' || m_text[i] == u'?'))
        return true;
    if (i < m_text.size() && m_text[i] == u'/')
        ++i;
    if (i >= m_text.size() || !isNameStart(m_text[i]))
        return false;
    while (i < m_text.size() && isNameCharacter(m_text[i]))
        ++i;
    return i >= m_text.size() || isXmlBlank(m_text[i]) || m_text[i] == u'>' || m_text[i] == u'/' ||
           m_text[i] == u'<';
}

XmlToken XmlTokenizer::next()
{
    while (m_at < m_text.size()) {
        m_tokenStart = m_at;
        if (m_text[m_at] != u'<' || !isTagStart(m_at))
            return readText();
        if (startsWith("<![CDATA["_L1))
            return readCData();
        if (skipMisc())
            continue;
        return m_text[m_at + 1] == u'/' ? readEndTag() : readStartTag();
    }
    m_tokenStart = m_at;
    return {};
}

bool XmlTokenizer::hasMoreMarkup()
{
    while (m_at < m_text.size()) {
        if (isXmlBlank(m_text[m_at]))
            ++m_at;
        else if (m_text[m_at] != u'<' || !skipMisc())
            return true;
    }
    return false;
}

// Comments, processing instructions, the document type; anything else behind <! is skipped to its >.
bool XmlTokenizer::skipMisc()
{
    if (startsWith("<!--"_L1)) {
        skipComment();
    } else if (startsWith("<!DOCTYPE"_L1) || startsWith("<!doctype"_L1)) {
        skipDoctype();
    } else if (startsWith("<?"_L1)) {
        if (startsWith("<?xml "_L1) && m_at != 0)
            m_malformed = true;
        const qsizetype end = m_text.indexOf(u'>', m_at);
        if (end < 1 || m_text[end - 1] != u'?') {
            // A > may stand inside; without any ?> the instruction ends at the first one.
            const qsizetype real = m_text.indexOf("?>"_L1, m_at);
            m_malformed |= real < 0;
            m_at = real >= 0 ? real + 2 : end >= 0 ? end + 1 : m_text.size();
        } else {
            m_at = end + 1;
        }
    } else if (startsWith("<!"_L1) && !startsWith("<![CDATA["_L1)) {
        m_malformed = true;
        const qsizetype end = m_text.indexOf(u'>', m_at);
        m_at = end < 0 ? m_text.size() : end + 1;
    } else {
        return false;
    }
    return true;
}

void XmlTokenizer::skipComment()
{
    qsizetype end = m_commentsEnd ? m_text.indexOf("-->"_L1, m_at + 4) : -1;
    if (end >= 0) {
        m_at = end + 3;
        return;
    }
    m_commentsEnd = false;
    m_malformed = true;
    end = m_text.indexOf(u'>', m_at);
    m_at = end < 0 ? m_text.size() : end + 1;
}

void XmlTokenizer::skipDoctype()
{
    if (m_sawDoctype)
        m_malformed = true;
    const bool first = !m_sawDoctype;
    const qsizetype start = m_at;
    m_sawDoctype = true;
    QChar quote;
    bool subset = false;
    qsizetype declaration = -1;
    for (m_at += 9; m_at < m_text.size(); ++m_at) {
        const QChar c = m_text[m_at];
        if (!quote.isNull()) {
            if (c == quote)
                quote = QChar();
        } else if (c == u'"' || c == u'\'') {
            quote = c;
        } else if (subset && startsWith("<!--"_L1)) {
            skipComment();
            --m_at;
        } else if (c == u'[') {
            subset = true;
            if (m_doctype.isEmpty())
                m_doctype = m_text.sliced(start, m_at - start).toString();
        } else if (c == u']') {
            subset = false;
        } else if (c == u'<' && subset) {
            declaration = m_at;
        } else if (c == u'>' && declaration >= 0) {
            if (first)
                m_references.declare(m_text.sliced(declaration, m_at - declaration));
            declaration = -1;
        } else if (c == u'>' && !subset) {
            ++m_at;
            if (m_doctype.isEmpty())
                m_doctype = m_text.sliced(start, m_at - start).toString();
            return;
        }
    }
    m_malformed = true;
}

QString XmlTokenizer::textOf(QStringView raw, bool references)
{
    if (!m_textsWanted && !(references && raw.contains(u'&'))) {
        if (raw.size() > m_limits.textLength)
            noteCut();
        return {};
    }
    QString text = references ? m_references.decoded(raw) : raw.toString();
    if (text.size() > m_limits.textLength) {
        text.truncate(m_limits.textLength);
        noteCut();
    }
    return text;
}

void XmlTokenizer::noteCut()
{
    m_note = u"a text longer than %1 characters was cut"_s.arg(m_limits.textLength);
}

XmlToken XmlTokenizer::readText()
{
    const qsizetype start = m_at;
    while (m_at < m_text.size()) {
        const qsizetype found = m_text.indexOf(u'<', m_at);
        m_at = found < 0 ? m_text.size() : found;
        if (found < 0 || isTagStart(found))
            break;
        m_malformed = true;
        ++m_at;
    }
    XmlToken token;
    token.kind = XmlToken::Kind::Text;
    token.text = textOf(m_text.sliced(start, m_at - start), true);
    return token;
}

XmlToken XmlTokenizer::readCData()
{
    const qsizetype start = m_at + 9;
    qsizetype end = m_text.indexOf("]]>"_L1, start);
    m_at = end < 0 ? m_text.size() : end + 3;
    if (end < 0) {
        m_malformed = true;
        end = m_text.size();
    }
    XmlToken token;
    token.kind = XmlToken::Kind::Text;
    token.text = textOf(m_text.sliced(start, end - start), false);
    return token;
}

XmlToken XmlTokenizer::readEndTag()
{
    qsizetype end = m_at + 2;
    while (end < m_text.size() && isNameCharacter(m_text[end]))
        ++end;
    XmlToken token;
    token.kind = XmlToken::Kind::EndTag;
    token.name = m_text.sliced(m_at + 2, end - m_at - 2).toString();
    while (end < m_text.size() && isXmlBlank(m_text[end]))
        ++end;
    if (end < m_text.size() && m_text[end] == u'>') {
        m_at = end + 1;
        return token;
    }
    // Something else before the >: skip it, unless a new tag begins first.
    m_malformed = true;
    while (end < m_text.size() && m_text[end] != u'>' && m_text[end] != u'<')
        ++end;
    m_at = end < m_text.size() && m_text[end] == u'>' ? end + 1 : end;
    return token;
}

XmlToken XmlTokenizer::readStartTag()
{
    const qsizetype start = ++m_at;
    while (m_at < m_text.size() && isNameCharacter(m_text[m_at]))
        ++m_at;
    XmlToken token;
    token.kind = XmlToken::Kind::StartTag;
    token.name = m_text.sliced(start, m_at - start).toString();
    while (true) {
        while (m_at < m_text.size() && isXmlBlank(m_text[m_at]))
            ++m_at;
        if (m_at >= m_text.size() || m_text[m_at] == u'<') {
            m_malformed = true; // no > at all
            return token;
        }
        if (m_text[m_at] == u'>') {
            ++m_at;
            return token;
        }
        if (m_text[m_at] == u'/') {
            token.selfClosing = m_at + 1 < m_text.size() && m_text[m_at + 1] == u'>';
            m_malformed |= !token.selfClosing;
            ++m_at;
            continue;
        }
        XmlAttribute attribute = readAttribute();
        if (attribute.name.isEmpty())
            continue;
        if (token.attributes.size() < m_limits.attributes) {
            token.attributes.append(std::move(attribute));
        } else {
            m_malformed = true;
            m_note =
                u"an element has more than %1 attributes: the rest was left out"_s.arg(m_limits.attributes);
        }
    }
}

XmlAttribute XmlTokenizer::readAttribute()
{
    const qsizetype start = m_at;
    while (m_at < m_text.size() && isNameCharacter(m_text[m_at]))
        ++m_at;
    XmlAttribute attribute;
    attribute.name = m_text.sliced(start, m_at - start).toString();
    if (attribute.name.isEmpty()) {
        m_malformed = true;
        ++m_at; // not the start of a name: skip the character
        return attribute;
    }
    qsizetype at = m_at;
    while (at < m_text.size() && isXmlBlank(m_text[at]))
        ++at;
    if (at >= m_text.size() || m_text[at] != u'=') {
        m_malformed = true; // HTML's <input checked>
        return attribute;
    }
    m_at = at + 1;
    while (m_at < m_text.size() && isXmlBlank(m_text[m_at]))
        ++m_at;
    attribute.value = readAttributeValue();
    return attribute;
}

QString XmlTokenizer::readAttributeValue()
{
    if (m_at >= m_text.size())
        return {};
    const QChar quote = m_text[m_at];
    qsizetype start = m_at, end = -1;
    if (quote == u'"' || quote == u'\'') {
        qsizetype &next = m_nextQuote[quote == u'"' ? 0 : 1];
        ++start;
        if (next < start) {
            next = m_text.indexOf(quote, start);
            if (next < 0)
                next = m_text.size();
        }
        if (next < m_text.size() && next - start <= m_limits.attributeLength)
            end = next;
    }
    if (end >= 0) {
        m_at = end + 1;
        if (m_at < m_text.size() && isNameStart(m_text[m_at]))
            m_malformed = true; // no blank between two attributes
    } else {
        m_malformed = true; // no quotes, or only the first
        end = start;
        while (end < m_text.size() && !isXmlBlank(m_text[end]) && m_text[end] != u'>' && m_text[end] != u'<')
            ++end;
        m_at = end;
    }
    const QStringView raw = m_text.sliced(start, end - start);
    m_malformed |= raw.contains(u'<');
    QString value = m_references.decoded(raw);
    value.replace(u'\n', u' ').replace(u'\t', u' ');
    return value;
}
