#include "ui/shell/screenshot.h"

#include <QCoreApplication>
#include <QWidget>

QImage pictureOf(QWidget &view)
{
    view.ensurePolished();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    return view.grab().toImage();
}
