#include "app/storage/sqlawaymemory.h"

namespace {
const QString lastUseName = QStringLiteral("last use");
}

Migration momentTable()
{
    return {QStringLiteral("moments"),
            {QStringLiteral("CREATE TABLE moments (name TEXT NOT NULL PRIMARY KEY, time INTEGER NOT NULL)"
                            " STRICT, WITHOUT ROWID")}};
}

Request SqlAwayMemory::load(Reply<UtcTime> done)
{
    return m_database.read<UtcTime>(
        [](SqlConnection &connection) -> Result<UtcTime> {
            const auto time =
                connection.value(QStringLiteral("SELECT time FROM moments WHERE name = ?"), {lastUseName});
            if (!time)
                return tl::unexpected(time.error());
            return time->isValid() ? fromMsecs(time->toLongLong()) : UtcTime{};
        },
        std::move(done));
}

void SqlAwayMemory::save(UtcTime lastUse)
{
    std::ignore = m_database.write<bool>(
        [lastUse](SqlConnection &connection) -> Result<bool> {
            const auto done = connection.run(QStringLiteral("INSERT OR REPLACE INTO moments VALUES (?, ?)"),
                                             {lastUseName, toMsecs(lastUse)});
            if (!done)
                return tl::unexpected(done.error());
            return true;
        },
        nullptr);
}
