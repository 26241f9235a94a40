#pragma once

#include "app/news/article.h"
#include "ui/news/popupcard.h"

// Every headline a story had, with the time it stood from: dropped words struck out, new ones tinted.
class WordingsPopup : public PopupCard
{
    Q_OBJECT
public:
    WordingsPopup(const Story &story, UiTheme &theme, QWidget *parent);

protected:
    int wantedHeight(int width) const override;
};
