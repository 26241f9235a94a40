#pragma once

#include "app/alerts/alert.h"
#include "app/alerts/alertgrammar.h"
#include "app/base/clock.h"
#include "app/base/sharedfile.h"

#include <QJsonObject>
#include <QObject>
#include <QSet>
#include <memory>

// A removed alert as it was, for undo.
struct RemovedAlert
{
    AlertEntry entry;
    qsizetype place = 0;
};

// The user's alerts and what fired, in alerts.json of the data folder (versioned). Every change the user
// makes and every firing is on the disk when the call returns; that an alert is armed again follows within a
// second. Another Wickpost may change the file meanwhile (`wickpost alerts add` beside the window):
// SharedFile tells how that goes. A damaged file is kept aside; one of a newer version is used and left
// alone, and notice() says so.
//
// Thread: the one that made it.
class AlertBook : public QObject
{
    Q_OBJECT
public:
    static constexpr int version = 1;
    static constexpr qsizetype mostAlerts = 2000, mostFirings = 500;

    // An empty path keeps everything in memory. `assets` outlives it.
    AlertBook(Clock &clock, QString path, const AssetDirectory &assets, QObject *parent = nullptr);
    // What another one has, for this run alone: demo and replay.
    AlertBook(Clock &clock, const AlertBook &other, QObject *parent = nullptr);
    ~AlertBook() override; // writes what is still unwritten

    const QList<AlertEntry> &entries() const { return m_entries; } // in the order they were added
    const AlertEntry *find(AlertId id) const;                      // valid until the next change
    QList<AlertEntry> of(const AssetId &asset) const;
    int armedCount() const;          // switched on and not done
    int unacknowledgedCount() const; // alerts that fired and were not acknowledged: the bell's number
    // What fired, newest first, with what was removed since.
    const QList<AlertFiring> &firings() const { return m_firings; }
    // What is wrong with the file, in a sentence for people; empty when nothing.
    const QString &notice() const { return m_notice; }
    bool isKept() const;

    // `alert`'s own id doesn't count. Rejected: it is wrong, there already (and on), or there are too many.
    Result<AlertId> add(const Alert &alert);
    // Another condition starts anew (Undecided); the rest changes in place. Rejected: no such, or wrong.
    Result<void> edit(const Alert &alert);
    // Switching on starts anew; off also ends a snooze and acknowledges.
    Result<void> setEnabled(AlertId id, bool enabled);
    Result<RemovedAlert> remove(AlertId id);
    Result<void> restore(const RemovedAlert &removed);
    // It keeps silent until then, and fires if it is met at that moment. One that is done comes back for it.
    Result<void> snooze(AlertId id, UtcTime until);
    Result<void> acknowledge(AlertId id);
    Result<void> acknowledgeAll();
    // The same for several in one go, written once; those that are gone are passed over.
    Result<void> disableAll(const QList<AlertId> &ids);
    Result<void> snoozeAll(const QList<AlertId> &ids, UtcTime until);
    Result<void> acknowledgeAll(const QList<AlertId> &ids);
    Result<void> clearFirings();

    // The watchlist changed: alerts of coins that left go with them, and come back if the coin does so soon
    // (the user took it back).
    static constexpr std::chrono::seconds comeBackWithin{15};
    void coinsChanged(const QList<AssetId> &now, const QList<AssetId> &before);

    // For the engine. Firings get their ids here. States are written at once when something fired, else soon.
    QList<AlertFiring> keep(const QHash<AlertId, AlertState> &states, QList<AlertFiring> fired);

    // Hears of changes another Wickpost makes.
    void followFile();

signals:
    void changed(); // entries(), their states too, or firings()
    void noticeChanged(const QString &notice);

private:
    using Change = std::function<Result<void>(QList<AlertEntry> &entries, QList<AlertFiring> &firings)>;
    Result<void> change(const Change &change);
    Result<void> change(AlertId id, const std::function<void(AlertEntry &)> &change);
    Result<void> changeAll(const QList<AlertId> &ids, const std::function<void(AlertEntry &)> &change);
    QString problemOf(const Alert &alert) const;
    SharedFile::Reading read(const QByteArray &bytes);
    QByteArray written();
    void save();
    bool saveLocked();
    void saveSoon();
    void say();

    Clock &m_clock;
    const AssetDirectory &m_assets;
    QList<AlertEntry> m_entries;
    QList<AlertFiring> m_firings;
    qint64 m_nextAlert = 1, m_nextFiring = 1;
    qsizetype m_unusable = 0;
    QJsonObject m_root;        // of the file, with what we don't know
    QSet<AlertId> m_unwritten; // whose states are newer than the file's
    Request m_saveLater;
    QString m_notice;
    struct Gone
    {
        RemovedAlert removed;
        MonoTime at{};
    };
    QList<Gone> m_goneWithCoin;
    std::unique_ptr<SharedFile> m_file; // last: it reads into the others
};
