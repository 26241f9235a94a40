#include "app/insight/levelclaims.h"

#include "app/market/assetdirectory.h"
#include "app/news/facts/coinevidence.h"
#include "app/news/facts/rulefile.h"

#include <QJsonArray>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
enum Mark : quint32 {
    Above = 1,
    Below = 2,
    Price = 4,
    Between = 8,
    BeforeLevel = 16,
    Dollars = 32,
    Afterwards = 64,
    Never = 128,
    Others = 256
};
constexpr qsizetype longestSummary = 300;
constexpr qint32 mostBetween = 6, mostBeforeLevel = 3;

// A text with what the rules say of each of its words.
struct Marked
{
    const ReadText &text;
    std::vector<quint32> marks;
    explicit Marked(const ReadText &read) : text(read), marks(read.words.size())
    {
        for (const Hit &hit : read.hits) {
            if (setOf(hit.term) != TermSet::LevelClaims)
                continue;
            for (qint32 i = hit.at; i < hit.at + hit.length; ++i)
                marks[static_cast<size_t>(i)] |= indexOf(hit.term);
        }
    }
    qint32 size() const { return static_cast<qint32>(marks.size()); }
    const Word &word(qint32 i) const { return text.words[static_cast<size_t>(i)]; }
    bool has(qint32 i, quint32 mark) const
    {
        return i >= 0 && i < size() && (marks[static_cast<size_t>(i)] & mark) != 0;
    }
    QStringView of(qint32 i) const { return text.of(word(i)); }
};

struct Comparison
{
    qint32 at = 0, end = 0;
    bool above = true;
};

// Where comparisons stand; those that touch ("climbs back above") are one.
std::vector<Comparison> comparisonsIn(const ReadText &text)
{
    std::vector<Comparison> found;
    for (const Hit &hit : text.hits) {
        if (setOf(hit.term) != TermSet::LevelClaims || (indexOf(hit.term) & (Above | Below)) == 0)
            continue;
        const bool above = (indexOf(hit.term) & Above) != 0;
        const qint32 end = hit.at + hit.length;
        if (!found.empty() && hit.at < found.back().end && found.back().above == above)
            found.back().end = std::max(found.back().end, end);
        else
            found.push_back({hit.at, end, above});
    }
    return found;
}

// A part between commas, colons and stops.
bool breaks(Gap gap)
{
    return gap == Gap::Comma || gap == Gap::Clause || gap == Gap::Sentence;
}

bool isYear(QStringView digits)
{
    bool ok = false;
    const int number = digits.toInt(&ok);
    return ok && digits.size() == 4 && number >= 1990 && number <= 2100;
}

std::optional<Decimal> thousands(QStringView digits, int power)
{
    QByteArray plain = digits.toLatin1();
    plain.replace(',', "");
    const auto value = Decimal::parse(QByteArrayView(plain));
    return value && !value->isZero() ? std::optional(value->shifted(power)) : std::nullopt;
}

struct Level
{
    Decimal value;
    qint32 end = 0;
};

// A level in dollars that begins with word `at`: "$114,000", "$114K", "3 美元", "11.5 万美元".
std::optional<Level> levelAt(const Marked &marked, qint32 at)
{
    if (at >= marked.size() || !marked.word(at).is(Word::Number) || marked.word(at).is(Word::Percent))
        return {};
    QStringView digits = marked.of(at);
    int power = 0;
    if (digits.endsWith(u'k') || digits.endsWith(u'K')) {
        digits.chop(1);
        power = 3;
    }
    qint32 end = at + 1;
    if (end < marked.size() && (marked.of(end) == u"万"_s || marked.of(end) == u"萬"_s)) {
        power += 4;
        ++end;
    }
    bool dollars = false;
    if (marked.word(at).is(Word::Money)) {
        const qint32 begin = marked.word(at).begin;
        const QStringView before = marked.text.text.left(begin);
        // "$", but not "HK$" or "A$", and not "€".
        dollars = before.endsWith(u'$') && !(before.size() > 1 && before.chopped(1).back().isLetter());
        if (!dollars)
            return {};
    }
    if (marked.has(end, Dollars)) {
        dollars = true;
        while (marked.has(end, Dollars) && !breaks(marked.word(end).gap))
            ++end;
    }
    const auto value = thousands(digits, power);
    if (!dollars || !value || marked.has(end, Afterwards))
        return {};
    return Level{*value, end};
}
} // namespace

struct LevelClaimFinder::Rules
{
    Rules() : coins(CoinRules::shipped())
    {
        coins.addTo(lexicon);
        const QJsonObject json = shippedRules(u"levelclaims"_s);
        addComparisons(json.value("above"_L1).toArray(), Above);
        addComparisons(json.value("below"_L1).toArray(), Below);
        add(json, "price"_L1, Price | Between);
        add(json, "between"_L1, Between);
        add(json, "beforeLevel"_L1, BeforeLevel);
        add(json, "dollars"_L1, Dollars);
        add(json, "afterwards"_L1, Afterwards);
        add(json, "never"_L1, Never);
        add(json, "others"_L1, Others);
    }
    void add(const QJsonObject &json, QLatin1StringView list, quint32 mark)
    {
        for (const QString &phrase : textsOf(json.value(list)))
            lexicon.add(phrase, termOf(TermSet::LevelClaims, mark));
    }
    void addComparisons(const QJsonArray &list, quint32 mark)
    {
        for (const QJsonValue &each : list) {
            const QStringList then = textsOf(each.toObject().value("then"_L1));
            for (const QString &verb : textsOf(each.toObject().value("verbs"_L1))) {
                for (const QString &word : then)
                    lexicon.add(word.isEmpty() ? verb : verb + u' ' + word,
                                termOf(TermSet::LevelClaims, mark));
            }
        }
    }
    CoinRules coins;
    Lexicon lexicon;
};

namespace {
// Reads one sentence that has a comparison.
class Claimant
{
public:
    Claimant(const CoinRules &rules, const Marked &marked, const std::vector<CoinEvidence> &evidence,
             const QStringList &coins)
        : m_rules(rules), m_marked(marked), m_evidence(evidence), m_coins(coins)
    {
    }

    std::optional<LevelClaim> claim(const Comparison &comparison) const
    {
        const auto level = levelAfter(comparison);
        if (!level || isSpoilt(comparison, level->end))
            return {};
        const auto subject = subjectOf(comparison);
        if (!subject)
            return {};
        LevelClaim claim;
        claim.symbol = subject->second;
        claim.above = comparison.above;
        claim.level = level->value;
        claim.words = m_marked.text.quoted(subject->first, level->end - subject->first);
        return claim;
    }

private:
    std::optional<Level> levelAfter(const Comparison &comparison) const
    {
        qint32 at = comparison.end;
        while (at - comparison.end < mostBeforeLevel && m_marked.has(at, BeforeLevel) &&
               !breaks(m_marked.word(at).gap))
            ++at;
        if (at < m_marked.size() && breaks(m_marked.word(at).gap))
            return {};
        return levelAt(m_marked, at);
    }
    // A forecast, a condition, the past anywhere in the sentence; something else in this part of it.
    bool isSpoilt(const Comparison &comparison, qint32 end) const
    {
        const qint32 sentence = m_marked.word(comparison.at).sentence;
        for (qint32 i = 0; i < m_marked.size(); ++i) {
            if (m_marked.word(i).sentence != sentence)
                continue;
            if (m_marked.has(i, Never) || (m_marked.word(i).is(Word::Number) && isYear(m_marked.of(i))))
                return true;
            if (i + 1 == m_marked.size() || m_marked.word(i + 1).sentence != sentence) {
                const QStringView rest = m_marked.text.text.mid(m_marked.word(i).end, 2);
                if (rest.contains(u'?') || rest.contains(u'？'))
                    return true;
            }
        }
        qint32 from = comparison.at, to = end;
        while (from > 0 && !breaks(m_marked.word(from).gap))
            --from;
        while (to < m_marked.size() && !breaks(m_marked.word(to).gap))
            ++to;
        for (qint32 i = from; i < to; ++i) {
            if (m_marked.has(i, Others))
                return true;
        }
        return false;
    }
    // The only coin of the sentence: where the claim begins, and its symbol. It stands directly before the
    // comparison, or the word "price" does.
    std::optional<std::pair<qint32, QString>> subjectOf(const Comparison &comparison) const
    {
        const qint32 sentence = m_marked.word(comparison.at).sentence;
        QString symbol;
        qint32 begin = -1, end = -1;
        for (const CoinEvidence &each : m_evidence) {
            if (m_marked.word(each.at).sentence != sentence)
                continue;
            const QString named =
                each.coin < 0 ? each.symbol : m_rules.coins[static_cast<size_t>(each.coin)].symbol;
            if (isDollar(named))
                continue;
            if (!symbol.isEmpty() && named != symbol)
                return {};
            symbol = named;
            if (each.at < comparison.at && each.at + each.length > end) {
                begin = each.at;
                end = each.at + each.length;
            }
        }
        if (begin < 0 || !m_coins.contains(symbol))
            return {};
        const qint32 price = lastPriceWord(comparison.at, end);
        const qint32 from = price >= 0 ? price : begin;
        if (!leadsTo(price >= 0 ? price : end, comparison.at))
            return {};
        return std::pair{from, symbol};
    }
    static bool isDollar(const QString &symbol)
    {
        const auto asset = AssetDirectory::shipped().resolve(symbol);
        return asset && asset->stablecoin;
    }
    qint32 lastPriceWord(qint32 before, qint32 after) const
    {
        for (qint32 i = before - 1; i >= after && before - i <= mostBetween; --i) {
            if (m_marked.has(i, Price))
                return i;
            if (!m_marked.has(i, Between))
                return -1;
        }
        return -1;
    }
    // Nothing but words that mean nothing lies between.
    bool leadsTo(qint32 from, qint32 to) const
    {
        if (to - from > mostBetween)
            return false;
        for (qint32 i = from; i < to; ++i) {
            const bool first = i == from;
            if (!m_marked.has(i, Between) || (!first && breaks(m_marked.word(i).gap)))
                return false;
        }
        return to >= m_marked.size() || from == to || !breaks(m_marked.word(to).gap);
    }

    const CoinRules &m_rules;
    const Marked &m_marked;
    const std::vector<CoinEvidence> &m_evidence;
    const QStringList &m_coins;
};
} // namespace

LevelClaimFinder::LevelClaimFinder() : m_rules(std::make_unique<Rules>()) {}
LevelClaimFinder::LevelClaimFinder(LevelClaimFinder &&) noexcept = default;
LevelClaimFinder::~LevelClaimFinder() = default;

std::optional<LevelClaim> LevelClaimFinder::claimIn(const QString &text, const QStringList &coins) const
{
    const ReadText read = m_rules->lexicon.read(text);
    const std::vector<Comparison> comparisons = comparisonsIn(read);
    if (comparisons.empty())
        return {};
    const Marked marked(read);
    const CoinMentions mentions(read);
    const auto evidence = CoinJudge(m_rules->coins, mentions, {true, false}).evidence();
    const Claimant claimant(m_rules->coins, marked, evidence, coins);
    for (const Comparison &comparison : comparisons) {
        const qint32 sentence = marked.word(comparison.at).sentence;
        const auto same = std::count_if(comparisons.begin(), comparisons.end(), [&](const Comparison &each) {
            return marked.word(each.at).sentence == sentence;
        });
        if (same != 1)
            continue;
        if (const auto claim = claimant.claim(comparison))
            return claim;
    }
    return {};
}

std::optional<LevelClaim> LevelClaimFinder::claimOf(const Story &story) const
{
    if (!story.facts.promotion.isEmpty() || story.facts.coins.isEmpty())
        return {};
    QStringList coins;
    for (const CoinTag &tag : story.facts.coins)
        coins.append(tag.symbol);
    if (auto claim = claimIn(story.article.title, coins))
        return claim;
    auto claim = claimIn(story.article.summary.left(longestSummary), coins);
    if (claim)
        claim->inHeadline = false;
    return claim;
}
