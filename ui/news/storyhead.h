#pragma once

#include "app/news/article.h"
#include "ui/style/theme.h"

#include <QWidget>

class Clock;

// "[金] 金色财经 › Flash  2025/09/13 01:07 · 8 h ago  [Sample]". Loses in order: the age, the section, the
// date.
class StoryHead : public QWidget
{
    Q_OBJECT
public:
    StoryHead(UiTheme &theme, Clock &clock, QWidget *parent = nullptr);
    void setArticle(const Article &article);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *) override;

private:
    UiTheme &m_theme;
    Clock &m_clock;
    Article m_article;
};
