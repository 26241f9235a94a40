#include "ui/news/sincecolumn.h"

#include "ui/style/chips.h"
#include "ui/style/overlaybar.h"

#include <QCoreApplication>
#include <QPainter>
#include <QScrollArea>
#include <QWheelEvent>

namespace {
constexpr int afterRule = 24;
}

SinceColumn::SinceColumn(UiTheme &theme, QWidget *wheel, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_wheel(wheel),
      m_area(new QScrollArea(this)),
      m_view(new SinceView(theme))
{
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setAccessibleName(tr("Watchlist since the story"));
    m_area->viewport()->setAutoFillBackground(false);
    m_area->setWidget(m_view);
    m_view->setAutoFillBackground(false);
    new OverlayBar(m_area);
    followTheme(theme, this);
}

void SinceColumn::fit()
{
    const int wide = m_area->viewport()->width() - barRoom, high = m_view->heightForWidth(wide);
    m_view->resize(wide, high);
    m_area->setFocusPolicy(high > m_area->height() ? Qt::StrongFocus : Qt::NoFocus);
}

void SinceColumn::resizeEvent(QResizeEvent *)
{
    m_area->setGeometry(m_theme.px(afterRule), 0, width() - m_theme.px(afterRule), height());
    fit();
}

// What the area has no use for.
void SinceColumn::wheelEvent(QWheelEvent *event)
{
    QCoreApplication::sendEvent(m_wheel, event);
}

void SinceColumn::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    fillRule(painter, QRectF(0, 0, 1, height()), m_theme.tokens().border);
}
