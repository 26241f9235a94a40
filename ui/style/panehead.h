#pragma once

#include "ui/style/theme.h"

#include <QWidget>

// The head of a pane, 40 high: its title, a quiet note behind it or at the right end, and perhaps a rule.
// Buttons are laid on it by whoever owns it.
class PaneHead : public QWidget
{
    Q_OBJECT
public:
    PaneHead(UiTheme &theme, const QString &title, QWidget *parent = nullptr);
    void setTitle(const QString &title);
    void setNote(const QString &note, bool atEnd = false);
    void setRuled(bool ruled); // a rule below

protected:
    void paintEvent(QPaintEvent *) override;

private:
    void restyle();

    UiTheme &m_theme;
    QString m_title, m_note;
    bool m_atEnd = false, m_ruled = false;
};
