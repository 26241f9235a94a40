#pragma once

#include "ui/alerts/alertwords.h"

#include <QWidget>

class QPushButton;

// The compact window's card, in place of its headline: what fired, on what evidence, [Snooze] [OK].
class AlertFooter : public QWidget
{
    Q_OBJECT
public:
    AlertFooter(UiTheme &theme, QWidget *parent = nullptr);
    void setFirings(const QList<AlertFiring> &firings); // not empty
    const QString &title() const { return m_words.title; }

signals:
    void openWanted(); // a click on the words
    void snoozeWanted();
    void dismissed();

protected:
    void paintEvent(QPaintEvent *) override;
    void resizeEvent(QResizeEvent *) override { place(); }
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    void place();

    UiTheme &m_theme;
    FiringWords m_words;
    qint64 m_newest = 0;
    QPushButton *m_snooze, *m_ok;
};
