#pragma once

#include <QChar>

// The classes of characters XML 1.0 is made of.

constexpr bool isXmlBlank(QChar c)
{
    return c == u' ' || c == u'\n' || c == u'\t';
}
constexpr bool isNameStart(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_' || c == u':' ||
           c.unicode() > 127;
}
constexpr bool isNameCharacter(QChar c)
{
    return isNameStart(c) || (c >= u'0' && c <= u'9') || c == u'-' || c == u'.';
}
// Whether a document may hold it.
constexpr bool isXmlCharacter(char32_t c)
{
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xD7FF) ||
           (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}
