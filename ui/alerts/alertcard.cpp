#include "ui/alerts/alertcard.h"

#include "ui/style/cards.h"
#include "ui/style/controls.h"

#include <QAccessible>
#include <QEvent>
#include <QGraphicsOpacityEffect>
#include <QPainter>
#include <QPushButton>
#include <cmath>

namespace {
constexpr int wide = 304, widest = 380, pad = 14, icon = 16, iconGap = 10, buttonGap = 9;
constexpr int riseBy = 8, riseMs = 160;
} // namespace

AlertCard::AlertCard(UiTheme &theme, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_open(new QPushButton(this)),
      m_snooze(new QPushButton(this)),
      m_off(new QPushButton(tr("Turn off"), this)),
      m_close(new IconButton(theme, Icon::Close, tr("Seen, close"), this))
{
    m_open->setProperty("primary", true);
    for (QPushButton *button : {m_open, m_snooze, m_off}) {
        button->setProperty("small", true);
        button->setFocusPolicy(Qt::TabFocus); // a click takes the keyboard from nothing
        button->setAutoDefault(false);
    }
    m_close->setSide(24);
    m_close->setFocusPolicy(Qt::TabFocus);
    m_rising.setDuration(riseMs);
    m_rising.setStartValue(0.0);
    m_rising.setEndValue(1.0);
    m_rising.setEasingCurve(QEasingCurve::OutCubic);
    connect(&m_rising, &QVariantAnimation::valueChanged, this, [this](const QVariant &value) {
        const double share = value.toDouble();
        move(m_bottomLeft.x(), m_bottomLeft.y() - height() + static_cast<int>((1 - share) * riseBy));
        if (auto *effect = qobject_cast<QGraphicsOpacityEffect *>(graphicsEffect()))
            effect->setOpacity(share);
    });
    connect(&m_rising, &QVariantAnimation::finished, this, [this] { setGraphicsEffect(nullptr); });
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (m_firings.size() == 1)
            emit openWanted(AlertFiring(m_firings.first()));
        else
            emit listWanted();
    });
    connect(m_snooze, &QPushButton::clicked, this, &AlertCard::snoozeWanted);
    connect(m_off, &QPushButton::clicked, this, &AlertCard::offWanted);
    connect(m_close, &QAbstractButton::clicked, this, &AlertCard::dismissed);
    connect(&theme, &UiTheme::changed, this, &AlertCard::layOut);
    hide();
}

void AlertCard::setFirings(const QList<AlertFiring> &firings)
{
    if (firings == m_firings)
        return;
    const bool fresh =
        !firings.isEmpty() && (m_firings.isEmpty() || firings.first().id != m_firings.first().id);
    m_firings = firings;
    if (firings.isEmpty()) {
        m_rising.stop();
        setGraphicsEffect(nullptr);
        hide();
        return;
    }
    m_words = firingWords(firings, m_theme);
    const bool one = firings.size() == 1;
    m_open->setText(!one                                              ? tr("Show all")
                    : firings.first().story != ArticleId{}            ? tr("Open story")
                    : firings.first().condition.asset.value.isEmpty() ? tr("Open")
                                                                      : tr("Open chart"));
    m_snooze->setText(one ? tr("Snooze") : tr("Snooze all"));
    m_snooze->setToolTip(tr("Silent for 15 min"));
    m_off->setVisible(one);
    setAccessibleName(m_words.title);
    setAccessibleDescription(m_words.evidence);
    setToolTip(
        one ? firingDetail(firings.first(), m_theme).toHtmlEscaped().replace(u'\n', QStringLiteral("<br>"))
            : QString());
    layOut();
    const bool hidden = isHidden();
    QWidget::show();
    raise();
    if (hidden)
        rise();
    if (fresh)
        announce();
    update();
}

void AlertCard::announce()
{
    if (!QAccessible::isActive())
        return;
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void AlertCard::rise()
{
    if (m_theme.reducedMotion() || !isVisible())
        return;
    auto *effect = new QGraphicsOpacityEffect(this);
    effect->setOpacity(0);
    setGraphicsEffect(effect);
    m_rising.start();
}

void AlertCard::place(QPoint bottomLeft, int most)
{
    m_bottomLeft = bottomLeft;
    m_most = most;
    layOut();
}

QSize AlertCard::sizeHint() const
{
    const Fonts &fonts = m_theme.fonts();
    // The level an alert is about is the end of its title: where there is room it is never cut.
    const double title = fonts.metrics(FontRole::Strong).horizontalAdvance(m_words.title);
    const int whole = textLeft() + static_cast<int>(std::ceil(title)) + m_close->sizeHint().width() + pad;
    const int width = std::clamp(whole, m_theme.px(wide), m_theme.px(widest));
    const double words = fonts.lineHeight(FontRole::Strong) + fonts.lineHeight(FontRole::SmallText);
    return {m_most > 0 ? std::min(width, m_most) : width,
            pad + static_cast<int>(std::ceil(words)) + buttonGap + buttonHeight() + pad};
}

int AlertCard::buttonHeight() const
{
    return std::max(24, m_theme.px(24));
}

int AlertCard::textLeft() const
{
    return pad + m_theme.px(icon) + iconGap;
}

int AlertCard::textWidth() const
{
    return width() - textLeft() - pad;
}

void AlertCard::layOut()
{
    resize(sizeHint());
    move(m_bottomLeft.x(), m_bottomLeft.y() - height());
    m_close->resize(m_close->sizeHint());
    m_close->move(width() - m_close->width() - 7, 7);
    int x = textLeft();
    for (QPushButton *button : {m_open, m_snooze, m_off}) {
        button->setGeometry(x, height() - pad - buttonHeight(), button->sizeHint().width(), buttonHeight());
        x = button->geometry().right() + 1 + 8;
    }
}

void AlertCard::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    const Fonts &fonts = m_theme.fonts();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(t.warning, 1));
    painter.setBrush(t.elevated);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    const double side = m_theme.px(icon);
    drawIcon(painter, Icon::Bell, QRectF(pad, pad + 1, side, side), t.warning);
    const auto line = [&](FontRole role, const QColor &ink, double top, double room, const QString &text) {
        painter.setFont(fonts.font(role));
        painter.setPen(ink);
        painter.drawText(QPointF(textLeft(), fonts.baseline(role, top, fonts.lineHeight(role))),
                         fonts.metrics(role).elidedText(text, Qt::ElideRight, room));
    };
    line(FontRole::Strong, t.text, pad, textWidth() - m_close->width(), m_words.title);
    line(FontRole::SmallText, t.textSecondary, pad + fonts.lineHeight(FontRole::Strong), textWidth(),
         m_words.evidence);
}

bool AlertCard::event(QEvent *event)
{
    return keepOnCard(event) || QWidget::event(event);
}
