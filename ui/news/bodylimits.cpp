#include "ui/news/bodylimits.h"

#include <QList>
#include <QTextBlock>
#include <QTextBoundaryFinder>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextList>

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype longestEntity = 10; // of those the sanitiser writes
constexpr QChar breakHere = QChar(0x200B);

// An attribute's number; 1 without.
int numberOf(QStringView tag, QLatin1StringView attribute)
{
    const qsizetype at = tag.indexOf(attribute);
    if (at < 0)
        return 1;
    const QStringView number = tag.sliced(at + attribute.size());
    return std::max(number.left(std::max<qsizetype>(number.indexOf(u'"'), 0)).toInt(), 1);
}

// Of a tag; a cell over several columns or rows makes the whole table larger.
qsizetype costOf(QStringView tag)
{
    constexpr int rows = 100; // more cost no more
    if (!tag.startsWith("<td"_L1) && !tag.startsWith("<th"_L1))
        return BodyLimits::tag;
    return BodyLimits::cell * numberOf(tag, "colspan=\""_L1) * std::min(numberOf(tag, "rowspan=\""_L1), rows);
}

qsizetype costAt(QStringView html, qsizetype at)
{
    const QChar c = html[at];
    if (c == u'<')
        return costOf(html.sliced(at, std::max<qsizetype>(html.indexOf(u'>', at) - at, 1)));
    if (c.isSurrogate())
        return BodyLimits::surrogate;
    if (c.isMark())
        return BodyLimits::mark;
    const bool isJoined = c.unicode() >= 0x590 && c.unicode() < 0x1000; // Arabic and the like
    return isJoined ? BodyLimits::joined : 1;
}

// How much of it is worth `most` characters; not in the middle of a tag or of an entity.
qsizetype wholeUpTo(QStringView html, qsizetype most)
{
    qsizetype size = 0;
    for (qsizetype cost = 0; size < html.size(); ++size)
        if ((cost += costAt(html, size)) > most)
            break;
    if (size == html.size())
        return size;
    const QStringView head = html.left(size);
    const qsizetype tag = head.lastIndexOf(u'<');
    if (tag > head.lastIndexOf(u'>'))
        return tag;
    const qsizetype entity = head.lastIndexOf(u'&');
    const bool inEntity = entity > head.lastIndexOf(u';') && head.size() - entity < longestEntity;
    return inEntity ? entity : head.size();
}

QStringView nameOf(QStringView tag) // from behind its <
{
    qsizetype end = 0;
    while (end < tag.size() && tag[end].isLetterOrNumber())
        ++end;
    return tag.left(end);
}

bool holdsNothing(QStringView name)
{
    return name == "br"_L1 || name == "hr"_L1 || name == "img"_L1;
}

// The elements that are open at the end, outermost first. What the sanitiser wrote is balanced.
QList<QStringView> openIn(QStringView html)
{
    QList<QStringView> open;
    for (qsizetype at = html.indexOf(u'<'); at >= 0; at = html.indexOf(u'<', at + 1)) {
        const bool ends = html.sliced(at).startsWith("</"_L1);
        const QStringView name = nameOf(html.sliced(at + (ends ? 2 : 1)));
        if (ends && !open.isEmpty())
            open.removeLast();
        else if (!ends && !holdsNothing(name))
            open.append(name);
    }
    return open;
}

// Lines of Chinese, Japanese and Korean are broken between any two characters.
bool breaksAnywhere(QChar c)
{
    return c.unicode() >= 0x2E80 && c.unicode() < 0xE000 && !c.isSurrogate();
}

// Where a line may end, else between two characters that are seen.
qsizetype divisionBefore(const QString &text, qsizetype at, qsizetype after)
{
    for (const auto kind : {QTextBoundaryFinder::Line, QTextBoundaryFinder::Grapheme}) {
        // Of what is looked at alone; a whole text takes a while.
        QTextBoundaryFinder finder(kind, QStringView(text).mid(after, at - after + 1));
        finder.setPosition(at - after);
        if (finder.isAtBoundary())
            return at;
        if (const qsizetype found = finder.toPreviousBoundary(); found > 0)
            return after + found;
    }
    return at;
}

void divide(const QTextBlock &block, qsizetype at)
{
    QTextCursor cursor(block);
    cursor.setPosition(block.position() + static_cast<int>(at));
    QTextBlockFormat second = block.blockFormat(), first = second;
    if (const QTextList *list = block.textList()) // it is no item of its own
        second.setIndent(second.indent() + list->format().indent());
    second.setObjectIndex(-1);
    second.setTopMargin(0);
    cursor.insertBlock(second);
    first.setBottomMargin(0);
    cursor.movePosition(QTextCursor::PreviousBlock);
    cursor.setBlockFormat(first);
}
} // namespace

bool shortenBody(QString &html, qsizetype most)
{
    const qsizetype size = wholeUpTo(html, most);
    if (size == html.size())
        return false;
    html.truncate(size);
    const QList<QStringView> open = openIn(html);
    QString ends;
    for (qsizetype i = open.size() - 1; i >= 0; --i)
        ends += "</"_L1 + open[i].toString() + u'>';
    html += ends;
    return true;
}

void breakLongWords(QString &html, qsizetype most)
{
    QList<qsizetype> places;
    qsizetype length = 0;
    bool inTag = false;
    for (qsizetype at = 0; at < html.size(); ++at) {
        const QChar c = html[at];
        if (c == u'<' || c == u'>') {
            inTag = c == u'<';
            continue; // <b> in a word makes no two of it
        }
        if (inTag)
            continue;
        if (c.isSpace() || breaksAnywhere(c)) {
            length = 0;
            continue;
        }
        if (length >= most && !c.isLowSurrogate()) {
            places.append(at);
            length = 0;
        }
        ++length;
        if (c != u'&')
            continue;
        const qsizetype end = html.indexOf(u';', at);
        at = end < 0 || end - at > longestEntity ? at : end;
    }
    for (qsizetype i = places.size() - 1; i >= 0; --i)
        html.insert(places[i], breakHere);
}

int divideLongBlocks(QTextDocument &document, int from, int end, qsizetype most)
{
    int added = 0;
    for (int number = end - 1; number >= from; --number) {
        const QTextBlock block = document.findBlockByNumber(number);
        if (block.length() <= most)
            continue;
        const QString text = block.text();
        QList<qsizetype> places;
        for (qsizetype at = 0; text.size() - at > most;) {
            at = divisionBefore(text, at + most, at + most / 2);
            places.append(at);
        }
        for (qsizetype i = places.size() - 1; i >= 0; --i)
            divide(block, places[i]);
        added += static_cast<int>(places.size());
    }
    return added;
}
