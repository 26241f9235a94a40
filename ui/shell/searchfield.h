#pragma once

#include "ui/style/theme.h"

#include <QLineEdit>

// The search of the toolbar: a magnifier, the words, and at the right the key that leads here, or a button
// that clears. Typing tells at most every 150 ms.
class Clock;
class SearchField : public QLineEdit
{
    Q_OBJECT
public:
    SearchField(UiTheme &theme, Clock &clock, QWidget *parent = nullptr);

    void setLongHint(bool allThings); // "Search stories, coins, sources" or "Search"

signals:
    void searched(const QString &text);
    void left(); // Enter: the keyboard goes to what was found

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void restyle();

    UiTheme &m_theme;
    Clock &m_clock;
    class IconButton *m_clear;
    Request m_pause;
};
