#pragma once

#include "app/news/article.h"
#include "ui/style/theme.h"

#include <QCache>
#include <QStyledItemDelegate>
#include <QTextLayout>

class Clock;

// Paints the rows of an ArticleListModel: date headings of 26, stories of 56 or 74 and their rule (design.md
// section 1). A headline takes at most two lines, in the direction of its own script; what doesn't fit ends
// in an ellipsis and stands whole in the tool tip.
class ArticleDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    ArticleDelegate(UiTheme &theme, Clock &clock, QObject *parent = nullptr);

    // The story the reader has open is drawn as the selected one.
    void setOpen(ArticleId id) { m_open = id; }
    bool isElided(const Story &story, int width) const;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

private:
    // A headline broken into lines for one width and weight.
    struct Headline
    {
        QString title;
        int width = 0;
        bool strong = false, elided = false;
        QTextLayout layout;
    };
    const Headline &headline(const Story &story, int width) const;
    int rowHeight(int lines) const;
    void paintHeading(QPainter &painter, const QRect &row, UtcTime day) const;
    void paintStory(QPainter &painter, const QStyleOptionViewItem &option, const Story &story) const;
    void paintMeta(QPainter &painter, const QRectF &line, const Story &story) const;

    UiTheme &m_theme;
    Clock &m_clock;
    ArticleId m_open;
    mutable QCache<qint64, Headline> m_headlines; // by story
};
