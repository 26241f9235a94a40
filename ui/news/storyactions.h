#pragma once

#include "app/news/article.h"
#include "ui/style/theme.h"

#include <QWidget>

class IconButton;

// Save, copy link, open in browser: for the story that is open. What they do is the pane's business.
class StoryActions : public QWidget
{
    Q_OBJECT
public:
    explicit StoryActions(UiTheme &theme, QWidget *parent = nullptr);
    void setStory(const Article &article, const ArticleState &state);

signals:
    void saveWanted();
    void linkWanted();
    void browserWanted();

private:
    IconButton *m_save, *m_link, *m_browser;
    bool m_saved = false;
};
