#pragma once

#include "ui/alerts/alertwords.h"

#include <QVariantAnimation>
#include <QWidget>

class IconButton;
class QPushButton;

// "BTC crossed above 115,000.00" with its evidence and what can be done, at the bottom left over the news
// pane. Several firings share one card. It rises into place, is announced once, and never takes the focus;
// what it shows is handed in, what is wanted goes out.
class AlertCard : public QWidget
{
    Q_OBJECT
public:
    AlertCard(UiTheme &theme, QWidget *parent);

    // Empty: it goes. A firing that wasn't there before is announced.
    void setFirings(const QList<AlertFiring> &firings);
    const QList<AlertFiring> &firings() const { return m_firings; }
    // Where its lower left corner stands, and how wide it may be.
    void place(QPoint bottomLeft, int most);
    QSize sizeHint() const override;

signals:
    void openWanted(const AlertFiring &firing); // its chart or story
    void listWanted();                          // of several: what fired
    void snoozeWanted();
    void offWanted();
    void dismissed();

protected:
    void paintEvent(QPaintEvent *) override;
    bool event(QEvent *event) override;

private:
    void layOut();
    void announce();
    void rise();
    int textLeft() const; // beside the bell, however large the text
    int buttonHeight() const;
    int textWidth() const;

    UiTheme &m_theme;
    QList<AlertFiring> m_firings;
    FiringWords m_words;
    QPushButton *m_open, *m_snooze, *m_off;
    IconButton *m_close;
    QPoint m_bottomLeft;
    int m_most = 0;
    QVariantAnimation m_rising;
};
