#pragma once

#include "app/news/facts/coinrules.h"

// What could be a coin in a text, and what stands around it. Longest names first: "Bitcoin Cash" uses up its
// words, so that it is no mention of Bitcoin.
class CoinMentions
{
public:
    struct Mention
    {
        qint32 coin = 0; // index in the rules
        CoinRules::Use use = CoinRules::Use::Name;
        qint32 at = 0, length = 0;
        qint32 end() const { return at + length; }
    };

    explicit CoinMentions(const ReadText &text);

    const ReadText &text() const { return m_text; }
    const std::vector<Mention> &names() const { return m_names; }
    qint32 size() const { return qint32(m_text.words.size()); }
    const Word &word(qint32 i) const { return m_text.words[size_t(i)]; }
    bool isUsed(qint32 i) const { return m_used[size_t(i)]; } // part of a name or ticker

    // Signs a word carries; nothing outside the text.
    bool has(qint32 i, quint32 signs) const
    {
        return i >= 0 && i < size() && (m_signs[size_t(i)] & signs) != 0;
    }
    // Any word of the sentence or clause `i` is in, except words `i` to `i + length`.
    bool inSentence(qint32 i, qint32 length, quint32 signs) const;
    // Another name, ambiguous name or hint of the coin in the same sentence.
    bool vouchedFor(const Mention &mention, bool byHints) const;
    // A sign of coins within `reach` words after it, or "token" before.
    bool besideSign(const Mention &mention, qint32 reach) const;
    // "gains 4%", "突破150美元" right after it.
    bool moves(const Mention &mention) const;
    qint32 moveAfter(const Mention &mention) const;
    // "2.2 million" or "1000枚" right before it.
    bool counted(const Mention &mention) const;
    // "SKR token", "native token TRU", "111万枚CASHCAT"
    bool calledToken(const Mention &mention) const;
    // The coin's name, or a hint of it, ends within `reach` words before it.
    bool namedBefore(const Mention &mention, qint32 reach) const;
    // It is the first of a pair: "ARB/USDT".
    bool isPairBase(const Mention &mention) const;
    bool isPairQuote(const Mention &mention) const;
    // Followed by a word that makes it an ordinary one ("avalanche of").
    bool loose(const Mention &mention) const { return has(mention.end(), CoinRules::Loose); }
    // "bitcoin.com" or an @handle.
    bool isAddress(const Mention &mention) const;
    // The words before spell it: "Americans with Disabilities Act (ADA)".
    bool abbreviatesWordsBefore(const Mention &mention) const;
    bool sameClause(qint32 i, qint32 j) const;

private:
    void readHits();

    const ReadText &m_text;
    std::vector<quint32> m_signs, m_signEnds; // that begin, and end, with a word
    std::vector<bool> m_used;
    std::vector<Mention> m_names, m_hints;
};
