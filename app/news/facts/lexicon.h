#pragma once

#include "app/news/facts/letterfold.h"

#include <QHash>
#include <QList>
#include <QString>
#include <vector>

// What stands between a word and the one before it: the strongest of several.
enum class Gap : quint8 {
    None, // nothing, or a dot or an apostrophe inside a name ("Fetch.ai")
    Space,
    Hyphen,
    Quote,
    Slash,
    Comma,
    Bracket,
    Clause,  // a colon, a dash, a bar, a semicolon
    Sentence // the words start a sentence
};

// A word of a text, or a number, or a single Chinese character.
struct Word
{
    enum Flag : quint16 {
        Capital = 1,      // begins with a capital letter
        Capitals = 2,     // all capital letters ("XRP", "USD1")
        Number = 4,       // "90,000", "2.2", "90K"
        Money = 8,        // a number after a currency sign
        Percent = 16,     // a number before a per cent sign
        Cashtag = 32,     // directly after a $
        Hashtag = 64,     // directly after a #
        Handle = 128,     // directly after an @
        Alone = 256,      // a character of a script without blanks
        InBrackets = 512, // the bracket opens directly before and closes directly after the word
        Opens = 1024      // first of a clause, or after a quotation mark: a capital says nothing there
    };
    qint32 begin = 0, end = 0; // in the text
    quint32 id = 0;            // in the lexicon; 0: no rule knows it
    qint32 sentence = 0, clause = 0;
    quint16 flags = 0;
    Gap gap = Gap::Sentence;

    bool is(Flag flag) const { return (flags & flag) != 0; }
    bool isAny(int of) const { return (flags & of) != 0; }
};

// Where a phrase of the rules stands.
struct Hit
{
    qint32 at = 0, length = 0; // words
    quint32 term = 0;          // as given to Lexicon::add
};

// A text as rules read it.
struct ReadText
{
    // Of a headline: whether a capital inside it says anything.
    enum class Style { Sentence, TitleCase, Capitals };

    QStringView text; // the caller keeps it alive
    std::vector<Word> words;
    std::vector<Hit> hits; // by place, the longest first
    Style style = Style::Sentence;

    QStringView of(const Word &word) const { return text.mid(word.begin, word.end - word.begin); }
    // Words `at` to `at + length`, as they stand.
    QString quoted(qint32 at, qint32 length) const;
};

// The words and phrases of all rules, found in one pass over a text (a trie over whole words: a phrase never
// matches inside a word, and capitals, accents and traditional characters make no difference). Filled once,
// then only read: from any thread.
class Lexicon
{
public:
    Lexicon();
    // `term` comes back in the hits. A phrase may carry several; one without a word is ignored.
    void add(QStringView phrase, quint32 term);
    ReadText read(QStringView text) const;
    const LetterFold &fold() const { return m_fold; }

private:
    struct Known
    {
        quint32 hash = 0, id = 0, begin = 0;
        quint16 length = 0;
    };
    struct Node
    {
        std::vector<quint32> terms;
        bool goesOn = false; // a longer phrase begins with this one
    };
    friend class TextReader;

    quint32 find(const char16_t *word, qsizetype length, quint32 hash) const;
    quint32 intern(QStringView folded);
    void grow();
    void findHits(ReadText &text) const;

    LetterFold m_fold;
    std::vector<Known> m_known; // open addressing, a power of two
    std::vector<bool> m_maybe;  // by some bits of the hash: most words are none of ours, and found out here
    std::vector<char16_t> m_letters;
    quint32 m_count = 0;
    std::vector<quint32> m_roots; // word id → node; 0: starts no phrase
    std::vector<Node> m_nodes;
    QHash<quint64, quint32> m_steps; // node and word → node
};
