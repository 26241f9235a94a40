#pragma once

#include "app/base/decimal.h"
#include "app/base/time.h"

#include <QByteArray>
#include <QString>
#include <optional>

// Writes JSON in the order it is told, on one line: the command line's output. (QJsonObject sorts its keys
// and has no place for the exact text of a number.) Text is escaped, invalid UTF-16 is replaced; a double
// that is not finite is written as null.
class JsonWriter
{
public:
    JsonWriter &beginObject();
    JsonWriter &beginObject(QLatin1String name);
    JsonWriter &beginArray(QLatin1String name);
    JsonWriter &beginArray();
    JsonWriter &end(); // of the innermost object or array

    JsonWriter &text(QLatin1String name, const QString &value);
    JsonWriter &number(QLatin1String name, double value); // shortest text that reads back as the same double
    JsonWriter &integer(QLatin1String name, qint64 value);
    JsonWriter &boolean(QLatin1String name, bool value);
    JsonWriter &null(QLatin1String name);
    // Money: a string with every digit.
    JsonWriter &money(QLatin1String name, const std::optional<Decimal> &value);
    JsonWriter &number(QLatin1String name, const std::optional<double> &value);
    JsonWriter &textOrNull(QLatin1String name, const QString &value); // null when empty
    // "2025-09-13T01:42:18Z", without fractions (jq's fromdate takes no others); null when unknown.
    JsonWriter &time(QLatin1String name, UtcTime value);
    JsonWriter &element(const QString &value); // of an array

    const QByteArray &bytes() const { return m_bytes; }

private:
    void key(QLatin1String name);
    void comma();
    void quoted(const QString &text);

    QByteArray m_bytes, m_closers;
    bool m_first = true;
};
