#include "app/news/facts/provenance.h"

#include "app/news/facts/terms.h"

#include <algorithm>
#include <optional>

namespace {
constexpr qsizetype longestChain = 4;
constexpr qint32 startLength = 1200, endLength = 80; // characters of the text looked at
constexpr qint32 fillerWords = 4, fillerCharacters = 10;

enum class Rank { Quoted, Reported, Relayed };

struct Citation
{
    qint32 outlet = 0;
    Rank rank = Rank::Reported;
};

// The citations of one text.
class CitationReader
{
public:
    CitationReader(const ReadText &text, bool title)
        : m_text(text),
          m_title(title),
          m_starts(text.words.size()),
          m_ends(text.words.size()),
          m_filler(text.words.size())
    {
    }
    QList<Citation> citations();

private:
    std::optional<Rank> rankOf(const Hit &hit) const;
    std::optional<Rank> before(const Hit &hit) const;
    std::optional<Rank> after(const Hit &hit) const;
    bool isAlone(const Hit &hit) const;
    bool endsTitle(const Hit &hit) const;
    bool opensWithColon(const Hit &hit) const;
    bool looksLikeName(const Hit &hit) const;
    bool isLookedAt(const Hit &hit) const;
    const Word &word(qint32 i) const { return m_text.words[size_t(i)]; }
    qint32 size() const { return qint32(m_text.words.size()); }
    QChar at(qsizetype i) const { return i >= 0 && i < m_text.text.size() ? m_text.text[i] : QChar(); }

    const ReadText &m_text;
    bool m_title;
    std::vector<quint32> m_starts, m_ends; // signs that begin, and end, with a word
    std::vector<bool> m_filler;
};

QList<Citation> CitationReader::citations()
{
    for (const Hit &hit : m_text.hits) {
        if (setOf(hit.term) != TermSet::OutletSigns)
            continue;
        m_starts[size_t(hit.at)] |= indexOf(hit.term);
        m_ends[size_t(hit.at + hit.length - 1)] |= indexOf(hit.term);
        if ((indexOf(hit.term) & Outlets::Filler) != 0)
            std::fill_n(m_filler.begin() + hit.at, hit.length, true);
    }
    QList<Citation> found;
    qint32 free = 0;
    for (const Hit &hit : m_text.hits) {
        if (setOf(hit.term) != TermSet::Outlets || hit.at < free || !looksLikeName(hit) || !isLookedAt(hit))
            continue;
        free = hit.at + hit.length;
        if (const auto rank = rankOf(hit))
            found.append({qint32(indexOf(hit.term)), *rank});
    }
    return found;
}

// "The Block", not "the block"; "FT", not "ft".
bool CitationReader::looksLikeName(const Hit &hit) const
{
    const Word &last = word(hit.at + hit.length - 1);
    return word(hit.at).isAny(Word::Capital | Word::Alone | Word::Number) &&
           last.isAny(Word::Capital | Word::Alone | Word::Number);
}

bool CitationReader::isLookedAt(const Hit &hit) const
{
    return word(hit.at).begin < startLength || word(hit.at).begin > m_text.text.size() - endLength;
}

std::optional<Rank> CitationReader::rankOf(const Hit &hit) const
{
    if (const auto rank = before(hit))
        return rank;
    if (isAlone(hit))
        return Rank::Relayed;
    if (const auto rank = after(hit))
        return rank;
    if (m_title && (endsTitle(hit) || opensWithColon(hit)))
        return Rank::Reported;
    return std::nullopt;
}

// "according to", "citing", 据 before it, with nothing but filler between.
std::optional<Rank> CitationReader::before(const Hit &hit) const
{
    qint32 latin = 0, alone = 0;
    for (qint32 i = hit.at - 1; i >= 0; --i) {
        const Gap gap = word(i + 1).gap;
        const quint32 signs = m_ends[size_t(i)];
        if (gap == Gap::Clause && (signs & Outlets::Via) != 0)
            return Rank::Relayed;                     // "source: Reuters"
        if (gap >= Gap::Slash && gap != Gap::Bracket) // 据《华尔街日报》
            break;
        if ((signs & Outlets::Quoting) != 0)
            return Rank::Quoted;
        if ((signs & Outlets::Via) != 0)
            return Rank::Relayed;
        if ((signs & Outlets::Before) != 0)
            return Rank::Reported;
        const bool passes = m_filler[size_t(i)] || word(i).is(Word::Number);
        ++(word(i).is(Word::Alone) ? alone : latin);
        if (!passes || latin > fillerWords || alone > fillerCharacters)
            break;
    }
    return std::nullopt;
}

// "reports", 报道, 消息 after it; a date may stand between ("金十数据8月8日讯").
std::optional<Rank> CitationReader::after(const Hit &hit) const
{
    const qint32 end = hit.at + hit.length;
    for (qint32 i = end, passed = 0; i < size() && passed <= fillerCharacters; ++i, ++passed) {
        if (word(i).gap >= Gap::Quote)
            break;
        const quint32 signs = m_starts[size_t(i)];
        const bool near = i == end || word(i).is(Word::Alone);
        if ((signs & Outlets::Relayed) != 0 && near)
            return hit.at == 0 && !m_title ? Rank::Relayed : Rank::Reported;
        if ((signs & Outlets::After) != 0 && near)
            return Rank::Reported;
        if (!word(i).is(Word::Number) && !(m_filler[size_t(i)] && word(i).is(Word::Alone)))
            break;
    }
    return std::nullopt;
}

// "(Jin10)"
bool CitationReader::isAlone(const Hit &hit) const
{
    const Word &first = word(hit.at), &last = word(hit.at + hit.length - 1);
    return at(first.begin - 1).category() == QChar::Punctuation_Open &&
           at(last.end).category() == QChar::Punctuation_Close;
}

// "…: Bloomberg"
bool CitationReader::endsTitle(const Hit &hit) const
{
    return hit.at > 0 && hit.at + hit.length == size() && word(hit.at).gap == Gap::Clause;
}

// "Axios: …"
bool CitationReader::opensWithColon(const Hit &hit) const
{
    const QChar next = at(word(hit.at + hit.length - 1).end);
    return hit.at == 0 && hit.length < size() && (next == u':' || next == u'：');
}
} // namespace

QStringList ProvenanceFinder::chain(const ReadText &title, const ReadText &text, qint32 own) const
{
    QList<Citation> all = CitationReader(title, true).citations() + CitationReader(text, false).citations();
    all.removeIf([&](const Citation &one) { return one.outlet == own; });
    const bool reported = std::any_of(all.begin(), all.end(),
                                      [&](const Citation &one) { return !m_outlets.at(one.outlet).wire; });
    const auto place = [&](const Citation &one) {
        return int(one.rank) + (reported && m_outlets.at(one.outlet).wire ? int(Rank::Relayed) + 1 : 0);
    };
    std::stable_sort(all.begin(), all.end(),
                     [&](const Citation &a, const Citation &b) { return place(a) < place(b); });
    QStringList names;
    for (const Citation &one : std::as_const(all))
        if (!names.contains(m_outlets.at(one.outlet).name) && names.size() < longestChain)
            names.append(m_outlets.at(one.outlet).name);
    return names;
}
