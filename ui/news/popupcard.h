#pragma once

#include "ui/style/theme.h"

#include <QFrame>

// A card that opens below something and deletes itself when it closes: Esc, or a click elsewhere.
class PopupCard : public QFrame
{
    Q_OBJECT
public:
    void openBelow(QWidget *anchor); // above it where there is no room below

protected:
    static constexpr int widest = 480;
    PopupCard(UiTheme &theme, QWidget *parent);
    virtual int wantedHeight(int width) const = 0;
    void paintEvent(QPaintEvent *) override;

    UiTheme &m_theme;
};
