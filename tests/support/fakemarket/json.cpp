#include "tests/support/fakemarket/json.h"

namespace fake {

QByteArray jsonText(const QByteArray &text)
{
    if (text.isNull())
        return "null";
    QByteArray out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out.append('\\').append(c);
        else if (c == '\n')
            out += "\\n";
        else if (static_cast<unsigned char>(c) < 0x20)
            out += "\\u00" + QByteArray(1, c).toHex();
        else
            out += c;
    }
    return out + '"';
}

JsonObject &JsonObject::raw(const char *key, const QByteArray &json)
{
    if (!m_body.isEmpty())
        m_body += ',';
    m_body += jsonText(key) + ':' + json;
    return *this;
}

JsonArray &JsonArray::raw(const QByteArray &json)
{
    if (!m_body.isEmpty())
        m_body += ',';
    m_body += json;
    return *this;
}

} // namespace fake
