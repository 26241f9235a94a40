#pragma once

#include <QByteArray>

namespace fake {

// Writes JSON by hand, in the venue's own key order and with numbers exactly as given: QJsonDocument sorts
// the keys and turns every number into a double, and a fake that does so can't show what a venue really
// sends.

// A JSON string with quotes; a null QByteArray becomes null, an empty one "".
QByteArray jsonText(const QByteArray &text);

class JsonObject
{
public:
    JsonObject &text(const char *key, const QByteArray &value) { return raw(key, jsonText(value)); }
    JsonObject &text(const char *key, qint64 value)
    {
        return raw(key, '"' + QByteArray::number(value) + '"');
    }
    // A bare token; null for a null or empty one, which JSON has no number for.
    JsonObject &number(const char *key, const QByteArray &token)
    {
        return raw(key, token.isEmpty() ? "null" : token);
    }
    JsonObject &number(const char *key, qint64 value) { return raw(key, QByteArray::number(value)); }
    JsonObject &flag(const char *key, bool value) { return raw(key, value ? "true" : "false"); }
    JsonObject &raw(const char *key, const QByteArray &json);
    JsonObject &raw(const QByteArray &key, const QByteArray &json) { return raw(key.constData(), json); }
    QByteArray end() const { return '{' + m_body + '}'; }

private:
    QByteArray m_body;
};

class JsonArray
{
public:
    JsonArray &text(const QByteArray &value) { return raw(jsonText(value)); }
    JsonArray &text(qint64 value) { return raw('"' + QByteArray::number(value) + '"'); }
    JsonArray &number(const QByteArray &token) { return raw(token.isEmpty() ? "null" : token); }
    JsonArray &number(qint64 value) { return raw(QByteArray::number(value)); }
    JsonArray &raw(const QByteArray &json);
    bool isEmpty() const { return m_body.isEmpty(); }
    QByteArray end() const { return '[' + m_body + ']'; }

private:
    QByteArray m_body;
};

} // namespace fake
