#include "ui/style/exposure.h"

#include <QEvent>

Exposure::Exposure(QWidget *widget) : m_widget(widget)
{
    m_widget->installEventFilter(this);
    if (m_widget->isVisible()) {
        watch();
        judge(true);
    }
}

bool Exposure::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Show:
    case QEvent::ParentChange:
        watch();
        judge(m_widget->isVisible());
        break;
    case QEvent::Hide:
        if (watched == m_widget || watched == m_window)
            judge(false);
        break;
    case QEvent::Expose:
    case QEvent::WindowStateChange:
        watch();
        judge(m_widget->isVisible());
        break;
    default:
        break;
    }
    return false;
}

void Exposure::watch()
{
    QWidget *window = m_widget->window();
    if (window != m_window) {
        if (m_window && m_window != m_widget)
            m_window->removeEventFilter(this);
        m_window = window;
        if (window != m_widget)
            window->installEventFilter(this);
    }
    QWindow *handle = window->windowHandle();
    if (handle != m_handle) {
        if (m_handle)
            m_handle->removeEventFilter(this);
        m_handle = handle;
        if (handle)
            handle->installEventFilter(this);
    }
}

void Exposure::judge(bool shown)
{
    // A window about to be shown for the first time is not exposed yet; nobody loses by calling it visible.
    const bool covered = m_handle && m_handle->isVisible() && !m_handle->isExposed();
    const bool visible = shown && m_window && !m_window->isMinimized() && !covered;
    if (visible == m_visible)
        return;
    m_visible = visible;
    emit changed(visible);
}
