#pragma once

#include "ui/alerts/alertwords.h"
#include "ui/style/footernotice.h"

// The compact window's card, in place of its headline: what fired, on what evidence, [Snooze] [OK].
class AlertFooter : public FooterNotice
{
    Q_OBJECT
public:
    explicit AlertFooter(UiTheme &theme, QWidget *parent = nullptr);
    void setFirings(const QList<AlertFiring> &firings); // not empty

signals:
    void snoozeWanted();
    void dismissed();

private:
    UiTheme &m_theme;
    qint64 m_newest = 0;
};
