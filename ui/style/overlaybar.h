#pragma once

#include <QScrollBar>

class QAbstractScrollArea;

// The vertical scroll bar of a list, lying on its right edge instead of beside it: rows are as wide with it
// as without, so nothing is laid out anew when it comes or goes. The area's own bar is switched off and
// leads.
class OverlayBar : public QScrollBar
{
    Q_OBJECT
public:
    explicit OverlayBar(QAbstractScrollArea *area);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();
    QAbstractScrollArea *m_area;
};
