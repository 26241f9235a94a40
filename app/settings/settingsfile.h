#pragma once

#include "app/base/clock.h"
#include "app/settings/settings.h"

#include <QObject>

// The settings of this run and the file they live in: versioned JSON, written whole through QSaveFile a
// moment after a change. A damaged file is copied aside with its date before anything is written; a file of a
// newer version is left alone, and so are read-only folders: the run goes on and says so through notice().
class SettingsFile : public QObject
{
    Q_OBJECT
public:
    static constexpr int version = 1;

    // An empty path keeps everything in memory.
    SettingsFile(Clock &clock, QString path, const Settings &defaults, QObject *parent = nullptr);
    ~SettingsFile() override; // writes what is still unwritten

    const Settings &settings() const { return m_settings; }
    // Replaces all; announced if anything changed.
    void set(const Settings &settings);
    template <typename Change> void change(Change apply)
    {
        Settings copy = m_settings;
        apply(copy);
        set(copy);
    }
    // What went wrong with the file, in a sentence for people; empty when nothing.
    const QString &notice() const { return m_notice; }
    bool writable() const { return m_writable; }
    // From now on nothing is written: what changes is for this run.
    void keepInMemory();
    // At once; false when the disk would not.
    bool save();

signals:
    void changed(const Settings &now, const Settings &before);
    void noticeChanged(const QString &notice);

private:
    void load(const Settings &defaults);
    void setNotice(const QString &notice);

    Clock &m_clock;
    QString m_path;
    Settings m_settings;
    QJsonObject m_unknown; // keys of the file we don't know, kept as they are
    QString m_notice;
    bool m_writable = true;
    bool m_dirty = false;
    Request m_saveLater;
};
