#include "app/news/facts/letterfold.h"

#include "app/news/facts/rulefile.h"

using namespace Qt::StringLiterals;

namespace {
constexpr int units = 0x10000;
constexpr char16_t wideFirst = 0xFF01, wideLast = 0xFF5E, wideToAscii = 0xFEE0;

char16_t foldedUnit(char16_t unit)
{
    if (unit >= wideFirst && unit <= wideLast)
        unit = char16_t(unit - wideToAscii);
    QChar c(unit);
    // "ñ" is n and a mark; Hangul syllables come apart too, but into letters.
    if (c.decompositionTag() == QChar::Canonical && c.script() == QChar::Script_Latin)
        c = c.decomposition().at(0);
    if (c.decompositionTag() == QChar::Canonical && c.script() == QChar::Script_Latin)
        c = c.decomposition().at(0); // "ế" carries two marks
    return c.toCaseFolded().unicode();
}

LetterFold::Kind kindOf(char16_t unit)
{
    const QChar c(unit);
    if (c.isSurrogate())
        return LetterFold::Kind::Other;
    if (c.isDigit())
        return LetterFold::Kind::Digit;
    switch (c.script()) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Hangul:
        return c.isLetter() ? LetterFold::Kind::Alone : LetterFold::Kind::Other;
    default:
        return c.isLetter() || c.isMark() ? LetterFold::Kind::Letter : LetterFold::Kind::Other;
    }
}
} // namespace

LetterFold::LetterFold() : m_units(units)
{
    for (int i = 0; i < units; ++i)
        m_units[size_t(i)] = {foldedUnit(char16_t(i)), kindOf(char16_t(i)), QChar(i).isUpper()};
    const QJsonObject table = shippedRules(u"hanfold"_s);
    const QString from = table.value("traditional"_L1).toString();
    const QString to = table.value("simplified"_L1).toString();
    for (qsizetype i = 0; i < std::min(from.size(), to.size()); ++i)
        m_units[from[i].unicode()].folded = to[i].unicode();
}

QString LetterFold::folded(QStringView text) const
{
    QString result(text.size(), Qt::Uninitialized);
    for (qsizetype i = 0; i < text.size(); ++i)
        result[i] = QChar((*this)(text[i]));
    return result;
}
