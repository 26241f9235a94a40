#include "app/news/facts/coinmentions.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using Use = CoinRules::Use;

namespace {
constexpr qint32 figureReach = 6;   // words after a verb within which its figure stands
constexpr qint32 verbReach = 4;     // characters of a text without blanks before its verb
constexpr qint32 longestAmount = 4; // "1.2", "亿", "枚"

Use useOf(const Hit &hit)
{
    return Use(indexOf(hit.term) >> 16);
}
qint32 coinOf(const Hit &hit)
{
    return qint32(indexOf(hit.term) & 0xFFFF);
}
bool isFigure(const Word &word)
{
    return word.is(Word::Number);
}
} // namespace

CoinMentions::CoinMentions(const ReadText &text)
    : m_text(text), m_signs(text.words.size()), m_signEnds(text.words.size()), m_used(text.words.size())
{
    readHits();
}

void CoinMentions::readHits()
{
    qint32 free = 0; // first word no longer name has used up
    for (size_t i = 0; i < m_text.hits.size(); ++i) {
        const Hit &hit = m_text.hits[i];
        if (setOf(hit.term) == TermSet::CoinSigns) {
            m_signs[size_t(hit.at)] |= indexOf(hit.term);
            m_signEnds[size_t(hit.at + hit.length - 1)] |= indexOf(hit.term);
        }
        if (setOf(hit.term) != TermSet::Coins)
            continue;
        if (useOf(hit) == Use::Hint) {
            m_hints.push_back({coinOf(hit), Use::Hint, hit.at, hit.length});
            continue;
        }
        // Hits come by place, the longest first: only those as long as the first taken at this place follow.
        const bool sameAsLast =
            !m_names.empty() && m_names.back().at == hit.at && m_names.back().length == hit.length;
        if (hit.at < free && !sameAsLast)
            continue;
        free = hit.at + hit.length;
        std::fill(m_used.begin() + hit.at, m_used.begin() + free, true);
        m_names.push_back({coinOf(hit), useOf(hit), hit.at, hit.length});
    }
    std::erase_if(m_names, [](const Mention &one) { return one.use == Use::Not; });
}

bool CoinMentions::sameClause(qint32 i, qint32 j) const
{
    return i >= 0 && j >= 0 && i < size() && j < size() && word(i).clause == word(j).clause;
}

bool CoinMentions::inSentence(qint32 i, qint32 length, quint32 signs) const
{
    const qint32 sentence = word(i).sentence;
    const auto found = [&](qint32 at) { return has(at, signs) && (at < i || at >= i + length); };
    for (qint32 at = i; at >= 0 && word(at).sentence == sentence; --at)
        if (found(at))
            return true;
    for (qint32 at = i + 1; at < size() && word(at).sentence == sentence; ++at)
        if (found(at))
            return true;
    return false;
}

bool CoinMentions::vouchedFor(const Mention &mention, bool byHints) const
{
    const auto vouches = [&](const Mention &other) {
        return other.coin == mention.coin && (other.end() <= mention.at || other.at >= mention.end()) &&
               word(other.at).sentence == word(mention.at).sentence;
    };
    const auto isName = [&](const Mention &other) {
        return other.use != Use::Ticker && other.use != mention.use && vouches(other) &&
               (other.use == Use::Name || other.use == Use::Noun || word(other.at).is(Word::Capital) ||
                word(other.at).is(Word::Alone));
    };
    return std::any_of(m_names.begin(), m_names.end(), isName) ||
           (byHints && std::any_of(m_hints.begin(), m_hints.end(), vouches));
}

bool CoinMentions::besideSign(const Mention &mention, qint32 reach) const
{
    for (qint32 i = mention.end(); i < mention.end() + reach && sameClause(mention.at, i); ++i) {
        if (has(i, CoinRules::Loose) || (word(i).gap == Gap::Comma && !word(i).is(Word::Alone)))
            break;
        // "ONE token of gratitude"
        if (has(i, CoinRules::Coin) && !(has(i, CoinRules::Token) && has(i + 1, CoinRules::Loose)))
            return true;
    }
    if (mention.at == 0 || word(mention.at).gap > Gap::Space)
        return false;
    // "做空HYPE": Chinese verbs stand before.
    const quint32 before = m_signEnds[size_t(mention.at - 1)];
    return (before & CoinRules::Token) != 0 ||
           (word(mention.at - 1).is(Word::Alone) && (before & (CoinRules::Coin | CoinRules::Trade)) != 0);
}

// The verb of rising or falling right after it; -1: none.
qint32 CoinMentions::moveAfter(const Mention &mention) const
{
    qint32 verb = mention.end();
    if (verb < size() && word(verb).is(Word::Alone)) {
        while (verb < mention.end() + verbReach && sameClause(mention.at, verb) &&
               !has(verb, CoinRules::Move))
            ++verb;
    } else if (has(verb, CoinRules::Coin) && !has(verb, CoinRules::Move)) {
        ++verb; // "SOL price drops"
    }
    return has(verb, CoinRules::Move) && sameClause(mention.at, verb) ? verb : -1;
}

bool CoinMentions::moves(const Mention &mention) const
{
    const qint32 verb = moveAfter(mention);
    if (verb < 0)
        return false;
    for (qint32 i = verb + 1; i <= verb + figureReach && sameClause(mention.at, i); ++i) {
        if (isFigure(word(i)) &&
            (word(i).isAny(Word::Money | Word::Percent) || (i + 1 < size() && word(i + 1).is(Word::Alone))))
            return true;
    }
    return false;
}

bool CoinMentions::counted(const Mention &mention) const
{
    qint32 i = mention.at - 1;
    if (word(mention.at).gap > Gap::Hyphen)
        return false;
    while (i >= 0 && i >= mention.at - longestAmount && has(i, CoinRules::Amount) &&
           word(i).gap <= Gap::Space)
        --i;
    return i >= 0 && isFigure(word(i)) && !word(i).is(Word::Percent) && sameClause(i, mention.at);
}

bool CoinMentions::calledToken(const Mention &mention) const
{
    const qint32 end = mention.end();
    const bool before = has(mention.at - 1, CoinRules::Token) && word(mention.at).gap == Gap::Space &&
                        !word(mention.at - 1).is(Word::Alone);
    const bool after = has(end, CoinRules::Token) && sameClause(mention.at, end) &&
                       word(end).gap <= Gap::Space && !has(end + 1, CoinRules::Loose);
    const bool pieces = mention.at > 0 && word(mention.at - 1).is(Word::Alone) &&
                        has(mention.at - 1, CoinRules::Amount) && counted(mention);
    return before || after || pieces;
}

bool CoinMentions::namedBefore(const Mention &mention, qint32 reach) const
{
    const auto names = [&](const Mention &one) {
        return one.coin == mention.coin && one.use != Use::Ticker && one.end() <= mention.at &&
               one.end() > mention.at - reach;
    };
    return std::any_of(m_names.begin(), m_names.end(), names) ||
           std::any_of(m_hints.begin(), m_hints.end(), names);
}

bool CoinMentions::isPairBase(const Mention &mention) const
{
    const qint32 next = mention.end();
    return next < size() && has(next, CoinRules::Quote) && word(next).is(Word::Capitals) &&
           (word(next).gap == Gap::Slash || word(next).gap == Gap::Hyphen);
}

bool CoinMentions::isPairQuote(const Mention &mention) const
{
    return mention.at > 0 && has(mention.at, CoinRules::Quote) &&
           (word(mention.at).gap == Gap::Slash || word(mention.at).gap == Gap::Hyphen) &&
           word(mention.at - 1).is(Word::Capitals);
}

bool CoinMentions::isAddress(const Mention &mention) const
{
    const qint32 next = mention.end();
    const bool dotted = next < size() && word(next).gap == Gap::None && has(next, CoinRules::Address) &&
                        m_text.text.mid(word(next).begin - 1, 1) == "."_L1;
    return dotted || word(mention.at).is(Word::Handle);
}

bool CoinMentions::abbreviatesWordsBefore(const Mention &mention) const
{
    const QStringView symbol = m_text.of(word(mention.at));
    qint32 i = mention.at - 1;
    qsizetype letter = symbol.size() - 1;
    for (; i >= 0 && letter >= 0 && sameClause(i, mention.at); --i) {
        const QChar first = m_text.of(word(i))[0];
        if (!first.isUpper())
            continue; // "with", "of"
        if (first != symbol[letter].toUpper())
            return false;
        --letter;
    }
    return letter < 0;
}
