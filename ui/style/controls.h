#pragma once

#include "ui/style/chips.h"
#include "ui/style/focusring.h"
#include "ui/style/icons.h"
#include "ui/style/menu.h"
#include "ui/style/tabs.h"
#include "ui/style/theme.h"

#include <QAbstractButton>
#include <QKeySequence>

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
