#include "ui/news/wordsheet.h"

#include <cmath>

const Figures &WordSheet::figures(FontRole role) const
{
    auto known = m_figures.find(role);
    if (known != m_figures.end() && known->second.font() == m_theme.font(role))
        return known->second;
    if (known != m_figures.end())
        m_figures.erase(known);
    return m_figures.emplace(role, Figures(m_theme.font(role))).first->second;
}

qreal WordSheet::width(FontRole role, const QString &text, bool figure) const
{
    return std::ceil(figure ? figures(role).width(text)
                            : m_theme.fonts().metrics(role).horizontalAdvance(text));
}

void WordSheet::paint(QPainter &painter, const QList<PlacedWord> &words) const
{
    const Fonts &fonts = m_theme.fonts();
    for (const PlacedWord &word : words) {
        const QPointF left(word.box.left(), fonts.baseline(word.role, word.box.top(), word.box.height()));
        painter.setPen(word.ink);
        if (word.figure) {
            if (word.right)
                figures(word.role).drawRight(painter, {word.box.right(), left.y()}, word.text);
            else
                figures(word.role).draw(painter, left, word.text);
            continue;
        }
        const QString text =
            fonts.metrics(word.role).elidedText(word.text, Qt::ElideRight, word.box.width() + 1);
        painter.setFont(fonts.font(word.role));
        painter.drawText(
            word.right ? QPointF(word.box.right() - width(word.role, text, false), left.y()) : left, text);
    }
}

QString WordSheet::tipAt(const QList<PlacedWord> &words, QPointF place)
{
    for (const PlacedWord &word : words)
        if (word.box.contains(place) && !word.tip.isEmpty())
            return word.tip;
    return {};
}

QRegion WordSheet::changed(const QList<PlacedWord> &before, const QList<PlacedWord> &after)
{
    QRegion region;
    const auto add = [&](const QList<PlacedWord> &words, qsizetype i) {
        if (i < words.size())
            region += words.at(i).box.toAlignedRect();
    };
    for (qsizetype i = 0; i < std::max(before.size(), after.size()); ++i) {
        if (i < before.size() && i < after.size() && before.at(i) == after.at(i))
            continue;
        add(before, i);
        add(after, i);
    }
    return region;
}
