#pragma once

#include "app/insight/movefinder.h"
#include "ui/style/theme.h"

#include <QWidget>

class MoveHead;
class QLabel;
class QVBoxLayout;

// One move, explained or not: when, how far beyond its usual, the price around it, the stories of its window,
// and what was looked at. Esc or a click elsewhere closes it.
class MoveCard : public QWidget
{
    Q_OBJECT
public:
    explicit MoveCard(UiTheme &theme, QWidget *parent = nullptr);

    // Beside `anchor` (in global coordinates), wholly on its screen.
    void openFor(const ExplainedMove &move, const QRect &anchor);

signals:
    void storyWanted(const Story &story);

protected:
    void paintEvent(QPaintEvent *) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fill();

    UiTheme &m_theme;
    ExplainedMove m_move;
    MoveHead *m_head;
    QVBoxLayout *m_column, *m_stories;
    QLabel *m_answer, *m_detail;
};
