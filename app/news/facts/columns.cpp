#include "app/news/facts/columns.h"

#include "app/news/facts/rulefile.h"

#include <QJsonArray>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype longName = 4;     // characters of a Chinese column's name that nothing else begins with
constexpr qsizetype longestName = 14; // characters

// Outlets write either apostrophe.
QString evened(QString title)
{
    return title.replace(u'’', u'\'').replace(u'‘', u'\'').simplified();
}
} // namespace

Columns::Columns(const LetterFold &fold, const Outlets &outlets) : m_fold(fold), m_outlets(outlets)
{
    const QJsonObject json = shippedRules(u"columns"_s);
    for (const QString &paper : textsOf(json.value("papers"_L1)))
        m_papers.append(fold.folded(paper));
    for (const QJsonValue &value : json.value("columns"_L1).toArray()) {
        const QJsonObject column = value.toObject();
        const QString source = column.value("source"_L1).toString();
        const qint32 outlet = source.isEmpty() ? -1 : outlets.find(source);
        Q_ASSERT_X(source.isEmpty() || outlet >= 0, "columns.json", qPrintable(source));
        for (const QString &words : textsOf(column.value("starts"_L1)))
            m_patterns.append({outlet, fold.folded(words), false});
        for (const QString &words : textsOf(column.value("ends"_L1)))
            m_patterns.append({outlet, fold.folded(words), true});
    }
}

// The words are the whole title, or something else than words stands between them and the rest: "The Daily:
// …", "Price predictions 1/9", but not "The Daily Show …".
bool Columns::matches(const Pattern &pattern, const QString &title) const
{
    if (pattern.atEnd ? !title.endsWith(pattern.words) : !title.startsWith(pattern.words))
        return false;
    const QString rest =
        pattern.atEnd ? title.chopped(pattern.words.size()) : title.mid(pattern.words.size());
    const QString trimmed = rest.trimmed();
    const bool unmistakable = !pattern.atEnd && pattern.words.size() >= longName &&
                              m_fold.kind(pattern.words.back()) == LetterFold::Kind::Alone;
    if (trimmed.isEmpty() || unmistakable)
        return true;
    const QChar next = pattern.atEnd ? trimmed.back() : trimmed.front();
    return m_fold.kind(next) == LetterFold::Kind::Other || m_fold.kind(next) == LetterFold::Kind::Digit;
}

// "华尔街早报：…": the part before the first mark is a paper's name, but no outlet's.
bool Columns::namesColumn(const QString &title) const
{
    const auto mark = std::find_if(title.begin(), title.end(), [&](QChar c) {
        return m_fold.kind(c) == LetterFold::Kind::Other && !c.isSpace();
    });
    const QString head = title.left(mark - title.begin()).trimmed();
    return mark != title.end() && head.size() <= longestName && m_outlets.find(head) < 0 &&
           std::any_of(m_papers.begin(), m_papers.end(),
                       [&](const QString &paper) { return head.endsWith(paper); });
}

bool Columns::isColumn(const QString &title, qint32 outlet) const
{
    const QString folded = m_fold.folded(evened(title));
    if (namesColumn(folded))
        return true;
    for (const Pattern &pattern : m_patterns)
        if ((pattern.outlet == -1 || pattern.outlet == outlet) && matches(pattern, folded))
            return true;
    return false;
}
