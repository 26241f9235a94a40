#include "app/news/userfeeds.h"

#include "app/news/feedentryjson.h"
#include "app/news/opml.h"

#include <QFileInfo>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 fileLimit = 4 * 1024 * 1024;

bool isOf(const QJsonValue &entry, const FeedId &id)
{
    return entry.toObject().value("id"_L1).toString() == id.value;
}

// Takes all entries of a feed out, and says where the first stood (the end when there was none) and what of
// them we don't know.
struct Taken
{
    qsizetype place = 0;
    QJsonObject unknown;
};
Taken takeOut(QJsonArray &entries, const FeedId &id)
{
    Taken taken{entries.size(), {}};
    for (qsizetype i = entries.size() - 1; i >= 0; --i) {
        if (!isOf(entries[i], id))
            continue;
        const QJsonObject entry = entries[i].toObject();
        for (auto field = entry.begin(); field != entry.end(); ++field)
            if (!feedEntryFields().contains(field.key()))
                taken.unknown.insert(field.key(), field.value());
        entries.removeAt(i);
        taken.place = i;
    }
    return taken;
}

std::optional<QJsonObject> entryOf(const QJsonArray &entries, const FeedId &id, qsizetype &place)
{
    for (qsizetype i = 0; i < entries.size(); ++i) {
        if (isOf(entries[i], id)) {
            place = i;
            return entries[i].toObject();
        }
    }
    return std::nullopt;
}

tl::unexpected<Error> rejected(const QString &why)
{
    return failure(Error::Kind::Rejected, why);
}
} // namespace

UserFeeds::UserFeeds(QString path, QList<FeedEntry> shipped, QObject *parent)
    : QObject(parent),
      m_shipped(std::move(shipped)),
      m_file(std::make_unique<SharedFile>(std::move(path), fileLimit,
                                          [this](const QByteArray &json) { return read(json); }))
{
    connect(m_file.get(), &SharedFile::readAgain, this, &UserFeeds::takeOther);
    adopt({});
    m_file->load();
    m_loaded = true;
    say();
}

UserFeeds::~UserFeeds() = default;

SharedFile::Reading UserFeeds::read(const QByteArray &json)
{
    const QJsonObject root = QJsonDocument::fromJson(json).object();
    if (!root.value("feeds"_L1).isArray()) {
        m_damagedMeanwhile = m_loaded;
        return SharedFile::Reading::Damaged;
    }
    const QList<FeedEntry> before = m_listed;
    m_root = root;
    adopt(root.value("feeds"_L1).toArray());
    m_changedByOthers = m_listed != before;
    return root.value("version"_L1).toInt(version) <= version ? SharedFile::Reading::Understood
                                                              : SharedFile::Reading::Newer;
}

void UserFeeds::takeOther()
{
    say();
    if (std::exchange(m_changedByOthers, false))
        emit changed();
}

void UserFeeds::adopt(const QJsonArray &entries)
{
    m_root.insert("feeds"_L1, entries);
    const FeedListing listing =
        overlaidFeeds(m_shipped, QJsonDocument(QJsonObject{{u"feeds"_s, entries}}).toJson(),
                      QFileInfo(m_file->path()).fileName());
    m_all = listing.feeds;
    m_listed = m_all;
    m_listed.removeIf([](const FeedEntry &entry) { return entry.removed; });
    m_problems = listing.problems;
}

QString UserFeeds::troubleOfFile() const
{
    using Trouble = SharedFile::Trouble;
    const QString damaged = m_damagedMeanwhile
                                ? tr("The list of feeds was damaged meanwhile. The feeds are as they were")
                                : tr("The list of feeds was damaged. The feeds are as shipped");
    switch (m_file->trouble()) {
    case Trouble::None:
        break;
    case Trouble::Unreadable:
        return tr("The feed list can't be read (%1). Changes will not be kept.").arg(m_file->errorText());
    case Trouble::Newer:
        return tr("The list of feeds was written by a newer Wickpost. It is used as far as it is "
                  "understood; changes will not be kept.");
    case Trouble::SetAside:
        return tr("%1; the old list is kept as %2.").arg(damaged, m_file->asideName());
    case Trouble::NotSetAside:
        return tr("%1; the old list can't be copied, so changes will not be kept.").arg(damaged);
    case Trouble::Unwritable:
        return tr("The list of feeds can't be saved (%1). Changes will not be kept.")
            .arg(m_file->errorText());
    }
    return {};
}

void UserFeeds::say()
{
    QString words = troubleOfFile();
    if (words.isEmpty() && !m_problems.isEmpty())
        words = tr("Some feeds of the list can't be used: %1.").arg(m_problems.join(u"; "));
    if (words == m_notice)
        return;
    m_notice = words;
    emit noticeChanged(m_notice);
}

Result<void> UserFeeds::change(const Change &change)
{
    const auto lock = m_file->beginChange();
    if (!lock)
        return failure(Error::Kind::Storage,
                       tr("Another Wickpost is changing the list of feeds. Try again."));
    QJsonArray next = entries();
    if (const auto done = change(next); !done)
        return done;
    if (next == entries())
        return {};
    adopt(next);
    m_root.insert("version"_L1, version);
    m_file->write(QJsonDocument(m_root).toJson());
    say();
    emit changed();
    return {};
}

QJsonArray UserFeeds::entries() const
{
    return m_root.value("feeds"_L1).toArray();
}

const FeedEntry *UserFeeds::find(const FeedId &id) const
{
    const auto found = std::find_if(m_all.cbegin(), m_all.cend(),
                                    [&](const FeedEntry &entry) { return entry.info.id == id; });
    return found == m_all.cend() ? nullptr : &*found;
}

std::optional<FeedEntry> UserFeeds::feed(const FeedId &id) const
{
    const FeedEntry *found = find(id);
    return found && !found->removed ? std::optional(*found) : std::nullopt;
}

bool UserFeeds::isShipped(const FeedId &id) const
{
    return std::any_of(m_shipped.cbegin(), m_shipped.cend(),
                       [&](const FeedEntry &entry) { return entry.info.id == id; });
}

FeedEntry UserFeeds::base(const FeedId &id) const
{
    for (const FeedEntry &entry : m_shipped)
        if (entry.info.id == id)
            return entry;
    FeedEntry own;
    own.info.id = id;
    return own;
}

const FeedEntry *UserFeeds::findAt(const QUrl &url, const QString &language) const
{
    const FeedId address = feedIdFor(url);
    const auto rank = [&](const FeedEntry &entry) {
        return (!language.isEmpty() && entry.info.language == language ? 4 : 0) + (entry.on ? 2 : 0) +
               (entry.removed ? 0 : 1);
    };
    const FeedEntry *best = nullptr;
    for (const FeedEntry &entry : m_all)
        if (feedIdFor(entry.info.url) == address && (!best || rank(entry) > rank(*best)))
            best = &entry;
    return best;
}

std::optional<FeedEntry> UserFeeds::feedAt(const QUrl &url) const
{
    const FeedEntry *found = findAt(url, {});
    return found && !found->removed ? std::optional(*found) : std::nullopt;
}

// A feed that has moved since keeps its id, which its old address then can't have.
FeedId UserFeeds::freeId(const QUrl &url) const
{
    FeedId id = feedIdFor(url);
    const QString stem = id.value;
    for (int n = 2; find(id); ++n)
        id.value = u"%1#%2"_s.arg(stem).arg(n);
    return id;
}

Result<void> UserFeeds::put(QJsonArray &entries, const FeedEntry &entry) const
{
    const FeedEntry under = base(entry.info.id);
    QJsonObject json = feedEntryToJson(entry, under);
    FeedEntry check = under;
    QString problem = readFeedEntry(json, check);
    if (problem.isEmpty() && check.info.url.isEmpty())
        problem = tr("The feed has no address.");
    if (problem.isEmpty() && check.info.source.simplified().isEmpty())
        problem = tr("The feed has no name.");
    if (!problem.isEmpty())
        return rejected(problem);
    const Taken before = takeOut(entries, entry.info.id);
    for (auto field = before.unknown.begin(); field != before.unknown.end(); ++field)
        json.insert(field.key(), field.value());
    if (json.size() > 1 || !isShipped(entry.info.id))
        entries.insert(before.place, json);
    return {};
}

Result<FeedId> UserFeeds::add(const FeedEntry &entry)
{
    FeedEntry added;
    const auto done = change([&](QJsonArray &entries) -> Result<void> {
        if (const FeedEntry *known = findAt(entry.info.url, entry.info.language)) {
            if (known->on && !known->removed)
                return rejected(tr("This feed is in the list already: %1.").arg(known->info.source));
            added = *known;
        } else {
            added = entry;
            added.info.id = freeId(entry.info.url);
            if (added.info.owner.isEmpty())
                added.info.owner = feedOwnerAt(entry.info.url, m_all);
        }
        added.on = true;
        added.removed = false;
        return put(entries, added);
    });
    if (!done)
        return tl::unexpected(done.error());
    return added.info.id;
}

Result<void> UserFeeds::edit(const FeedId &id, const FeedEntry &entry)
{
    return change([&](QJsonArray &entries) -> Result<void> {
        const FeedEntry *before = find(id);
        if (!before || before->removed)
            return rejected(tr("There is no such feed."));
        const FeedEntry *there = findAt(entry.info.url, {});
        if (entry.info.url != before->info.url && there && there->info.id != id)
            return rejected(tr("Another feed has this address: %1.").arg(there->info.source));
        FeedEntry next = entry;
        next.info.id = id;
        if (next.info.owner == before->info.source) // its owner was its own name
            next.info.owner = next.info.source;
        return put(entries, next);
    });
}

Result<void> UserFeeds::setOn(const FeedId &id, bool on)
{
    return change([&](QJsonArray &entries) -> Result<void> {
        const FeedEntry *before = find(id);
        if (!before || before->removed)
            return rejected(tr("There is no such feed."));
        FeedEntry next = *before;
        next.on = on;
        return put(entries, next);
    });
}

Result<RemovedFeed> UserFeeds::remove(const FeedId &id)
{
    RemovedFeed removed{id, {}, {}, 0};
    const auto done = change([&](QJsonArray &entries) -> Result<void> {
        const FeedEntry *before = find(id);
        if (!before || before->removed)
            return rejected(tr("There is no such feed."));
        removed.source = before->info.source;
        removed.written = entryOf(entries, id, removed.place);
        if (!isShipped(id)) {
            takeOut(entries, id);
            return {};
        }
        FeedEntry next = *before;
        next.on = false;
        next.removed = true;
        return put(entries, next);
    });
    if (!done)
        return tl::unexpected(done.error());
    return removed;
}

Result<void> UserFeeds::restore(const RemovedFeed &removed)
{
    return change([&](QJsonArray &entries) -> Result<void> {
        takeOut(entries, removed.id);
        if (removed.written)
            entries.insert(std::min(removed.place, entries.size()), *removed.written);
        return {};
    });
}

Result<void> UserFeeds::restoreShipped()
{
    return change([this](QJsonArray &entries) -> Result<void> {
        for (const FeedEntry &entry : m_shipped)
            takeOut(entries, entry.info.id);
        return {};
    });
}

Result<FeedImport> UserFeeds::importOpml(const QByteArray &opml, const QString &folder, const QString &name)
{
    FeedImport import;
    const auto done = change([&](QJsonArray &entries) -> Result<void> {
        const auto listing = opmlListing(opml, folder, name, m_all);
        if (!listing)
            return tl::unexpected(listing.error());
        import.problems = listing->problems;
        for (FeedEntry entry : listing->feeds) {
            const FeedEntry *known = findAt(entry.info.url, entry.info.language);
            if (known && ((known->on && !known->removed) || !entry.on)) {
                import.known.append(known->info.source);
                continue;
            }
            if (known) {
                entry = *known;
                entry.on = true;
                entry.removed = false;
            } else {
                entry.info.id = freeId(entry.info.url);
            }
            if (const auto written = put(entries, entry); written)
                import.added.append(entry.info.id);
            else
                import.problems.append(u"%1: %2: %3"_s.arg(name, entry.info.source, written.error().detail));
        }
        return {};
    });
    if (!done)
        return tl::unexpected(done.error());
    return import;
}

QByteArray UserFeeds::exportOpml() const
{
    QList<FeedEntry> feeds = m_listed;
    feeds.removeIf([this](const FeedEntry &entry) { return !entry.on && isShipped(entry.info.id); });
    return writeOpml(feeds);
}

void UserFeeds::followFile()
{
    m_file->follow();
}
