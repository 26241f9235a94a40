#include "app/news/plainmarkup.h"

#include <QVarLengthArray>
#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype deepest = 24; // far below where HtmlTree begins to bound
constexpr qsizetype mostAttributes = 16;
constexpr qsizetype longestName = 10, longestReference = 8;

// How HTML5's tree construction ("in body") treats the elements read here.
enum class Role {
    Block,      // closes an open p
    Heading,    // likewise, and another heading
    List,       // likewise
    Item,       // closes another item up to its list
    Formatting, // opened again where it was closed out of order
    Link,       // likewise, and closes another link
    Inline,
    Void,
    BlockVoid // closes an open p
};
struct Known
{
    QLatin1StringView name;
    Role role;
};
constexpr Known knownElements[] = {{"p"_L1, Role::Block},           {"a"_L1, Role::Link},
                                   {"br"_L1, Role::Void},           {"img"_L1, Role::Void},
                                   {"strong"_L1, Role::Formatting}, {"em"_L1, Role::Formatting},
                                   {"b"_L1, Role::Formatting},      {"i"_L1, Role::Formatting},
                                   {"li"_L1, Role::Item},           {"ul"_L1, Role::List},
                                   {"ol"_L1, Role::List},           {"div"_L1, Role::Block},
                                   {"span"_L1, Role::Inline},       {"h1"_L1, Role::Heading},
                                   {"h2"_L1, Role::Heading},        {"h3"_L1, Role::Heading},
                                   {"h4"_L1, Role::Heading},        {"h5"_L1, Role::Heading},
                                   {"h6"_L1, Role::Heading},        {"blockquote"_L1, Role::Block},
                                   {"figure"_L1, Role::Block},      {"figcaption"_L1, Role::Block},
                                   {"section"_L1, Role::Block},     {"article"_L1, Role::Block},
                                   {"hr"_L1, Role::BlockVoid},      {"u"_L1, Role::Formatting},
                                   {"s"_L1, Role::Formatting},      {"small"_L1, Role::Formatting},
                                   {"code"_L1, Role::Formatting},   {"sub"_L1, Role::Inline},
                                   {"sup"_L1, Role::Inline},        {"mark"_L1, Role::Inline},
                                   {"q"_L1, Role::Inline},          {"cite"_L1, Role::Inline},
                                   {"abbr"_L1, Role::Inline},       {"time"_L1, Role::Inline},
                                   {"kbd"_L1, Role::Inline},        {"samp"_L1, Role::Inline},
                                   {"del"_L1, Role::Inline},        {"ins"_L1, Role::Inline}};

struct Entity
{
    QLatin1StringView name;
    char16_t character;
};
constexpr Entity entities[] = {
    {"amp"_L1, u'&'},     {"quot"_L1, u'"'},    {"nbsp"_L1, 0xA0},     {"lt"_L1, u'<'},
    {"gt"_L1, u'>'},      {"apos"_L1, u'\''},   {"hellip"_L1, 0x2026}, {"mdash"_L1, 0x2014},
    {"ndash"_L1, 0x2013}, {"rsquo"_L1, 0x2019}, {"lsquo"_L1, 0x2018},  {"ldquo"_L1, 0x201C},
    {"rdquo"_L1, 0x201D}, {"bull"_L1, 0x2022},  {"middot"_L1, 0xB7},   {"euro"_L1, 0x20AC},
    {"copy"_L1, 0xA9},    {"reg"_L1, 0xAE},     {"trade"_L1, 0x2122},  {"eacute"_L1, 0xE9}};

constexpr bool isBlank(QChar c)
{
    return c == u' ' || c == u'\n' || c == u'\t';
}
constexpr bool isLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}
constexpr bool isLetterOrDigit(QChar c)
{
    return isLetter(c) || (c >= u'0' && c <= u'9');
}
char lower(QChar c)
{
    return char(c >= u'A' && c <= u'Z' ? c.unicode() + 32 : c.unicode());
}

// Neither a control character nor anything else that HTML5 replaces or only suffers.
bool isPlain(char32_t c)
{
    if (c < 0x20)
        return c == '\n' || c == '\t';
    return (c < 0x7F || c > 0x9F) && (c < 0xFDD0 || c > 0xFDEF) && (c & 0xFFFE) != 0xFFFE;
}

bool isPlain(QStringView text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c >= u' ' && c.unicode() < 0x7F)
            continue;
        if (!c.isSurrogate()) {
            if (!isPlain(char32_t(c.unicode())))
                return false;
            continue;
        }
        if (!c.isHighSurrogate() || i + 1 >= text.size() || !text[i + 1].isLowSurrogate() ||
            !isPlain(QChar::surrogateToUcs4(c, text[i + 1])))
            return false;
        ++i;
    }
    return true;
}

struct Attribute
{
    QVarLengthArray<char, 24> name;
    QString value;
    QLatin1StringView key() const { return QLatin1StringView(name.data(), name.size()); }
};
using Attributes = QVarLengthArray<Attribute, 8>;

class PlainTag final : public HtmlTag
{
public:
    PlainTag(QLatin1StringView name, const Attributes &attributes) : HtmlTag(name), m_attributes(attributes)
    {
    }
    bool has(QLatin1StringView name) const override { return find(name) != m_attributes.cend(); }
    QString attribute(QLatin1StringView name) const override
    {
        const auto found = find(name);
        return found == m_attributes.cend() ? QString() : found->value;
    }

private:
    Attributes::const_iterator find(QLatin1StringView name) const
    {
        return std::find_if(m_attributes.cbegin(), m_attributes.cend(),
                            [&](const Attribute &attribute) { return attribute.key() == name; });
    }
    const Attributes &m_attributes;
};

class Reader
{
public:
    Reader(QStringView html, MarkupVisitor &visitor) : m_html(html), m_visitor(visitor) {}
    bool read();

private:
    bool readText();
    bool readMarkup();
    bool readComment();
    bool readStartTag();
    bool readEndTag();
    const Known *readName();
    bool readAttributes();
    bool readAttribute();
    bool mayOpen(const Known &element) const;
    void open(const Known &element);
    void close();
    bool isOpen(Role role) const;
    bool decode(QStringView raw, bool inAttribute, QString &into) const;

    QChar at(qsizetype place) const { return place < m_html.size() ? m_html[place] : QChar(); }
    void skipBlanks()
    {
        while (isBlank(at(m_at)))
            ++m_at;
    }

    const QStringView m_html;
    MarkupVisitor &m_visitor;
    qsizetype m_at = 0;
    QVarLengthArray<const Known *, deepest> m_open;
    qsizetype m_unwanted = 0; // how many of them are inside one that the visitor leaves out, with it
    Attributes m_attributes;
    QString m_decoded;
};

bool Reader::read()
{
    if (!isPlain(m_html))
        return false;
    while (m_at < m_html.size())
        if (!(m_html[m_at] == u'<' ? readMarkup() : readText()))
            return false;
    return m_open.isEmpty();
}

bool Reader::readText()
{
    qsizetype end = m_html.indexOf(u'<', m_at);
    end = end < 0 ? m_html.size() : end;
    QStringView text = m_html.sliced(m_at, end - m_at);
    m_at = end;
    if (text.contains(u'&')) {
        m_decoded.resize(0);
        if (!decode(text, false, m_decoded))
            return false;
        text = m_decoded;
    }
    if (m_unwanted == 0)
        m_visitor.text(text);
    return true;
}

bool Reader::readMarkup()
{
    const QChar next = at(m_at + 1);
    return isLetter(next) ? readStartTag() : next == u'/' ? readEndTag() : readComment();
}

// A comment may end in several ways: only what has none of them inside. HtmlTree counts tags in comments too.
bool Reader::readComment()
{
    if (!m_html.sliced(m_at).startsWith("<!--"_L1))
        return false;
    const qsizetype start = m_at + 4, end = m_html.indexOf("--"_L1, start);
    const QStringView inside = m_html.sliced(start, std::max<qsizetype>(end - start, 0));
    if (end < 0 || at(end + 2) != u'>' || inside.startsWith(u'>') || inside.startsWith(u'-') ||
        inside.contains(u'<'))
        return false;
    m_at = end + 3;
    return true;
}

const Known *Reader::readName()
{
    char name[longestName];
    qsizetype length = 0;
    while (isLetterOrDigit(at(m_at))) {
        if (length == longestName)
            return nullptr;
        name[length++] = lower(m_html[m_at++]);
    }
    const QLatin1StringView wanted(name, length);
    const auto known = std::find_if(std::begin(knownElements), std::end(knownElements),
                                    [&](const Known &element) { return element.name == wanted; });
    return known == std::end(knownElements) ? nullptr : known;
}

bool Reader::readStartTag()
{
    ++m_at;
    const Known *element = readName();
    if (!element || !mayOpen(*element) || !readAttributes())
        return false;
    const bool isVoid = element->role == Role::Void || element->role == Role::BlockVoid;
    if (at(m_at) == u'/') {
        if (!isVoid) // HTML5 doesn't care for the stroke
            return false;
        ++m_at;
    }
    if (at(m_at) != u'>')
        return false;
    ++m_at;
    open(*element);
    if (isVoid)
        close();
    return true;
}

bool Reader::readEndTag()
{
    m_at += 2;
    const Known *element = readName();
    if (!element || m_open.isEmpty() || m_open.last() != element)
        return false;
    skipBlanks();
    if (at(m_at) != u'>')
        return false;
    ++m_at;
    close();
    return true;
}

bool Reader::isOpen(Role role) const
{
    return std::any_of(m_open.begin(), m_open.end(),
                       [role](const Known *element) { return element->role == role; });
}

// Whether the element is simply put inside the one that is open.
bool Reader::mayOpen(const Known &element) const
{
    const auto isOneOpen = [&](QLatin1StringView name) {
        return std::any_of(m_open.begin(), m_open.end(),
                           [&](const Known *open) { return open->name == name; });
    };
    if (m_open.size() >= deepest)
        return false;
    switch (element.role) {
    case Role::Formatting: // of more than three alike HTML5 forgets the first
    case Role::Link:
        return !isOneOpen(element.name);
    case Role::Item:
        return !m_open.isEmpty() && m_open.last()->role == Role::List && !isOneOpen("p"_L1);
    case Role::Heading:
        return !isOpen(Role::Heading) && !isOneOpen("p"_L1);
    case Role::Block:
    case Role::List:
    case Role::BlockVoid:
        return !isOneOpen("p"_L1);
    case Role::Inline:
    case Role::Void:
        return true;
    }
    return false;
}

void Reader::open(const Known &element)
{
    m_open.append(&element);
    if (m_unwanted > 0 || !m_visitor.enter(PlainTag(element.name, m_attributes)))
        ++m_unwanted;
}

void Reader::close()
{
    m_open.removeLast();
    if (m_unwanted > 0)
        --m_unwanted;
    else
        m_visitor.leave();
}

bool Reader::readAttributes()
{
    m_attributes.clear();
    while (true) {
        const bool apart = isBlank(at(m_at));
        skipBlanks();
        if (at(m_at) == u'>' || at(m_at) == u'/')
            return true;
        if (!apart || m_attributes.size() == mostAttributes || !readAttribute())
            return false;
    }
}

// name="value": nothing else.
bool Reader::readAttribute()
{
    Attribute attribute;
    while (isLetterOrDigit(at(m_at)) || at(m_at) == u'-' || at(m_at) == u'_' || at(m_at) == u':')
        attribute.name.append(lower(m_html[m_at++]));
    const QChar quote = at(m_at + 1);
    if (attribute.name.isEmpty() || at(m_at) != u'=' || (quote != u'"' && quote != u'\''))
        return false;
    const qsizetype start = m_at + 2, end = m_html.indexOf(quote, start);
    if (end < 0 || !decode(m_html.sliced(start, end - start), true, attribute.value))
        return false;
    m_at = end + 1;
    m_attributes.append(std::move(attribute));
    return true;
}

std::optional<char32_t> referenced(QStringView name)
{
    if (name.startsWith(u'#')) {
        const bool hex = name.size() > 1 && lower(name[1]) == 'x';
        const QStringView digits = name.sliced(hex ? 2 : 1);
        bool valid = !digits.isEmpty() && std::all_of(digits.begin(), digits.end(), isLetterOrDigit);
        const char32_t code = valid ? digits.toUInt(&valid, hex ? 16 : 10) : 0;
        const bool plain =
            valid && code > 0x20 && code <= 0x10FFFF && isPlain(code) && !QChar::isSurrogate(code);
        return plain ? std::optional(code) : std::nullopt;
    }
    for (const Entity &entity : entities)
        if (name == entity.name)
            return char32_t(entity.character);
    return std::nullopt;
}

// False where HTML5 would have to look names up, or to guess.
bool Reader::decode(QStringView raw, bool inAttribute, QString &into) const
{
    qsizetype from = 0;
    for (qsizetype mark = raw.indexOf(u'&'); mark >= 0; mark = raw.indexOf(u'&', from)) {
        into += raw.sliced(from, mark - from);
        qsizetype end = mark + 1;
        end += end < raw.size() && raw[end] == u'#' ? 1 : 0;
        while (end < raw.size() && isLetterOrDigit(raw[end]))
            ++end;
        const QStringView name = raw.sliced(mark + 1, end - mark - 1);
        const QChar next = end < raw.size() ? raw[end] : QChar();
        // "R & D", and an address' "?a=1&b=2".
        const bool stands =
            name.isEmpty() ? isBlank(next) : inAttribute && next == u'=' && !name.startsWith(u'#');
        if (stands) {
            into += u'&';
            from = mark + 1;
            continue;
        }
        const auto character =
            next == u';' && name.size() <= longestReference ? referenced(name) : std::nullopt;
        if (!character)
            return false;
        into += QChar::fromUcs4(*character);
        from = end + 1;
    }
    into += raw.sliced(from);
    return true;
}
} // namespace

bool visitPlainMarkup(QStringView html, MarkupVisitor &visitor)
{
    return Reader(html, visitor).read();
}
