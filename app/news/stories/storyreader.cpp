#include "app/news/stories/storyreader.h"

#include "app/news/stories/wordstem.h"

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace {
constexpr float shareOfWord = 2.0f, shareOfPair = 2.0f, shareOfYear = 60.0f;

class Reader
{
public:
    Reader(const StoryWords &words, const QString &text, const QList<CoinTag> &coins)
        : m_words(words),
          m_coins(coins),
          m_text(words.read(text)),
          m_used(m_text.words.size()),
          m_things(m_text.words.size())
    {
        // The longest first, and of one phrase's meanings that of the list that came first.
        std::sort(m_text.hits.begin(), m_text.hits.end(), [](const Hit &a, const Hit &b) {
            return std::tuple(a.at, -a.length, a.term) < std::tuple(b.at, -b.length, b.term);
        });
    }

    StoryReading read()
    {
        m_reading.han = isChinese();
        takeEvidence();
        takeHits([](TermKind kind) { return kind == TermKind::Coin || kind == TermKind::Name; });
        nameThings();
        m_reading.numbers = NumberReader(m_words, m_text, m_things, m_used).numbers();
        takeHits([](TermKind) { return true; });
        for (size_t i = 0; i < m_text.words.size(); ++i)
            if (!m_used[i])
                takeWord(i);
        settle();
        return std::move(m_reading);
    }

private:
    QString word(size_t i) const { return m_words.folded(m_text.of(m_text.words[i])).remove(u'.'); }
    bool isFree(qsizetype at, qsizetype length) const
    {
        return std::none_of(m_used.begin() + at, m_used.begin() + at + length,
                            [](bool used) { return used; });
    }
    // Of a headline that capitalises every word, capitals say nothing. Among Chinese, Latin ones are names.
    bool isProper(const Word &word) const
    {
        return m_reading.han ? word.is(Word::Capital)
                             : m_text.style == ReadText::Style::Sentence && word.is(Word::Capital) &&
                                   !word.is(Word::Opens);
    }
    void take(StoryTerm term, TermKind kind, double share, qsizetype at, qsizetype length)
    {
        const Word &first = m_text.words[size_t(at)], &last = m_text.words[size_t(at + length - 1)];
        m_reading.terms.push_back(
            {term, kind, float(share), isProper(first), first.begin, last.end - first.begin});
        for (qsizetype i = at; i < at + length; ++i) {
            m_used[size_t(i)] = true;
            m_things[size_t(i)] = term;
        }
    }

    // The words the tagger took for a coin: of coins the directory doesn't know by that name.
    void takeEvidence()
    {
        for (const CoinTag &coin : m_coins) {
            const QString evidence = m_words.folded(coin.evidence);
            for (const QString &spelled : {evidence, m_words.folded(coin.symbol)})
                takeSpelled(spelled, coin.symbol);
        }
    }
    void takeSpelled(const QString &spelled, const QString &symbol)
    {
        const ReadText wanted = m_words.read(spelled);
        const auto length = qsizetype(wanted.words.size());
        for (qsizetype at = 0; length > 0 && at + length <= qsizetype(m_text.words.size()); ++at) {
            const auto same = [&](qsizetype i) {
                return m_words.folded(m_text.of(m_text.words[size_t(at + i)])) ==
                       wanted.of(wanted.words[size_t(i)]);
            };
            qsizetype i = 0;
            while (i < length && same(i))
                ++i;
            if (i == length && isFree(at, length))
                take(storyTerm(TermKind::Coin, symbol), TermKind::Coin, m_words.coinShare(symbol), at,
                     length);
        }
    }

    bool isTagged(const QString &symbol) const
    {
        return std::any_of(m_coins.begin(), m_coins.end(),
                           [&](const CoinTag &coin) { return coin.symbol == symbol; });
    }
    bool counts(const StoryWords::Meaning &meaning, const Hit &hit) const
    {
        if (meaning.kind == TermKind::Coin)
            return isTagged(meaning.coin);
        const Word &first = m_text.words[size_t(hit.at)];
        if (first.is(Word::Alone))
            return true;
        return (!meaning.capital || first.is(Word::Capital)) &&
               (!meaning.capitals || first.is(Word::Capitals));
    }
    template <typename Wanted> void takeHits(Wanted wanted)
    {
        for (const Hit &hit : m_text.hits) {
            const StoryWords::Meaning &meaning = m_words.meaning(hit);
            const bool stop = hit.length == 1 && m_words.isStop(word(size_t(hit.at)));
            if (wanted(meaning.kind) && isFree(hit.at, hit.length) && counts(meaning, hit) &&
                !(stop && meaning.kind != TermKind::Name))
                takeMeaning(meaning, hit.at, hit.length);
        }
    }
    void takeMeaning(const StoryWords::Meaning &meaning, qsizetype at, qsizetype length)
    {
        take(meaning.term, meaning.kind, meaning.share, at, length);
        if (meaning.place)
            m_reading.places.push_back(meaning.term);
        if (meaning.axis >= 0)
            m_reading.sides[meaning.side] |= 1u << meaning.axis;
    }

    // What a number before it would count: a word, or two Chinese characters.
    void nameThings()
    {
        for (size_t i = 0; i < m_text.words.size(); ++i) {
            if (m_things[i] != 0 || m_text.words[i].is(Word::Number))
                continue;
            if (!m_text.words[i].is(Word::Alone))
                m_things[i] = m_words.isStop(word(i)) ? 0 : storyTerm(TermKind::Word, wordStem(word(i)));
            else if (i + 1 < m_text.words.size() && m_text.words[i + 1].is(Word::Alone))
                m_things[i] = storyTerm(TermKind::Pair, word(i) + word(i + 1));
        }
    }

    void takeWord(size_t i)
    {
        const Word &here = m_text.words[i];
        if (here.is(Word::Alone))
            return takePair(i);
        const QString text = word(i);
        if (here.is(Word::Number))
            return take(storyTerm(TermKind::Word, text), TermKind::Common, shareOfYear, qsizetype(i), 1);
        if (m_words.isStop(text) || text.size() < 2)
            return;
        const QString stem = wordStem(text);
        if (const StoryWords::Meaning *meaning = m_words.meaningOfStem(stem))
            return takeMeaning(*meaning, qsizetype(i), 1);
        take(storyTerm(TermKind::Word, stem), TermKind::Word, shareOfWord, qsizetype(i), 1);
    }

    void takePair(size_t i)
    {
        const size_t next = i + 1;
        if (next >= m_text.words.size() || m_used[next] || !m_text.words[next].is(Word::Alone) ||
            m_text.words[next].gap != Gap::None)
            return;
        const QString pair = word(i) + word(next);
        const Word &first = m_text.words[i];
        if (!m_words.isStop(pair) && !m_words.isStop(word(i)) && !m_words.isStop(word(next)))
            m_reading.terms.push_back({storyTerm(TermKind::Pair, pair), TermKind::Pair, shareOfPair, false,
                                       first.begin, m_text.words[next].end - first.begin});
    }

    bool isChinese() const
    {
        qsizetype alone = 0;
        for (const Word &one : m_text.words)
            alone += one.is(Word::Alone) ? 1 : 0;
        return alone * 2 > qsizetype(m_text.words.size());
    }

    void settle()
    {
        m_reading.sentences = m_text.words.empty() ? 0 : m_text.words.back().sentence;
        std::sort(m_reading.places.begin(), m_reading.places.end());
        std::vector<UsedTerm> &terms = m_reading.terms;
        std::sort(terms.begin(), terms.end(), [](const UsedTerm &a, const UsedTerm &b) {
            return std::pair(a.term, a.begin) < std::pair(b.term, b.begin);
        });
        terms.erase(std::unique(terms.begin(), terms.end(),
                                [](const UsedTerm &a, const UsedTerm &b) { return a.term == b.term; }),
                    terms.end());
    }

    const StoryWords &m_words;
    const QList<CoinTag> &m_coins;
    ReadText m_text;
    std::vector<bool> m_used;
    std::vector<StoryTerm> m_things;
    StoryReading m_reading;
};
} // namespace

bool StoryReading::has(StoryTerm term) const
{
    const auto at =
        std::lower_bound(terms.begin(), terms.end(), term,
                         [](const UsedTerm &used, StoryTerm wanted) { return used.term < wanted; });
    return at != terms.end() && at->term == term;
}

StoryReading readStory(const QString &text, const QList<CoinTag> &coins)
{
    const StoryWords &words = StoryWords::shipped();
    const QString said = words.withoutNoise(text);
    return Reader(words, said, coins).read();
}
