#pragma once

#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QAbstractButton>
#include <optional>

// Buttons with words, of our own paint. All follow UiTheme::changed(); Enter presses them as Space does.
class WordButton : public QAbstractButton
{
    Q_OBJECT
public:
    explicit WordButton(UiTheme &theme, QWidget *parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void enterEvent(QEnterEvent *) override { update(); }
    void leaveEvent(QEvent *) override { update(); }

    UiTheme &m_theme;
};

// Opens a list: "Auto 15m ⌄", outlined, 26 high. The label is quiet, the value strong; either may be empty.
class DropButton : public WordButton
{
    Q_OBJECT
public:
    explicit DropButton(UiTheme &theme, QWidget *parent = nullptr);
    void setWords(const QString &label, const QString &value);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *) override;

private:
    QString m_label, m_value;
};

// On or off, 24 high: a ground and strong words while on.
class ChipToggle : public WordButton
{
    Q_OBJECT
public:
    ChipToggle(UiTheme &theme, std::optional<Icon> icon, const QString &text, QWidget *parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *) override;

private:
    std::optional<Icon> m_icon;
};

// Words that lead somewhere, in `accent`, perhaps behind an icon; 24 high. Checkable: off is quiet.
class TextLink : public WordButton
{
    Q_OBJECT
public:
    TextLink(UiTheme &theme, std::optional<Icon> icon, QWidget *parent = nullptr);
    void setWords(const QString &text, const QString &spoken = {}); // spoken: what a screen reader says
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *) override;

private:
    std::optional<Icon> m_icon;
};
