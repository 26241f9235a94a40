#include "app/news/feeddate.h"

#include "app/news/feeddatewords.h"

#include <QDateTime>
#include <QString>
#include <QTimeZone>
#include <QVarLengthArray>

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {
constexpr qsizetype longestDate = 100;
constexpr int furthestOffset = 14 * 60; // minutes

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

struct Number
{
    int value;
    int digits;
    QChar before; // what separates it from the one before
};

// Collects what a date is made of, in any order, and puts it together at the end.
class DateReader
{
public:
    DateReader(QStringView text, const DateHints &hints) : m_text(text), m_hints(hints) {}
    std::optional<UtcTime> read();

private:
    bool scan();
    bool readNumber();
    bool readTime(int hour);
    bool readCompact(qint64 value, qsizetype digits);
    bool readWord();
    bool readOffset(int sign);
    bool readZoneId(qsizetype start);
    std::optional<year_month_day> date() const;
    std::optional<year_month_day> numericDate() const;
    static std::optional<year_month_day> valid(int y, int digits, int m, int d);

    QChar at(qsizetype i) const { return i < m_text.size() ? m_text[i] : QChar(); }

    QStringView m_text;
    const DateHints m_hints;
    qsizetype m_at = 0;
    QVarLengthArray<Number, 4> m_numbers;
    QChar m_separator;
    int m_month = 0;
    bool m_hasTime = false, m_pm = false, m_am = false, m_afterT = false;
    milliseconds m_time{};
    std::optional<int> m_zone;
    QByteArray m_zoneId;
    int m_impliedZone = 0;
    std::optional<qint64> m_unixMsecs;
};

bool DateReader::scan()
{
    while (m_at < m_text.size()) {
        const QChar c = m_text[m_at];
        bool good = true;
        if (isDigit(c)) {
            good = readNumber();
        } else if (c.isLetter()) {
            good = readWord();
        } else if (c == u'(') {
            const qsizetype close = m_text.indexOf(u')', m_at);
            m_at = close < 0 ? m_text.size() : close + 1;
        } else if ((c == u'+' || c == u'-' || c == u'−') && m_hasTime && !m_zone && isDigit(at(m_at + 1))) {
            ++m_at;
            good = readOffset(c == u'+' ? 1 : -1);
        } else {
            if (!c.isSpace() || m_separator.isNull())
                m_separator = c;
            ++m_at;
        }
        if (!good)
            return false;
    }
    return !m_text.isEmpty() && !u"-/:"_s.contains(m_text.back());
}

bool DateReader::readNumber()
{
    const qsizetype start = m_at;
    qint64 value = 0;
    while (isDigit(at(m_at))) {
        if (m_at - start < 15)
            value = value * 10 + (m_text[m_at].unicode() - '0');
        ++m_at;
    }
    const qsizetype digits = m_at - start;
    if (at(m_at) == u':' && digits <= 2 && !m_hasTime)
        return readTime(int(value));
    if (digits > 4 || (m_afterT && !m_hasTime))
        return readCompact(value, digits);
    if (m_numbers.size() == 3)
        return false;
    m_numbers.append({int(value), int(digits), m_separator});
    m_separator = QChar();
    return true;
}

bool DateReader::readTime(int hour)
{
    int parts[2] = {0, 0};
    int count = 0;
    while (at(m_at) == u':') {
        ++m_at;
        if (!isDigit(at(m_at)) || count == 2)
            return false;
        int value = 0, digits = 0;
        while (isDigit(at(m_at)) && digits++ < 3)
            value = value * 10 + (m_text[m_at++].unicode() - '0');
        parts[count++] = value;
    }
    if ((at(m_at) == u'.' || at(m_at) == u',') && isDigit(at(m_at + 1))) {
        ++m_at; // a fraction, of any length
        while (isDigit(at(m_at)))
            ++m_at;
    }
    if (hour > 24 || parts[0] > 59 || parts[1] > 60 || (hour == 24 && (parts[0] > 0 || parts[1] > 0)))
        return false;
    m_hasTime = true;
    m_time = hours{hour} + minutes{parts[0]} + seconds{parts[1]};
    return true;
}

// Digits without anything between them.
bool DateReader::readCompact(qint64 value, qsizetype digits)
{
    const bool alone = m_numbers.isEmpty() && m_month == 0;
    if (m_afterT && !m_hasTime && (digits == 4 || digits == 6)) {
        const qint64 full = digits == 4 ? value * 100 : value;
        m_hasTime = true;
        m_time = hours{full / 10000} + minutes{full / 100 % 100} + seconds{full % 100};
        return full / 10000 < 24 && full / 100 % 100 < 60 && full % 100 <= 60;
    }
    if (!alone)
        return false;
    const auto day = [this](qint64 ymd, int yearDigits) {
        m_numbers.append({int(ymd / 10000), yearDigits, QChar()});
        m_numbers.append({int(ymd / 100 % 100), 2, u'-'});
        m_numbers.append({int(ymd % 100), 2, u'-'});
        return true;
    };
    const bool whole = m_at == m_text.size();
    if (digits == 8)
        return day(value, 4);
    if (digits == 6 && whole)
        return day(value, 2);
    if (digits == 14 && day(value / 1'000'000, 4)) {
        m_afterT = true;
        return readCompact(value % 1'000'000, 6);
    }
    if ((digits == 10 || digits == 13) && (whole || at(m_at) == u'.')) {
        m_unixMsecs = digits == 10 ? value * 1000 : value;
        m_at = m_text.size();
        return true;
    }
    return false;
}

bool DateReader::readWord()
{
    const qsizetype start = m_at;
    // Chinese and Korean units stand between digits one by one.
    const bool ideograph = m_text[m_at].unicode() >= 0x2E80;
    while (m_at < m_text.size() && (m_text[m_at].isLetter() || m_text[m_at].isMark() ||
                                    (m_text[m_at] == u'.' && at(m_at + 1).isLetter())))
        ++m_at;
    if (at(m_at) == u'/' && m_hasTime && at(m_at + 1).isLetter())
        return readZoneId(start);
    const QString word = plainWord(m_text.sliced(start, m_at - start));
    const bool pm = word == u"pm" || word == plainWord(u"오후") || word == u"下午";
    const bool am = word == u"am" || word == plainWord(u"오전") || word == u"上午";
    if (pm || am) {
        m_pm = pm;
        m_am = am;
        if (ideograph)
            m_impliedZone = word == u"下午" || word == u"上午" ? 480 : 540;
        return true;
    }
    if (word == u"t" && isDigit(at(m_at))) {
        m_afterT = true;
        return true;
    }
    if (const int month = monthOf(word); month > 0 && !m_hasTime) {
        m_month = month; // of two the later: "mar., 01 déc." is a Tuesday in December
        return true;
    }
    if (isWeekday(word))
        return true;
    if (m_zone)
        return true; // a zone twice: "-05:00Z"
    if (const std::optional<int> zone = zoneMinutes(word)) {
        const QChar sign = at(m_at);
        if ((sign == u'+' || sign == u'-') && isDigit(at(m_at + 1))) {
            ++m_at;
            return readOffset(sign == u'+' ? 1 : -1); // "GMT+0800", "PRC+0800"
        }
        m_zone = word == u"cst" && m_hints.chinese ? 480 : *zone;
        return true;
    }
    // Else it may be a weekday in some language before the date, or a zone nobody knows behind the time.
    return isFiller(word) || m_hasTime || (m_numbers.isEmpty() && m_month == 0);
}

bool DateReader::readOffset(int sign)
{
    int values[2] = {0, 0};
    qsizetype digits = 0;
    while (isDigit(at(m_at)) && digits < 4) {
        values[digits / 2] = values[digits / 2] * 10 + (m_text[m_at++].unicode() - '0');
        ++digits;
    }
    if (isDigit(at(m_at)))
        return false;
    if (digits == 3) { // "+800"
        const int all = values[0] * 10 + values[1];
        values[0] = all / 100;
        values[1] = all % 100;
    }
    if (at(m_at) == u':') {
        if (digits > 2 || !isDigit(at(m_at + 1)) || !isDigit(at(m_at + 2)))
            return false;
        values[1] = (at(m_at + 1).unicode() - '0') * 10 + (at(m_at + 2).unicode() - '0');
        m_at += 3;
    }
    if (values[1] > 59)
        return false;
    const int offset = values[0] * 60 + values[1];
    m_zone = offset > furthestOffset ? 0 : sign * offset;
    return true;
}

bool DateReader::readZoneId(qsizetype start)
{
    while (m_at < m_text.size() && (m_text[m_at].isLetterOrNumber() || u"/_+-"_s.contains(m_text[m_at])))
        ++m_at;
    m_zoneId = m_text.sliced(start, m_at - start).toLatin1();
    return true;
}

std::optional<year_month_day> DateReader::valid(int y, int digits, int m, int d)
{
    if (digits <= 2)
        y += y < 69 ? 2000 : 1900;
    if (y < 1900 || m < 1 || d < 1)
        return std::nullopt;
    const year_month_day date{year{y}, month{unsigned(m)}, day{unsigned(d)}};
    return date.ok() ? std::optional(date) : std::nullopt;
}

std::optional<year_month_day> DateReader::date() const
{
    if (m_month == 0)
        return numericDate();
    const qsizetype count = m_numbers.size();
    if (count == 1 && m_numbers[0].digits == 4)
        return valid(m_numbers[0].value, 4, m_month, 1);
    if (count != 2)
        return std::nullopt;
    const bool yearFirst = m_numbers[0].digits > 2;
    const Number &y = m_numbers[yearFirst ? 0 : 1];
    return valid(y.value, y.digits, m_month, m_numbers[yearFirst ? 1 : 0].value);
}

std::optional<year_month_day> DateReader::numericDate() const
{
    const qsizetype count = m_numbers.size();
    if (count == 0)
        return std::nullopt;
    const auto [a, aDigits, aBefore] = m_numbers[0];
    if (count == 1)
        return aDigits == 4 ? valid(a, 4, 1, 1) : std::nullopt;
    const auto [b, bDigits, bBefore] = m_numbers[1];
    if (count == 2 && aDigits == 4 && bDigits == 3) { // the day of the year
        const sys_days day = sys_days{year{a} / January / 1} + days{b - 1};
        return b >= 1 && b <= 366 ? std::optional(year_month_day{day}) : std::nullopt;
    }
    if (count == 2)
        return aDigits == 4 ? valid(a, 4, b, 1) : std::nullopt;
    const auto [c, cDigits, cBefore] = m_numbers[2];
    if (aDigits == 4)
        return valid(a, 4, b, c);
    if (aDigits <= 2 && cDigits <= 2 && bBefore == u'-')
        return valid(a, 2, b, c); // ISO 8601 of old: 03-12-31
    const bool monthFirst = (bBefore == u'/' && a <= 12) || b > 12;
    return monthFirst ? valid(c, cDigits, a, b) : valid(c, cDigits, b, a);
}

std::optional<UtcTime> DateReader::read()
{
    if (!scan())
        return std::nullopt;
    if (m_unixMsecs)
        return UtcTime{milliseconds{*m_unixMsecs}};
    const std::optional<year_month_day> day = date();
    if (!day)
        return std::nullopt;
    const auto hour = duration_cast<hours>(m_time);
    if ((m_pm || m_am) && (hour > 12h))
        m_pm = m_am = false;
    if (m_pm && hour < 12h)
        m_time += 12h;
    if (m_am && hour == 12h)
        m_time -= 12h;
    const UtcTime local = sys_days{*day} + m_time;
    if (!m_zoneId.isEmpty()) {
        const QTimeZone zone(m_zoneId);
        if (zone.isValid()) {
            const QDateTime wall = QDateTime::fromMSecsSinceEpoch(toMsecs(local), Qt::UTC);
            return fromMsecs(QDateTime(wall.date(), wall.time(), zone).toMSecsSinceEpoch());
        }
    }
    const int fallback = m_impliedZone != 0 ? m_impliedZone : m_hints.zoneOffsetMinutes;
    return local - minutes{m_zone.value_or(m_hasTime ? fallback : 0)};
}
} // namespace

std::optional<UtcTime> parseFeedDate(QStringView text, const DateHints &hints)
{
    text = text.trimmed();
    if (text.isEmpty() || text.size() > longestDate)
        return std::nullopt;
    return DateReader(text, hints).read();
}
