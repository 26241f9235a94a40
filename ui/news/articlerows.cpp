// How ArticleDelegate paints each kind of row.
#include "ui/news/articledelegate.h"

#include "app/base/clock.h"
#include "ui/news/eventreports.h"
#include "ui/news/storytext.h"
#include "ui/style/controls.h"

using namespace StoryMeasures;
using namespace std::chrono_literals;

void ArticleDelegate::write(QPainter &painter, FontRole role, const QColor &ink, const QRectF &box,
                            const QString &text, Qt::Alignment alignment) const
{
    const Fonts &fonts = m_theme.fonts();
    const qreal over = box.width() - fonts.metrics(role).horizontalAdvance(text);
    painter.setFont(fonts.font(role));
    painter.setPen(ink);
    painter.drawText(QPointF(box.left() + (alignment & Qt::AlignRight     ? over
                                           : alignment & Qt::AlignHCenter ? over / 2
                                                                          : 0),
                             fonts.baseline(role, box.top(), box.height())),
                     text);
}

void ArticleDelegate::paintGround(QPainter &painter, const Look &look) const
{
    const Tokens &t = m_theme.tokens();
    const QRect &row = look.row;
    if (look.selected) {
        fillSelected(painter, row, t);
    } else if (look.hovered || look.lit) {
        painter.fillRect(row, t.hover);
        if (look.lit)
            painter.fillRect(QRect(row.left(), row.top(), 2, row.height()), t.accent);
    }
    fillRule(painter, QRect(row.left(), row.bottom(), row.width(), 1), t.border);
}

void ArticleDelegate::paintHeading(QPainter &painter, const QRect &row, UtcTime day) const
{
    write(painter, FontRole::MetaStrong, m_theme.tokens().textSecondary, QRectF(row).adjusted(16, 0, 0, 0),
          m_theme.times().heading(day, m_clock.now()));
}

void ArticleDelegate::paintStory(QPainter &painter, const Look &look, const StoryRow &row) const
{
    const Tokens &t = m_theme.tokens();
    paintGround(painter, look);
    const int width = look.row.width() - left - right;
    const Headline &title = headline(row, width);
    const bool unread = !row.story.state.read && row.story.facts.promotion.isEmpty();
    if (unread) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.accent);
        painter.drawEllipse(QPointF(look.row.left() + dotX, look.row.top() + 9 + m_theme.px(18) / 2.0), 3, 3);
    }
    painter.setPen(unread || look.selected ? t.text : t.textSecondary);
    title.layout.draw(&painter, QPointF(look.row.left() + left, look.row.top() + 9));
    if (const Headline *words = snippet(row, width)) {
        painter.setPen(t.textSecondary);
        words->layout.draw(&painter, QPointF(look.row.left() + left,
                                             look.row.top() + 9 + title.lineCount() * m_theme.px(18) + 1));
    }
    drawMeta(painter, meta(row, look.row), m_theme, look.selected);
}

// Time and delay, a dot, the headline, the outlet; the language where two of one event stand together.
void ArticleDelegate::paintMember(QPainter &painter, const Look &look, const StoryRow &row) const
{
    const Tokens &t = m_theme.tokens();
    const Article &article = row.story.article;
    paintGround(painter, look);
    const bool first = row.lag == 0ms;
    const qreal top = look.row.top() + 7, line = m_theme.px(18), small = m_theme.px(14);
    const QRectF times(look.row.left(), top, memberDot - 12, line);
    const QRectF lags = times.translated(0, line + 2 - (line - small) / 2);
    write(painter, FontRole::Meta, first ? t.accent : t.textSecondary, times,
          m_theme.times().minute(article.sortTime), Qt::AlignRight);
    write(painter, first ? FontRole::MetaStrong : FontRole::Meta, first ? t.accent : t.textSecondary, lags,
          first ? tr("first") : delayWords(row.lag), Qt::AlignRight);
    drawDot(painter, QPointF(look.row.left() + memberDot, top + line / 2), first ? t.accent : t.textSecondary,
            !first);
    const QString language =
        row.paired ? (isChinese(article) ? QStringLiteral("中文") : QStringLiteral("EN")) : QString();
    const qreal chip = language.isEmpty() ? 0 : chipWidth(m_theme.fonts(), language) + 8;
    const int room = static_cast<int>(look.row.width() - memberLeft - right - chip);
    painter.setPen(row.story.state.read && !look.selected ? t.textSecondary : t.text);
    headline(row, room).layout.draw(&painter, QPointF(look.row.left() + memberLeft, top));
    // Of the demo too, or nobody could tell who was first.
    QString outlet =
        shownSource(article) + (article.sample ? QStringLiteral(" · ") + article.source : QString());
    if (article.id == m_open)
        outlet += QStringLiteral(" · ") + tr("open");
    const QString source = m_theme.fonts().metrics(FontRole::Meta).elidedText(outlet, Qt::ElideRight, room);
    write(painter, FontRole::Meta, article.sample ? t.demo : t.textSecondary,
          QRectF(look.row.left() + memberLeft, top + line + 2, room, small), source);
    if (!language.isEmpty())
        drawChip(painter,
                 QPointF(look.row.right() + 1 - right - chip + 8, look.row.center().y() - m_theme.px(8)),
                 m_theme, language, t.textSecondary, look.selected ? t.selectedChip : t.elevated);
}

void ArticleDelegate::paintPair(QPainter &painter, const QRect &row, const StoryRow &pair) const
{
    const Tokens &t = m_theme.tokens();
    painter.fillRect(row, t.selected);
    const qreal side = m_theme.px(12);
    drawIcon(painter, Icon::Link,
             QRectF(row.left() + memberDot - side / 2, row.center().y() - side / 2 + 0.5, side, side),
             t.accent);
    const QFontMetricsF &metrics = m_theme.fonts().metrics(FontRole::Meta);
    const int room = row.width() - memberLeft - right;
    const QString whole = pairWords(pair.lag, pair.chineseFirst);
    const QString words =
        metrics.horizontalAdvance(whole) <= room ? whole : aheadWords(pair.lag, pair.chineseFirst);
    write(painter, FontRole::Meta, t.accent, QRectF(row).adjusted(memberLeft, 0, 0, 0),
          metrics.elidedText(words, Qt::ElideRight, room));
}

void ArticleDelegate::paintPromotions(QPainter &painter, const Look &look, const StoryRow &row) const
{
    const Tokens &t = m_theme.tokens();
    paintGround(painter, look);
    const qreal side = m_theme.px(14), middle = look.row.top() + (look.row.height() - 1) / 2.0;
    drawIcon(painter, Icon::List, QRectF(look.row.left() + left, middle - side / 2, side, side),
             t.textSecondary);
    write(painter, FontRole::Meta, t.textSecondary, QRectF(look.row).adjusted(left + side + 7, 0, 0, -1),
          promotionsWords(row.count));
    drawIcon(painter, row.unfolded ? Icon::ChevronUp : Icon::ChevronDown,
             QRectF(look.row.right() + 1 - right - side, middle - side / 2, side, side), t.textSecondary);
}

// Why it is one, in a column of its own; under the pointer what to do about it.
void ArticleDelegate::paintPromotion(QPainter &painter, const Look &look, const StoryRow &row) const
{
    const Tokens &t = m_theme.tokens();
    const Article &article = row.story.article;
    paintGround(painter, look);
    const qreal column = m_theme.px(promotionKind), line = m_theme.px(18), small = m_theme.px(14);
    const QString why = m_theme.fonts()
                            .metrics(FontRole::Chip)
                            .elidedText(shownPromotion(row.story.facts), Qt::ElideRight, column - 12);
    const qreal chip = chipWidth(m_theme.fonts(), why);
    drawChip(painter,
             QPointF(look.row.left() + dotX + (column - chip) / 2, look.row.center().y() - m_theme.px(8)),
             m_theme, why, t.textSecondary, look.selected ? t.selectedChip : t.elevated);
    const bool offered = look.hovered || look.selected;
    const QRectF offer = notPromotionBox(look.row);
    const qreal from = dotX + column + 10;
    const qreal whole = look.row.width() - right - from;
    const int room = static_cast<int>(whole),
              beside = static_cast<int>(whole - (offered ? offer.width() + 8 : 0));
    painter.setPen(t.textSecondary);
    headline(row, offer.height() > line ? beside : room)
        .layout.draw(&painter, QPointF(look.row.left() + from, look.row.top() + 5));
    const QString meta = shownSource(article) + QStringLiteral(" · ") + timeOf(row.story);
    write(painter, FontRole::Meta, article.sample ? t.demo : t.textSecondary,
          QRectF(look.row.left() + from, look.row.top() + 5 + line, beside, small),
          m_theme.fonts().metrics(FontRole::Meta).elidedText(meta, Qt::ElideRight, beside));
    if (offered)
        write(painter, FontRole::SmallStrong, t.accent, offer, tr("Not a promotion"));
}

void ArticleDelegate::paintRanked(QPainter &painter, const Look &look, const StoryRow &row) const
{
    const Tokens &t = m_theme.tokens();
    paintGround(painter, look);
    constexpr int leading = 3; // ranks that stand out
    write(painter, FontRole::Strong, row.count <= leading ? t.text : t.textSecondary,
          QRectF(look.row.left(), look.row.top() + 8, rankRight, m_theme.px(18)), QString::number(row.count),
          Qt::AlignRight);
    painter.setPen(t.text);
    headline(row, look.row.width() - rankedLeft - right)
        .layout.draw(&painter, QPointF(look.row.left() + rankedLeft, look.row.top() + 8));
    drawMeta(painter, meta(row, look.row), m_theme, look.selected);
}

void ArticleDelegate::paintMore(QPainter &painter, const Look &look) const
{
    if (look.hovered || look.selected)
        painter.fillRect(look.row, look.selected ? m_theme.tokens().selected : m_theme.tokens().hover);
    write(painter, FontRole::SmallStrong, m_theme.tokens().accent,
          QRectF(look.row).adjusted(rankedLeft, 0, 0, 0), tr("More"));
}
