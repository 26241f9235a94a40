#include "ui/style/tabs.h"

#include "ui/style/chips.h"

#include <QHBoxLayout>
#include <QPainter>
#include <cmath>
#include <optional>

namespace {
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
    SegmentButton(UiTheme &theme, const QString &text, std::optional<Icon> icon = std::nullopt)
        : m_theme(theme), m_glyph(icon)
    {
        setText(icon ? QString() : text);
        setAccessibleName(text);
        setCheckable(true);
        setAutoExclusive(true); // makes it a RadioButton to assistive technology
        setFocusPolicy(Qt::StrongFocus);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        followTheme(theme, this);
    }
    QSize sizeHint() const override
    {
        const qreal width = m_theme.fonts().metrics(FontRole::SmallStrong).horizontalAdvance(text());
        if (m_glyph)
            return {m_theme.px(26), m_theme.px(22)};
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
        const QColor ink = !isEnabled()                  ? t.textDisabled
                           : isChecked() || underMouse() ? t.text
                                                         : t.textSecondary;
        if (m_glyph) {
            const int side = m_theme.px(14);
            drawIcon(painter, *m_glyph, QRect((width() - side) / 2, (height() - side) / 2, side, side), ink);
            return;
        }
        painter.setFont(m_theme.font(isChecked() ? FontRole::SmallStrong : FontRole::SmallMedium));
        painter.setPen(ink);
        painter.drawText(rect(), Qt::AlignCenter, text());
    }
    void enterEvent(QEnterEvent *) override { update(); }
    void leaveEvent(QEvent *) override { update(); }

private:
    UiTheme &m_theme;
    std::optional<Icon> m_glyph;
};

// The ground below segments, as a widget, so that its ring and its name are one.
class Track : public QWidget
{
public:
    Track(UiTheme &theme, QWidget *parent) : QWidget(parent), m_theme(theme) { followTheme(theme, this); }

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

Segments::Segments(UiTheme &theme, const QStringList &labels, const QString &name, QWidget *parent)
    : Segments(theme, QList<IconChoice>(), name, parent)
{
    for (const QString &label : labels)
        addButton(new SegmentButton(theme, label));
    setCurrent(0);
}

Segments::Segments(UiTheme &theme, const QList<IconChoice> &choices, const QString &name, QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto *outer = new QHBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *track = new Track(theme, this);
    outer->addWidget(track);
    m_row = new QHBoxLayout(track);
    m_row->setContentsMargins(2, 2, 2, 2);
    m_row->setSpacing(2);
    for (const IconChoice &choice : choices) {
        auto *button = new SegmentButton(theme, choice.name, choice.icon);
        button->setToolTip(choice.toolTip.isEmpty() ? choice.name : choice.toolTip);
        addButton(button);
    }
    setCurrent(0);
}

void Segments::addButton(QAbstractButton *button)
{
    const int index = static_cast<int>(m_buttons.size());
    m_row->addWidget(button);
    connect(button, &QAbstractButton::clicked, this, [this, index] { emit chosen(index); });
    m_buttons.append(button);
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

void Segments::setOffered(int index, bool offered)
{
    m_buttons.at(index)->setVisible(offered);
}

// Worked out at once: a layout would only know after the next turn of the event loop.
QSize Segments::sizeHint() const
{
    QSize size(2 + 2 - 2, 0);
    for (const QAbstractButton *button : m_buttons) {
        if (button->isHidden())
            continue;
        size.rwidth() += button->sizeHint().width() + 2;
        size.setHeight(std::max(size.height(), button->sizeHint().height() + 4));
    }
    return size;
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
    followTheme(theme, this);
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
