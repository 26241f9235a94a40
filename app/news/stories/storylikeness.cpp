#include "app/news/stories/storylikeness.h"

#include <algorithm>
#include <cmath>

using namespace std::chrono_literals;
using NumberKind = StoryNumber::Kind;

namespace {
constexpr double veryAlike = 0.42;
constexpr double sameText = 0.5; // copied from one another, or from one wire
constexpr double opposed =
    0.6; // of its likeness is left to a rise beside a fall, another country, coin or name
constexpr double otherNames = 0.8;   // when each names someone the other doesn't
constexpr double lostWithTime = 0.3; // of it, as the reports come to lie two days apart
constexpr auto longApart = 48h;
constexpr auto sameHours = 6h; // in which numbers and names tell an event whatever the words
constexpr int exactDigits = 4;
constexpr double alikeByNumbers = 0.5;

double weightOf(const StoryNumber &number)
{
    return number.kind == NumberKind::Place ? 2.0 : std::min(1 + 1.1 * digitsOf(number), 6.5);
}

double squares(const StoryReading &reading, const TermCounts &counts)
{
    double sum = 0;
    for (const UsedTerm &term : reading.terms)
        sum += std::pow(rarity(term, counts), 2);
    for (const StoryNumber &number : reading.numbers)
        sum += std::pow(weightOf(number), 2);
    return sum;
}

double sharedNumbers(const StoryReading &a, const StoryReading &b)
{
    double sum = 0;
    for (const StoryNumber &first : a.numbers) {
        double best = 0;
        for (const StoryNumber &second : b.numbers)
            if (agree(first, second))
                best = std::max(best, weightOf(first) * weightOf(second));
        sum += best;
    }
    return sum;
}

double cosine(const StoryReading &a, const StoryReading &b, const TermCounts &counts)
{
    double dot = sharedNumbers(a, b);
    forEachShared(a.terms, b.terms, [&](const UsedTerm &mine, const UsedTerm &other) {
        dot += rarity(mine, counts) * rarity(other, counts);
    });
    const double norm = std::sqrt(squares(a, counts) * squares(b, counts));
    return norm > 0 ? std::min(dot / norm, 1.0) : 0;
}

bool areOpposed(const StoryReading &a, const StoryReading &b)
{
    const auto only = [](const StoryReading &of, int side) { return of.sides[side] & ~of.sides[1 - side]; };
    return (only(a, 0) & only(b, 1)) != 0 || (only(a, 1) & only(b, 0)) != 0;
}

bool shareCoin(const ComparedStory &a, const ComparedStory &b)
{
    return std::any_of(a.coins.begin(), a.coins.end(),
                       [&](const QString &coin) { return b.coins.contains(coin); });
}

// Who it is about, and what happened: two shared names don't tell the event, a word of no list and another
// one do. Where the words are very much alike an everyday word may tell what happened.
bool shareFacts(const StoryReading &a, const StoryReading &b, bool coin, double words)
{
    int who = coin ? 1 : 0, what = sharedNumbers(a, b) > 0 ? 1 : 0;
    int either = 0, plain = 0;
    forEachShared(a.terms, b.terms, [&](const UsedTerm &mine, const UsedTerm &other) {
        if (mine.kind == TermKind::Name || mine.kind == TermKind::Coin)
            ++who;
        else if (mine.kind == TermKind::Act || mine.kind == TermKind::Topic)
            ++what;
        else if (mine.kind == TermKind::Word || mine.kind == TermKind::Pair || mine.proper || other.proper)
            ++either;
        else if (mine.kind == TermKind::Plain)
            ++plain;
    });
    what += words >= veryAlike ? plain : 0;
    return who + either >= 1 && what + either >= 1 && who + what + either >= 2;
}

bool elsewhere(const StoryReading &a, const StoryReading &b)
{
    return !a.places.empty() && !b.places.empty() &&
           std::none_of(a.places.begin(), a.places.end(), [&](StoryTerm place) { return b.has(place); });
}

bool ofOtherCoins(const ComparedStory &a, const ComparedStory &b)
{
    return !a.coins.isEmpty() && !b.coins.isEmpty() && !shareCoin(a, b);
}

// Whom they name: nobody in common, or some each.
bool shareName(const StoryReading &a, const StoryReading &b)
{
    bool shared = false;
    forEachShared(a.terms, b.terms, [&](const UsedTerm &mine, const UsedTerm &other) {
        shared |= mine.kind == TermKind::Name || mine.proper || other.proper;
    });
    return shared;
}

bool namesAnother(const StoryReading &a, const StoryReading &b)
{
    return std::any_of(a.terms.begin(), a.terms.end(), [&](const UsedTerm &term) {
        return term.kind == TermKind::Name && !b.has(term.term);
    });
}

// What is left of their likeness for what speaks against one event.
double doubt(const ComparedStory &a, const ComparedStory &b)
{
    double left = 1;
    if (areOpposed(a.title, b.title) || elsewhere(a.title, b.title) || ofOtherCoins(a, b))
        left *= opposed;
    else if (namesAnother(a.title, b.title) && namesAnother(b.title, a.title))
        left *= shareName(a.title, b.title) || shareCoin(a, b) ? otherNames : opposed;
    const double apart = std::chrono::abs(a.time - b.time) / std::chrono::duration<double>(longApart);
    return left * (1 - lostWithTime * std::min(apart, 1.0));
}

// A number that hardly two events have: of two digits or more, not in a row.
bool isTelling(const StoryNumber &number)
{
    return number.kind != NumberKind::Place && (digitsOf(number) >= 2 || number.kind == NumberKind::Money);
}

// The same, or as many units of a stablecoin as dollars ("$182 million", 1.82 亿枚 USDT).
bool sameAmount(const StoryNumber &a, const StoryNumber &b)
{
    const bool amounts = a.kind != NumberKind::Percent && b.kind != NumberKind::Percent;
    return agree(a, b) || (amounts && a.value == b.value && std::min(digitsOf(a), digitsOf(b)) >= 3);
}

int sharedTellingNumbers(const StoryReading &a, const StoryReading &b, int fewestDigits)
{
    const auto tells = [&](const StoryNumber &one) {
        return isTelling(one) && digitsOf(one) >= fewestDigits;
    };
    return int(std::count_if(a.numbers.begin(), a.numbers.end(), [&](const StoryNumber &first) {
        return tells(first) &&
               std::any_of(b.numbers.begin(), b.numbers.end(), [&](const StoryNumber &second) {
                   return tells(second) && sameAmount(first, second);
               });
    }));
}

bool sameSubject(const ComparedStory &a, const ComparedStory &b)
{
    return shareCoin(a, b) || (a.kind && a.kind == b.kind);
}

bool sameTime(const ComparedStory &a, const ComparedStory &b)
{
    return std::chrono::abs(a.time - b.time) <= sameHours && !areOpposed(a.title, b.title);
}

// Of one coin or kind: a telling number with a name or an act in common, or names and acts, three in all.
// Else a number, a name and an act. All countries together are one name: they are in the news every day.
bool sameEventAcrossLanguages(const ComparedStory &a, const ComparedStory &b)
{
    if (!sameTime(a, b))
        return false;
    const auto isPlace = [&](StoryTerm term) {
        return std::binary_search(a.title.places.begin(), a.title.places.end(), term);
    };
    int names = a.kind && a.kind == b.kind && shareCoin(a, b) ? 1 : 0, acts = 0;
    bool place = false;
    forEachShared(a.title.terms, b.title.terms, [&](const UsedTerm &term, const UsedTerm &) {
        place |= isPlace(term.term);
        names += !isPlace(term.term) && (term.kind == TermKind::Name || term.kind == TermKind::Word);
        acts += term.kind == TermKind::Act || term.kind == TermKind::Topic;
    });
    names += place ? 1 : 0;
    const int numbers = sharedTellingNumbers(a.title, b.title, 1);
    if (!sameSubject(a, b))
        return numbers >= 1 && names >= 1 && acts >= 1;
    return numbers >= 2 || (numbers == 1 && names + acts >= 1) ||
           (names >= 1 && acts >= 1 && names + acts >= 3);
}

// However it is worded: an exact number ("13,627 BTC") with another one the same, or the same act.
bool sameExactNumbers(const ComparedStory &a, const ComparedStory &b)
{
    if (!sameTime(a, b) || !sameSubject(a, b) || sharedTellingNumbers(a.title, b.title, exactDigits) == 0)
        return false;
    bool act = false;
    forEachShared(a.title.terms, b.title.terms,
                  [&](const UsedTerm &term, const UsedTerm &) { act |= term.kind == TermKind::Act; });
    return act || sharedTellingNumbers(a.title, b.title, 1) >= 2;
}
} // namespace

ComparedStory comparedStory(const Article &article, const StoryFacts &facts)
{
    ComparedStory story;
    story.title = readStory(article.title, facts.coins);
    if (!article.summary.isEmpty())
        story.text = readStory(article.title + QStringLiteral(". ") + article.summary, facts.coins);
    for (const CoinTag &coin : facts.coins)
        story.coins.append(coin.symbol);
    story.kind = facts.kind;
    story.time = article.sortTime;
    return story;
}

Likeness likeness(const ComparedStory &a, const ComparedStory &b, const TermCounts &counts)
{
    Likeness like;
    like.conflict = conflict(a.title.numbers, b.title.numbers);
    like.otherScript = a.title.han != b.title.han;
    if (like.otherScript) {
        like.acrossLanguages = sameEventAcrossLanguages(a, b);
        return like;
    }
    const double titles = cosine(a.title, b.title, counts);
    const double texts = cosine(a.text, b.text, counts); // 0 when there are none
    like.words = std::max(titles, (titles + texts) / 2) * doubt(a, b);
    if (sameExactNumbers(a, b))
        like.words = std::max(like.words, alikeByNumbers);
    const bool coin = shareCoin(a, b);
    like.facts = shareFacts(a.title, b.title, coin, like.words) ||
                 (texts >= sameText && shareFacts(a.text, b.text, coin, texts));
    return like;
}
