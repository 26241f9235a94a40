#pragma once

#include <QByteArray>

// `bytes` with one to four small damages: a byte changed, cut, removed, repeated. `state` is the seed and
// goes on.
inline QByteArray mutated(QByteArray bytes, quint32 &state)
{
    const auto next = [&] {
        state = state * 1664525U + 1013904223U;
        return state >> 8;
    };
    static constexpr char tokens[] = "\"\\{}[],:0-.eE\0\xff nul";
    static const QByteArray interesting(tokens, sizeof tokens - 1);
    for (quint32 i = 0, n = 1 + next() % 4; i < n && !bytes.isEmpty(); ++i) {
        const qsizetype at = static_cast<qsizetype>(next()) % bytes.size();
        switch (next() % 5) {
        case 0:
            bytes[at] = interesting.at(static_cast<qsizetype>(next()) % interesting.size());
            break;
        case 1:
            bytes.truncate(at);
            break;
        case 2:
            bytes.remove(at, 1 + static_cast<qsizetype>(next() % 8));
            break;
        case 3:
            bytes.insert(at, bytes.mid(static_cast<qsizetype>(next()) % bytes.size(), 12));
            break;
        default:
            bytes[at] = static_cast<char>(next());
        }
    }
    return bytes;
}
