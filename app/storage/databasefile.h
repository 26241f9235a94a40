#pragma once

#include "app/base/time.h"
#include "app/storage/schema.h"
#include "app/storage/sqlconnection.h"

#include <QTemporaryDir>
#include <functional>
#include <memory>

// Where what is stored goes in this run, and what was found.
struct StorageState
{
    enum class Mode {
        Opening,   // not known yet
        Kept,      // the file is ours to write
        ReadOnly,  // shown from the file, nothing new is kept
        Temporary, // the folder can't be written: this run works on a copy that ends with it
    };
    enum class Cause {
        None,
        Newer,      // written by a newer Wickpost: left untouched
        Locked,     // another program holds it
        Unwritable, // read-only or missing folder, no room
    };
    Mode mode = Mode::Opening;
    Cause cause = Cause::None;
    QString setAside; // a damaged file was moved here and a new one begun
    QString detail;   // for the log
    bool operator==(const StorageState &) const = default;
};

// Opens the database file: checks it, sets a damaged one aside with its date, brings its form up to date.
// It always ends with something that can be read, in memory at the worst. Blocks; runs on the storage thread.
//
// Reading a file through takes a second for each gigabyte, and the first page of news waits for it: a large
// one is checked at the start only as far as the prices go, and has to be read through later
// (needsReading()).
class DatabaseFile
{
public:
    DatabaseFile(QString file, QList<Migration> steps);

    // `now` dates a file that is set aside.
    StorageState open(UtcTime now);
    bool needsReading() const { return m_needsReading; }
    // The file turned out to be damaged: it is set aside and a new one begun.
    StorageState giveUp(UtcTime now, const QString &why);
    // What is wrong with the file; nothing when it is sound. Reads all of it over a connection of its own, on
    // any thread; between two tables it asks whether to go on.
    static QString damageIn(const QString &file, const std::function<bool()> &goOn);
    const QString &path() const { return m_file; }
    SqlConnection &connection() { return *m_connection; }

private:
    enum class Outcome { Ready, Newer, Damaged, Locked, Unwritable };
    Outcome openAt(const QString &file);
    Outcome outcomeOf(const Error &error);
    Outcome check();
    Outcome configure();
    Outcome migrate();
    StorageState replace(UtcTime now);
    StorageState stateOf(Outcome outcome, const QString &aside);
    QString setAside(UtcTime now) const;
    StorageState openReadOnly(StorageState::Cause cause);
    StorageState openTemporary(StorageState::Cause cause);

    QString m_file;
    QList<Migration> m_steps;
    std::unique_ptr<QTemporaryDir> m_folder; // outlives the connection into it
    std::unique_ptr<SqlConnection> m_connection = std::make_unique<SqlConnection>();
    QString m_detail;
    bool m_needsReading = false;
};
