#include "app/news/feedencoding.h"

#include <QList>
#include <QStringDecoder>
#include <optional>

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype declarationLength = 1024;  // where an XML declaration may still stand
constexpr qsizetype languageLength = 8 * 1024; // where a channel's <language> may still stand

// What the name of a charset is really read as.
QByteArray codecOf(const QByteArray &name)
{
    static constexpr struct
    {
        const char *name, *codec;
    } meant[] = {
        {"gb2312", "GB18030"},
        {"gbk", "GB18030"},
        {"gb_2312-80", "GB18030"},
        {"gb18030", "GB18030"},
        {"x-gbk", "GB18030"},
        {"cp936", "GB18030"},
        {"iso-8859-1", "windows-1252"},
        {"iso8859-1", "windows-1252"},
        {"iso_8859-1", "windows-1252"},
        {"latin1", "windows-1252"},
        {"latin-1", "windows-1252"},
        {"us-ascii", "windows-1252"},
        {"ascii", "windows-1252"},
        {"big5", "Big5-HKSCS"},
        {"big5-hkscs", "Big5-HKSCS"},
        {"ks_c_5601-1987", "cp949"},
        {"ks_c_5601", "cp949"},
        {"euc-kr", "cp949"},
        {"shift_jis", "cp932"},
        {"shift-jis", "cp932"},
        {"sjis", "cp932"},
        {"iso-8859-9", "windows-1254"},
        {"tis-620", "windows-874"},
        {"utf8", "UTF-8"},
    };
    for (const auto &alias : meant) {
        if (name == alias.name)
            return alias.codec;
    }
    return name;
}

std::optional<DecodedText> decodedAs(const QByteArray &bytes, const QByteArray &name)
{
    QStringDecoder decoder(codecOf(name).constData());
    if (!decoder.isValid()) {
        decoder = QStringDecoder(name.constData());
        if (!decoder.isValid())
            return std::nullopt;
    }
    DecodedText result;
    result.text = decoder.decode(bytes);
    result.encoding = QString::fromLatin1(name);
    result.repaired = decoder.hasError();
    return result;
}

struct Utf8Count
{
    qsizetype good = 0, bad = 0; // characters beyond ASCII, bytes that are none
};

Utf8Count countUtf8(QByteArrayView bytes)
{
    Utf8Count count;
    qsizetype i = 0;
    while (i < bytes.size()) {
        const auto byte = [&](qsizetype at) { return at < bytes.size() ? uchar(bytes[at]) : uchar(0); };
        const uchar first = byte(i);
        if (first < 0x80) {
            ++i;
            continue;
        }
        const int length = first >= 0xF0 && first <= 0xF4  ? 4
                           : first >= 0xE0 && first < 0xF0 ? 3
                           : first >= 0xC2 && first < 0xE0 ? 2
                                                           : 0;
        bool valid = length > 0;
        for (int k = 1; k < length; ++k)
            valid = valid && (byte(i + k) & 0xC0) == 0x80;
        valid = valid && !(first == 0xE0 && byte(i + 1) < 0xA0) && !(first == 0xF0 && byte(i + 1) < 0x90);
        valid ? ++count.good : ++count.bad;
        i += valid ? length : 1;
    }
    return count;
}

// UTF-16 and UTF-32 by their byte order marks, or by where the zeros of "<" and "{" stand.
const char *unicodeForm(const QByteArray &bytes)
{
    static constexpr struct
    {
        QByteArrayView start;
        const char *name;
    } forms[] = {
        {QByteArrayView("\xFF\xFE\0\0", 4), "utf-32le"}, {QByteArrayView("\0\0\xFE\xFF", 4), "utf-32be"},
        {QByteArrayView("\xFF\xFE", 2), "utf-16le"},     {QByteArrayView("\xFE\xFF", 2), "utf-16be"},
        {QByteArrayView("\xEF\xBB\xBF", 3), "utf-8"},    {QByteArrayView("<\0\0\0", 4), "utf-32le"},
        {QByteArrayView("\0\0\0<", 4), "utf-32be"},      {QByteArrayView("<\0", 2), "utf-16le"},
        {QByteArrayView("\0<", 2), "utf-16be"},          {QByteArrayView("{\0", 2), "utf-16le"},
        {QByteArrayView("\0{", 2), "utf-16be"},
    };
    for (const auto &form : forms) {
        if (bytes.startsWith(form.start))
            return form.name;
    }
    return nullptr;
}

bool isNameOfCharset(const QByteArray &name)
{
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-' || c == '_' || c == '.' ||
               c == ':';
    });
}

QByteArray charsetOf(const QByteArray &contentType)
{
    for (const QByteArray &part : contentType.toLower().split(';')) {
        const qsizetype equals = part.indexOf('=');
        if (equals < 0 || part.left(equals).trimmed() != "charset")
            continue;
        QByteArray value = part.mid(equals + 1).trimmed();
        value.replace('"', "").replace('\'', "");
        return isNameOfCharset(value) ? value : QByteArray();
    }
    return {};
}

QByteArray declaredCharset(const QByteArray &bytes)
{
    const QByteArray head = bytes.left(declarationLength);
    const qsizetype start = head.indexOf("<?xml");
    const qsizetype end = head.indexOf("?>", start);
    if (start < 0 || end < 0)
        return {};
    const QByteArray declaration = head.mid(start, end - start);
    qsizetype at = declaration.indexOf("encoding");
    at = at < 0 ? at : declaration.indexOf('=', at);
    if (at < 0)
        return {};
    QByteArray value = declaration.mid(at + 1).trimmed();
    if (value.isEmpty())
        return {};
    const char quote = value.front();
    if (quote == '"' || quote == '\'')
        value = value.mid(1, value.indexOf(quote, 1) - 1);
    value = value.trimmed().toLower();
    return isNameOfCharset(value) ? value : QByteArray();
}

bool looksChinese(const QByteArray &bytes, const QString &language)
{
    if (language.startsWith("zh"_L1, Qt::CaseInsensitive))
        return true;
    const QByteArray head = bytes.left(languageLength).toLower();
    return head.contains("<language>zh") || head.contains("xml:lang=\"zh");
}

bool isText(const QByteArray &contentType)
{
    return contentType.trimmed().toLower().startsWith("text/") && contentType.contains("xml");
}
} // namespace

DecodedText decodeFeed(const QByteArray &bytes, const QByteArray &contentType, const QString &language)
{
    if (const char *form = unicodeForm(bytes)) {
        DecodedText result = *decodedAs(bytes, form);
        if (result.text.startsWith(QChar::ByteOrderMark))
            result.text.remove(0, 1);
        return result;
    }
    const QByteArray header = charsetOf(contentType);
    const QByteArray declared = declaredCharset(bytes);
    const Utf8Count utf8 = countUtf8(bytes);
    if (utf8.bad == 0) {
        DecodedText result = *decodedAs(bytes, "utf-8");
        // Nothing but ASCII is in every charset: the one claimed is as good a name as any. A text/xml without
        // a charset is us-ascii by RFC 3023.
        QByteArray claim = !header.isEmpty()     ? header
                           : isText(contentType) ? QByteArray("us-ascii")
                                                 : declared;
        if (utf8.good == 0 && !claim.isEmpty()) {
            const bool known = QStringDecoder(codecOf(claim).constData()).isValid();
            // ISO-2022 and HZ hide their characters in ASCII bytes.
            if (known && (bytes.contains('\x1B') || claim.startsWith("hz")))
                return *decodedAs(bytes, claim);
            if (known)
                result.encoding = QString::fromLatin1(claim);
            result.repaired = !known;
        }
        return result;
    }
    std::optional<DecodedText> best;
    for (const QByteArray &claim : {header == "us-ascii" ? QByteArray() : header, declared}) {
        if (claim.isEmpty())
            continue;
        std::optional<DecodedText> result = decodedAs(bytes, claim);
        if (result && !result->repaired)
            return *result;
        if (result && !best)
            best = result;
    }
    // No claim fits without a loss. UTF-8 cut in a few places is still UTF-8.
    DecodedText result;
    if (utf8.good > 2 * utf8.bad)
        result = *decodedAs(bytes, "utf-8");
    else if (best && best->encoding != "utf-8"_L1)
        result = *best;
    else
        result = decodedAs(bytes, looksChinese(bytes, language) ? "gb18030" : "windows-1252")
                     .value_or(*decodedAs(bytes, "utf-8"));
    result.repaired = true;
    return result;
}
