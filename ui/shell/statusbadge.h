#pragma once

#include "ui/quotes/statuswords.h"
#include "ui/style/theme.h"

#include <QVariantAnimation>
#include <QWidget>

// "● Live", "◌ Connecting", "● 1 differs", OFFLINE, DEMO: badgeWords() beside the name of the program.
class StatusBadge : public QWidget
{
    Q_OBJECT
public:
    explicit StatusBadge(UiTheme &theme, QWidget *parent = nullptr);
    bool setWords(const StatusWords &words); // whether they are others
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *) override;
    void showEvent(QShowEvent *) override { turn(); }
    void hideEvent(QHideEvent *) override { m_turning.stop(); }

private:
    void turn();
    bool isChip() const;

    UiTheme &m_theme;
    StatusWords m_words;
    QVariantAnimation m_turning; // of the connecting mark; only while it is seen
};
