#include "ui/style/rowlist.h"

#include "ui/style/icons.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <climits>

ListRow::ListRow(UiTheme &theme, const QString &accessibleName, QWidget *parent)
    : QFrame(parent), m_theme(theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(accessibleName);
    setProperty("ownFocus", true);
}

void ListRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &tokens = m_theme.tokens();
    painter.fillRect(rect(), m_dragging ? tokens.selected : m_over ? tokens.hover : tokens.surface);
    painter.fillRect(QRect(10, height() - 1, width() - 20, 1), tokens.grid);
    if (m_movable)
        drawIcon(painter, Icon::Drag, QRectF(9, (height() - 16) / 2.0, 16, 16), tokens.textSecondary);
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(tokens.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    }
}

void ListRow::keyPressEvent(QKeyEvent *event)
{
    const bool alt = event->modifiers() == Qt::AltModifier;
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down: {
        const int by = event->key() == Qt::Key_Up ? -1 : 1;
        if (alt && m_movable)
            emit moveRequested(by);
        else
            emit stepRequested(by);
        return;
    }
    case Qt::Key_Home:
        return emit stepRequested(INT_MIN);
    case Qt::Key_End:
        return emit stepRequested(INT_MAX);
    case Qt::Key_Delete:
        return emit removeRequested();
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return emit activated();
    default:
        QFrame::keyPressEvent(event);
    }
}

void ListRow::mousePressEvent(QMouseEvent *event)
{
    m_pressed = m_movable && event->button() == Qt::LeftButton;
    m_from = event->pos();
}

void ListRow::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_pressed)
        return;
    if (!m_dragging && (event->pos() - m_from).manhattanLength() < QApplication::startDragDistance())
        return;
    m_dragging = true;
    setCursor(Qt::ClosedHandCursor);
    // The row follows the pointer by whole places, so that nothing ever lies between two rows.
    const int by = event->pos().y() < -height() / 4 ? -1 : event->pos().y() > height() + height() / 4 ? 1 : 0;
    if (by != 0)
        emit moveRequested(by);
    update();
}

void ListRow::mouseReleaseEvent(QMouseEvent *)
{
    m_pressed = m_dragging = false;
    unsetCursor();
    update();
}

void ListRow::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        emit activated();
}

void ListRow::enterEvent(QEnterEvent *)
{
    m_over = true;
    emit hovered(true);
    update();
}

void ListRow::leaveEvent(QEvent *)
{
    m_over = false;
    emit hovered(false);
    update();
}

RowList::RowList(UiTheme &theme, const QString &accessibleName, QWidget *parent)
    : QScrollArea(parent), m_content(new QWidget), m_layout(new QVBoxLayout(m_content))
{
    setAccessibleName(accessibleName);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    m_content->setProperty("pane", QStringLiteral("surface"));
    const auto outline = [this, &theme] {
        setStyleSheet(QStringLiteral("RowList { border: 1px solid %1; border-radius: 6px; }")
                          .arg(theme.tokens().border.name()));
    };
    outline();
    connect(&theme, &UiTheme::changed, this, outline);
    m_layout->setContentsMargins(1, 1, 1, 1);
    m_layout->setSpacing(0);
    m_layout->addStretch();
    setWidget(m_content);
}

void RowList::clear()
{
    qDeleteAll(m_rows);
    m_rows.clear();
    qDeleteAll(m_headings);
    m_headings.clear();
}

void RowList::add(ListRow *row)
{
    m_rows.append(row);
    m_layout->insertWidget(m_layout->count() - 1, row); // before the stretch
    connect(row, &ListRow::moveRequested, this, [this, row](int by) { move(row, by); });
    connect(row, &ListRow::removeRequested, this, [this, row] { emit removeRequested(m_rows.indexOf(row)); });
    connect(row, &ListRow::stepRequested, this, [this, row](int by) { step(row, by); });
}

void RowList::addHeading(const QString &text)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setProperty("role", QStringLiteral("heading"));
    label->setContentsMargins(14, 8, 10, 3);
    m_headings.append(label);
    m_layout->insertWidget(m_layout->count() - 1, label);
}

void RowList::step(ListRow *row, int by)
{
    const qint64 to = std::clamp<qint64>(m_rows.indexOf(row) + qint64(by), 0, m_rows.size() - 1);
    m_rows.at(to)->setFocus(Qt::TabFocusReason);
    ensureWidgetVisible(m_rows.at(to));
}

void RowList::setVisibleRows(int rows, int rowHeight)
{
    setMinimumHeight(std::min(rows, 5) * rowHeight + 2);
    setMaximumHeight(rows * rowHeight + 4);
}

void RowList::move(ListRow *row, int by)
{
    const qsizetype from = m_rows.indexOf(row);
    const qsizetype to = from + by;
    if (from < 0 || to < 0 || to >= m_rows.size())
        return;
    m_rows.move(from, to);
    m_layout->removeWidget(row);
    m_layout->insertWidget(static_cast<int>(to), row);
    m_layout->activate();
    ensureWidgetVisible(row);
    emit moved(from, to);
}
