#include "app/news/htmltext.h"

#include "app/news/htmlentities.h"

#include <algorithm>
#include <gumbo.h>

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype longestEntity = 33;
constexpr int maxNamedEntities = 200; // of one line: each look-up costs a small parse

bool disguises(QChar c)
{
    const char16_t u = c.unicode();
    if (u < 0x200B)
        return false;
    return u <= 0x200D || (u >= 0x202A && u <= 0x202E) || (u >= 0x2066 && u <= 0x2069) || u == 0xFEFF;
}

bool isNameCharacter(QChar c)
{
    return c.unicode() < 128 && c.isLetterOrNumber();
}

bool breaksLine(GumboTag tag)
{
    static constexpr GumboTag tags[] = {GUMBO_TAG_BR, GUMBO_TAG_P,  GUMBO_TAG_DIV, GUMBO_TAG_LI,
                                        GUMBO_TAG_TD, GUMBO_TAG_TR, GUMBO_TAG_H1,  GUMBO_TAG_H2,
                                        GUMBO_TAG_H3, GUMBO_TAG_H4, GUMBO_TAG_HR};
    return std::find(std::begin(tags), std::end(tags), tag) != std::end(tags);
}

// Where the tag of HTML that starts at `at` ends; `at` when there is none.
qsizetype tagEnd(QStringView text, qsizetype at, bool &breaks)
{
    if (text.sliced(at).startsWith("<!--"_L1)) {
        const qsizetype end = text.indexOf("-->"_L1, at);
        return end < 0 ? at : end + 3;
    }
    qsizetype name = at + 1;
    if (name < text.size() && text[name] == u'/')
        ++name;
    qsizetype nameEnd = name;
    while (nameEnd < text.size() && isNameCharacter(text[nameEnd]))
        ++nameEnd;
    if (nameEnd == name || nameEnd >= text.size() ||
        !(text[nameEnd].isSpace() || u"/>"_s.contains(text[nameEnd])))
        return at;
    const QByteArray name8 = text.sliced(name, nameEnd - name).toLatin1();
    const GumboTag tag = gumbo_tagn_enum(name8.constData(), unsigned(name8.size()));
    if (tag == GUMBO_TAG_UNKNOWN)
        return at;
    breaks = breaksLine(tag);
    const qsizetype end = text.indexOf(u'>', nameEnd);
    return end < 0 ? at : end + 1;
}

// Where a block begins or ends stands `between`: "one<br>two" are two words.
QString withoutTags(const QString &html, QChar between)
{
    qsizetype at = html.indexOf(u'<');
    if (at < 0)
        return html;
    QString text;
    qsizetype from = 0;
    while (at >= 0) {
        bool breaks = false;
        const qsizetype end = tagEnd(html, at, breaks);
        text += QStringView(html).sliced(from, at - from);
        if (end == at)
            text += u'<';
        else if (breaks)
            text += between;
        from = end == at ? at + 1 : end;
        at = html.indexOf(u'<', from);
    }
    text += QStringView(html).sliced(from);
    return text;
}

QString decoded(const QString &text, bool named)
{
    qsizetype at = text.indexOf(u'&');
    if (at < 0)
        return text;
    QString result;
    qsizetype from = 0;
    int lookUps = 0;
    while (at >= 0) {
        result += QStringView(text).sliced(from, at - from);
        qsizetype end = at + 1;
        while (end < text.size() && end - at < longestEntity &&
               (isNameCharacter(text[end]) || text[end] == u'#'))
            ++end;
        const QStringView name = QStringView(text).sliced(at + 1, end - at - 1);
        std::optional<QString> value;
        if (end < text.size() && text[end] == u';' && name.startsWith(u'#')) {
            const bool hex = name.size() > 1 && (name[1] == u'x' || name[1] == u'X');
            bool valid = false;
            const quint64 code = name.sliced(hex ? 2 : 1).toULongLong(&valid, hex ? 16 : 10);
            if (valid) {
                const char32_t character = htmlCharacter(code);
                value = character < 0x20 ? u" "_s : QString::fromUcs4(&character, 1);
            }
        } else if (named && end < text.size() && text[end] == u';' && ++lookUps <= maxNamedEntities) {
            value = htmlEntity(name);
        }
        result += value.value_or(u"&"_s);
        from = value ? end + 1 : at + 1;
        at = text.indexOf(u'&', from);
    }
    result += QStringView(text).sliced(from);
    return result;
}
} // namespace

QString withoutDisguise(const QString &text)
{
    if (!isDisguised(text))
        return text;
    QString clean = text;
    clean.removeIf(&disguises);
    return clean;
}

bool isDisguised(QStringView text)
{
    return std::any_of(text.begin(), text.end(), &disguises);
}

QString tidyLine(const QString &text)
{
    return withoutDisguise(decoded(text, false)).simplified();
}

QString plainLine(const QString &html)
{
    return tidyLine(decoded(withoutTags(html, u' '), true));
}

QStringList plainLines(const QString &html)
{
    constexpr QChar blockEnd(0x1F); // no text has it: what comes from outside has no control characters
    QStringList lines;
    for (const QString &block : withoutTags(html, blockEnd).split(blockEnd))
        if (const QString line = tidyLine(decoded(block, true)); !line.isEmpty())
            lines.append(line);
    return lines;
}

QString htmlEscaped(const QString &text)
{
    QString result;
    result.reserve(text.size());
    for (const QChar c : text) {
        switch (c.unicode()) {
        case u'&':
            result += "&amp;"_L1;
            break;
        case u'<':
            result += "&lt;"_L1;
            break;
        case u'>':
            result += "&gt;"_L1;
            break;
        case u'"':
            result += "&quot;"_L1;
            break;
        default:
            result += c;
        }
    }
    return result;
}

QString firstWords(const QString &text, qsizetype length)
{
    if (text.size() <= length)
        return text;
    qsizetype end = length;
    if (text[end].isLowSurrogate())
        --end;
    const qsizetype blank = text.lastIndexOf(u' ', end);
    if (blank > length / 2)
        end = blank;
    return text.left(end).trimmed() + u'…';
}
