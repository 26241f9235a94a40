#pragma once

#include "app/news/facts/coinmentions.h"

#include <optional>
#include <vector>

// What a text says for a coin. One strong piece makes a tag, or two weak ones of different words.
struct CoinEvidence
{
    qint32 coin = 0;
    QString symbol; // of a coin no rule knows; then `coin` is -1
    qint32 at = 0, length = 0;
    bool strong = false;
    bool ticker = false;
};

// What the story is, as far as it matters for its coins.
struct CoinContext
{
    bool crypto = false;       // its source, or its words, are about coins
    bool announcement = false; // an exchange's own: a code in brackets is a listed coin
};

// Judges the mentions of one text (news.md 6, points 1 to 6).
class CoinJudge
{
public:
    CoinJudge(const CoinRules &rules, const CoinMentions &mentions, const CoinContext &context)
        : m_rules(rules), m_mentions(mentions), m_context(context)
    {
    }
    std::vector<CoinEvidence> evidence();

private:
    using Mention = CoinMentions::Mention;
    enum class Verdict { Nothing, Weak, Strong };

    Verdict judge(const Mention &mention) const;
    Verdict judgeTicker(const Mention &mention) const;
    Verdict judgeTagged(const Mention &mention) const;
    Verdict judgeBracketed(const Mention &mention) const;
    Verdict judgePlainTicker(const Mention &mention) const;
    Verdict judgeContextTicker(const Mention &mention) const;
    Verdict judgeNearTicker(const Mention &mention) const;
    Verdict judgeRareTicker(const Mention &mention) const;
    Verdict judgeWord(const Mention &mention) const;
    Verdict judgeNoun(const Mention &mention) const;
    bool nearSigns(const Mention &mention) const;
    bool isCapitalInside(const Mention &mention) const;
    bool isStock(const Mention &mention) const;
    bool listedWithStrong(const Mention &mention) const;
    bool strongInSentence(const Mention &mention) const;
    bool isStrongAt(qint32 word) const;
    void judgeUnknown(std::vector<CoinEvidence> &found) const;
    bool isUnknownCoin(qint32 i) const;
    std::optional<CoinEvidence> pairAt(qint32 i) const;

    const CoinRules &m_rules;
    const CoinMentions &m_mentions;
    CoinContext m_context;
    std::vector<Mention> m_strong;
};
