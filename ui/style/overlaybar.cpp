#include "ui/style/overlaybar.h"

#include <QAbstractScrollArea>
#include <QEvent>

OverlayBar::OverlayBar(QAbstractScrollArea *area) : QScrollBar(Qt::Vertical, area), m_area(area)
{
    area->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QScrollBar *lead = area->verticalScrollBar();
    const auto follow = [this, lead] {
        setRange(lead->minimum(), lead->maximum());
        setPageStep(lead->pageStep());
        setSingleStep(lead->singleStep());
        setVisible(lead->maximum() > lead->minimum());
    };
    connect(lead, &QScrollBar::rangeChanged, this, follow);
    connect(lead, &QScrollBar::valueChanged, this, &QScrollBar::setValue);
    connect(this, &QScrollBar::valueChanged, lead, &QScrollBar::setValue);
    area->installEventFilter(this);
    setFocusPolicy(Qt::NoFocus);
    setCursor(Qt::ArrowCursor);
    follow();
    place();
}

bool OverlayBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::Show)
        place();
    return QScrollBar::eventFilter(watched, event);
}

void OverlayBar::place()
{
    const int width = sizeHint().width();
    const QRect body = m_area->viewport()->geometry(); // below a table's heads
    setGeometry(m_area->width() - width, body.top(), width, body.height());
    setPageStep(m_area->verticalScrollBar()->pageStep());
    raise();
}
