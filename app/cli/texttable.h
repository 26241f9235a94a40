#pragma once

#include "app/base/time.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

// Columns for a terminal, two blanks apart. A head that begins with ">" aligns its column to the right. East
// Asian wide characters count two places.
class TextTable
{
public:
    explicit TextTable(const QStringList &heads);
    void add(const QStringList &cells);
    QByteArray text() const; // with the heads, each line ended

private:
    QList<QStringList> m_rows;
    QList<bool> m_right;
};

// "2025/09/13 09:42", in the system's zone; empty when unknown.
QString tableTime(UtcTime time);

// Places a terminal gives this text.
int terminalWidth(const QString &text);
