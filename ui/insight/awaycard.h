#pragma once

#include "ui/insight/awaywords.h"

#include <QWidget>

class AwayFigures;
class AwayRanges;
class AwayRow;
class IconButton;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

// "While you were away": what an absence of two hours or more has brought. It lies over a pane of the window,
// is announced once, and never takes the focus; what it shows is handed in, what is wanted goes out.
class AwayCard : public QWidget
{
    Q_OBJECT
public:
    AwayCard(UiTheme &theme, QWidget *parent);

    void setDigest(const AwayDigest &digest);
    const AwayWords &words() const { return m_words; }
    // Where it may lie, in its parent. In the middle of that, below the heads; hidden where there is no room.
    void place(const QRect &room);

signals:
    void coinWanted(const AssetId &asset); // its chart
    void storyWanted(ArticleId story);
    void readWanted();    // what several outlets told
    void readAllWanted(); // mark all read
    void dismissed();
    void sizeWanted(); // it is higher or lower now: to be placed again

protected:
    void paintEvent(QPaintEvent *) override;
    bool event(QEvent *event) override;

private:
    void fill();
    void layOut(int width);
    void announce();
    void paintOrigin(QPainter &painter) const;
    int headHeight() const;

    UiTheme &m_theme;
    AwayDigest m_digest;
    AwayWords m_words;
    IconButton *m_close;
    AwayFigures *m_figures;
    QScrollArea *m_scroll;
    AwayRanges *m_ranges;
    QVBoxLayout *m_column, *m_rows;
    QList<AwayRow *> m_lines;
    QWidget *m_foot;
    QPushButton *m_readAll, *m_read;
    bool m_announced = false;
};
