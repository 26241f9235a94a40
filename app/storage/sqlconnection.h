#pragma once

#include "app/base/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>
#include <optional>

// One open SQLite file, used on the one thread that opened it. Every statement goes through here, so that a
// failure comes back as an Error and the database's own code is known afterwards.
class SqlConnection
{
public:
    SqlConnection() = default;
    ~SqlConnection() { close(); }
    SqlConnection(const SqlConnection &) = delete;
    SqlConnection &operator=(const SqlConnection &) = delete;

    // `options` as QSqlDatabase::setConnectOptions; the file is made if it is not there and may be written.
    Result<void> open(const QString &file, const QString &options = {});
    void close();
    bool isOpen() const { return m_database.isOpen(); }

    // One statement; the query stands before its first row.
    Result<QSqlQuery> run(const QString &sql, const QVariantList &values = {});
    // The same statement again and again: prepared the first time, kept in `query`.
    Result<void> run(std::optional<QSqlQuery> &query, const QString &sql, const QVariantList &values);
    // The statement once for each list of values.
    Result<void> runEach(const QString &sql, const QList<QVariantList> &rows);
    // The first column of the first row; an invalid QVariant when there is none.
    Result<QVariant> value(const QString &sql, const QVariantList &values = {});

    // Undoes what the transaction did; SQLite may have done so itself, which is no failure.
    void rollback();

    // Primary result code of the last failure (sqlite.org/rescode.html), 0 when there was none since then.
    int lastCode() const { return m_code; }
    void forgetFailure() { m_code = 0; }
    // The last failure was the disk's or the file's, not the statement's: full, read-only, locked, damaged.
    bool storageFailed() const;

private:
    tl::unexpected<Error> fail(const QSqlError &error, const QString &what);

    QSqlDatabase m_database;
    QString m_name;
    int m_code = 0;
};
