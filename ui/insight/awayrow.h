#pragma once

#include "ui/insight/awaywords.h"
#include "ui/style/buttons.h"

class QLabel;

// A line of AwayCard: icon, words, below them perhaps a detail, at the right a time or a count. It can be
// pressed when it leads somewhere.
class AwayRow : public WordButton
{
    Q_OBJECT
public:
    AwayRow(UiTheme &theme, const AwayLine &line, QWidget *parent);
    const AwayLine &line() const { return m_line; }
    void setWide(int width); // its height follows
    QSize sizeHint() const override { return {m_wide, m_high}; }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *) override;

private:
    bool leadsSomewhere() const { return !m_line.asset.value.isEmpty() || m_line.story != ArticleId{}; }
    AwayLine m_line;
    QLabel *m_text, *m_detail;
    int m_wide = 0, m_high = 0;
};

// The large figures of AwayCard; pressed, it asks for every coin's range.
class AwayFigures : public WordButton
{
    Q_OBJECT
public:
    AwayFigures(UiTheme &theme, QWidget *parent);
    void set(const QList<AwayFigure> &figures);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *) override;
    bool event(QEvent *event) override;

private:
    QList<AwayFigure> m_figures;
};

// Every coin's change, low, high and biggest move, a line each.
class AwayRanges : public QWidget
{
    Q_OBJECT
public:
    AwayRanges(UiTheme &theme, QWidget *parent);
    void set(const QList<AwayRange> &ranges);
    int heightOf(int coins) const;

protected:
    void paintEvent(QPaintEvent *) override;

private:
    UiTheme &m_theme;
    QList<AwayRange> m_ranges;
};
