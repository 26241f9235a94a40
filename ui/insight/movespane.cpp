#include "ui/insight/movespane.h"

#include "ui/insight/movecard.h"
#include "ui/style/panehead.h"
#include "ui/style/rule.h"

#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QVBoxLayout>

namespace {
constexpr int mostRows = 5, side = 14, below = 8;
}

MovesPane::MovesPane(UiTheme &theme, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_model(theme),
      m_head(new PaneHead(theme, tr("Moves today"), this)),
      m_list(new QListView(this)),
      m_empty(new QLabel(this))
{
    setProperty("pane", QStringLiteral("surface"));
    setAttribute(Qt::WA_StyledBackground);
    m_head->setNote(tr("beyond twice the usual"), true);
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new MoveDelegate(theme, m_model, this));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Moves today"));
    m_list->setProperty("ownFocus", true);
    m_list->installEventFilter(this);
    m_empty->setWordWrap(true);
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, below);
    column->setSpacing(0);
    column->addWidget(new Rule(theme, this));
    column->addWidget(m_head);
    column->addWidget(m_list, 1);
    column->addWidget(m_empty, 1);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::MinimumExpanding);
    connect(m_list, &QListView::clicked, this, &MovesPane::open);
    connect(&theme, &UiTheme::changed, this, &MovesPane::restyle);
    connect(&m_exposure, &Exposure::changed, this, &MovesPane::shownChanged);
    restyle();
    setMoves({}, {});
}

void MovesPane::setMoves(const QList<ExplainedMove> &moves, const QString &emptyText)
{
    m_model.setMoves(moves);
    m_empty->setText(emptyText);
    m_list->setVisible(!moves.isEmpty());
    m_empty->setVisible(moves.isEmpty());
    updateGeometry();
}

MoveCard *MovesPane::card() const
{
    return m_card;
}

QString MovesPane::emptyText() const
{
    return m_empty->isVisibleTo(this) ? m_empty->text() : QString();
}

QSize MovesPane::sizeHint() const
{
    const int rows = m_model.rowCount();
    const int content = rows > 0 ? std::min(rows, mostRows) * m_list->sizeHintForRow(0)
                                 : std::max(m_empty->heightForWidth(width()), 0);
    return {m_theme.px(392), 1 + m_head->minimumHeight() + content + below};
}

void MovesPane::restyle()
{
    QPalette palette;
    palette.setColor(QPalette::WindowText, m_theme.tokens().textSecondary);
    m_empty->setPalette(palette);
    m_empty->setFont(m_theme.font(FontRole::SmallText));
    m_empty->setContentsMargins(side, 0, side, 4);
    m_list->doItemsLayout();
    updateGeometry();
}

void MovesPane::open(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    if (!m_card) {
        m_card = new MoveCard(m_theme, this);
        connect(m_card, &MoveCard::storyWanted, this, &MovesPane::storyWanted);
    }
    const QRect row = m_list->visualRect(index);
    m_card->openFor(m_model.at(index.row()), {m_list->viewport()->mapToGlobal(row.topLeft()), row.size()});
}

bool MovesPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Space) {
            open(m_list->currentIndex());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}
