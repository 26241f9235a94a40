#pragma once

#include "ui/style/theme.h"

#include <QVariantAnimation>
#include <QWidget>

// Stories not yet known, as grey bars that breathe (still with reduced motion). Moves only while it is seen.
class SkeletonList : public QWidget
{
    Q_OBJECT
public:
    explicit SkeletonList(UiTheme &theme, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *) override;
    void showEvent(QShowEvent *) override { breathe(); }
    void hideEvent(QHideEvent *) override { m_breath.stop(); }

private:
    void breathe();

    UiTheme &m_theme;
    QVariantAnimation m_breath;
};
