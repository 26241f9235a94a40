#pragma once

#include "ui/settings/settingspage.h"

#include <QDialog>
#include <QListWidget>
#include <QStackedWidget>

class WindowPage;

// The settings, 720×520: pages at the left, changes apply at once. Not modal: prices go on behind it.
class SettingsDialog : public QDialog
{
    Q_OBJECT
public:
    SettingsDialog(const SettingsServices &services, QWidget *parent);
    ~SettingsDialog() override;

    void showPage(const QString &title);
    // The desktop granted or withdrew something.
    void refreshGrants();

signals:
    void demoRequested(bool demo);

private:
    void addPage(SettingsPage *page, Icon icon);
    SettingsPage *currentPage() const;
    void confirmRestore();
    void restore(const SettingsPage *only); // null: all pages
    void restyle();

    SettingsServices m_services;
    QListWidget *m_navigation;
    QStackedWidget *m_pages;
    QLabel *m_footer;
    QWidget *m_side, *m_foot;
    QList<Icon> m_icons;
    WindowPage *m_windowPage = nullptr;
};
