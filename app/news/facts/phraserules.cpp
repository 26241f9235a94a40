#include "app/news/facts/phraserules.h"

#include "app/news/facts/rulefile.h"
#include "app/news/facts/terms.h"

#include <QJsonArray>
#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace {
constexpr quint32 capitalBit = 0x800000; // of a term: only with a capital letter
constexpr qsizetype mostLists = 64;
constexpr size_t mostPlaces = 64; // looked at in one sentence
} // namespace

PhraseRules::PhraseRules(const QJsonObject &json, quint32 set) : m_set(set)
{
    const QJsonObject lists = json.value("lists"_L1).toObject();
    m_names = lists.keys();
    Q_ASSERT(m_names.size() <= mostLists);
    for (qsizetype i = 0; i < m_names.size(); ++i)
        for (const QString &phrase : textsOf(lists.value(m_names[i])))
            m_entries.append(
                {phrase.startsWith(u'^') ? phrase.mid(1) : phrase, phrase.startsWith(u'^'), quint32(i)});
    for (const QJsonValue &value : json.value("rules"_L1).toArray()) {
        Rule rule;
        rule.json = value.toObject();
        for (const QString &names : textsOf(rule.json.value("all"_L1)))
            rule.all.push_back(listsNamed(names));
        for (const QString &names : textsOf(rule.json.value("not"_L1)))
            rule.none |= listsNamed(names);
        rule.within = rule.json.value("within"_L1).toInt(std::numeric_limits<qint32>::max());
        rule.first = rule.json.value("first"_L1).toInt(std::numeric_limits<qint32>::max());
        rule.closed = rule.json.value("closed"_L1).toBool();
        rule.ordered = rule.json.value("ordered"_L1).toBool();
        Q_ASSERT(!rule.all.empty() && rule.all.size() <= mostParts);
        m_rules.push_back(std::move(rule));
    }
}

quint64 PhraseRules::listsNamed(const QString &names) const
{
    quint64 bits = 0;
    for (const QString &name : names.split(u'|')) {
        const qsizetype list = m_names.indexOf(name);
        Q_ASSERT_X(list >= 0, "PhraseRules", qPrintable(name));
        bits |= list < 0 ? 0 : quint64(1) << list;
    }
    return bits;
}

void PhraseRules::addTo(Lexicon &lexicon) const
{
    for (const Entry &entry : m_entries)
        lexicon.add(entry.phrase, termOf(m_set, entry.list | (entry.capital ? capitalBit : 0)));
}

std::vector<size_t> PhraseRules::holding(const ReadText &text, qint32 until, Scope scope) const
{
    std::vector<Place> places;
    std::vector<size_t> sentences{0}; // where each begins in `places`
    qint32 sentence = -1;
    for (const Hit &hit : text.hits) {
        const Word &word = text.words[size_t(hit.at)];
        if (setOf(hit.term) != m_set || ((indexOf(hit.term) & capitalBit) != 0 && !word.is(Word::Capital)))
            continue;
        const qint32 own = scope == Scope::Sentence ? word.sentence : 0;
        if (word.begin >= until && own != sentence)
            break;
        if (own != sentence && !places.empty())
            sentences.push_back(places.size());
        sentence = own;
        if (places.size() - sentences.back() < mostPlaces)
            places.push_back({hit.at, hit.at + hit.length, quint64(1) << (indexOf(hit.term) & ~capitalBit)});
    }
    if (places.empty())
        return {};
    sentences.push_back(places.size());
    std::vector<size_t> found;
    for (size_t rule = 0; rule < m_rules.size(); ++rule)
        for (size_t i = 0; i + 1 < sentences.size(); ++i)
            if (holds(text, m_rules[rule], places.data() + sentences[i], places.data() + sentences[i + 1])) {
                found.push_back(rule);
                break;
            }
    return found;
}

bool PhraseRules::holds(const ReadText &text, const Rule &rule, const Place *begin, const Place *end) const
{
    quint64 seen = 0;
    for (const Place *place = begin; place != end; ++place)
        seen |= place->list;
    if ((seen & rule.none) != 0 ||
        std::any_of(rule.all.begin(), rule.all.end(), [&](quint64 lists) { return (seen & lists) == 0; }))
        return false;
    Taken taken{};
    return holdsFrom(text, rule, 0, begin, end, taken);
}

bool PhraseRules::fits(const ReadText &text, const Rule &rule, size_t part, const Place &place,
                       const Taken &taken) const
{
    if (part == 0 && place.at >= rule.first)
        return false;
    for (size_t i = 0; i < part; ++i) {
        const Place &other = *taken[i];
        const bool overlaps = place.at < other.end && other.at < place.end;
        const qint32 span = std::max(place.end, other.end) - std::min(place.at, other.at);
        if (overlaps || span > rule.within || (rule.ordered && place.at < other.at))
            return false;
    }
    if (!rule.closed || part + 1 < rule.all.size() || size_t(place.end) == text.words.size())
        return true;
    const Word &next = text.words[size_t(place.end)];
    return next.gap >= Gap::Comma || next.is(Word::Number);
}

// Whether parts `part` and later find places of their own.
bool PhraseRules::holdsFrom(const ReadText &text, const Rule &rule, size_t part, const Place *begin,
                            const Place *end, Taken &taken) const
{
    if (part == rule.all.size())
        return true;
    for (const Place *place = begin; place != end; ++place) {
        if ((place->list & rule.all[part]) == 0 || !fits(text, rule, part, *place, taken))
            continue;
        taken[part] = place;
        if (holdsFrom(text, rule, part + 1, begin, end, taken))
            return true;
    }
    return false;
}
