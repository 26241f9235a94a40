#pragma once

#include "app/alerts/alertengine.h"
#include "app/settings/settingsfile.h"
#include "ui/platform/notifications.h"

// Tells the desktop what fired: each alert by itself with its buttons; more than `mostAlone` within
// `bundleWithin` as one note that counts on. What fires in quiet hours is told as one at their end. A replay
// tells nothing. Buttons act at once; what needs a window goes out by signal.
class AlertNotifier : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype mostAlone = 3;
    static constexpr std::chrono::seconds bundleWithin{10};
    static constexpr std::chrono::minutes snoozeFor{15};

    struct Words
    {
        QString title, evidence;
    };
    // All outlive it. `words` of one firing, or of several together.
    AlertNotifier(Clock &clock, AlertEngine &engine, AlertBook &book, SettingsFile &settings,
                  std::function<Words(const QList<AlertFiring> &)> words, QObject *parent = nullptr);

signals:
    void openWanted(const AlertFiring &firing); // its chart or story
    void listWanted();                          // what fired

private:
    void fired(const QList<AlertFiring> &firings);
    void showAlone(const AlertFiring &firing);
    void showBundle();
    void show(DesktopNote note, const QList<AlertFiring> &firings);
    void invoked(const QString &key, const QString &action);
    void withdrawAcknowledged();

    Clock &m_clock;
    AlertBook &m_book;
    SettingsFile &m_settings;
    std::function<Words(const QList<AlertFiring> &)> m_words;
    Notifications m_desktop;
    QHash<QString, AlertFiring> m_alone; // by the note's key
    QList<AlertFiring> m_recent;         // of the last `bundleWithin`, oldest first
    MonoTime m_lastAt{};
    bool m_bundled = false;
};
