#pragma once

#include "app/news/articlestore.h"
#include "app/news/storyrules.h"
#include "app/storage/database.h"

// Brings the stored stories up to the rules of this version and to the user's corrections, a few at a time,
// the newest first. How far it has come is stored with them, so it goes on where the last run ended.
//
// Thread: as the database. Destroying it ends the work after the step under way.
class StoryUpkeep
{
public:
    using Announce = std::function<void(const ArticleChanges &)>;

    // Begins by itself once the start is over. `announce` hears of the stories whose facts changed.
    StoryUpkeep(Database &database, StoryRules rules, Announce announce);
    // There is new work: begins now.
    void start();

private:
    void startIn(std::chrono::milliseconds delay);
    void step();

    Database &m_database;
    const StoryRules m_rules;
    const Announce m_announce;
    Request m_step, m_pause;
    bool m_again = false; // new work came during a step
};

// On the storage thread, inside a transaction: the stories this may concern are to be read anew.
Result<void> askForRetagging(SqlConnection &connection, const TagCorrection &correction);

struct UpkeepStep
{
    ArticleChanges changes;
    bool more = true;
};
// Works on at most `most` stories.
Result<UpkeepStep> upkeepStep(SqlConnection &connection, const StoryRules &rules, int most);
