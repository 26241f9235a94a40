#include "app/news/facts/coinevidence.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using Use = CoinRules::Use;
using Ticker = CoinRules::Ticker;

namespace {
constexpr qint32 wordReach = 2, commonReach = 1; // words after a name within which a sign counts
constexpr qint32 shortestSymbol = 3, longestSymbol = 10;
constexpr qint32 nameBefore = 3; // words before a bracket within which the coin's name stands
constexpr qint32 longestList = 24;
} // namespace

std::vector<CoinEvidence> CoinJudge::evidence()
{
    const auto &names = m_mentions.names();
    std::vector<Verdict> verdicts(names.size(), Verdict::Nothing);
    // Twice: a name or ticker may lean on a coin that is certain.
    for (int pass = 0; pass < 2; ++pass) {
        for (size_t i = 0; i < names.size(); ++i) {
            if (verdicts[i] == Verdict::Strong)
                continue;
            verdicts[i] = judge(names[i]);
            if (verdicts[i] == Verdict::Strong)
                m_strong.push_back(names[i]);
        }
    }
    std::vector<CoinEvidence> found;
    for (size_t i = 0; i < names.size(); ++i)
        if (verdicts[i] != Verdict::Nothing)
            found.push_back({names[i].coin,
                             {},
                             names[i].at,
                             names[i].length,
                             verdicts[i] == Verdict::Strong,
                             names[i].use == Use::Ticker});
    judgeUnknown(found);
    return found;
}

CoinJudge::Verdict CoinJudge::judge(const Mention &mention) const
{
    if (m_mentions.isAddress(mention))
        return Verdict::Nothing;
    switch (mention.use) {
    case Use::Name:
        return Verdict::Strong;
    case Use::Proper:
        if (!m_mentions.word(mention.at).is(Word::Capital))
            return Verdict::Nothing;
        return Verdict::Strong;
    case Use::Word:
    case Use::Common:
        return judgeWord(mention);
    case Use::Noun:
        return judgeNoun(mention);
    case Use::Ticker:
        return judgeTicker(mention);
    case Use::Hint:
    case Use::Not:
        break;
    }
    return Verdict::Nothing;
}

// A capital says something only inside a sentence that has small letters.
bool CoinJudge::isCapitalInside(const Mention &mention) const
{
    const Word &first = m_mentions.word(mention.at);
    return first.is(Word::Capital) && !first.is(Word::Opens) &&
           m_mentions.text().style == ReadText::Style::Sentence;
}

CoinJudge::Verdict CoinJudge::judgeWord(const Mention &mention) const
{
    const Word &first = m_mentions.word(mention.at);
    const bool common = mention.use == Use::Common;
    if (!first.isAny(Word::Capital | Word::Alone) || (m_mentions.loose(mention) && !isCapitalInside(mention)))
        return Verdict::Nothing;
    if (m_mentions.text().style == ReadText::Style::Capitals && !m_mentions.moves(mention))
        return Verdict::Weak;
    const bool sign = m_mentions.besideSign(mention, common ? commonReach : wordReach) ||
                      m_mentions.moves(mention) || (isCapitalInside(mention) && m_context.crypto);
    const bool near =
        !common && (m_mentions.inSentence(mention.at, mention.length, CoinRules::Coin | CoinRules::Crypto) ||
                    strongInSentence(mention));
    return sign || near ? Verdict::Strong : Verdict::Weak;
}

CoinJudge::Verdict CoinJudge::judgeNoun(const Mention &mention) const
{
    const bool sign =
        m_context.crypto || strongInSentence(mention) || m_mentions.moveAfter(mention) >= 0 ||
        m_mentions.vouchedFor(mention, true) || m_mentions.besideSign(mention, wordReach) ||
        m_mentions.inSentence(mention.at, mention.length, CoinRules::Coin | CoinRules::Crypto) ||
        m_mentions.has(mention.at - 1, CoinRules::Trade) || m_mentions.has(mention.at - 2, CoinRules::Trade);
    return sign ? Verdict::Strong : Verdict::Nothing;
}

CoinJudge::Verdict CoinJudge::judgeTicker(const Mention &mention) const
{
    const Word &last = m_mentions.word(mention.end() - 1);
    if (last.is(Word::Cashtag) || last.is(Word::Hashtag))
        return judgeTagged(mention);
    if (!last.is(Word::Capitals) || isStock(mention))
        return Verdict::Nothing;
    if (m_mentions.isPairQuote(mention) && m_rules.coins[size_t(mention.coin)].symbol.contains("USD"_L1))
        return Verdict::Nothing; // of "ARB/USDT" the story is about ARB
    if (m_mentions.isPairBase(mention))
        return Verdict::Strong;
    if (last.is(Word::InBrackets)) {
        const Verdict verdict = judgeBracketed(mention);
        if (verdict != Verdict::Nothing)
            return verdict;
    }
    switch (m_rules.coins[size_t(mention.coin)].ticker) {
    case Ticker::Plain:
        return judgePlainTicker(mention);
    case Ticker::Context:
        return judgeContextTicker(mention);
    case Ticker::Near:
        return judgeNearTicker(mention);
    case Ticker::Rare:
        return judgeRareTicker(mention);
    case Ticker::Named:
        return m_mentions.vouchedFor(mention, false) ||
                       (!m_mentions.has(mention.at, CoinRules::NoSymbol) && m_mentions.calledToken(mention) &&
                        m_mentions.text().style != ReadText::Style::Capitals)
                   ? Verdict::Strong
                   : Verdict::Weak;
    }
    return Verdict::Nothing;
}

// $SYM, #SYM
CoinJudge::Verdict CoinJudge::judgeTagged(const Mention &mention) const
{
    const Word &last = m_mentions.word(mention.end() - 1);
    const Ticker ticker = m_rules.coins[size_t(mention.coin)].ticker;
    if (last.is(Word::Hashtag))
        return ticker == Ticker::Plain || ticker == Ticker::Context ? Verdict::Strong : Verdict::Weak;
    if (m_mentions.has(mention.end(), CoinRules::Amount))
        return Verdict::Nothing; // "$ONE million"
    if (m_mentions.has(mention.at, CoinRules::StockTicker) && !m_mentions.vouchedFor(mention, false))
        return Verdict::Nothing;
    return Verdict::Strong;
}

bool CoinJudge::isStock(const Mention &mention) const
{
    return m_mentions.has(mention.at, CoinRules::StockTicker) && !m_mentions.vouchedFor(mention, true) &&
           (m_mentions.word(mention.at).is(Word::InBrackets) ||
            m_mentions.inSentence(mention.at, mention.length, CoinRules::Stock));
}

// "Name (SYM)"
CoinJudge::Verdict CoinJudge::judgeBracketed(const Mention &mention) const
{
    if (m_context.announcement)
        return Verdict::Strong;
    if (m_mentions.namedBefore(mention, nameBefore))
        return Verdict::Strong;
    if (m_mentions.abbreviatesWordsBefore(mention))
        return Verdict::Nothing;
    const bool sign = m_mentions.inSentence(mention.at, mention.length, CoinRules::Token);
    return sign && m_mentions.word(std::max(0, mention.at - 1)).is(Word::Capital) ? Verdict::Strong
                                                                                  : Verdict::Nothing;
}

CoinJudge::Verdict CoinJudge::judgePlainTicker(const Mention &mention) const
{
    if (m_mentions.text().style != ReadText::Style::Capitals)
        return Verdict::Strong;
    // A headline all in capitals: a second sign.
    return m_context.announcement || strongInSentence(mention) || m_mentions.moves(mention) ||
                   m_mentions.vouchedFor(mention, true) ||
                   m_mentions.inSentence(mention.at, mention.length,
                                         CoinRules::Coin | CoinRules::Crypto | CoinRules::Move)
               ? Verdict::Strong
               : Verdict::Weak;
}

bool CoinJudge::nearSigns(const Mention &mention) const
{
    return m_mentions.vouchedFor(mention, true) || m_mentions.besideSign(mention, commonReach) ||
           m_mentions.moves(mention) || m_mentions.counted(mention) || listedWithStrong(mention);
}

CoinJudge::Verdict CoinJudge::judgeContextTicker(const Mention &mention) const
{
    if (nearSigns(mention))
        return Verdict::Strong;
    if (m_mentions.text().style == ReadText::Style::Capitals)
        return Verdict::Weak;
    return strongInSentence(mention) ||
                   m_mentions.inSentence(mention.at, mention.length, CoinRules::Coin | CoinRules::Crypto)
               ? Verdict::Strong
               : Verdict::Weak;
}

CoinJudge::Verdict CoinJudge::judgeNearTicker(const Mention &mention) const
{
    if (m_mentions.loose(mention))
        return Verdict::Nothing;
    return nearSigns(mention) ? Verdict::Strong : Verdict::Weak;
}

CoinJudge::Verdict CoinJudge::judgeRareTicker(const Mention &mention) const
{
    const bool capitals = m_mentions.text().style == ReadText::Style::Capitals;
    return m_mentions.vouchedFor(mention, true) || (!capitals && m_mentions.calledToken(mention)) ||
                   listedWithStrong(mention)
               ? Verdict::Strong
               : Verdict::Weak;
}

bool CoinJudge::isStrongAt(qint32 word) const
{
    return std::any_of(m_strong.begin(), m_strong.end(),
                       [&](const Mention &one) { return one.at <= word && word < one.end(); });
}

bool CoinJudge::strongInSentence(const Mention &mention) const
{
    return std::any_of(m_strong.begin(), m_strong.end(), [&](const Mention &one) {
        return one.coin != mention.coin &&
               m_mentions.word(one.at).sentence == m_mentions.word(mention.at).sentence;
    });
}

// "BTC, ETH, LINK and HYPE": a chain of names and codes, one of them certain.
bool CoinJudge::listedWithStrong(const Mention &mention) const
{
    const auto links = [&](qint32 i) { // between word i - 1 and word i
        const Gap gap = m_mentions.word(i).gap;
        return gap == Gap::Comma || gap == Gap::Slash || m_mentions.has(i, CoinRules::And) ||
               m_mentions.has(i - 1, CoinRules::And);
    };
    const auto listed = [&](qint32 i) { return m_mentions.isUsed(i) || m_mentions.has(i, CoinRules::And); };
    for (qint32 i = mention.end(); i < m_mentions.size() && i < mention.end() + longestList; ++i) {
        if (!listed(i) || !m_mentions.sameClause(mention.at, i) || !(links(i) || isStrongAt(i)))
            break;
        if (isStrongAt(i) && !isStrongAt(mention.at))
            return links(mention.end());
    }
    for (qint32 i = mention.at - 1; i >= 0 && i > mention.at - longestList; --i) {
        if (!listed(i) || !m_mentions.sameClause(mention.at, i) || !(links(i + 1) || isStrongAt(i + 1)))
            break;
        if (isStrongAt(i))
            return links(mention.at);
    }
    return false;
}

// A code we have never heard of, called a token or listed by an exchange.
void CoinJudge::judgeUnknown(std::vector<CoinEvidence> &found) const
{
    for (qint32 i = 0; i < m_mentions.size(); ++i)
        if (const auto pair = pairAt(i))
            found.push_back(*pair);
        else if (isUnknownCoin(i))
            found.push_back(
                {-1, m_mentions.text().of(m_mentions.word(i)).toString().toUpper(), i, 1, true, true});
}

// "ARBUSDT": a market, written as exchanges write it.
std::optional<CoinEvidence> CoinJudge::pairAt(qint32 i) const
{
    static constexpr QLatin1StringView quotes[] = {"USDT"_L1, "USDC"_L1, "PERP"_L1};
    const Word &word = m_mentions.word(i);
    const QStringView text = m_mentions.text().of(word);
    if (!word.is(Word::Capitals) || m_mentions.isUsed(i))
        return std::nullopt;
    for (const QLatin1StringView quote : quotes) {
        if (!text.endsWith(quote) || text.size() < quote.size() + 2)
            continue;
        const QString symbol = text.chopped(quote.size()).toString();
        const qint32 coin = m_rules.find(symbol);
        if (coin >= 0 || m_context.announcement)
            return CoinEvidence{coin, symbol, i, 1, true, true};
    }
    return std::nullopt;
}

bool CoinJudge::isUnknownCoin(qint32 i) const
{
    const Word &word = m_mentions.word(i);
    const qint32 length = word.end - word.begin;
    const bool tagged = word.is(Word::Cashtag);
    if (!(word.is(Word::Capitals) || tagged) || word.is(Word::Alone) || m_mentions.isUsed(i) ||
        length > longestSymbol || length < (tagged ? shortestSymbol - 1 : shortestSymbol))
        return false;
    if (m_mentions.has(i, CoinRules::NoSymbol | CoinRules::StockTicker | CoinRules::Quote) ||
        m_mentions.inSentence(i, 1, CoinRules::Stock))
        return false;
    const Mention mention{-1, Use::Ticker, i, 1};
    if (tagged)
        return !m_mentions.has(i + 1, CoinRules::Amount) &&
               (m_context.crypto || m_mentions.inSentence(i, 1, CoinRules::Coin | CoinRules::Crypto));
    if (m_mentions.text().style == ReadText::Style::Capitals)
        return false;
    if (word.is(Word::InBrackets))
        return m_context.announcement ||
               (m_mentions.inSentence(i, 1, CoinRules::Token) && i > 0 &&
                m_mentions.word(i - 1).is(Word::Capital) && !m_mentions.abbreviatesWordsBefore(mention));
    return m_mentions.calledToken(mention);
}
