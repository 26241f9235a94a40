#include "app/news/facts/lexicon.h"

#include "app/news/facts/textreader.h"

#include <algorithm>

namespace {
constexpr size_t firstSlots = 4096;
constexpr quint32 filterBits = 1 << 18; // 32 KB, which stay in the nearest cache
constexpr quint32 fnvStart = 2166136261u, fnvPrime = 16777619u;

// A phrase goes on over these only.
bool joins(Gap gap)
{
    return gap == Gap::None || gap == Gap::Space || gap == Gap::Hyphen;
}

quint64 step(quint32 node, quint32 word)
{
    return quint64(node) << 32 | word;
}
} // namespace

QString ReadText::quoted(qint32 at, qint32 length) const
{
    const Word &first = words[size_t(at)], &last = words[size_t(at + length - 1)];
    const qsizetype begin = first.begin - (first.is(Word::Cashtag) || first.is(Word::Hashtag) ? 1 : 0);
    return text.mid(begin, last.end - begin).toString();
}

Lexicon::Lexicon() : m_known(firstSlots), m_maybe(filterBits), m_roots(1), m_nodes(1) {}

void Lexicon::add(QStringView phrase, quint32 term)
{
    const QString folded = m_fold.folded(phrase);
    quint32 node = 0;
    TextReader reader(*this, folded);
    for (const Word &word : reader.words()) {
        QString letters = folded.mid(word.begin, word.end - word.begin);
        if (!word.is(Word::Number))
            letters.remove(u'.'); // initials: "U.S." is read as "us"
        const quint32 id = intern(letters);
        m_nodes[node].goesOn = true;
        quint32 &next = node == 0 ? m_roots[id] : m_steps[step(node, id)];
        if (next == 0) {
            next = quint32(m_nodes.size());
            m_nodes.emplace_back();
        }
        node = next;
    }
    if (node != 0)
        m_nodes[node].terms.push_back(term);
}

ReadText Lexicon::read(QStringView text) const
{
    ReadText result;
    result.text = text;
    result.words = TextReader(*this, text).words();
    result.style = styleOf(result);
    findHits(result);
    return result;
}

void Lexicon::findHits(ReadText &text) const
{
    const auto count = qint32(text.words.size());
    for (qint32 at = 0; at < count; ++at) {
        quint32 node = m_roots[text.words[size_t(at)].id];
        const auto first = text.hits.size();
        for (qint32 next = at + 1; node != 0; ++next) {
            for (const quint32 term : m_nodes[node].terms)
                text.hits.push_back({at, next - at, term});
            if (!m_nodes[node].goesOn || next == count || text.words[size_t(next)].id == 0 ||
                !joins(text.words[size_t(next)].gap))
                break;
            node = m_steps.value(step(node, text.words[size_t(next)].id));
        }
        std::reverse(text.hits.begin() + qsizetype(first), text.hits.end());
    }
}

quint32 Lexicon::find(const char16_t *word, qsizetype length, quint32 hash) const
{
    if (!m_maybe[hash % filterBits])
        return 0;
    for (size_t slot = hash & (m_known.size() - 1);; slot = (slot + 1) & (m_known.size() - 1)) {
        const Known &known = m_known[slot];
        if (known.id == 0)
            return 0;
        if (known.hash == hash && known.length == length &&
            std::equal(word, word + length, m_letters.begin() + known.begin))
            return known.id;
    }
}

quint32 Lexicon::intern(QStringView folded)
{
    quint32 hash = fnvStart;
    for (const QChar c : folded)
        hash = (hash ^ c.unicode()) * fnvPrime;
    if (const quint32 id = find(folded.utf16(), folded.size(), hash))
        return id;
    if (m_count * 2 >= m_known.size())
        grow();
    size_t slot = hash & (m_known.size() - 1);
    while (m_known[slot].id != 0)
        slot = (slot + 1) & (m_known.size() - 1);
    m_maybe[hash % filterBits] = true;
    m_known[slot] = {hash, ++m_count, quint32(m_letters.size()), quint16(folded.size())};
    m_letters.insert(m_letters.end(), folded.utf16(), folded.utf16() + folded.size());
    m_roots.push_back(0);
    return m_count;
}

void Lexicon::grow()
{
    std::vector<Known> old(m_known.size() * 2);
    old.swap(m_known);
    for (const Known &known : old) {
        if (known.id == 0)
            continue;
        size_t slot = known.hash & (m_known.size() - 1);
        while (m_known[slot].id != 0)
            slot = (slot + 1) & (m_known.size() - 1);
        m_known[slot] = known;
    }
}
