#include "app/news/htmlentities.h"

#include <gumbo.h>

namespace {
constexpr qsizetype longestName = 31; // CounterClockwiseContourIntegral

// gumbo owns the table of HTML's 2,231 names, but offers it only through parsing.
QString textOf(const QByteArray &html)
{
    GumboOutput *output =
        gumbo_parse_with_options(&kGumboDefaultOptions, html.constData(), size_t(html.size()));
    QString text;
    const GumboNode *node = output->root;
    while (node && node->type == GUMBO_NODE_ELEMENT && node->v.element.children.length > 0) {
        const GumboVector &children = node->v.element.children;
        node = static_cast<const GumboNode *>(children.data[children.length - 1]);
    }
    if (node && (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE))
        text = QString::fromUtf8(node->v.text.text);
    gumbo_destroy_output(&kGumboDefaultOptions, output);
    return text;
}
} // namespace

std::optional<QString> htmlEntity(QStringView name)
{
    if (name.isEmpty() || name.size() > longestName)
        return std::nullopt;
    for (const QChar c : name) {
        if (c.unicode() > 127 || !c.isLetterOrNumber())
            return std::nullopt;
    }
    const QByteArray entity = '&' + name.toLatin1() + ';';
    // In a paragraph after a letter, so that blanks stay.
    const QString text = textOf("<p>x" + entity).mid(1);
    // An unknown name comes back as it went in; "&ampfoo;" as "&foo;" with a rest.
    if (text.isEmpty() || text.endsWith(u';'))
        return name == u"semi" ? std::optional(QStringLiteral(";")) : std::nullopt;
    return text;
}

char32_t htmlCharacter(quint64 code)
{
    static constexpr char16_t windows1252[] = {
        0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
    if (code >= 128 && code < 160)
        return windows1252[code - 128];
    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
        return 0xFFFD;
    return char32_t(code);
}
