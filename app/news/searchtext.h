#pragma once

#include <QList>
#include <QStringList>

// How stored text is cut into words for searching, and how a query is. Case, accents and widths don't count.
// Words of letters and digits stand as they are; Chinese and Japanese, which have no blanks, become
// overlapping pairs ("比特币" → 比特 特币 币), so that two characters are enough to search for.
//
// The words are what the index on disk holds: when they come out different, raise searchVersion.
constexpr int searchVersion = 2;
QStringList searchWords(QStringView text);
// The same, separated by blanks.
QString searchLine(QStringView text);
// The same, each word of letters and digits once: a phrase holds one such word at most, so nothing asks in
// which order they stand. Pairs stay in their order. This is what an index gets of a long text.
QString distinctLine(QStringView text);

// An index finds whole words quickly, and those that begin with three letters; what begins with two is most
// of a language. So it also gets a mark, which is no word, for each two letters that words of a line begin
// with.
QString beginningMarks(QStringView line);

// One thing the query asks for: the words must stand in this order, one after the other; the last one may go
// on ("bit" finds "bitcoin"), unless it is a single Latin letter or digit, which would find everything.
struct SearchPhrase
{
    QStringList words;
    bool goesOn() const;
    // The mark that stands for all this phrase finds; empty: there is none.
    QString mark() const;
    bool operator==(const SearchPhrase &) const = default;
};
// A text is a hit when it has every phrase. Empty when the query names nothing to look for.
QList<SearchPhrase> searchPhrases(QStringView query);
// The same, and where each stands in the query.
struct TypedPhrase
{
    SearchPhrase phrase;
    qsizetype begin = 0, end = 0;
};
QList<TypedPhrase> typedPhrases(QStringView query);

// The same test an index makes, on the words of one text.
bool hasPhrase(const QStringList &words, const SearchPhrase &phrase);
bool hasPhrases(const QStringList &words, const QList<SearchPhrase> &phrases);

// Where in a text as people read it a phrase stands, for a view to mark: of a word that goes on only what was
// asked for. In order; what overlaps is one.
struct SearchHit
{
    qsizetype begin = 0, length = 0; // UTF-16 units
    bool operator==(const SearchHit &) const = default;
};
QList<SearchHit> searchHits(QStringView text, const QList<SearchPhrase> &phrases);
