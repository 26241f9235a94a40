#pragma once

#include "app/news/article.h"
#include "ui/style/menu.h"

// The context menu of a story (design.md section 10). Copies by itself; everything else it asks for.
class StoryMenu : public Menu
{
    Q_OBJECT
public:
    StoryMenu(const Story &story, UiTheme &theme, QWidget *parent = nullptr);

signals:
    void browserWanted(const QUrl &link);
    void savedWanted(bool saved);
    void chartWanted();
    void readWanted(bool read);
    void tagsWanted();
    void promotionWanted(bool promotion);
    void hideWanted(const QString &source);

private:
    void addLinks(const Article &article);
    void addStates(const ArticleState &state);
    void addCorrections(const Story &story);
};
