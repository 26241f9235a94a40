#include "ui/news/storymeta.h"

#include "ui/news/storytext.h"
#include "ui/style/chips.h"

#include <QCoreApplication>
#include <cmath>

namespace {
constexpr int mostTags = 2;
constexpr qreal gap = 8;

QString tr(const char *text)
{
    return QCoreApplication::translate("StoryMeta", text);
}

qreal widthOf(const Fonts &fonts, const QString &text)
{
    return text.isEmpty() ? 0 : std::ceil(fonts.metrics(FontRole::Meta).horizontalAdvance(text));
}

QString further(int count)
{
    return QStringLiteral("+%1").arg(count);
}

// Everything but the source.
qreal restWidth(const MetaLine &line, const Fonts &fonts)
{
    qreal width = widthOf(fonts, line.time);
    for (const MetaTag &tag : line.tags)
        width += gap + chipWidth(fonts, tag.text, tag.market);
    if (line.furtherTags > 0)
        width += gap / 2 + chipWidth(fonts, further(line.furtherTags));
    if (line.outlets > 0)
        width += gap + widthOf(fonts, further(line.outlets));
    if (!line.change.isEmpty())
        width += gap + widthOf(fonts, line.change);
    if (!line.since.isEmpty())
        width += gap + widthOf(fonts, line.since);
    if (line.saved)
        width += 6 + fonts.px(14);
    return width;
}

// False: there is nothing more to lose.
bool lose(MetaLine &line)
{
    if (line.furtherTags > 0)
        line.furtherTags = 0;
    else if (line.tags.size() > 1)
        line.tags.removeLast();
    else if (line.outlets > 0)
        line.outlets = 0;
    else if (!line.tags.isEmpty())
        line.tags.clear();
    else
        return false;
    return true;
}

void cutTexts(MetaLine &line, qreal room, const Fonts &fonts)
{
    const QFontMetricsF &metrics = fonts.metrics(FontRole::Meta);
    const qreal over = widthOf(fonts, line.source) + restWidth(line, fonts) - room;
    if (over > 0 && !line.change.isEmpty())
        line.change = metrics.elidedText(line.change, Qt::ElideRight,
                                         std::max(widthOf(fonts, line.change) - over, room / 3));
    line.source =
        metrics.elidedText(line.source, Qt::ElideRight, std::max(room - restWidth(line, fonts), 0.0));
}
} // namespace

QString shownKind(StoryKind kind)
{
    switch (kind) {
    case StoryKind::Geopolitics:
        return tr("Geopolitics");
    case StoryKind::CentralBanks:
        return tr("Central banks");
    case StoryKind::Macro:
        return tr("Macro data");
    case StoryKind::Regulation:
        return tr("Regulation");
    case StoryKind::Etf:
        return tr("ETF");
    case StoryKind::Hack:
        return tr("Hack");
    case StoryKind::Listing:
        return tr("Listing");
    }
    return {};
}

QList<MetaTag> metaTags(const StoryFacts &facts)
{
    QList<MetaTag> tags;
    if (facts.isMarket())
        tags.append({tr("Market"), true});
    for (const CoinTag &coin : facts.coins)
        tags.append({coin.symbol});
    if (facts.kind)
        tags.append({shownKind(*facts.kind)});
    return tags;
}

MetaLine metaLine(const Story &story, const QString &time, const QString &change)
{
    MetaLine line;
    line.source = shownSource(story.article);
    line.time = QStringLiteral(" · ") + time;
    line.sample = story.article.sample;
    line.tags = metaTags(story.facts);
    line.furtherTags = std::max(static_cast<int>(line.tags.size()) - mostTags, 0);
    line.tags = line.tags.first(std::min<qsizetype>(line.tags.size(), mostTags));
    line.outlets = static_cast<int>(otherSources(story).size());
    line.change = change;
    line.saved = story.state.saved;
    return line;
}

MetaLayout layOutMeta(MetaLine line, const QRectF &box, const Fonts &fonts)
{
    while (widthOf(fonts, line.source) + restWidth(line, fonts) > box.width() && lose(line))
        ;
    cutTexts(line, box.width(), fonts);
    MetaLayout layout;
    qreal x = box.left();
    const auto place = [&](qreal width, qreal before = 0) {
        const QRectF at(x + before, box.top(), width, box.height());
        x = at.right();
        return at;
    };
    layout.source = place(widthOf(fonts, line.source));
    layout.time = place(widthOf(fonts, line.time));
    for (const MetaTag &tag : std::as_const(line.tags))
        layout.tags.append(place(chipWidth(fonts, tag.text, tag.market), gap));
    if (line.furtherTags > 0)
        layout.further = place(chipWidth(fonts, further(line.furtherTags)), gap / 2);
    if (line.outlets > 0)
        layout.outlets = place(widthOf(fonts, further(line.outlets)), gap);
    qreal right = box.right();
    const auto placeRight = [&](qreal width, qreal after) {
        const QRectF at(right - width, box.top(), width, box.height());
        right = at.left() - after;
        return at;
    };
    if (line.saved)
        layout.saved = placeRight(fonts.px(14), 6);
    if (!line.change.isEmpty())
        layout.change = placeRight(widthOf(fonts, line.change), gap);
    if (!line.since.isEmpty())
        layout.since = placeRight(widthOf(fonts, line.since), gap);
    layout.shown = line;
    return layout;
}

void drawMeta(QPainter &painter, const MetaLayout &layout, const UiTheme &theme, bool selected)
{
    const Tokens &t = theme.tokens();
    const MetaLine &line = layout.shown;
    const auto write = [&](const QRectF &box, const QString &text, const QColor &ink) {
        painter.setFont(theme.font(FontRole::Meta));
        painter.setPen(ink);
        painter.drawText(QPointF(box.left(), theme.fonts().baseline(FontRole::Meta, box.top(), box.height())),
                         text);
    };
    const auto chip = [&](const QRectF &box, const QString &text, bool market) {
        const QColor ground = selected ? t.selectedChip : market ? t.selected : t.elevated;
        drawChip(painter, box.topLeft(), theme, text, market ? t.accent : t.textSecondary, ground,
                 market ? std::optional(Icon::Diamond) : std::nullopt);
    };
    write(layout.source, line.source, line.sample ? t.demo : t.textSecondary);
    write(layout.time, line.time, t.textSecondary);
    for (qsizetype i = 0; i < layout.tags.size(); ++i)
        chip(layout.tags[i], line.tags[i].text, line.tags[i].market);
    if (line.furtherTags > 0)
        chip(layout.further, further(line.furtherTags), false);
    if (line.outlets > 0)
        write(layout.outlets, further(line.outlets), t.textSecondary);
    if (!line.change.isEmpty())
        write(layout.change, line.change, t.warning);
    if (!line.since.isEmpty())
        write(layout.since, line.since, sinceColour(t, line.sinceTone));
    if (line.saved) {
        const qreal side = layout.saved.width();
        drawIcon(painter, Icon::BookmarkFilled,
                 QRectF(layout.saved.left(), layout.saved.center().y() - side / 2, side, side), t.accent);
    }
}
