#pragma once

#include "ui/quotes/compactview.h"
#include "ui/shell/services.h"

class AlertFooter;
class AwayFooter;
class Pinning;

// The compact list as every window shows it: its newest headline, its pin and the window's part of its menus.
// Where it stands (CompactWindow, or the dashboard made narrower than 360) hears of the rest by its signals.
class WhyCard;

class CompactList : public CompactView
{
    Q_OBJECT
public:
    CompactList(const Services &services, Pinning &pinning, QWidget *parent = nullptr);
    void setDemo(bool demo) { m_demo = demo; }

signals:
    void demoRequested(bool demo);
    void settingsRequested(const QString &page);
    void quitRequested();

private:
    void fillMenu(Menu *menu);
    void showNewest();
    void showNotice();
    QWidget *alertNotice();
    QWidget *awayNotice();

    Services m_services;
    Pinning &m_pinning;
    WhyCard *m_why = nullptr; // made when first asked for
    bool m_demo = false;
    AlertFooter *m_alert = nullptr; // made when the first one fires
    AwayFooter *m_away = nullptr;   // made when there is something to tell
    Request m_newest;
};
