#pragma once

#include "app/news/article.h"
#include "ui/style/theme.h"

#include <QWidget>

class LinkButton;
class QLabel;

// Below the headline: "Axios › Jin10 › 金色财经 · seen 87 min after Axios", at the right "+4 sources ⌄"; a
// changed headline in amber ("changed 12:04: to → may ⌄"), which opens every wording. Takes no room when
// there is nothing to say.
class StoryTrail : public QWidget
{
    Q_OBJECT
public:
    explicit StoryTrail(UiTheme &theme, QWidget *parent = nullptr);
    // `cluster`: all who tell of the event; empty: not known yet.
    void setStory(const Story &story, const QList<Story> &cluster);
    int heightForWidth(int width) const override;
    bool hasHeightForWidth() const override { return true; }
    QWidget *sources() const; // what a card of them opens below

signals:
    void sourcesWanted();

protected:
    void resizeEvent(QResizeEvent *) override;

private:
    struct Places
    {
        QRect text, change, sources;
        int height = 0;
    };
    Places places(int width) const;
    void showWordings();

    UiTheme &m_theme;
    Story m_story;
    QLabel *m_text;
    LinkButton *m_change, *m_sources;
};
