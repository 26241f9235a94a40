#include "app/news/stories/storynumbers.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using Kind = StoryNumber::Kind;

namespace {
constexpr double mostApart = 0.1;     // two roundings of one number
constexpr double sameMagnitude = 5.0; // money further apart measures different things

struct Digits
{
    double value = 0, grain = 1;
    QString suffix; // in lower case
};

// "1,229", "26.6", "90K", "21st".
Digits digitsIn(QStringView text)
{
    qsizetype end = 0;
    while (end < text.size() && (text[end].isDigit() || text[end] == u',' || text[end] == u'.'))
        ++end;
    const QString number = text.first(end).toString().remove(u',');
    Digits digits{number.toDouble(), 1, text.mid(end).toString().toLower()};
    const qsizetype dot = number.indexOf(u'.');
    if (dot >= 0) {
        digits.grain = std::pow(10.0, -double(number.size() - dot - 1));
    } else {
        for (qsizetype i = number.size() - 1; i > 0 && number[i] == u'0'; --i)
            digits.grain *= 10;
    }
    return digits;
}

bool isYear(const Word &word, QStringView text)
{
    const bool century = text.startsWith("19"_L1) || text.startsWith("20"_L1);
    return !word.isAny(Word::Money | Word::Percent) && text.size() == 4 && century &&
           std::all_of(text.begin(), text.end(), [](QChar c) { return c.isDigit(); });
}

bool sameMeasure(const StoryNumber &a, const StoryNumber &b)
{
    if (a.kind != b.kind)
        return false;
    if (a.kind == Kind::Count || a.kind == Kind::Place)
        return a.thing == b.thing && a.thing != 0;
    if (a.kind == Kind::Percent)
        return true;
    const double low = std::min(a.value, b.value), high = std::max(a.value, b.value);
    return high <= low * sameMagnitude;
}
} // namespace

bool agree(const StoryNumber &a, const StoryNumber &b)
{
    if (!sameMeasure(a, b) && !(a.kind == b.kind && a.value == b.value))
        return false;
    const double apart = std::abs(a.value - b.value);
    if (a.kind == Kind::Place)
        return apart == 0;
    return apart < std::max(a.grain, b.grain) * (1 - 1e-9) && apart <= mostApart * std::max(a.value, b.value);
}

bool differ(const StoryNumber &a, const StoryNumber &b)
{
    return sameMeasure(a, b) && !agree(a, b);
}

bool conflict(const std::vector<StoryNumber> &a, const std::vector<StoryNumber> &b)
{
    const auto agreed = [&](const StoryNumber &of) {
        for (const StoryNumber &first : a)
            for (const StoryNumber &second : b)
                if (sameMeasure(first, of) && agree(first, second))
                    return true;
        return false;
    };
    for (const StoryNumber &first : a)
        for (const StoryNumber &second : b)
            if (differ(first, second) && !agreed(first))
                return true;
    return false;
}

int digitsOf(const StoryNumber &number)
{
    return number.value <= 0 ? 1 : int(std::floor(std::log10(number.value / number.grain) + 1e-9)) + 1;
}

std::vector<StoryNumber> NumberReader::numbers()
{
    for (size_t at = 0; at < m_text.words.size(); ++at) {
        if (m_used[at])
            continue;
        if (m_text.words[at].is(Word::Number))
            readDigits(qsizetype(at));
        else
            readWord(qsizetype(at));
    }
    return std::move(m_numbers);
}

void NumberReader::readDigits(qsizetype at)
{
    const Word &here = m_text.words[size_t(at)];
    const QString text = word(at); // full-width digits are digits
    if (isYear(here, text) || isDate(at, at + 1))
        return;
    const Digits digits = digitsIn(text);
    StoryNumber number{Kind::Count, digits.value, digits.grain};
    if (const auto scale = m_words.scale(digits.suffix)) {
        number.value *= *scale;
        number.grain *= *scale;
    } else if (!digits.suffix.isEmpty() && m_words.span(word(skipBetween(at + 1))).isEmpty()) {
        return; // "2nd", "1990s", "3x" measure nothing we know
    }
    const qsizetype next = readScale(number, at + 1);
    if (here.is(Word::Money))
        number.kind = Kind::Money;
    else if (here.is(Word::Percent))
        number.kind = Kind::Percent;
    append(number, at, next);
}

void NumberReader::readWord(qsizetype at)
{
    const QString text = word(at);
    const bool chinese = isAlone(at);
    static const QString quarters = u"1234"_s;
    if (text.size() == 2 && text[0] == u'q' && quarters.contains(text[1]))
        return append({Kind::Place, double(text[1].digitValue()), 1, storyTerm(TermKind::Span, u"quarter")},
                      at, at + 1);
    const auto cardinal = chinese ? std::nullopt : m_words.number(text);
    const auto ordinal = cardinal || (chinese && !isCounted(at)) ? std::nullopt : m_words.ordinal(text);
    if (!cardinal && !ordinal)
        return;
    StoryNumber number{Kind::Count, double(cardinal ? *cardinal : *ordinal), 1};
    const qsizetype next = readScale(number, at + 1);
    const bool ofSpan =
        !m_words
             .span(
                 unitAt(skipBetween(next), [&](const QString &w) { return !m_words.span(w).isEmpty(); }).text)
             .isEmpty();
    if (cardinal || ofSpan) // "first exploit" tells no number
        append(number, at, next);
}

// "Jan. 21", "21 January", 9 月 13 日: a day is no measure.
bool NumberReader::isDate(qsizetype at, qsizetype next)
{
    const QString after = word(next);
    if (isAlone(next)) {
        if (after == u"月"_s || after == u"年"_s || (after == u"日"_s && !isCounted(at))) {
            use(at, next + 1);
            return true;
        }
        return false;
    }
    const auto isMonth = [&](qsizetype i) {
        return m_words.month(word(i)) && m_text.words[size_t(i)].is(Word::Capital);
    };
    if (!(at > 0 && isMonth(at - 1)) && !(next < qsizetype(m_text.words.size()) && isMonth(next)))
        return false;
    use(at, next);
    return true;
}

// Settles what the number measures by the words after it.
void NumberReader::append(StoryNumber number, qsizetype at, qsizetype next)
{
    const Unit money = unitAt(next, [&](const QString &w) { return m_words.isCurrency(w); });
    if (number.kind == Kind::Count && money.length > 0)
        number.kind = Kind::Money;
    if (number.kind == Kind::Count && m_words.isPercent(word(next)))
        number.kind = Kind::Percent;
    if (number.kind == Kind::Count) {
        const qsizetype from = skipBetween(next);
        const Unit span = unitAt(from, [&](const QString &w) { return !m_words.span(w).isEmpty(); });
        const qsizetype thing = isAlone(from) && m_words.isMeasure(word(from)) ? from + 1 : from;
        if (span.length > 0) {
            number.kind = Kind::Place;
            number.thing = storyTerm(TermKind::Span, m_words.span(span.text));
            next = from + span.length;
        } else if (thing < qsizetype(m_things.size())) {
            number.thing = m_things[size_t(thing)];
        }
    }
    use(at, next + (number.kind == Kind::Money ? money.length : 0));
    m_numbers.push_back(number);
}

qsizetype NumberReader::readScale(StoryNumber &number, qsizetype next) const
{
    while (next < qsizetype(m_text.words.size())) {
        const auto scale = m_words.scale(word(next));
        if (!scale || m_text.words[size_t(next)].gap > Gap::Hyphen)
            break;
        number.value *= *scale;
        number.grain *= *scale;
        ++next;
    }
    return next;
}

qsizetype NumberReader::skipBetween(qsizetype next) const
{
    return m_words.isBetween(word(next)) ? next + 1 : next;
}

// 第三日, 连续 5 日: a place in a row. 5 日 alone is a date.
bool NumberReader::isCounted(qsizetype at) const
{
    return at > 0 && m_words.isCounting(word(at - 1));
}

template <typename Known> NumberReader::Unit NumberReader::unitAt(qsizetype at, Known known) const
{
    const QString one = word(at);
    if (isAlone(at) && isAlone(at + 1)) {
        const QString two = one + word(at + 1);
        if (known(two))
            return {two, 2};
    }
    return known(one) ? Unit{one, 1} : Unit{};
}

QString NumberReader::word(qsizetype at) const
{
    return at < qsizetype(m_text.words.size()) ? m_words.folded(m_text.of(m_text.words[size_t(at)]))
                                               : QString();
}

bool NumberReader::isAlone(qsizetype at) const
{
    return at < qsizetype(m_text.words.size()) && m_text.words[size_t(at)].is(Word::Alone);
}

void NumberReader::use(qsizetype from, qsizetype end)
{
    for (qsizetype i = from; i < std::min(end, qsizetype(m_used.size())); ++i)
        m_used[size_t(i)] = true;
}
