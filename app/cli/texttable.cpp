#include "app/cli/texttable.h"

#include <QDateTime>
#include <algorithm>

TextTable::TextTable(const QStringList &heads)
{
    QStringList row;
    for (const QString &head : heads) {
        m_right.append(head.startsWith(u'>'));
        row.append(m_right.last() ? head.mid(1) : head);
    }
    m_rows.append(row);
}

void TextTable::add(const QStringList &cells)
{
    QStringList row = cells;
    while (row.size() < m_right.size())
        row.append(QString());
    m_rows.append(row);
}

QString tableTime(UtcTime time)
{
    if (!isKnown(time))
        return {};
    return QDateTime::fromMSecsSinceEpoch(toMsecs(time)).toString(QStringLiteral("yyyy/MM/dd HH:mm"));
}

int terminalWidth(const QString &text)
{
    int width = 0;
    const auto codePoints = text.toUcs4();
    for (const char32_t c : codePoints) {
        const auto category = QChar::category(c);
        if (category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing ||
            category == QChar::Other_Format)
            continue;
        const bool wide =
            (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf) || (c >= 0xac00 && c <= 0xd7a3) ||
            (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60) ||
            (c >= 0xffe0 && c <= 0xffe6) || (c >= 0x1f300 && c <= 0x1faff) || (c >= 0x20000 && c <= 0x3fffd);
        width += wide ? 2 : 1;
    }
    return width;
}

QByteArray TextTable::text() const
{
    QList<int> widths(m_right.size(), 0);
    for (const QStringList &row : m_rows) {
        for (qsizetype i = 0; i < widths.size(); ++i)
            widths[i] = std::max(widths.at(i), terminalWidth(row.at(i)));
    }
    QString all;
    for (const QStringList &row : m_rows) {
        QString line;
        for (qsizetype i = 0; i < widths.size(); ++i) {
            const QString pad(widths.at(i) - terminalWidth(row.at(i)), u' ');
            line +=
                (i ? QStringLiteral("  ") : QString()) + (m_right.at(i) ? pad + row.at(i) : row.at(i) + pad);
        }
        while (line.endsWith(u' '))
            line.chop(1);
        all += line + u'\n';
    }
    return all.toUtf8();
}
