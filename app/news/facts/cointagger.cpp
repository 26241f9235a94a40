#include "app/news/facts/cointagger.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
enum class Zone { Title, Category, Start, Rest };

constexpr double titleWeight = 3, categoryWeight = 3, startWeight = 1, restWeight = 0.3;
constexpr double againWeight = 0.25; // each further time in the start
constexpr double mostStart = 1.5, mostRest = 1.2;
constexpr double passing = 0.5; // below, it is named in passing
constexpr double leastShare = 0.2;
constexpr qsizetype mostTags = 8, manyInTitle = 6;
constexpr qint32 startLength = 300; // characters

// One piece of evidence with its place.
struct Piece
{
    QString symbol;
    qint32 coin = -1;
    Zone zone = Zone::Title;
    bool strong = false, ticker = false;
    QString words;
    qint32 order = 0;
};

bool sameWords(const QString &a, const QString &b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

// Gathers a story's evidence and weighs it.
class Weighing
{
public:
    Weighing(const CoinRules &rules, const Lexicon &lexicon, const QList<TagCorrection> &corrections)
        : m_rules(rules), m_lexicon(lexicon), m_corrections(corrections)
    {
    }
    void addText(const ReadText &text, bool title, const CoinContext &context);
    void addCategory(const QString &category);
    void addAddress(const QUrl &link);
    CoinTagger::Tags result() const;

private:
    struct Sum
    {
        QString symbol, words;
        qint32 coin = -1, order = 0;
        bool strong = false, strongWords = false;
        QString ticker, name; // the first weak piece of each sort
        Zone best = Zone::Rest;
        double title = 0, category = 0, start = 0, rest = 0;
        double weight() const { return title + category + start + rest; }
        // A name and a code, not one word read as both.
        bool hasTwoWeak() const { return !ticker.isEmpty() && !name.isEmpty() && !sameWords(ticker, name); }
    };

    void add(Piece piece);
    bool isMuted(const Piece &piece) const;
    void addCorrections(const ReadText &text, bool title);
    Sum &sumFor(const Piece &piece);
    QString symbolOf(const CoinEvidence &evidence) const;

    const CoinRules &m_rules;
    const Lexicon &m_lexicon;
    const QList<TagCorrection> &m_corrections;
    QList<Sum> m_sums;
    qint32 m_order = 0;
};

QString Weighing::symbolOf(const CoinEvidence &evidence) const
{
    return evidence.coin < 0 ? evidence.symbol : m_rules.coins[size_t(evidence.coin)].symbol;
}

bool Weighing::isMuted(const Piece &piece) const
{
    if (piece.coin >= 0) {
        const CoinRules::OneCoin &coin = m_rules.coins[size_t(piece.coin)];
        if (coin.muted || (!coin.mutedWords.isEmpty() && coin.mutedWords.contains(piece.words.toLower())))
            return true;
    }
    bool muted = false; // the user's last word counts
    for (const TagCorrection &correction : m_corrections)
        if (sameWords(correction.symbol, piece.symbol) && sameWords(correction.words, piece.words))
            muted = !correction.meant;
    return muted;
}

Weighing::Sum &Weighing::sumFor(const Piece &piece)
{
    for (Sum &sum : m_sums)
        if (sum.symbol == piece.symbol)
            return sum;
    m_sums.append(Sum{});
    Sum &sum = m_sums.last();
    sum.symbol = piece.symbol;
    sum.coin = piece.coin;
    sum.order = ++m_order;
    return sum;
}

void Weighing::add(Piece piece)
{
    if (isMuted(piece))
        return;
    Sum &sum = sumFor(piece);
    sum.strong |= piece.strong;
    QString &first = piece.ticker ? sum.ticker : sum.name;
    if (piece.zone != Zone::Rest && first.isEmpty())
        first = piece.words;
    // Shown as evidence: the first of the strongest kind.
    const bool better = sum.words.isEmpty() || (piece.strong && !sum.strongWords) ||
                        (piece.strong == sum.strongWords && piece.zone < sum.best);
    if (better) {
        sum.words = piece.words;
        sum.strongWords = piece.strong;
        sum.best = piece.zone;
    }
    switch (piece.zone) {
    case Zone::Title:
        sum.title = titleWeight;
        break;
    case Zone::Category:
        sum.category = categoryWeight;
        break;
    case Zone::Start:
        sum.start = std::min(mostStart, sum.start == 0 ? startWeight : sum.start + againWeight);
        break;
    case Zone::Rest:
        sum.rest = std::min(mostRest, sum.rest + restWeight);
        break;
    }
}

void Weighing::addText(const ReadText &text, bool title, const CoinContext &context)
{
    const CoinMentions mentions(text);
    for (const CoinEvidence &one : CoinJudge(m_rules, mentions, context).evidence()) {
        const Zone zone = title                                            ? Zone::Title
                          : text.words[size_t(one.at)].begin < startLength ? Zone::Start
                                                                           : Zone::Rest;
        add({symbolOf(one), one.coin, zone, one.strong, one.ticker, text.quoted(one.at, one.length)});
    }
    if (!m_corrections.isEmpty())
        addCorrections(text, title);
}

// Where the user's own words for a coin stand, as whole words.
void Weighing::addCorrections(const ReadText &text, bool title)
{
    const LetterFold &fold = m_lexicon.fold();
    const QString folded = fold.folded(text.text);
    const auto goesOn = [&](qsizetype i) {
        return i >= 0 && i < folded.size() &&
               (fold.kind(folded[i]) == LetterFold::Kind::Letter ||
                fold.kind(folded[i]) == LetterFold::Kind::Digit);
    };
    for (const TagCorrection &correction : m_corrections) {
        const QString words = fold.folded(correction.words.trimmed());
        if (!correction.meant || words.isEmpty())
            continue;
        for (qsizetype at = folded.indexOf(words); at >= 0; at = folded.indexOf(words, at + 1)) {
            if ((goesOn(at) && goesOn(at - 1)) ||
                (goesOn(at + words.size() - 1) && goesOn(at + words.size())))
                continue;
            const Zone zone = title ? Zone::Title : at < startLength ? Zone::Start : Zone::Rest;
            add({correction.symbol.toUpper(), -1, zone, true, false, correction.words});
        }
    }
}

// The outlet's own tag, when it is a coin's name and nothing more.
void Weighing::addCategory(const QString &category)
{
    const ReadText text = m_lexicon.read(category);
    const CoinMentions mentions(text);
    for (const CoinMentions::Mention &one : mentions.names()) {
        if (one.at != 0 || one.length != mentions.size())
            continue;
        const bool ticker = one.use == CoinRules::Use::Ticker;
        const CoinRules::OneCoin &coin = m_rules.coins[size_t(one.coin)];
        if (ticker && (!text.words.back().is(Word::Capitals) || coin.ticker > CoinRules::Ticker::Near))
            continue;
        const bool strong = ticker ? coin.ticker <= CoinRules::Ticker::Context
                                   : one.use <= CoinRules::Use::Word || one.use == CoinRules::Use::Noun;
        add({coin.symbol, one.coin, Zone::Category, strong, ticker, category});
    }
}

// ".../tags/solana"
void Weighing::addAddress(const QUrl &link)
{
    static constexpr QLatin1StringView before[] = {"tag"_L1,    "tags"_L1,     "topic"_L1,
                                                   "topics"_L1, "category"_L1, "categories"_L1,
                                                   "coins"_L1,  "price"_L1,    "currencies"_L1};
    const QStringList parts = link.path().split(u'/', Qt::SkipEmptyParts);
    for (qsizetype i = 0; i + 1 < parts.size(); ++i)
        if (std::any_of(std::begin(before), std::end(before), [&](QLatin1StringView one) {
                return parts[i].compare(one, Qt::CaseInsensitive) == 0;
            }))
            addCategory(QString(parts[i + 1]).replace(u'-', u' '));
}

CoinTagger::Tags Weighing::result() const
{
    QList<Sum> kept;
    double top = 0;
    CoinTagger::Tags tags;
    qsizetype inTitle = 0;
    for (const Sum &sum : m_sums) {
        if (!(sum.strong || sum.hasTwoWeak()) || sum.weight() < passing)
            continue;
        kept.append(sum);
        top = std::max(top, sum.weight());
        inTitle += sum.title > 0 ? 1 : 0;
        tags.named |= sum.title > 0 || sum.category > 0;
    }
    std::stable_sort(kept.begin(), kept.end(),
                     [](const Sum &a, const Sum &b) { return a.weight() > b.weight(); });
    kept.removeIf([&](const Sum &sum) { return sum.weight() < leastShare * top; });
    tags.many = inTitle >= manyInTitle || kept.size() > mostTags;
    while (kept.size() > mostTags && kept.last().title == 0)
        kept.removeLast();
    for (const Sum &sum : kept)
        tags.coins.append(CoinTag{sum.symbol, sum.weight(), sum.words});
    return tags;
}

// Whether the words themselves are about coins.
bool speaksOfCoins(const ReadText &text, qint32 until)
{
    return std::any_of(text.hits.begin(), text.hits.end(), [&](const Hit &hit) {
        if (text.words[size_t(hit.at)].begin >= until)
            return false;
        if (setOf(hit.term) == TermSet::CoinSigns)
            return (indexOf(hit.term) & CoinRules::Crypto) != 0;
        return setOf(hit.term) == TermSet::Coins &&
               CoinRules::Use(indexOf(hit.term) >> 16) == CoinRules::Use::Name;
    });
}
} // namespace

CoinTagger::CoinTagger(CoinRules rules, const Lexicon &lexicon)
    : m_rules(std::move(rules)), m_lexicon(lexicon)
{
}

CoinTagger::Tags CoinTagger::tags(const Story &story, const QList<TagCorrection> &corrections) const
{
    CoinContext context = story.context;
    context.crypto = context.crypto || context.announcement ||
                     speaksOfCoins(story.title, qint32(story.title.text.size())) ||
                     speaksOfCoins(story.text, startLength);
    Weighing weighing(m_rules, m_lexicon, corrections);
    weighing.addText(story.title, true, context);
    for (const QString &category : story.categories)
        weighing.addCategory(category);
    weighing.addAddress(story.link);
    weighing.addText(story.text, false, context);
    return weighing.result();
}
