#pragma once

#include <QPointer>
#include <QWidget>
#include <QWindow>

// Whether anybody can see a widget now: shown, its window not minimised and not fully covered (where the
// desktop tells). What changes meanwhile need not be painted; paint all of it when visible again. Keep it as
// a member: it must be gone before the widget's own end, which hides the widget once more.
class Exposure : public QObject
{
    Q_OBJECT
public:
    explicit Exposure(QWidget *widget);
    bool isVisible() const { return m_visible; }

signals:
    void changed(bool visible);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void watch();
    void judge(bool shown);

    QWidget *m_widget;
    QPointer<QWidget> m_window;
    QPointer<QWindow> m_handle;
    bool m_visible = false;
};
