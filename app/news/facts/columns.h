#pragma once

#include "app/news/facts/outlets.h"

// Columns that come back ("Crypto Daybook", 早报), by outlet (resources/columns.json).
class Columns
{
public:
    // Both outlive this.
    Columns(const LetterFold &fold, const Outlets &outlets);
    // `outlet`: as in Outlets; -1: not known.
    bool isColumn(const QString &title, qint32 outlet) const;

private:
    struct Pattern
    {
        qint32 outlet = -1; // of any: -1
        QString words;      // folded
        bool atEnd = false;
    };
    bool matches(const Pattern &pattern, const QString &title) const;

    bool namesColumn(const QString &title) const;

    const LetterFold &m_fold;
    const Outlets &m_outlets;
    QList<Pattern> m_patterns;
    QStringList m_papers; // folded
};
