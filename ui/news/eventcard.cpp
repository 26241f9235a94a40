#include "ui/news/eventcard.h"

#include "app/base/clock.h"
#include "ui/news/eventreports.h"
#include "ui/news/newslist.h"
#include "ui/news/storytext.h"
#include "ui/style/chips.h"
#include "ui/style/controls.h"
#include "ui/style/ownwords.h"

#include <QPainter>

namespace {
constexpr int edge = 1, side = 14, closeSide = 24;

class EventRows final : public StoryRows
{
public:
    EventRows(const QList<Story> &cluster, QObject *parent) : StoryRows(parent)
    {
        replaceRows(eventRows(cluster));
    }
};
} // namespace

EventCard::EventCard(const Story &open, const QList<Story> &cluster, UiTheme &theme, Clock &clock,
                     QWidget *parent)
    : PopupCard(theme, parent),
      m_title(open.article.title),
      m_market(open.facts.kind.has_value()),
      m_delegate(theme, clock)
{
    auto *rows = new EventRows(cluster, this);
    rows->setSpoken(
        [&theme, &clock](const StoryRow &row) { return spokenRow(row, theme.times(), clock.now()); });
    m_delegate.setOpen(open.article.id);
    m_list = new NewsList(*rows, this);
    m_list->setItemDelegate(&m_delegate);
    m_list->setAccessibleName(tr("Reports of this event"));
    m_list->setCurrentIndex(rows->indexOf(open.article.id));
    auto *close = new IconButton(theme, Icon::Close, tr("Close"), this);
    close->setSide(closeSide);
    m_close = close;
    setFocusProxy(m_list);
    setAccessibleName(tr("Reports of this event"));
    connect(close, &QAbstractButton::clicked, this, &QWidget::close);
    connect(m_list, &NewsList::storyChosen, this, [this](const QModelIndex &index) {
        emit storyWanted(index.data(StoryRows::IdRole).value<ArticleId>());
        this->close();
    });
}

int EventCard::headHeight() const
{
    return std::max(36, m_theme.px(36));
}

int EventCard::wantedHeight(int width) const
{
    int rows = 0;
    QStyleOptionViewItem option;
    option.rect = QRect(0, 0, width - 2 * edge, 0);
    for (int i = 0; i < m_list->rows().rowCount(); ++i)
        rows += m_delegate.sizeHint(option, m_list->rows().index(i)).height();
    return headHeight() + rows + 2 * edge;
}

void EventCard::resizeEvent(QResizeEvent *)
{
    m_close->move(width() - edge - 6 - closeSide, edge + (headHeight() - closeSide) / 2);
    m_list->setGeometry(edge, edge + headHeight(), width() - 2 * edge, height() - headHeight() - 2 * edge);
}

void EventCard::paintEvent(QPaintEvent *event)
{
    PopupCard::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &t = m_theme.tokens();
    const Fonts &fonts = m_theme.fonts();
    qreal left = side;
    if (m_market) {
        const qreal mark = m_theme.px(12);
        drawIcon(painter, Icon::Diamond, QRectF(left, edge + (headHeight() - mark) / 2, mark, mark),
                 t.accent);
        left += mark + 8;
    }
    painter.setFont(m_theme.font(FontRole::Strong));
    painter.setPen(t.text);
    drawOwnWords(
        painter, QPointF(left, fonts.baseline(FontRole::Strong, edge, headHeight())),
        fonts.metrics(FontRole::Strong).elidedText(m_title, Qt::ElideRight, m_close->x() - 8 - left));
    fillRule(painter, QRectF(edge, edge + headHeight() - 1, width() - 2 * edge, 1), t.border);
}
