#include "app/storage/sqlconnection.h"

#include <QSqlError>
#include <QUuid>
#include <algorithm>
#include <array>

Result<void> SqlConnection::open(const QString &file, const QString &options)
{
    close();
    m_code = 0;
    m_name = QUuid::createUuid().toString();
    m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
    m_database.setConnectOptions(options);
    m_database.setDatabaseName(file);
    if (!m_database.open())
        return fail(m_database.lastError(), QStringLiteral("open ") + file);
    return {};
}

void SqlConnection::close()
{
    if (m_name.isEmpty())
        return;
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(std::exchange(m_name, {}));
}

Result<QSqlQuery> SqlConnection::run(const QString &sql, const QVariantList &values)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return fail(query.lastError(), sql);
    for (const QVariant &value : values)
        query.addBindValue(value);
    if (!query.exec())
        return fail(query.lastError(), sql);
    return query;
}

Result<void> SqlConnection::run(std::optional<QSqlQuery> &query, const QString &sql,
                                const QVariantList &values)
{
    if (!query) {
        query.emplace(m_database);
        query->setForwardOnly(true);
        if (!query->prepare(sql))
            return fail(query->lastError(), sql);
    }
    for (qsizetype i = 0; i < values.size(); ++i)
        query->bindValue(static_cast<int>(i), values.at(i));
    if (!query->exec())
        return fail(query->lastError(), sql);
    return {};
}

Result<void> SqlConnection::runEach(const QString &sql, const QList<QVariantList> &rows)
{
    QSqlQuery query(m_database);
    if (!query.prepare(sql))
        return fail(query.lastError(), sql);
    for (const QVariantList &row : rows) {
        for (qsizetype i = 0; i < row.size(); ++i)
            query.bindValue(static_cast<int>(i), row.at(i));
        if (!query.exec())
            return fail(query.lastError(), sql);
    }
    return {};
}

Result<QVariant> SqlConnection::value(const QString &sql, const QVariantList &values)
{
    auto query = run(sql, values);
    if (!query)
        return tl::unexpected(query.error());
    return query->next() ? query->value(0) : QVariant();
}

void SqlConnection::rollback()
{
    const int code = m_code;
    std::ignore = run(QStringLiteral("ROLLBACK"));
    m_code = code;
}

tl::unexpected<Error> SqlConnection::fail(const QSqlError &error, const QString &what)
{
    m_code = error.nativeErrorCode().toInt() & 0xff; // extended codes keep the primary one in the low byte
    return failure(Error::Kind::Storage,
                   QStringLiteral("%1 (%2): %3").arg(error.databaseText(), error.nativeErrorCode(), what));
}

bool SqlConnection::storageFailed() const
{
    // BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB
    static constexpr std::array codes{5, 6, 8, 10, 11, 13, 14, 26};
    return std::find(codes.begin(), codes.end(), m_code) != codes.end();
}
