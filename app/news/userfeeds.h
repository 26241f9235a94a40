#pragma once

#include "app/base/sharedfile.h"
#include "app/news/feedlist.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QObject>
#include <functional>
#include <memory>

// What an import brought.
struct FeedImport
{
    QList<FeedId> added;  // new ones, and listed ones that were off
    QStringList known;    // names of those that were on before
    QStringList problems; // outlines that can't be used, each with file and line
};

// A removed feed as it was, for undo.
struct RemovedFeed
{
    FeedId id;
    QString source;
    std::optional<QJsonObject> written; // its entry in the file; none: it was as shipped
    qsizetype place = 0;                // of that entry
};

// The user's feed list: the shipped one, and over it what the user changed, in a file of its own (feeds.json,
// versioned, of the shipped list's shape; feedlist.h). It says which feeds there are and which are fetched:
//
// - off: not fetched; its stories stay.
// - removed: off, and not in the list either. A feed of the user's is forgotten; a shipped one stays known,
//   and adding its address brings it back.
// - muted is no matter of this list: a muted outlet is fetched, and the store keeps its stories out of the
//   lists (ArticleStore::setMuted), so that they are all there when it is heard again.
//
// Every change is on the disk when the call returns. Another Wickpost may change the file meanwhile
// (`wickpost feeds add` beside the window); SharedFile tells how that goes. What the file says and we don't
// understand is kept as it is. A damaged file is kept aside; one of a newer version, or in a folder that
// can't be written, is left alone: the changes hold for this run, isKept() is false, and notice() says why.
//
// Thread: the one that made it. Small file, read and written there.
class UserFeeds : public QObject
{
    Q_OBJECT
public:
    static constexpr int version = 1;

    // An empty path keeps everything in memory.
    explicit UserFeeds(QString path, QList<FeedEntry> shipped = shippedFeeds(), QObject *parent = nullptr);
    ~UserFeeds() override;

    // Shipped ones first, in their order, then the user's in the order they came. Without removed ones.
    const QList<FeedEntry> &feeds() const { return m_listed; }
    std::optional<FeedEntry> feed(const FeedId &id) const;
    bool isShipped(const FeedId &id) const;
    // The listed feed of this address (http and https are the same); of several, the one that is on.
    std::optional<FeedEntry> feedAt(const QUrl &url) const;
    // What is wrong with the file, in sentences for people; empty when nothing.
    const QString &notice() const { return m_notice; }
    // Everything is on the disk.
    bool isKept() const { return m_file->isKept(); }

    // Switched on, with an id from its address; `entry`'s own id and switch don't count. A shipped feed of
    // this address that was off or removed is taken instead. Rejected: the address is listed and on, or the
    // entry lacks something (the detail says what).
    Result<FeedId> add(const FeedEntry &entry);
    // Replaces everything but the id. Rejected: no such feed, another one has the address, a bad value.
    Result<void> edit(const FeedId &id, const FeedEntry &entry);
    Result<void> setOn(const FeedId &id, bool on);
    Result<RemovedFeed> remove(const FeedId &id);
    // As it was before remove().
    Result<void> restore(const RemovedFeed &removed);
    // The shipped feeds as they come; those of the user stay.
    Result<void> restoreShipped();
    // Merges a list: what is new is added, what was off is switched on, nothing is taken away. Malformed: not
    // one feed could be read.
    Result<FeedImport> importOpml(const QByteArray &opml, const QString &folder, const QString &name);
    // What is fetched, and the user's own that are off.
    QByteArray exportOpml() const;

    // Hears of changes another Wickpost makes.
    void followFile();

signals:
    void changed(); // feeds()
    void noticeChanged(const QString &notice);

private:
    using Change = std::function<Result<void>(QJsonArray &entries)>;

    Result<void> change(const Change &change);
    SharedFile::Reading read(const QByteArray &json);
    void takeOther();
    void adopt(const QJsonArray &entries);
    void say();
    QString troubleOfFile() const;
    QJsonArray entries() const;
    const FeedEntry *find(const FeedId &id) const;
    FeedEntry base(const FeedId &id) const;
    // The best match of this address and language, removed ones too.
    const FeedEntry *findAt(const QUrl &url, const QString &language) const;
    FeedId freeId(const QUrl &url) const;
    // Writes the entry over what the list says of it. Rejected when it lacks something.
    Result<void> put(QJsonArray &entries, const FeedEntry &entry) const;

    const QList<FeedEntry> m_shipped;
    QJsonObject m_root;               // of the file, with what we don't know
    QList<FeedEntry> m_all, m_listed; // with and without removed ones
    QStringList m_problems;           // of the entries
    QString m_notice;
    bool m_loaded = false, m_damagedMeanwhile = false, m_changedByOthers = false;
    std::unique_ptr<SharedFile> m_file; // last: it reads into the others
};
