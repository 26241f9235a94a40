#include "app/storage/storyupkeep.h"

#include "app/base/log.h"
#include "app/storage/articleconditions.h"
#include "app/storage/articlefacts.h"
#include "app/storage/readingrows.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr auto startIsOver = 3s;
constexpr int atOnce = 20;    // some milliseconds: others wait for the storage thread no longer
constexpr auto breath = 30ms; // and it is theirs most of the time

const QString rulesTask = u"rules"_s;

// Work on all stories, or on those a correction concerns.
struct Task
{
    QString name; // "rules", or a correction as JSON
    qint64 version = 0;
    ArticleId before; // stories from here down are still to be done
};

QString nameOf(const TagCorrection &correction)
{
    const QJsonObject json{{u"symbol"_s, correction.symbol}, {u"words"_s, correction.words}};
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

// The rules' own stays when it is done: it says by which version all stories were read.
Result<void> keep(SqlConnection &connection, const Task &task)
{
    const bool over = task.before == ArticleId() && task.name != rulesTask;
    const auto kept =
        over ? connection.run(u"DELETE FROM story_upkeep WHERE task = ?"_s, {task.name})
             : connection.run(
                   u"INSERT OR REPLACE INTO story_upkeep (task, version, before) VALUES (?, ?, ?)"_s,
                   {task.name, task.version, task.before.value});
    return kept ? Result<void>() : tl::unexpected(kept.error());
}

Result<ArticleId> afterAll(SqlConnection &connection)
{
    const auto last = connection.value(u"SELECT max(id) FROM articles"_s);
    if (!last)
        return tl::unexpected(last.error());
    return ArticleId{last->toLongLong() + 1};
}

Result<void> noteRules(SqlConnection &connection, const StoryRules &rules)
{
    const qint64 version = qint64{rules.version} << 32 | searchVersion;
    const auto known = connection.value(u"SELECT version FROM story_upkeep WHERE task = ?"_s, {rulesTask});
    if (!known)
        return tl::unexpected(known.error());
    if (!known->isNull() && known->toLongLong() == version)
        return {};
    const auto from = afterAll(connection);
    return from ? keep(connection, {rulesTask, version, *from}) : tl::unexpected(from.error());
}

Result<std::optional<Task>> nextTask(SqlConnection &connection)
{
    auto row = connection.run(
        u"SELECT task, version, before FROM story_upkeep WHERE before > 0 ORDER BY task DESC LIMIT 1"_s);
    if (!row)
        return tl::unexpected(row.error());
    if (!row->next())
        return std::nullopt;
    return Task{row->value(0).toString(), row->value(1).toLongLong(), {row->value(2).toLongLong()}};
}

Result<QList<ArticleId>> idsOf(Result<QSqlQuery> row)
{
    if (!row)
        return tl::unexpected(row.error());
    QList<ArticleId> ids;
    while (row->next())
        ids.append(ArticleId{row->value(0).toLongLong()});
    return ids;
}

// Those with the words in them, and those tagged for these words where they stand in no text (a category).
Result<QList<ArticleId>> concernedBy(SqlConnection &connection, const Task &task, int most)
{
    const QJsonObject json = QJsonDocument::fromJson(task.name.toUtf8()).object();
    const QString words = json["words"_L1].toString();
    const QList<SearchTerm> terms = searchTerms(words, {});
    return idsOf(connection.run(
        u"SELECT * FROM (SELECT article FROM article_coins WHERE symbol = ? AND evidence = ? COLLATE NOCASE"
        "  AND article < ? ORDER BY article DESC LIMIT ?)"
        " UNION SELECT * FROM (SELECT rowid FROM article_search WHERE article_search MATCH ?"
        "  AND rowid < ? ORDER BY rowid DESC LIMIT ?)"
        " ORDER BY 1 DESC LIMIT ?"_s,
        {json["symbol"_L1].toString(), words, task.before.value, most,
         terms.isEmpty() ? u"\"\""_s : matchExpression(terms), task.before.value, most, most}));
}

Result<QList<ArticleId>> storiesOf(SqlConnection &connection, const StoryRules &rules, const Task &task,
                                   int most)
{
    if (task.name != rulesTask)
        return concernedBy(connection, task, most);
    return idsOf(
        connection.run(u"SELECT id FROM articles WHERE id < ? AND (facts_version <> ? OR words_version <> ?)"
                       " ORDER BY id DESC LIMIT ?"_s,
                       {task.before.value, rules.version, searchVersion, most}));
}

// Which of them came out different.
Result<QList<ArticleId>> readAnew(SqlConnection &connection, const StoryRules &rules,
                                  const QList<ArticleId> &ids)
{
    const auto reader = StoryReader::open(connection, rules);
    if (!reader)
        return tl::unexpected(reader.error());
    ReadingRows rows(rules.version);
    QList<ArticleId> changed;
    for (const ArticleId id : ids) {
        const auto stored = selectWhole(connection, id);
        if (!stored)
            return tl::unexpected(stored.error());
        if (!*stored)
            continue;
        const Story &story = (*stored)->story;
        const StoryFacts facts = reader->facts(story.article, story.facts);
        rows.replace(**stored, story.article, facts);
        if (facts != story.facts)
            changed.append(id);
    }
    auto done = rows.write(connection);
    if (done)
        done = ArticleTables::count(connection, changed);
    return done ? Result<QList<ArticleId>>(changed) : tl::unexpected(done.error());
}
} // namespace

StoryUpkeep::StoryUpkeep(Database &database, StoryRules rules, Announce announce)
    : m_database(database), m_rules(std::move(rules)), m_announce(std::move(announce))
{
    startIn(startIsOver);
}

void StoryUpkeep::start()
{
    m_pause.reset();
    m_again = m_step != nullptr;
    if (!m_again)
        step();
}

void StoryUpkeep::startIn(std::chrono::milliseconds delay)
{
    m_pause = m_database.clock().after(delay, [this] { start(); });
}

void StoryUpkeep::step()
{
    m_step = m_database.write<UpkeepStep>(
        [rules = m_rules](SqlConnection &connection) { return upkeepStep(connection, rules, atOnce); },
        [this](const Result<UpkeepStep> &done) {
            m_step.reset();
            const bool more = std::exchange(m_again, false);
            if (!done) { // the disk is lost; the next start tries again
                qCInfo(logStorage, "%s", qPrintable(done.error().detail));
                return;
            }
            m_announce(done->changes);
            if (more || done->more)
                startIn(breath);
        });
}

Result<void> askForRetagging(SqlConnection &connection, const TagCorrection &correction)
{
    const auto from = afterAll(connection);
    return from ? keep(connection, {nameOf(correction), 0, *from}) : tl::unexpected(from.error());
}

Result<UpkeepStep> upkeepStep(SqlConnection &connection, const StoryRules &rules, int most)
{
    const auto noted = noteRules(connection, rules);
    auto task = noted ? nextTask(connection) : tl::unexpected(noted.error());
    if (!task)
        return tl::unexpected(task.error());
    if (!*task)
        return UpkeepStep{{}, false};
    const auto ids = storiesOf(connection, rules, **task, most);
    const auto changed = ids ? readAnew(connection, rules, *ids) : tl::unexpected(ids.error());
    if (!changed)
        return tl::unexpected(changed.error());
    (*task)->before = ids->size() < most ? ArticleId{} : ids->last();
    const auto kept = keep(connection, **task);
    auto stories = kept ? selectStories(connection, *changed) : tl::unexpected(kept.error());
    if (!stories)
        return tl::unexpected(stories.error());
    UpkeepStep step;
    step.changes.updated = *stories;
    return step;
}
