#pragma once

#include "app/storage/sqlarticlestore.h"
#include "tests/news/storybuilder.h"
#include "tests/support/manualclock.h"

#include <QTemporaryDir>

// A store on a file of its own, which can be closed and opened again, and looked into.
class NewsDatabaseTest : public testing::Test
{
protected:
    void open(const StoryRules &rules)
    {
        store.reset();
        database.reset(); // before the next one: two would be two programs on one file
        database = std::make_unique<Database>(clock, folder.filePath(u"wickpost.sqlite"_s));
        store = std::make_unique<SqlArticleStore>(*database, rules);
    }
    QVariant value(const QString &sql)
    {
        return answerTo<QVariant>([&](auto done) {
                   return database->read<QVariant>([sql](SqlConnection &c) { return c.value(sql); },
                                                   std::move(done));
               })
            .value_or(QVariant());
    }
    void execute(const QString &sql)
    {
        const auto done = answerTo<int>([&](auto reply) {
            return database->write<int>(
                [sql](SqlConnection &c) -> Result<int> {
                    const auto ran = c.run(sql);
                    return ran ? Result<int>(0) : Result<int>(tl::unexpected(ran.error()));
                },
                std::move(reply));
        });
        EXPECT_TRUE(done) << (done ? "" : done.error().detail.toStdString());
    }

    QTemporaryDir folder;
    ManualClock clock;
    std::unique_ptr<Database> database;
    std::unique_ptr<SqlArticleStore> store;
};
