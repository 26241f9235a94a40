#pragma once

#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QWidget>

class QPushButton;

// What the compact window says in place of its headline: an icon, two lines and small buttons at the right of
// the second, one at least. A click on the words asks for what they speak of.
class FooterNotice : public QWidget
{
    Q_OBJECT
public:
    // `ink`: of the icon.
    FooterNotice(UiTheme &theme, Icon icon, QColor Tokens::*ink, QWidget *parent = nullptr);
    // Shows it. The second line is the tool tip too: it is often cut.
    void setLines(const QString &title, const QString &detail);
    const QString &title() const { return m_title; }

signals:
    void openWanted();

protected:
    QPushButton *addButton(const QString &text); // left of those before
    void announce();                             // to screen readers, politely
    void paintEvent(QPaintEvent *) override;
    void resizeEvent(QResizeEvent *) override { place(); }
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    void place();
    QRect buttonsBox() const;

    UiTheme &m_theme;
    Icon m_icon;
    QColor Tokens::*m_ink;
    QString m_title, m_detail;
    QList<QPushButton *> m_buttons; // from the right
};
