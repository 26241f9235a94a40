#pragma once

#include "ui/style/theme.h"

#include <QAbstractButton>

// Words that open something, "+4 sources ⌄": no ground, a chevron behind them, 24 high.
class LinkButton : public QAbstractButton
{
    Q_OBJECT
public:
    enum class Ink { Accent, Warning };
    LinkButton(UiTheme &theme, Ink ink, QWidget *parent = nullptr);
    void setWords(const QString &text, const QString &spoken = {}); // spoken: what a screen reader says
    int wordsWidth() const;                                         // with the chevron
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *) override;
    void keyPressEvent(QKeyEvent *event) override; // Enter presses it too
    void enterEvent(QEnterEvent *) override { update(); }
    void leaveEvent(QEvent *) override { update(); }

private:
    UiTheme &m_theme;
    Ink m_ink;
};
