#include "ui/alerts/alertfooter.h"

#include "ui/style/controls.h"

#include <QAccessible>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>

namespace {
constexpr int side = 10, textLeft = 34, top = 8;
}

AlertFooter::AlertFooter(UiTheme &theme, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_snooze(new QPushButton(tr("Snooze"), this)),
      m_ok(new QPushButton(tr("OK"), this))
{
    setCursor(Qt::PointingHandCursor);
    for (QPushButton *button : {m_snooze, m_ok}) {
        button->setProperty("small", true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setCursor(Qt::ArrowCursor);
    }
    m_snooze->setToolTip(tr("Silent for 15 min"));
    connect(m_snooze, &QPushButton::clicked, this, &AlertFooter::snoozeWanted);
    connect(m_ok, &QPushButton::clicked, this, &AlertFooter::dismissed);
    connect(&theme, &UiTheme::changed, this, &AlertFooter::place);
}

void AlertFooter::setFirings(const QList<AlertFiring> &firings)
{
    m_words = firingWords(firings, m_theme);
    setAccessibleName(m_words.title);
    setAccessibleDescription(m_words.evidence);
    setToolTip(m_words.evidence.toHtmlEscaped());
    QWidget::show();
    place();
    update();
    if (std::exchange(m_newest, firings.first().id) == firings.first().id || !QAccessible::isActive())
        return;
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void AlertFooter::place()
{
    int right = width() - side;
    const int high = std::max(22, m_theme.px(22));
    for (QPushButton *button : {m_ok, m_snooze}) {
        const int wide = button->sizeHint().width();
        button->setGeometry(right - wide, height() - high - 6, wide, high);
        right -= wide + 6;
    }
    update();
}

void AlertFooter::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    const Fonts &fonts = m_theme.fonts();
    QPainter painter(this);
    const double icon = m_theme.px(16);
    drawIcon(painter, Icon::Bell, QRectF(side, top + 1, icon, icon), t.warning);
    const auto line = [&](FontRole role, const QColor &ink, double y, double high, double right,
                          const QString &text) {
        painter.setFont(fonts.font(role));
        painter.setPen(ink);
        painter.drawText(
            QPointF(textLeft, fonts.baseline(role, y, high)),
            fonts.metrics(role).elidedText(text, Qt::ElideRight, std::max(right - textLeft, 0.0)));
    };
    line(FontRole::SmallStrong, t.text, top, fonts.lineHeight(FontRole::SmallStrong), width() - side,
         m_words.title);
    line(FontRole::Meta, t.textSecondary, m_ok->y(), m_ok->height(), m_snooze->x() - 8, m_words.evidence);
}

void AlertFooter::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        emit openWanted();
}
