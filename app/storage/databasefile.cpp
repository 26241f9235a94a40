#include "app/storage/databasefile.h"

#include "app/base/log.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTimeZone>
#include <array>

namespace {
// Only the storage thread waits for it, never the window's.
const auto busyTimeout = QStringLiteral("QSQLITE_BUSY_TIMEOUT=2000");
const auto readOnly = QStringLiteral("QSQLITE_BUSY_TIMEOUT=2000;QSQLITE_OPEN_READONLY");

constexpr qint64 readAtOnce = 4 * 1024 * 1024; // some milliseconds
constexpr int corrupt = 11;                    // SQLITE_CORRUPT
const QStringList priceTables{QStringLiteral("instruments"), QStringLiteral("tickers"),
                              QStringLiteral("trends")};

// What SQLite keeps beside the file; it belongs to it wherever it goes.
const QStringList &companions()
{
    static const QStringList suffixes{QString(), QStringLiteral("-wal"), QStringLiteral("-shm")};
    return suffixes;
}
} // namespace

DatabaseFile::DatabaseFile(QString file, QList<Migration> steps)
    : m_file(std::move(file)), m_steps(std::move(steps))
{
}

StorageState DatabaseFile::open(UtcTime now)
{
    if (m_file.isEmpty())
        return openTemporary(StorageState::Cause::None);
    QDir().mkpath(QFileInfo(m_file).absolutePath());
    const Outcome outcome = openAt(m_file);
    return outcome == Outcome::Damaged ? replace(now) : stateOf(outcome, {});
}

StorageState DatabaseFile::giveUp(UtcTime now, const QString &why)
{
    m_detail = why;
    return replace(now);
}

StorageState DatabaseFile::replace(UtcTime now)
{
    qCWarning(logStorage).noquote() << "damaged database:" << m_detail;
    m_connection->close();
    const QString aside = setAside(now);
    return stateOf(aside.isEmpty() ? Outcome::Unwritable : openAt(m_file), aside);
}

StorageState DatabaseFile::stateOf(Outcome outcome, const QString &aside)
{
    StorageState state;
    switch (outcome) {
    case Outcome::Ready:
        state.mode = StorageState::Mode::Kept;
        break;
    case Outcome::Newer:
        state = openReadOnly(StorageState::Cause::Newer);
        break;
    case Outcome::Locked:
        state = openReadOnly(StorageState::Cause::Locked);
        break;
    case Outcome::Damaged:
    case Outcome::Unwritable:
        state = openTemporary(StorageState::Cause::Unwritable);
        break;
    }
    state.setAside = aside;
    return state;
}

DatabaseFile::Outcome DatabaseFile::outcomeOf(const Error &error)
{
    m_detail = error.detail;
    switch (m_connection->lastCode()) {
    case 5: // BUSY
    case 6: // LOCKED
        return Outcome::Locked;
    case corrupt:
    case 26: // NOTADB
        return Outcome::Damaged;
    default:
        return Outcome::Unwritable;
    }
}

DatabaseFile::Outcome DatabaseFile::openAt(const QString &file)
{
    if (const auto open = m_connection->open(file, busyTimeout); !open)
        return outcomeOf(open.error());
    for (const auto step : {&DatabaseFile::check, &DatabaseFile::configure, &DatabaseFile::migrate}) {
        if (const Outcome outcome = (this->*step)(); outcome != Outcome::Ready)
            return outcome;
    }
    return Outcome::Ready;
}

// open() succeeds on anything, a web page included (platform.md 1.6 case 65), so the file is read through.
DatabaseFile::Outcome DatabaseFile::check()
{
    const auto version = m_connection->value(QStringLiteral("PRAGMA user_version"));
    if (!version)
        return outcomeOf(version.error());
    if (version->toInt() > m_steps.size()) {
        m_detail = QStringLiteral("version %1, known are %2").arg(version->toInt()).arg(m_steps.size());
        return Outcome::Newer;
    }
    m_needsReading = QFileInfo(m_file).size() > readAtOnce;
    for (const QString &what : m_needsReading ? priceTables : QStringList{QStringLiteral("1")}) {
        const auto sound = m_connection->value(QStringLiteral("PRAGMA quick_check(%1)").arg(what));
        if (!sound)
            return outcomeOf(sound.error());
        m_detail = sound->toString();
        if (m_detail != QLatin1String("ok"))
            return Outcome::Damaged;
    }
    m_detail.clear();
    return Outcome::Ready;
}

QString DatabaseFile::damageIn(const QString &file, const std::function<bool()> &goOn)
{
    SqlConnection connection;
    QStringList tables;
    if (const auto open = connection.open(file, readOnly); !open)
        return {}; // gone or locked: nothing is known
    auto row = connection.run(QStringLiteral("SELECT name FROM sqlite_master WHERE type = 'table'"));
    while (row && row->next())
        tables.append(row->value(0).toString());
    for (const QString &table : std::as_const(tables)) {
        if (!goOn())
            return {};
        const auto sound = connection.value(QStringLiteral("PRAGMA quick_check(%1)").arg(table));
        const bool unreadable = !sound && connection.lastCode() == corrupt;
        const QString said = sound ? sound->toString() : sound.error().detail;
        if (unreadable || (sound && said != QLatin1String("ok")))
            return said;
    }
    return {};
}

DatabaseFile::Outcome DatabaseFile::configure()
{
    // WAL with NORMAL: never corrupt, a commit survives a crash of ours; the newest may go with the power.
    for (const char *pragma : {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL",
                               "PRAGMA foreign_keys = ON", "PRAGMA journal_size_limit = 4194304",
                               "PRAGMA cache_size = -8192", // a large fetch is one transaction
                               "BEGIN IMMEDIATE", "COMMIT"}) {
        if (const auto done = m_connection->run(QString::fromLatin1(pragma)); !done)
            return outcomeOf(done.error());
    }
    return Outcome::Ready;
}

DatabaseFile::Outcome DatabaseFile::migrate()
{
    const auto version = m_connection->value(QStringLiteral("PRAGMA user_version"));
    if (!version)
        return outcomeOf(version.error());
    for (int at = version->toInt(); at < m_steps.size(); ++at) {
        QStringList statements = m_steps.at(at).statements;
        statements.prepend(QStringLiteral("BEGIN IMMEDIATE"));
        statements.append(QStringLiteral("PRAGMA user_version = %1").arg(at + 1));
        statements.append(QStringLiteral("COMMIT"));
        for (const QString &statement : std::as_const(statements)) {
            if (const auto done = m_connection->run(statement); !done) {
                const Outcome outcome = outcomeOf(done.error());
                std::ignore = m_connection->run(QStringLiteral("ROLLBACK"));
                return outcome;
            }
        }
        qCInfo(logStorage).noquote() << "database brought to step" << at + 1 << m_steps.at(at).name;
    }
    return Outcome::Ready;
}

QString DatabaseFile::setAside(UtcTime now) const
{
    const QString date =
        QDateTime::fromMSecsSinceEpoch(toMsecs(now), Qt::UTC).toString(QStringLiteral("yyyyMMdd-HHmmss"));
    QString target = m_file + QStringLiteral(".damaged-") + date;
    for (int i = 2; QFile::exists(target); ++i)
        target = m_file + QStringLiteral(".damaged-%1-%2").arg(date).arg(i);
    for (const QString &suffix : companions()) {
        if (QFile::exists(m_file + suffix) && !QFile::rename(m_file + suffix, target + suffix))
            return {};
    }
    return target;
}

StorageState DatabaseFile::openReadOnly(StorageState::Cause cause)
{
    const QString why = m_detail;
    if (!m_connection->open(m_file, readOnly) ||
        !m_connection->value(QStringLiteral("SELECT count(*) FROM sqlite_master")))
        return openTemporary(cause);
    return {StorageState::Mode::ReadOnly, cause, {}, why};
}

// A copy in a folder of its own, so that the rest of the program works as ever; in memory if even that fails.
StorageState DatabaseFile::openTemporary(StorageState::Cause cause)
{
    const StorageState state{StorageState::Mode::Temporary, cause, {}, m_detail};
    m_connection->close();
    if (!m_file.isEmpty()) {
        m_folder = std::make_unique<QTemporaryDir>();
        const QString copy = m_folder->filePath(QStringLiteral("copy.sqlite"));
        for (const QString &suffix : {QString(), QStringLiteral("-wal")}) {
            if (m_folder->isValid() && QFile::copy(m_file + suffix, copy + suffix))
                QFile::setPermissions(copy + suffix, QFile::ReadOwner | QFile::WriteOwner);
        }
        if (m_folder->isValid() && openAt(copy) == Outcome::Ready)
            return state;
    }
    if (openAt(QStringLiteral(":memory:")) != Outcome::Ready)
        qCWarning(logStorage).noquote() << "no database, not even in memory:" << m_detail;
    return state;
}
