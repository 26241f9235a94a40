#include "app/cli/feedscommand.h"

#include "app/base/jsonwriter.h"
#include "app/cli/texttable.h"
#include "app/news/feedsource.h"
#include "app/news/opml.h"

#include <QFileInfo>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace {
QString count(qsizetype n, const QString &what)
{
    return u"%1 %2"_s.arg(n).arg(what);
}
} // namespace

FeedsCommand::FeedsCommand(const Services &services, const FeedsOptions &options, Write out, Write err)
    : m_services(services), m_options(options), m_out(std::move(out)), m_err(std::move(err))
{
}

FeedsCommand::~FeedsCommand() = default;

void FeedsCommand::start()
{
    m_step = m_services.clock.after(std::chrono::milliseconds{0}, [this] { run(); });
}

void FeedsCommand::run()
{
    if (m_options.action == "add"_L1)
        add();
    else if (m_options.action == "remove"_L1)
        remove();
    else if (m_options.action == "import"_L1)
        importFile();
    else if (m_options.action == "export"_L1)
        exportFile();
    else if (m_options.action == "check"_L1)
        check();
    else
        list();
}

void FeedsCommand::fail(const QString &why)
{
    m_err(why.toUtf8());
    emit finished(1);
}

void FeedsCommand::done()
{
    if (m_services.feeds.isKept())
        emit finished(0);
    else
        fail(m_services.feeds.notice());
}

std::optional<FeedEntry> FeedsCommand::named(const QString &idOrAddress) const
{
    if (const auto feed = m_services.feeds.feed({idOrAddress}))
        return feed;
    for (const QString &text : {idOrAddress, u"https://"_s + idOrAddress})
        if (const auto url = feedAddress(text, {}))
            if (const auto feed = m_services.feeds.feedAt(*url))
                return feed;
    m_err(u"there is no feed \"%1\"; \"wickpost feeds list\" tells the ids"_s.arg(idOrAddress).toUtf8());
    return std::nullopt;
}

// ---- list ----

void FeedsCommand::list()
{
    for (const FeedEntry &entry : m_services.feeds.feeds()) {
        m_requests.push_back(
            m_services.articles.validators(entry.info.id, [this, entry](const Result<FeedValidators> &last) {
                m_list.append({entry, rememberedHealth(last.value_or(FeedValidators{}), entry.info.url)});
                if (m_list.size() == m_services.feeds.feeds().size())
                    listed();
            }));
    }
    if (m_requests.empty())
        listed();
}

void FeedsCommand::listed()
{
    print(m_list);
    emit finished(0);
}

void FeedsCommand::print(const QList<FeedStatus> &all)
{
    if (m_options.format == "table"_L1)
        return m_out(feedStatusTable(all).chopped(1));
    for (const FeedStatus &status : all)
        m_out(feedStatusToJson(status));
}

// ---- add, remove ----

void FeedsCommand::add()
{
    FeedFinder finder(m_services.http, m_services.workers, m_services.clock);
    m_step = finder.find(m_options.words.first(), m_services.feeds.feeds(),
                         [this](const Result<FoundFeed> &result) { found(result); });
}

void FeedsCommand::found(const Result<FoundFeed> &found)
{
    if (!found)
        return fail(found.error().detail);
    const auto id = m_services.feeds.add(found->entry);
    if (!id)
        return fail(id.error().detail);
    FeedEntry entry = *m_services.feeds.feed(*id);
    for (const auto &[wanted, field] :
         {std::pair(&m_options.name, &entry.info.source),
          std::pair(&m_options.language, &entry.info.language), std::pair(&m_options.group, &entry.group)})
        if (!wanted->isEmpty())
            *field = *wanted;
    if (const auto edited = m_services.feeds.edit(*id, entry); !edited)
        return fail(edited.error().detail);
    say(u"Added %1 as %2."_s.arg(entry.info.source, id->value));
    FoundFeed shown = *found;
    shown.entry = entry;
    for (const QString &line : previewLines(shown))
        say(line);
    done();
}

void FeedsCommand::remove()
{
    const auto feed = named(m_options.words.first());
    if (!feed)
        return emit finished(1);
    const auto removed = m_services.feeds.remove(feed->info.id);
    if (!removed)
        return fail(removed.error().detail);
    say(u"Removed %1 (%2)."_s.arg(feed->info.source, feed->info.url.toString()));
    done();
}

// ---- OPML ----

void FeedsCommand::importFile()
{
    const QString &path = m_options.words.first();
    const auto opml = readOpmlFile(path);
    if (!opml)
        return fail(opml.error().detail);
    const auto import = m_services.feeds.importOpml(*opml, QFileInfo(path).absolutePath(), path);
    if (!import)
        return fail(import.error().detail);
    for (const QString &problem : import->problems)
        m_err(problem.toUtf8());
    say(QStringList{count(import->added.size(), u"added"_s), count(import->known.size(), u"there already"_s),
                    count(import->problems.size(), u"not usable"_s)}
            .join(u", "_s));
    done();
}

void FeedsCommand::exportFile()
{
    const QByteArray opml = m_services.feeds.exportOpml();
    if (m_options.words.isEmpty()) {
        m_out(opml.trimmed());
        return emit finished(0);
    }
    QSaveFile file(m_options.words.first());
    if (!file.open(QIODevice::WriteOnly) || file.write(opml) != opml.size() || !file.commit())
        return fail(u"%1 can't be written: %2"_s.arg(file.fileName(), file.errorString()));
    emit finished(0);
}

// ---- check ----

void FeedsCommand::check()
{
    QList<FeedEntry> wanted;
    for (const QString &word : std::as_const(m_options.words)) {
        const auto feed = named(word);
        if (!feed)
            return emit finished(1);
        wanted.append(*feed);
    }
    if (m_options.words.isEmpty()) {
        wanted = m_services.feeds.feeds();
        wanted.removeIf([](const FeedEntry &entry) { return !entry.on; });
    }
    m_check = std::make_unique<FeedCheck>(
        m_services.clock, m_services.articles,
        [this](const FeedInfo &info) {
            return makeNewsSource(info, m_services.http, m_services.workers, m_services.clock);
        },
        wanted);
    connect(m_check.get(), &FeedCheck::finished, this, &FeedsCommand::checked);
    m_check->start();
}

void FeedsCommand::checked()
{
    const QList<FeedStatus> results = m_check->results();
    bool anyGood = false;
    TextTable table({u"ID"_s, u"SOURCE"_s, u"RESULT"_s});
    for (const FeedStatus &result : results) {
        anyGood |= result.health.state == FeedHealth::State::Good;
        if (result.health.state == FeedHealth::State::Gone && result.entry.on)
            std::ignore = m_services.feeds.setOn(result.entry.info.id, false);
        table.add({result.entry.info.id.value, result.entry.info.source, checkWords(result.health)});
    }
    if (m_options.format == "json"_L1)
        print(results);
    else
        m_out(table.text().chopped(1));
    emit finished(anyGood ? 0 : 1);
}
