#pragma once

#include "app/cli/session.h"
#include "ui/program/desk.h"
#include "ui/settings/settingsdialog.h"
#include "ui/shell/alertdesk.h"
#include "ui/shell/alertnotifier.h"
#include "ui/shell/awaydesk.h"
#include "ui/shell/compactwindow.h"
#include "ui/shell/mainwindow.h"

// One session and its windows: live, demo or replay. Going live or to the demo ends one and begins another.
class Run : public QObject
{
    Q_OBJECT
public:
    Run(Desk &desk, std::unique_ptr<Session> session);

    Session &session() { return *m_session; }
    // Each window is built when it is first asked for: one that nobody looks at costs no start and no tick.
    MainWindow &dashboard();
    CompactWindow &compact();
    QWidget &view(ViewMode mode);
    // Where it stood when last used, of `size` if one is named; the other one goes.
    void showView(ViewMode mode, const std::optional<QSize> &size = std::nullopt);
    // --view digest: as if the user had been away for the last hours.
    void showDigest();
    void bringToFront();

signals:
    void demoRequested(bool demo); // this run is to end, and another to begin

private:
    Services services();
    ReadingServices readingServices();
    void connectAlerts();
    // With the dashboard, wherever the user is.
    void comeForward();
    QWidget *alertSetup(QWidget *parent, OfferUndo offerUndo);
    void testNotification(std::function<void(const QString &answer)> done);
    bool isCompact() const { return m_compact && m_compact->isVisible(); }
    template <typename Window> void connectWindow(Window &window);
    void setView(ViewMode mode);
    void tellNotices();
    void openSettings(const QString &page);
    void openKeyboardSheet();
    // For the start-up figure (tests/bench): said once the first live price has been painted.
    void watchFirstPrice();

    Desk &m_desk;
    std::unique_ptr<Session> m_session;
    AlertDesk m_alerts;
    AwayDesk m_away;
    std::unique_ptr<AlertNotifier> m_notifier;
    std::unique_ptr<Notifications> m_testNote;
    Services m_services;
    std::unique_ptr<MainWindow> m_dashboard;
    std::unique_ptr<CompactWindow> m_compact;
    std::unique_ptr<SettingsDialog> m_settingsDialog;
    bool m_saidFirstPrice = false;
};
