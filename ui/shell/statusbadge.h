#pragma once

#include "ui/shell/healthwords.h"

#include <QVariantAnimation>
#include <QWidget>

// "● Live", "◌ Connecting", "● 1 differs", OFFLINE, DEMO.
class StatusBadge : public QWidget
{
    Q_OBJECT
public:
    explicit StatusBadge(UiTheme &theme, QWidget *parent = nullptr);
    void setBadge(const Badge &badge);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *) override;
    void showEvent(QShowEvent *) override { turn(); }
    void hideEvent(QHideEvent *) override { m_turning.stop(); }

private:
    void turn();

    UiTheme &m_theme;
    Badge m_badge;
    QVariantAnimation m_turning; // of the connecting mark; only while it is seen
};
