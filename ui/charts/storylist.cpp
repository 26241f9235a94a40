#include "ui/charts/storylist.h"

#include "ui/style/controls.h"
#include "ui/style/figures.h"
#include "ui/style/overlaybar.h"
#include "ui/style/ownwords.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

namespace {
constexpr int rowPixels = 30, headingPixels = 24, left = 14, right = 14, titleAt = 58;

class ChartStoryDelegate : public QStyledItemDelegate
{
public:
    ChartStoryDelegate(UiTheme &theme, const ChartStoryList &list) : m_theme(theme), m_list(list) {}

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const bool heading = index.data(ChartStoryModel::HeadingRole).toBool();
        return {option.rect.width(), m_theme.px(heading ? headingPixels : rowPixels)};
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (index.data(ChartStoryModel::HeadingRole).toBool())
            write(*painter, FontRole::MetaStrong, m_theme.tokens().textSecondary, option.rect, left,
                  index.data().toString(), option.rect.width());
        else
            paintStory(*painter, option, index.data(ChartStoryModel::StoryRole).value<Story>(),
                       index.data(ChartStoryModel::SinceRole).value<SinceWords>());
        painter->restore();
    }

private:
    void write(QPainter &painter, FontRole role, const QColor &ink, const QRect &row, double x,
               const QString &text, double room) const
    {
        const Fonts &fonts = m_theme.fonts();
        painter.setFont(fonts.font(role));
        painter.setPen(ink);
        drawOwnWords(painter, QPointF(row.left() + x, fonts.baseline(role, row.top(), row.height())),
                     fonts.metrics(role).elidedText(text, Qt::ElideRight, room));
    }
    void paintStory(QPainter &painter, const QStyleOptionViewItem &option, const Story &story,
                    const SinceWords &since) const
    {
        const Tokens &t = m_theme.tokens();
        const Article &article = story.article;
        const QRect &row = option.rect;
        const bool open = m_list.open() == article.id.value;
        const bool hot = option.state.testFlag(QStyle::State_MouseOver) || m_list.isLit(story);
        if (open)
            fillSelected(painter, row, t);
        else if (hot)
            painter.fillRect(row, t.hover);
        if (!open && m_list.isLit(story))
            painter.fillRect(QRect(row.left(), row.top(), 2, row.height()), t.accent);
        const Figures figures(m_theme.font(FontRole::Meta));
        const double baseline = m_theme.fonts().baseline(FontRole::Meta, row.top(), row.height());
        painter.setPen(t.textSecondary);
        figures.draw(painter, QPointF(row.left() + left, baseline), m_theme.times().minute(article.sortTime));
        double x = titleAt;
        if (story.facts.isMarket()) {
            const double side = m_theme.px(11);
            drawIcon(painter, Icon::Diamond,
                     QRectF(row.left() + x - 1, row.center().y() - side / 2 + 0.5, side, side),
                     t.storyMarkersInText ? t.text : t.accent);
            x += side + 8;
        }
        painter.setPen(since.direction > 0 ? t.up : since.direction < 0 ? t.down : t.textSecondary);
        figures.drawRight(painter, QPointF(row.right() + 1 - right, baseline), since.text);
        const double room =
            row.width() - x - right - (since.text.isEmpty() ? 0 : figures.width(since.text) + 12);
        write(painter, open ? FontRole::SmallStrong : FontRole::SmallMedium, t.text, row, x, article.title,
              room);
        if (m_list.hasFocus() && option.state.testFlag(QStyle::State_HasFocus)) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(t.accent, 2));
            painter.drawRect(QRectF(row).adjusted(1, 1, -1, -1));
        }
    }

    UiTheme &m_theme;
    const ChartStoryList &m_list;
};
} // namespace

ChartStoryModel::ChartStoryModel(UiTheme &theme, QObject *parent) : QAbstractListModel(parent), m_theme(theme)
{
}

void ChartStoryModel::setStories(const QList<Story> &stories)
{
    if (stories == m_stories)
        return;
    m_stories = stories;
    build();
}

void ChartStoryModel::setSince(SinceOf since)
{
    m_since = std::move(since);
    sinceChanged();
}

void ChartStoryModel::build()
{
    beginResetModel();
    m_rows.clear();
    QDate day;
    for (const Story &story : std::as_const(m_stories)) {
        const QDate its = m_theme.times().day(story.article.sortTime);
        if (its != day) {
            Row heading;
            heading.heading = true;
            heading.story.article.sortTime = story.article.sortTime;
            m_rows.append(heading);
            day = its;
        }
        m_rows.append({false, story, m_since ? m_since(story) : SinceWords{}});
    }
    endResetModel();
}

void ChartStoryModel::sinceChanged()
{
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        Row &row = m_rows[i];
        if (row.heading)
            continue;
        const SinceWords now = m_since ? m_since(row.story) : SinceWords{};
        if (now == row.since)
            continue;
        row.since = now;
        emit dataChanged(index(static_cast<int>(i)), index(static_cast<int>(i)), {SinceRole});
    }
}

QModelIndex ChartStoryModel::indexOf(ArticleId id) const
{
    for (qsizetype i = 0; i < m_rows.size(); ++i)
        if (!m_rows.at(i).heading && m_rows.at(i).story.article.id == id)
            return index(static_cast<int>(i));
    return {};
}

const Story *ChartStoryModel::story(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= m_rows.size() || m_rows.at(index.row()).heading)
        return nullptr;
    return &m_rows.at(index.row()).story;
}

int ChartStoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ChartStoryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows.at(index.row());
    const Article &article = row.story.article;
    const Times &times = m_theme.times();
    switch (role) {
    case Qt::DisplayRole:
        return row.heading ? times.date(article.sortTime).mid(5) : article.title;
    case Qt::ToolTipRole:
        return row.heading ? QVariant()
                           : QStringLiteral("%1\n%2 · %3")
                                 .arg(article.title, shownSource(article), times.exact(article.sortTime));
    case Qt::AccessibleTextRole:
        if (row.heading)
            return times.date(article.sortTime);
        return tr("%1%2. %3, %4.%5")
            .arg(row.story.facts.isMarket() ? tr("Market. ") : QString(), article.title, shownSource(article),
                 times.full(article.sortTime),
                 row.since.text.isEmpty() ? QString() : tr(" %1 since.").arg(row.since.text));
    case StoryRole:
        return QVariant::fromValue(row.story);
    case HeadingRole:
        return row.heading;
    case SinceRole:
        return QVariant::fromValue(row.since);
    default:
        return {};
    }
}

Qt::ItemFlags ChartStoryModel::flags(const QModelIndex &index) const
{
    return story(index) ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags;
}

ChartStoryList::ChartStoryList(UiTheme &theme, QWidget *parent)
    : QListView(parent), m_theme(theme), m_model(theme)
{
    setModel(&m_model);
    setItemDelegate(new ChartStoryDelegate(theme, *this));
    itemDelegate()->setParent(this);
    setAccessibleName(tr("Stories on this chart"));
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(NoSelection);
    setEditTriggers(NoEditTriggers);
    setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_Hover);
    new OverlayBar(this);
    connect(&theme, &UiTheme::changed, this, [this] { doItemsLayout(); });
}

void ChartStoryList::setEmptyText(const QString &text)
{
    if (std::exchange(m_emptyText, text) != text)
        viewport()->update();
}

void ChartStoryList::paintEvent(QPaintEvent *event)
{
    QListView::paintEvent(event);
    if (m_emptyText.isEmpty() || m_model.rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setFont(m_theme.font(FontRole::SmallText));
    painter.setPen(m_theme.tokens().textSecondary);
    const Fonts &fonts = m_theme.fonts();
    painter.drawText(QPointF(left, fonts.baseline(FontRole::SmallText, 0, m_theme.px(30))),
                     fonts.metrics(FontRole::SmallText)
                         .elidedText(m_emptyText, Qt::ElideRight, viewport()->width() - 2 * left));
}

void ChartStoryList::setOpen(std::optional<qint64> id)
{
    m_open = id;
    if (id)
        if (const QModelIndex index = m_model.indexOf(ArticleId{*id}); index.isValid())
            scrollTo(index, EnsureVisible);
    viewport()->update();
}

void ChartStoryList::setLit(const std::optional<TimeSpan> &span)
{
    if (span == m_lit)
        return;
    m_lit = span;
    viewport()->update();
}

bool ChartStoryList::isLit(const Story &story) const
{
    return m_lit && story.article.sortTime >= m_lit->from && story.article.sortTime <= m_lit->to;
}

void ChartStoryList::choose(const QModelIndex &index)
{
    if (const Story *story = m_model.story(index))
        emit storyChosen(story->article.id.value);
}

void ChartStoryList::hover(const QModelIndex &index)
{
    const Story *story = m_model.story(index);
    const auto id = story ? std::optional(story->article.id.value) : std::nullopt;
    if (id == m_hovered)
        return;
    m_hovered = id;
    emit storyHovered(id);
}

void ChartStoryList::mouseMoveEvent(QMouseEvent *event)
{
    QListView::mouseMoveEvent(event);
    hover(indexAt(event->position().toPoint()));
}

void ChartStoryList::leaveEvent(QEvent *event)
{
    QListView::leaveEvent(event);
    hover({});
}

void ChartStoryList::mouseReleaseEvent(QMouseEvent *event)
{
    QListView::mouseReleaseEvent(event);
    if (event->button() == Qt::LeftButton)
        choose(indexAt(event->position().toPoint()));
}

void ChartStoryList::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        choose(currentIndex());
    } else if (!event->text().isEmpty() && event->text().front().isPrint()) {
        event->ignore(); // letters are the program's keys
    } else {
        QListView::keyPressEvent(event);
        hover(currentIndex()); // the keyboard's row is looked at as the pointer's is
    }
}

void ChartStoryList::focusOutEvent(QFocusEvent *event)
{
    QListView::focusOutEvent(event);
    hover({});
}

void ChartStoryList::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(event->pos());
    if (const Story *story = m_model.story(index))
        emit menuRequested(story->article.id.value,
                           byKey ? viewport()->mapToGlobal(visualRect(index).center()) : event->globalPos());
}
