#include "ui/shell/searchfield.h"

#include "app/base/clock.h"
#include "ui/style/controls.h"

#include <QKeyEvent>
#include <QPainter>

using namespace std::chrono_literals;

SearchField::SearchField(UiTheme &theme, Clock &clock, QWidget *parent)
    : QLineEdit(parent),
      m_theme(theme),
      m_clock(clock),
      m_clear(new IconButton(theme, Icon::Close, tr("Clear search"), this))
{
    setAccessibleName(tr("Search"));
    m_clear->setName(tr("Clear search"), Qt::Key_Escape);
    m_clear->setSide(24);
    m_clear->setCursor(Qt::ArrowCursor);
    m_clear->setFocusPolicy(Qt::NoFocus);
    m_clear->hide();
    connect(m_clear, &QAbstractButton::clicked, this, &QLineEdit::clear);
    connect(this, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_clear->setVisible(!text.isEmpty());
        if (text.isEmpty()) {
            m_pause.reset();
            emit searched({});
        } else {
            m_pause = m_clock.after(150ms, [this] { emit searched(this->text()); });
        }
    });
    connect(&theme, &UiTheme::changed, this, &SearchField::restyle);
    restyle();
}

void SearchField::setLongHint(bool allThings)
{
    setPlaceholderText(allThings ? tr("Search stories, coins, sources") : tr("Search"));
}

void SearchField::restyle()
{
    setFixedHeight(m_theme.px(28));
    setFont(m_theme.font(FontRole::SmallText));
    // Room for the magnifier and for what stands at the right; the sheet's own padding is 8.
    setTextMargins(m_theme.px(16) + 5, 0, m_theme.px(50), 0);
    QPalette colours = palette();
    colours.setColor(QPalette::PlaceholderText, m_theme.tokens().textSecondary);
    setPalette(colours);
    update();
}

void SearchField::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    m_clear->resize(m_clear->sizeHint());
    m_clear->move(width() - m_clear->width() - 4, (height() - m_clear->height()) / 2);
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter) {
        QLineEdit::keyPressEvent(event);
        return;
    }
    m_pause.reset();
    emit searched(text());
    emit left();
}

void SearchField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    const Tokens &t = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal side = m_theme.px(16);
    drawIcon(painter, Icon::Search, QRectF(8, (height() - side) / 2, side, side), t.textSecondary);
    if (!text().isEmpty() || width() < m_theme.px(160))
        return;
    const QString key =
        QKeySequence(QKeySequence::Find).toString(QKeySequence::NativeText).replace(u'+', u' ');
    const QFontMetricsF &metrics = m_theme.fonts().metrics(FontRole::Chip);
    const qreal w = metrics.horizontalAdvance(key) + 10, h = m_theme.px(16);
    const QRectF cap(width() - 8.5 - w, (height() - h) / 2 + 0.5, w, h - 1);
    painter.setPen(QPen(t.line, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(cap, 4, 4);
    painter.setFont(m_theme.font(FontRole::Chip));
    painter.setPen(t.textSecondary);
    painter.drawText(
        QPointF(cap.left() + 5, m_theme.fonts().baseline(FontRole::Chip, cap.top(), cap.height())), key);
}
