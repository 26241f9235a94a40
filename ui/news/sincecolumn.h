#pragma once

#include "ui/news/sinceview.h"

class QScrollArea;

// The watchlist since the story in a column of 290 beside its text, behind a rule. Scrolls by itself when it
// is higher, its bar in the pane's margin right of the figures; else the wheel is the text's.
class SinceColumn : public QWidget
{
    Q_OBJECT
public:
    static constexpr int barRoom = 14; // right of the figures; part of the widget's width
    SinceColumn(UiTheme &theme, QWidget *wheel, QWidget *parent);
    SinceView &view() const { return *m_view; }
    void fit(); // the figures may be of another height

protected:
    void paintEvent(QPaintEvent *) override;
    void resizeEvent(QResizeEvent *) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    UiTheme &m_theme;
    QWidget *m_wheel;
    QScrollArea *m_area;
    SinceView *m_view;
};
