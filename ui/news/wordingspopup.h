#pragma once

#include "app/news/article.h"
#include "ui/style/theme.h"

#include <QFrame>

// Every headline a story had, with the time it stood from: dropped words struck out, new ones tinted. Deletes
// itself when it closes: Esc, or a click elsewhere.
class WordingsPopup : public QFrame
{
    Q_OBJECT
public:
    WordingsPopup(const Story &story, UiTheme &theme, QWidget *parent);
    void openBelow(QWidget *anchor);

protected:
    void paintEvent(QPaintEvent *) override;

private:
    UiTheme &m_theme;
};
