#pragma once

#include <QStringList>

// How stored text is cut into words for searching, and how a query is. Case, accents and widths don't count.
// Words of letters and digits stand as they are; Chinese and Japanese, which have no blanks, become
// overlapping pairs ("比特币" → 比特 特币 币), so that two characters are enough to search for.
QStringList searchWords(const QString &text);

// One thing the query asks for: the words must stand in this order, one after the other; the last one may go
// on ("bit" finds "bitcoin").
struct SearchPhrase
{
    QStringList words;
    bool operator==(const SearchPhrase &) const = default;
};
// A text is a hit when it has every phrase. Empty when the query names nothing to look for.
QList<SearchPhrase> searchPhrases(const QString &query);

// The same test an index makes, on the words of one text.
bool hasPhrases(const QStringList &words, const QList<SearchPhrase> &phrases);
