#pragma once

#include "app/news/article.h"
#include "ui/style/theme.h"

#include <QWidget>
#include <optional>

class Clock;

// "[金] 金色财经 › Flash  2025/09/13 01:07 · 8 h ago  [◇ Market] [Geopolitics]". Loses in order: the age, the
// tags but the first, the section, the date, the first tag; the source is cut last.
class StoryHead : public QWidget
{
    Q_OBJECT
public:
    StoryHead(UiTheme &theme, Clock &clock, QWidget *parent = nullptr);
    // `sourceZoneMinutes`: the zone the source writes its dates in, where known; for the tool tip.
    void setStory(const Story &story, std::optional<int> sourceZoneMinutes);
    void setTagsAtEnd(bool atEnd); // of the row, in narrow windows; else behind the date
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *) override;

private:
    struct Tag
    {
        QString text;
        bool market = false, sample = false;
    };
    struct Line
    {
        QString source, section, date, age;
        QList<Tag> tags;
    };
    static QList<Tag> tagsOf(const Story &story);
    Line fitted() const;
    qreal widthOf(const Line &line) const;
    void paintTag(QPainter &painter, const Tag &tag, qreal x) const;

    UiTheme &m_theme;
    Clock &m_clock;
    Story m_story;
    bool m_atEnd = false;
};
