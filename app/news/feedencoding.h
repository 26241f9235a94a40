#pragma once

#include <QByteArray>
#include <QString>

struct DecodedText
{
    QString text;          // without byte order mark
    QString encoding;      // the name claimed, or found, lower case
    bool repaired = false; // bytes that make no sense in it became U+FFFD, or the claim was wrong
};

// The text of a feed, whatever claims what: byte order mark; UTF-16 and UTF-32 by their zero bytes; UTF-8
// when the bytes beyond ASCII can be nothing else; the Content-Type's charset; the XML declaration; then
// GB18030 for Chinese (`language`, or the feed's own <language>), else windows-1252. Names are read as what
// publishers mean by them: gb2312 and gbk as GB18030, iso-8859-1 as windows-1252, big5 as Big5-HKSCS. A feed
// whose UTF-8 is broken in few places stays UTF-8. Nothing is dropped.
DecodedText decodeFeed(const QByteArray &bytes, const QByteArray &contentType, const QString &language);
