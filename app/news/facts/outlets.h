#pragma once

#include "app/news/facts/lexicon.h"

#include <QHash>
#include <QStringList>

// The outlets stories cite (resources/outlets.json), with their names in both languages.
class Outlets
{
public:
    struct Outlet
    {
        QString name;
        bool crypto = false; // its stories are about coins
        bool wire = false;   // it passes on what others report
    };
    // How a story cites; bits of a mask.
    enum Sign : quint32 { Before = 1, Quoting = 2, Via = 4, Filler = 8, After = 16, Relayed = 32 };

    explicit Outlets(const LetterFold &fold); // outlives this
    void addTo(Lexicon &lexicon) const;
    const Outlet &at(qint32 index) const { return m_outlets[index]; }
    // The outlet of that name, in any case and either language, or with that host ("axios.com"); -1: none.
    qint32 find(const QString &name) const;

private:
    struct Phrase
    {
        QString text;
        quint32 sign = 0;
    };
    const LetterFold &m_fold;
    QList<Outlet> m_outlets;
    QHash<QString, qint32> m_byName; // folded
    QList<QPair<QString, qint32>> m_names;
    QList<Phrase> m_signs;
};

// The name chains write an outlet by, from any of its names ("金十数据" → "Jin10"); the text itself when we
// don't know it. Reads the list when first used; any thread.
QString outletName(const QString &nameOrSource);
