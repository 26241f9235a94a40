#include "ui/style/footernotice.h"

#include <QAccessible>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>

namespace {
constexpr int side = 10, textLeft = 34, top = 8;
}

FooterNotice::FooterNotice(UiTheme &theme, Icon icon, QColor Tokens::*ink, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_icon(icon), m_ink(ink)
{
    setCursor(Qt::PointingHandCursor);
    connect(&theme, &UiTheme::changed, this, &FooterNotice::place);
}

QPushButton *FooterNotice::addButton(const QString &text)
{
    auto *button = new QPushButton(text, this);
    button->setProperty("small", true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setCursor(Qt::ArrowCursor);
    m_buttons.append(button);
    return button;
}

void FooterNotice::setLines(const QString &title, const QString &detail)
{
    m_title = title;
    m_detail = detail;
    setAccessibleName(title);
    setAccessibleDescription(detail);
    setToolTip(detail.toHtmlEscaped());
    QWidget::show();
    place();
}

void FooterNotice::announce()
{
    if (!QAccessible::isActive())
        return;
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void FooterNotice::place()
{
    int right = width() - side;
    const int high = std::max(22, m_theme.px(22));
    for (QPushButton *button : std::as_const(m_buttons)) {
        const int wide = button->sizeHint().width();
        button->setGeometry(right - wide, height() - high - 6, wide, high);
        right -= wide + 6;
    }
    update();
}

QRect FooterNotice::buttonsBox() const
{
    return m_buttons.last()->geometry() | m_buttons.first()->geometry();
}

void FooterNotice::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    const Fonts &fonts = m_theme.fonts();
    QPainter painter(this);
    const double icon = m_theme.px(16);
    drawIcon(painter, m_icon, QRectF(side, top + 1, icon, icon), t.*m_ink);
    const auto line = [&](FontRole role, const QColor &ink, double y, double high, double right,
                          const QString &text) {
        painter.setFont(fonts.font(role));
        painter.setPen(ink);
        painter.drawText(
            QPointF(textLeft, fonts.baseline(role, y, high)),
            fonts.metrics(role).elidedText(text, Qt::ElideRight, std::max(right - textLeft, 0.0)));
    };
    line(FontRole::SmallStrong, t.text, top, fonts.lineHeight(FontRole::SmallStrong), width() - side,
         m_title);
    const QRect buttons = buttonsBox();
    line(FontRole::Meta, t.textSecondary, buttons.y(), buttons.height(), buttons.x() - 8, m_detail);
}

void FooterNotice::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        emit openWanted();
}
