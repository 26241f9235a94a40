#include "ui/news/articledelegate.h"

#include "app/base/clock.h"
#include "ui/news/articlelistmodel.h"
#include "ui/news/storytext.h"
#include "ui/style/controls.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QToolTip>

namespace {
constexpr int left = 26, right = 14, dotX = 14; // of the design, unscaled: margins hold no text
constexpr int cached = 600;                     // headlines, some 2 KB each

} // namespace

ArticleDelegate::ArticleDelegate(UiTheme &theme, Clock &clock, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme), m_clock(clock), m_headlines(cached)
{
    connect(&theme, &UiTheme::changed, this, [this] { m_headlines.clear(); });
}

const ArticleDelegate::Headline &ArticleDelegate::headline(const Story &story, int width) const
{
    const bool strong = !story.state.read;
    const qint64 key = story.article.id.value;
    const Headline *known = m_headlines.object(key);
    if (known && known->width == width && known->strong == strong && known->title == story.article.title)
        return *known;

    auto *made = new Headline{story.article.title, width, strong, false, {}};
    const QString title = made->title.simplified();
    const FontRole role = strong ? FontRole::Strong : FontRole::Text;
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    const bool mirrored = title.isRightToLeft();
    option.setTextDirection(mirrored ? Qt::RightToLeft : Qt::LeftToRight);
    option.setAlignment((mirrored ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute);
    const auto lay = [&](const QString &text, int lines) {
        made->layout.setText(text);
        made->layout.setFont(m_theme.font(role));
        made->layout.setTextOption(option);
        made->layout.beginLayout();
        for (int i = 0; i < lines; ++i) {
            QTextLine line = made->layout.createLine();
            if (!line.isValid())
                break;
            // Qt keeps room for the last letter's overhang, which may well lie in the margin.
            line.setLineWidth(width + 1);
            // Leading above and below alike, so that a line of another script's font stands on the same line.
            const int height = m_theme.fonts().lineHeight(role);
            const QFontMetricsF &metrics = m_theme.fonts().metrics(role);
            const qreal baseline = (height + metrics.ascent() - metrics.descent()) / 2;
            line.setPosition({0, i * height + baseline - line.ascent()});
        }
        made->layout.endLayout();
    };
    lay(title, 2);
    const QTextLine last = made->layout.lineCount() == 2 ? made->layout.lineAt(1) : QTextLine();
    if (last.isValid() && last.textStart() + last.textLength() < title.size()) {
        made->elided = true;
        const QString rest = title.mid(last.textStart());
        const QString cut = m_theme.fonts().metrics(role).elidedText(rest, Qt::ElideRight, width - 1);
        const QString first = title.left(last.textStart());
        lay(first + cut, 2);
    }
    made->layout.setCacheEnabled(true);
    m_headlines.insert(key, made);
    return *made;
}

bool ArticleDelegate::isElided(const Story &story, int width) const
{
    return headline(story, width - left - right).elided;
}

int ArticleDelegate::rowHeight(int lines) const
{
    return 9 + std::max(1, lines) * m_theme.px(18) + 4 + m_theme.px(16) + 9 + 1; // and the rule
}

QSize ArticleDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const int width = view ? view->viewport()->width() : option.rect.width();
    const auto *model = qobject_cast<const ArticleListModel *>(index.model());
    const Story *story = model ? model->story(index) : nullptr;
    if (!story)
        return {width, m_theme.px(26)};
    return {width, rowHeight(headline(*story, width - left - right).layout.lineCount())};
}

void ArticleDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const auto *model = qobject_cast<const ArticleListModel *>(index.model());
    if (!model)
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (const Story *story = model->story(index))
        paintStory(*painter, option, *story);
    else
        paintHeading(*painter, option.rect, index.data(ArticleListModel::TimeRole).value<UtcTime>());
    painter->restore();
}

void ArticleDelegate::paintHeading(QPainter &painter, const QRect &row, UtcTime day) const
{
    painter.setFont(m_theme.font(FontRole::MetaStrong));
    painter.setPen(m_theme.tokens().textSecondary);
    painter.drawText(
        QPointF(row.left() + 16, m_theme.fonts().baseline(FontRole::MetaStrong, row.top(), row.height())),
        m_theme.times().heading(day, m_clock.now()));
}

void ArticleDelegate::paintStory(QPainter &painter, const QStyleOptionViewItem &option,
                                 const Story &story) const
{
    const Tokens &t = m_theme.tokens();
    const QRect &row = option.rect;
    const bool selected = option.state & QStyle::State_Selected || story.article.id == m_open;
    if (selected) {
        painter.fillRect(row, t.selected);
        painter.fillRect(QRect(row.left(), row.top(), 2, row.height()), t.accent);
    } else if (option.state & QStyle::State_MouseOver) {
        painter.fillRect(row, t.hover);
    }
    painter.fillRect(QRect(row.left(), row.bottom(), row.width(), 1), t.border);

    const Headline &title = headline(story, row.width() - left - right);
    const int lines = std::max(1, title.layout.lineCount());
    if (!story.state.read) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.accent);
        painter.drawEllipse(QPointF(row.left() + dotX, row.top() + 9 + m_theme.px(18) / 2.0), 3, 3);
    }
    painter.setPen(story.state.read && !selected ? t.textSecondary : t.text);
    title.layout.draw(&painter, QPointF(row.left() + left, row.top() + 9));
    const qreal metaTop = row.top() + 9 + lines * m_theme.px(18) + 4;
    paintMeta(painter, QRectF(row.left() + left, metaTop, row.width() - left - right, m_theme.px(16)), story);

    if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange) {
        painter.setPen(QPen(t.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(row).adjusted(1, 1, -1, -2));
    }
}

// Source · time; what doesn't fit is the source's name.
void ArticleDelegate::paintMeta(QPainter &painter, const QRectF &line, const Story &story) const
{
    const Tokens &t = m_theme.tokens();
    const QFontMetricsF &metrics = m_theme.fonts().metrics(FontRole::Meta);
    const qreal baseline = m_theme.fonts().baseline(FontRole::Meta, line.top(), line.height());
    qreal room = line.width();
    if (story.state.saved) {
        const qreal side = m_theme.px(14);
        drawIcon(painter, Icon::BookmarkFilled,
                 QRectF(line.right() - side, line.center().y() - side / 2, side, side), t.accent);
        room -= side + 6;
    }
    const QString time = QStringLiteral(" · ") + m_theme.times().minute(story.article.sortTime);
    const QString source = metrics.elidedText(shownSource(story.article), Qt::ElideRight,
                                              room - metrics.horizontalAdvance(time));
    painter.setFont(m_theme.font(FontRole::Meta));
    painter.setPen(story.article.sample ? t.demo : t.textSecondary);
    painter.drawText(QPointF(line.left(), baseline), source);
    painter.setPen(t.textSecondary);
    painter.drawText(QPointF(line.left() + metrics.horizontalAdvance(source), baseline), time);
}

bool ArticleDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view,
                                const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const auto *model = qobject_cast<const ArticleListModel *>(index.model());
    const Story *story = model ? model->story(index) : nullptr;
    if (event->type() != QEvent::ToolTip || !story)
        return false;
    const Article &article = story->article;
    QStringList lines;
    if (isElided(*story, option.rect.width()))
        lines.append(article.title);
    lines.append(shownSource(article) + QStringLiteral(" · ") + m_theme.times().exact(shownTime(article)));
    for (const EarlierTitle &earlier : story->earlierTitles)
        lines.append(tr("Until %1: %2").arg(m_theme.times().full(earlier.until), earlier.title));
    QStringList html;
    for (const QString &line : std::as_const(lines))
        html.append(line.toHtmlEscaped());
    QToolTip::showText(event->globalPos(),
                       QStringLiteral("<qt>%1</qt>").arg(html.join(QStringLiteral("<br>"))), view,
                       option.rect);
    return true;
}
