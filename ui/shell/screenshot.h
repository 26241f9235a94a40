#pragma once

#include <QImage>

class QWidget;

// The view as its window would show it now, at the screen's own scale; works without a display. Everything
// that waits for the event loop to be laid out is laid out first.
QImage pictureOf(QWidget &view);
