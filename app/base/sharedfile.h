#pragma once

#include "app/base/result.h"

#include <QFileSystemWatcher>
#include <QLockFile>
#include <QObject>
#include <functional>
#include <memory>

// A small file of the user's that several Wickposts may change: the window, and commands beside it. It is
// written whole (QSaveFile), read again under a lock before each change, and copied aside before anything is
// written over what its reader could not understand.
//
// Thread: the one that made it; the file is read and written there.
class SharedFile : public QObject
{
    Q_OBJECT
public:
    enum class Reading {
        Understood,
        Newer,   // by a later version: used as far as it is understood, never written over
        Damaged, // not used
    };
    enum class Trouble {
        None,
        Unreadable,  // nothing is kept
        Newer,       // nothing is kept
        SetAside,    // it was damaged; kept as asideName()
        NotSetAside, // it is damaged and can't be copied: nothing is kept
        Unwritable,  // the disk refused: not kept
    };
    // Takes in the file's bytes.
    using Read = std::function<Reading(const QByteArray &bytes)>;

    // An empty path: there is no file, and nothing is troubled.
    SharedFile(QString path, qint64 limit, Read read, QObject *parent = nullptr);

    void load();
    // Takes the lock and reads what another process wrote. Nothing: another one is at it just now. Keep what
    // is given until the change is written.
    std::optional<std::unique_ptr<QLockFile>> beginChange();
    // True: it is on the disk.
    bool write(const QByteArray &bytes);
    bool isKept() const { return m_kept; } // everything is on the disk
    const QString &path() const { return m_path; }

    Trouble trouble() const { return m_trouble; }
    const QString &errorText() const { return m_errorText; } // Unreadable, Unwritable
    QString asideName() const;

    // Reads what another process writes as it is written. What can't be understood then is left alone: an
    // editor may be halfway through.
    void follow();

signals:
    void readAgain(); // another process wrote it

private:
    enum class IfDamaged { Ignore, SetAside };
    void look(IfDamaged ifDamaged);
    bool take(const QByteArray &bytes, IfDamaged ifDamaged);
    void setAside();

    const QString m_path;
    const qint64 m_limit;
    const Read m_read;
    QByteArray m_bytes; // as last read or written
    Trouble m_trouble = Trouble::None;
    QString m_errorText, m_aside;
    bool m_writable = true, m_kept = true;
    std::unique_ptr<QFileSystemWatcher> m_watcher;
};
