#include "ui/style/controls.h"

#include <QApplication>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPaintEvent>
#include <cmath>

namespace {
// A control that repaints and measures again when the theme changes.
void follow(UiTheme &theme, QWidget *widget)
{
    QObject::connect(&theme, &UiTheme::changed, widget, [widget] {
        widget->updateGeometry();
        widget->update();
    });
}

// The ground of the chosen one; an outline where grounds don't differ.
void drawActiveTab(QPainter &painter, const QRectF &box, const Tokens &t)
{
    painter.setPen(t.highContrast ? QPen(t.accent, 1) : QPen(Qt::NoPen));
    painter.setBrush(t.dark ? t.elevated : t.surface);
    painter.drawRoundedRect(t.highContrast ? box.adjusted(0.5, 0.5, -0.5, -0.5) : box, 6, 6);
}

// One of a Segments group.
class SegmentButton : public QAbstractButton
{
public:
    SegmentButton(UiTheme &theme, const QString &text, QWidget *parent)
        : QAbstractButton(parent), m_theme(theme)
    {
        setText(text);
        setCheckable(true);
        setAutoExclusive(true); // makes it a RadioButton to assistive technology
        setFocusPolicy(Qt::StrongFocus);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        ::follow(theme, this);
    }
    QSize sizeHint() const override
    {
        const qreal width = m_theme.fonts().metrics(FontRole::SmallStrong).horizontalAdvance(text());
        return {static_cast<int>(std::ceil(width)) + 20, m_theme.px(22)};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Tokens &t = m_theme.tokens();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (isChecked())
            drawActiveTab(painter, rect(), t);
        painter.setFont(m_theme.font(isChecked() ? FontRole::SmallStrong : FontRole::SmallMedium));
        painter.setPen(!isEnabled()                  ? t.textDisabled
                       : isChecked() || underMouse() ? t.text
                                                     : t.textSecondary);
        painter.drawText(rect(), Qt::AlignCenter, text());
    }
    void enterEvent(QEnterEvent *) override { update(); }
    void leaveEvent(QEvent *) override { update(); }

private:
    UiTheme &m_theme;
};

// The ground below segments, as a widget, so that its ring and its name are one.
class Track : public QWidget
{
public:
    Track(UiTheme &theme, QWidget *parent) : QWidget(parent), m_theme(theme) { ::follow(theme, this); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.tokens().bg);
        painter.drawRoundedRect(rect(), 8, 8);
    }

private:
    UiTheme &m_theme;
};
} // namespace

IconButton::IconButton(UiTheme &theme, Icon icon, const QString &name, QWidget *parent)
    : QAbstractButton(parent), m_theme(theme), m_icon(icon)
{
    setName(name);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    ::follow(theme, this);
}

void IconButton::setName(const QString &name, const QKeySequence &key)
{
    setAccessibleName(name);
    setToolTip(key.isEmpty() ? name
                             : QStringLiteral("%1 (%2)").arg(name, key.toString(QKeySequence::NativeText)));
}

void IconButton::setGlyph(Icon icon)
{
    m_icon = icon;
    update();
}

void IconButton::setSide(int pixels)
{
    m_side = std::max(24, pixels);
    updateGeometry();
}

void IconButton::setCount(int count)
{
    if (m_count == count)
        return;
    m_count = count;
    update();
}

void IconButton::setGround(bool shown)
{
    m_ground = shown;
    update();
}

QSize IconButton::sizeHint() const
{
    const int side = m_theme.px(m_side);
    return {side, side};
}

void IconButton::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool hot = isEnabled() && (underMouse() || isDown());
    if ((isChecked() && m_ground) || hot) {
        painter.setPen(t.highContrast ? QPen(isChecked() ? t.accent : t.text, 1) : QPen(Qt::NoPen));
        painter.setBrush(isChecked() ? t.selected : t.elevated);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }
    const qreal side = m_theme.px(m_side > 24 ? 16 : 14);
    // Snapped to whole pixels, so that the grid of the icon falls on the grid of the screen.
    const QPointF corner(std::round((width() - side) / 2), std::round((height() - side) / 2));
    const QColor ink = !isEnabled()  ? t.textDisabled
                       : isChecked() ? t.accent
                       : hot         ? t.text
                                     : t.textSecondary;
    drawIcon(painter, m_icon, QRectF(corner, QSizeF(side, side)), ink);
    if (m_count > 0) {
        const qreal d = m_theme.px(13);
        drawCount(painter, QRectF(width() - d - 2, 2, d, d), m_theme, m_count, t.warning, t.surface);
    }
}

Toggle::Toggle(UiTheme &theme, const QString &name, QWidget *parent) : QAbstractButton(parent), m_theme(theme)
{
    setCheckable(true);
    setAccessibleName(name);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    ::follow(theme, this);
}

QSize Toggle::sizeHint() const
{
    // The target is 24 high, the drawing 18.
    return {m_theme.px(30), std::max(24, m_theme.px(18))};
}

void Toggle::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal h = m_theme.px(18), w = m_theme.px(30);
    const QRectF track(0, std::round((height() - h) / 2), w, h);
    const bool on = isChecked();
    painter.setPen(on && isEnabled() ? QPen(Qt::NoPen) : QPen(isEnabled() ? t.control : t.line, 1));
    painter.setBrush(on ? QBrush(isEnabled() ? t.accentFill : t.line) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(on && isEnabled() ? track : track.adjusted(0.5, 0.5, -0.5, -0.5), h / 2, h / 2);
    const qreal knob = on ? h - 6 : h - 8, inset = (h - knob) / 2;
    painter.setPen(Qt::NoPen);
    painter.setBrush(!isEnabled() ? t.textDisabled : on ? t.onAccent : t.control);
    const qreal x = on ? track.right() - inset - knob : track.left() + inset;
    painter.drawEllipse(QRectF(x, track.top() + inset, knob, knob));
}

Segments::Segments(UiTheme &theme, const QStringList &labels, const QString &name, QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto *outer = new QHBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *track = new Track(theme, this);
    outer->addWidget(track);
    auto *row = new QHBoxLayout(track);
    row->setContentsMargins(2, 2, 2, 2);
    row->setSpacing(2);
    for (const QString &label : labels) {
        const int index = static_cast<int>(m_buttons.size());
        auto *button = new SegmentButton(theme, label, track);
        connect(button, &QAbstractButton::clicked, this, [this, index] { emit chosen(index); });
        row->addWidget(button);
        m_buttons.append(button);
    }
    setCurrent(0);
}

int Segments::current() const
{
    for (qsizetype i = 0; i < m_buttons.size(); ++i)
        if (m_buttons.at(i)->isChecked())
            return static_cast<int>(i);
    return -1;
}

void Segments::setCurrent(int index)
{
    if (index >= 0 && index < m_buttons.size())
        m_buttons.at(index)->setChecked(true);
}

Tabs::Tabs(UiTheme &theme, QWidget *parent) : QTabBar(parent), m_theme(theme)
{
    setDrawBase(false);
    setExpanding(false);
    setElideMode(Qt::ElideNone);
    setUsesScrollButtons(false);
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    ::follow(theme, this);
    connect(&theme, &UiTheme::changed, this, [this] {
        // Makes QTabBar measure its tabs again.
        setFont(m_theme.font(FontRole::SmallStrong));
    });
    setFont(theme.font(FontRole::SmallStrong));
}

void Tabs::setCount(int tab, int count)
{
    if (this->count(tab) == count)
        return;
    setTabData(tab, count);
    setTabText(tab, tabText(tab)); // measures again
    updateGeometry();
    update();
}

qreal Tabs::countWidth(int count) const
{
    if (count <= 0)
        return 0;
    const qreal text = m_theme.fonts().metrics(FontRole::Chip).horizontalAdvance(QString::number(count));
    return std::max<qreal>(m_theme.px(15), std::ceil(text) + 8) + 5;
}

QSize Tabs::tabSizeHint(int index) const
{
    const qreal width = m_theme.fonts().metrics(FontRole::SmallStrong).horizontalAdvance(tabText(index));
    const int ends = (index == 0 ? 2 : 0) + (index == QTabBar::count() - 1 ? 2 : 0);
    return {static_cast<int>(std::ceil(width + countWidth(count(index)))) + 20 + ends, m_theme.px(26)};
}

void Tabs::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.bg);
    painter.drawRoundedRect(rect(), 8, 8);
    const QPoint pointer = mapFromGlobal(QCursor::pos());
    for (int i = 0; i < QTabBar::count(); ++i) {
        const bool active = i == currentIndex();
        const int left = i == 0 ? 2 : 0, right = i == QTabBar::count() - 1 ? 2 : 0;
        const QRectF box = QRectF(tabRect(i)).adjusted(left, 2, -right, -2);
        if (active)
            drawActiveTab(painter, box, t);
        const FontRole role = active ? FontRole::SmallStrong : FontRole::SmallMedium;
        painter.setFont(m_theme.font(role));
        painter.setPen(active || (underMouse() && box.contains(pointer)) ? t.text : t.textSecondary);
        painter.drawText(QPointF(box.left() + 10, m_theme.fonts().baseline(role, box.top(), box.height())),
                         tabText(i));
        if (const int n = count(i); n > 0) {
            const qreal h = m_theme.px(15), w = countWidth(n) - 5;
            drawCount(painter, QRectF(box.right() - 8 - w, box.top() + (box.height() - h) / 2, w, h), m_theme,
                      n, t.accentFill, t.onAccent);
        }
    }
}

Pill::Pill(UiTheme &theme, Icon icon, const QString &text, QWidget *parent)
    : QAbstractButton(parent), m_theme(theme), m_icon(icon)
{
    setText(text);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    ::follow(theme, this);
}

QSize Pill::sizeHint() const
{
    const qreal width = m_theme.fonts().metrics(FontRole::SmallMedium).horizontalAdvance(text());
    return {static_cast<int>(std::ceil(width)) + m_theme.px(16) + 16, m_theme.px(24)};
}

void Pill::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ink = isChecked() ? t.accent : underMouse() ? t.text : t.textSecondary;
    painter.setPen(QPen(isChecked() ? t.accent : t.line, 1));
    painter.setBrush(isChecked() ? QBrush(t.selected) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), height() / 2.0, height() / 2.0);
    const qreal side = m_theme.px(16);
    drawIcon(painter, m_icon, QRectF(4, std::round((height() - side) / 2), side, side), ink);
    painter.setFont(m_theme.font(FontRole::SmallMedium));
    painter.setPen(ink);
    painter.drawText(QPointF(4 + side + 1, m_theme.fonts().baseline(FontRole::SmallMedium, 0, height())),
                     text());
}

Menu::Menu(UiTheme &theme, QWidget *parent) : QMenu(parent), m_theme(theme)
{
    setToolTipsVisible(true);
    if (theme.compositing()) {
        setAttribute(Qt::WA_TranslucentBackground);
        setWindowFlags(windowFlags() | Qt::FramelessWindowHint | Qt::NoDropShadowWindowHint);
    }
}

QAction *Menu::add(Icon icon, const QString &text, const QKeySequence &shownKey)
{
    QAction *action = add(text, shownKey);
    const Tokens &t = m_theme.tokens();
    action->setIcon(makeIcon(icon, t.text, t.onAccent, t.textDisabled));
    return action;
}

QAction *Menu::add(const QString &text, const QKeySequence &shownKey)
{
    return addAction(shownKey.isEmpty() ? text : text + u'\t' + shownKey.toString(QKeySequence::NativeText));
}

Menu *Menu::addSub(Icon icon, const QString &text)
{
    auto *sub = new Menu(m_theme, this);
    sub->setTitle(text);
    const Tokens &t = m_theme.tokens();
    sub->menuAction()->setIcon(makeIcon(icon, t.text, t.onAccent, t.textDisabled));
    addMenu(sub);
    return sub;
}

void Menu::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(t.line, 1));
    painter.setBrush(t.elevated);
    const double radius = testAttribute(Qt::WA_TranslucentBackground) ? 8 : 0;
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    for (const QAction *action : actions())
        if (action->isVisible())
            paintAction(painter, *action, actionGeometry(const_cast<QAction *>(action)));
}

void Menu::paintAction(QPainter &painter, const QAction &action, const QRect &box) const
{
    const Tokens &t = m_theme.tokens();
    const Fonts &fonts = m_theme.fonts();
    if (action.isSeparator()) {
        painter.fillRect(QRect(box.left() + 6, box.center().y(), box.width() - 12, 1), t.border);
        return;
    }
    const bool active = activeAction() == &action && action.isEnabled();
    if (active) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.accentFill);
        painter.drawRoundedRect(box, 5, 5);
    }
    const QColor ink = !action.isEnabled() ? t.textDisabled : active ? t.onAccent : t.text;
    const QColor faint = active || !action.isEnabled() ? ink : t.textSecondary;
    const int icon = fonts.px(14);
    const QRect left(box.left() + 9, box.top() + (box.height() - icon) / 2, icon, icon);
    if (action.isCheckable() && action.isChecked())
        drawIcon(painter, Icon::Check, left, ink);
    else if (!action.icon().isNull())
        action.icon().paint(&painter, left, Qt::AlignCenter,
                            !action.isEnabled() ? QIcon::Disabled
                            : active            ? QIcon::Selected
                                                : QIcon::Normal);
    const QStringList parts = action.text().split(u'\t');
    const double baseline = fonts.baseline(FontRole::SmallMedium, box.top(), box.height());
    QString words = parts.first();
    words.remove(u'&');
    painter.setFont(fonts.font(FontRole::SmallMedium));
    painter.setPen(ink);
    painter.drawText(QPointF(left.right() + 8, baseline), words);
    if (action.menu()) {
        drawIcon(painter, Icon::ChevronRight, QRect(box.right() - 7 - icon, left.top(), icon, icon), faint);
    } else if (parts.size() > 1) {
        painter.setFont(fonts.font(FontRole::Meta));
        painter.setPen(faint);
        const double width = fonts.metrics(FontRole::Meta).horizontalAdvance(parts.at(1));
        painter.drawText(QPointF(box.right() - 7 - width, baseline), parts.at(1));
    }
}

FocusRing::FocusRing(UiTheme &theme, QWidget *window) : QWidget(window), m_theme(theme), m_window(window)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
    hide();
    qApp->installEventFilter(this);
    ::follow(theme, this);
}

bool FocusRing::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn) {
        auto *widget = qobject_cast<QWidget *>(watched);
        if (widget && widget->window() == m_window) {
            const Qt::FocusReason reason = static_cast<QFocusEvent *>(event)->reason();
            const bool byKey = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason ||
                               reason == Qt::ShortcutFocusReason;
            const bool button = qobject_cast<QAbstractButton *>(widget) || qobject_cast<QTabBar *>(widget);
            follow(byKey && button && !widget->property("ownFocus").toBool() ? widget : nullptr);
        }
    } else if (watched == m_target) {
        switch (event->type()) {
        case QEvent::FocusOut:
        case QEvent::Hide:
        case QEvent::Destroy:
            follow(nullptr);
            break;
        case QEvent::Move:
        case QEvent::Resize:
            place();
            break;
        default:
            break;
        }
    }
    return false;
}

void FocusRing::follow(QWidget *target)
{
    m_target = target;
    setVisible(target != nullptr);
    place();
}

void FocusRing::place()
{
    if (!m_target)
        return;
    constexpr int outside = 4; // 2 px of gap, 2 px of ring
    const QPoint corner = m_target->mapTo(m_window, QPoint());
    setGeometry(QRect(corner, m_target->size()).adjusted(-outside, -outside, outside, outside));
    raise();
    update();
}

void FocusRing::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.tokens().accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8);
}

qreal chipWidth(const Fonts &fonts, const QString &text, bool withIcon)
{
    return std::ceil(fonts.metrics(FontRole::Chip).horizontalAdvance(text)) + 12 +
           (withIcon ? fonts.px(12) : 0);
}

void drawChip(QPainter &painter, QPointF topLeft, const UiTheme &theme, const QString &text,
              const QColor &ink, const QColor &ground, std::optional<Icon> icon)
{
    const Fonts &fonts = theme.fonts();
    const QRectF box(topLeft, QSizeF(chipWidth(fonts, text, icon.has_value()), fonts.px(16)));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(box, 4, 4);
    qreal x = box.left() + 6;
    if (icon) {
        const qreal side = fonts.px(10);
        drawIcon(painter, *icon, QRectF(x, box.top() + (box.height() - side) / 2, side, side), ink);
        x += fonts.px(12);
    }
    painter.setFont(fonts.font(FontRole::Chip));
    painter.setPen(ink);
    painter.drawText(QPointF(x, fonts.baseline(FontRole::Chip, box.top(), box.height())), text);
}

void fillRule(QPainter &painter, const QRectF &rule, const QColor &colour)
{
    const QTransform toDevice = painter.deviceTransform();
    QRectF device = toDevice.mapRect(rule);
    const bool lying = rule.width() >= rule.height();
    const double thick = std::max(1.0, std::floor(lying ? device.height() : device.width()));
    if (lying)
        device = QRectF(device.left(), std::round(device.top()), device.width(), thick);
    else
        device = QRectF(std::round(device.left()), device.top(), thick, device.height());
    const bool smooth = painter.testRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(toDevice.inverted().mapRect(device), colour);
    painter.setRenderHint(QPainter::Antialiasing, smooth);
}

void drawDot(QPainter &painter, QPointF centre, const QColor &colour, bool hollow)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hollow ? QPen(colour, 1) : QPen(Qt::NoPen));
    painter.setBrush(hollow ? QBrush(Qt::NoBrush) : QBrush(colour));
    const qreal radius = hollow ? 3 : 3.5;
    painter.drawEllipse(centre, radius, radius);
}

void drawCount(QPainter &painter, const QRectF &box, const UiTheme &theme, int count, const QColor &ground,
               const QColor &ink)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2);
    const Fonts &fonts = theme.fonts();
    const QString text = count > 99 ? QStringLiteral("99+") : QString::number(count);
    painter.setFont(fonts.font(FontRole::Badge));
    painter.setPen(ink);
    const qreal width = fonts.metrics(FontRole::Badge).horizontalAdvance(text) - fonts.px(1) / 2.0;
    painter.drawText(
        QPointF(box.center().x() - width / 2, fonts.baseline(FontRole::Badge, box.top(), box.height())),
        text);
}
