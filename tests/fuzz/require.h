#pragma once

#include <QByteArrayView>
#include <QString>
#include <cstdlib>

// What must hold whatever the bytes: a fuzzer takes an abort for a finding.
inline void require(bool condition)
{
    if (!condition)
        std::abort();
}

inline QByteArray fuzzBytes(const uint8_t *data, size_t size)
{
    return QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
}

inline QString fuzzText(const uint8_t *data, size_t size)
{
    return QString::fromUtf8(fuzzBytes(data, size));
}

// Nothing that loads, runs or leaves the web.
inline void requireSafe(const QString &html)
{
    for (const char *bad : {"<script", "<style", "<iframe", "<object", "<embed", "<form", "<svg",
                            "=\"javascript:", "=\"data:", "=\"file:", "=\"vbscript:"})
        require(!html.contains(QLatin1String(bad), Qt::CaseInsensitive));
}
