#pragma once

#include "app/insight/awaywatch.h"
#include "app/storage/database.h"

// The moment of last use in the database.
class SqlAwayMemory final : public AwayMemory
{
public:
    explicit SqlAwayMemory(Database &database) : m_database(database) {}
    [[nodiscard]] Request load(Reply<UtcTime> done) override;
    void save(UtcTime lastUse) override;

private:
    Database &m_database;
};

// The table's step of the schema: moments by name.
Migration momentTable();
