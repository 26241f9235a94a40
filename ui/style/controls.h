#pragma once

#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QAbstractButton>
#include <QKeySequence>
#include <QMenu>
#include <QTabBar>

// Controls of our own paint. All follow UiTheme::changed(), answer to mouse and keyboard like any button, and
// carry an accessible name. Focus rings are drawn by FocusRing, one for each window.

// 30×30, radius 6, icon 16. Its tool tip is the name with the key ("Always on top (Ctrl+T)"); checked: accent
// icon on `selected`.
class IconButton : public QAbstractButton
{
    Q_OBJECT
public:
    IconButton(UiTheme &theme, Icon icon, const QString &name, QWidget *parent = nullptr);
    void setName(const QString &name, const QKeySequence &key = {});
    void setGlyph(Icon icon);
    void setSide(int pixels);   // 24 at least; scaled by the text size
    void setCount(int count);   // amber count at the upper right; 0: none
    void setGround(bool shown); // behind a checked icon
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *) override;
    void enterEvent(QEnterEvent *) override { update(); }
    void leaveEvent(QEvent *) override { update(); }

private:
    UiTheme &m_theme;
    Icon m_icon;
    int m_side = 30;
    int m_count = 0;
    bool m_ground = true;
};

// On/off, 30×18.
class Toggle : public QAbstractButton
{
    Q_OBJECT
public:
    explicit Toggle(UiTheme &theme, const QString &name, QWidget *parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *) override;

private:
    UiTheme &m_theme;
};

// One of several: "1H 24H 7D". A group of radio buttons to assistive technology; arrow keys move.
class Segments : public QWidget
{
    Q_OBJECT
public:
    Segments(UiTheme &theme, const QStringList &labels, const QString &name, QWidget *parent = nullptr);
    int current() const;
    void setCurrent(int index); // emits nothing

signals:
    void chosen(int index); // by the user

private:
    QList<QAbstractButton *> m_buttons;
};

// Latest · Trending · Saved: page tabs in the same look, with a count behind the label where there is one.
class Tabs : public QTabBar
{
    Q_OBJECT
public:
    explicit Tabs(UiTheme &theme, QWidget *parent = nullptr);
    void setCount(int tab, int count); // 0: none

protected:
    void paintEvent(QPaintEvent *) override;
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }

private:
    int count(int tab) const { return tabData(tab).toInt(); }
    qreal countWidth(int count) const;
    UiTheme &m_theme;
};

// The 24 px pill of a filter; checked: accent. May carry an icon.
class Pill : public QAbstractButton
{
    Q_OBJECT
public:
    Pill(UiTheme &theme, Icon icon, const QString &text, QWidget *parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *) override;

private:
    UiTheme &m_theme;
    Icon m_icon;
};

// A context menu of our own paint: rows of 26, icons of 14, keys at the right; radius 8 where the desktop
// composes. A checked action shows the check in place of its icon.
class Menu : public QMenu
{
    Q_OBJECT
public:
    explicit Menu(UiTheme &theme, QWidget *parent = nullptr);
    // The key is shown, not bound: the pane's own key handling decides, and two shortcuts for one key would
    // cancel each other.
    QAction *add(Icon icon, const QString &text, const QKeySequence &shownKey = {});
    QAction *add(const QString &text, const QKeySequence &shownKey = {});
    Menu *addSub(Icon icon, const QString &text);

protected:
    void paintEvent(QPaintEvent *) override;

private:
    void paintAction(QPainter &painter, const QAction &action, const QRect &box) const;
    UiTheme &m_theme;
};

// The ring of keyboard focus, 2 px accent, 2 px outside of the focused button or field of `window`. Lists
// draw their own inside the row. Widgets with the property "ownFocus" are left alone.
class FocusRing : public QWidget
{
    Q_OBJECT
public:
    FocusRing(UiTheme &theme, QWidget *window);

protected:
    void paintEvent(QPaintEvent *) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void follow(QWidget *target);
    void place();
    UiTheme &m_theme;
    QWidget *m_window;
    QWidget *m_target = nullptr;
};

// A small rounded word, "USDT", in `ink` on `ground`; 16 high. Returns its width.
qreal chipWidth(const Fonts &fonts, const QString &text, bool withIcon = false);
void drawChip(QPainter &painter, QPointF topLeft, const UiTheme &theme, const QString &text,
              const QColor &ink, const QColor &ground, std::optional<Icon> icon = std::nullopt);
// A rule of 1 px, or thicker, in whole device pixels at any scale: never blurred, never of two widths.
void fillRule(QPainter &painter, const QRectF &rule, const QColor &colour);
void drawDot(QPainter &painter, QPointF centre, const QColor &colour, bool hollow = false);
// "2" in a circle or a capsule; returns nothing it did not draw. Height 15.
void drawCount(QPainter &painter, const QRectF &box, const UiTheme &theme, int count, const QColor &ground,
               const QColor &ink);
