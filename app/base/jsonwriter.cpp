#include "app/base/jsonwriter.h"

#include <array>
#include <charconv>
#include <cmath>

void JsonWriter::comma()
{
    if (!m_first)
        m_bytes += ',';
    m_first = false;
}

void JsonWriter::quoted(const QString &text)
{
    m_bytes += '"';
    const QByteArray utf8 = text.toUtf8(); // lone surrogates become '?'
    for (const char c : utf8) {
        switch (c) {
        case '"':
            m_bytes += "\\\"";
            break;
        case '\\':
            m_bytes += "\\\\";
            break;
        case '\n':
            m_bytes += "\\n";
            break;
        case '\r':
            m_bytes += "\\r";
            break;
        case '\t':
            m_bytes += "\\t";
            break;
        default:
            if (static_cast<unsigned char>(c) < 0x20) {
                static constexpr char hex[] = "0123456789abcdef";
                m_bytes += "\\u00";
                m_bytes += hex[(c >> 4) & 0xf];
                m_bytes += hex[c & 0xf];
            } else {
                m_bytes += c;
            }
        }
    }
    m_bytes += '"';
}

void JsonWriter::key(QLatin1String name)
{
    comma();
    m_bytes += '"';
    m_bytes.append(name.data(), name.size());
    m_bytes += "\":";
}

JsonWriter &JsonWriter::beginObject()
{
    comma();
    m_bytes += '{';
    m_closers += '}';
    m_first = true;
    return *this;
}

JsonWriter &JsonWriter::beginObject(QLatin1String name)
{
    key(name);
    m_first = true;
    return beginObject();
}

JsonWriter &JsonWriter::beginArray()
{
    comma();
    m_bytes += '[';
    m_closers += ']';
    m_first = true;
    return *this;
}

JsonWriter &JsonWriter::beginArray(QLatin1String name)
{
    key(name);
    m_first = true;
    return beginArray();
}

JsonWriter &JsonWriter::end()
{
    Q_ASSERT(!m_closers.isEmpty());
    m_bytes += m_closers.back();
    m_closers.chop(1);
    m_first = false;
    return *this;
}

JsonWriter &JsonWriter::text(QLatin1String name, const QString &value)
{
    key(name);
    quoted(value);
    return *this;
}

JsonWriter &JsonWriter::number(QLatin1String name, double value)
{
    if (!std::isfinite(value))
        return null(name);
    key(name);
    std::array<char, 64> buffer;
    const auto [last, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    m_bytes.append(buffer.data(), last - buffer.data());
    return *this;
}

JsonWriter &JsonWriter::integer(QLatin1String name, qint64 value)
{
    key(name);
    m_bytes += QByteArray::number(value);
    return *this;
}

JsonWriter &JsonWriter::boolean(QLatin1String name, bool value)
{
    key(name);
    m_bytes += value ? "true" : "false";
    return *this;
}

JsonWriter &JsonWriter::null(QLatin1String name)
{
    key(name);
    m_bytes += "null";
    return *this;
}

JsonWriter &JsonWriter::money(QLatin1String name, const std::optional<Decimal> &value)
{
    if (!value)
        return null(name);
    key(name);
    m_bytes += '"';
    m_bytes += value->toByteArray();
    m_bytes += '"';
    return *this;
}

JsonWriter &JsonWriter::number(QLatin1String name, const std::optional<double> &value)
{
    return value ? number(name, *value) : null(name);
}

JsonWriter &JsonWriter::textOrNull(QLatin1String name, const QString &value)
{
    return value.isEmpty() ? null(name) : text(name, value);
}

JsonWriter &JsonWriter::time(QLatin1String name, UtcTime value)
{
    return textOrNull(name, isKnown(value) ? toRfc3339(value).left(19) + u'Z' : QString());
}

JsonWriter &JsonWriter::element(const QString &value)
{
    comma();
    quoted(value);
    return *this;
}
