#include "app/alerts/alertbook.h"

#include "app/alerts/alertjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr qint64 fileLimit = 16 * 1024 * 1024;
constexpr auto saveDelay = 1s;

tl::unexpected<Error> rejected(const QString &why)
{
    return failure(Error::Kind::Rejected, why);
}

auto place(QList<AlertEntry> &entries, AlertId id)
{
    return std::find_if(entries.begin(), entries.end(),
                        [&](const AlertEntry &entry) { return entry.alert.id == id; });
}

void beginAnew(AlertEntry &entry, UtcTime now)
{
    entry.state.phase = AlertState::Phase::Undecided;
    entry.state.since = now;
    entry.state.firedAt = {}; // it doesn't cool down from another life
    entry.state.snoozedUntil = {};
}

void switchTo(AlertEntry &entry, bool enabled, UtcTime now)
{
    entry.alert.enabled = enabled;
    entry.state.unacknowledged = false;
    beginAnew(entry, now);
}

void silence(AlertEntry &entry, UtcTime until)
{
    entry.alert.enabled = true;
    entry.state.phase = AlertState::Phase::Armed;
    entry.state.snoozedUntil = until;
    entry.state.unacknowledged = false;
    entry.state.heard.clear(); // what it fired for may be said again
}

void acknowledgeFirings(QList<AlertFiring> &firings, AlertId id)
{
    for (AlertFiring &firing : firings)
        if (firing.alert == id)
            firing.acknowledged = true;
}
} // namespace

AlertBook::AlertBook(Clock &clock, QString path, const AssetDirectory &assets, QObject *parent)
    : QObject(parent),
      m_clock(clock),
      m_assets(assets),
      m_file(std::make_unique<SharedFile>(std::move(path), fileLimit,
                                          [this](const QByteArray &bytes) { return read(bytes); }))
{
    connect(m_file.get(), &SharedFile::readAgain, this, [this] {
        say();
        emit changed();
    });
    m_file->load();
    say();
}

AlertBook::AlertBook(Clock &clock, const AlertBook &other, QObject *parent)
    : AlertBook(clock, QString(), other.m_assets, parent)
{
    m_entries = other.m_entries;
    m_nextAlert = other.m_nextAlert;
}

AlertBook::~AlertBook()
{
    if (!m_unwritten.isEmpty())
        saveLocked();
}

// ---- Reading ----

const AlertEntry *AlertBook::find(AlertId id) const
{
    const auto at = std::find_if(m_entries.cbegin(), m_entries.cend(),
                                 [&](const AlertEntry &entry) { return entry.alert.id == id; });
    return at == m_entries.cend() ? nullptr : &*at;
}

QList<AlertEntry> AlertBook::of(const AssetId &asset) const
{
    QList<AlertEntry> list;
    std::copy_if(m_entries.cbegin(), m_entries.cend(), std::back_inserter(list),
                 [&](const AlertEntry &entry) { return entry.alert.condition.asset == asset; });
    return list;
}

int AlertBook::armedCount() const
{
    return static_cast<int>(std::count_if(m_entries.cbegin(), m_entries.cend(), [](const AlertEntry &entry) {
        return entry.alert.enabled && entry.state.phase != AlertState::Phase::Done;
    }));
}

int AlertBook::unacknowledgedCount() const
{
    return static_cast<int>(std::count_if(m_entries.cbegin(), m_entries.cend(), [](const AlertEntry &entry) {
        return entry.state.unacknowledged;
    }));
}

bool AlertBook::isKept() const
{
    return m_file->isKept();
}

SharedFile::Reading AlertBook::read(const QByteArray &bytes)
{
    const QJsonObject root = QJsonDocument::fromJson(bytes).object();
    if (!root.value("alerts"_L1).isArray())
        return SharedFile::Reading::Damaged;
    m_root = root;
    QList<AlertEntry> entries;
    qsizetype unusable = 0;
    qint64 highest = 0;
    for (const QJsonValue &value : root.value("alerts"_L1).toArray()) {
        auto entry = alertEntryFromJson(value.toObject());
        if (!entry || place(entries, entry->alert.id) != entries.end()) {
            ++unusable;
            continue;
        }
        const AlertEntry *ours = find(entry->alert.id);
        if (ours && m_unwritten.contains(entry->alert.id) && ours->alert == entry->alert)
            entry->state = ours->state;
        highest = std::max(highest, entry->alert.id.value);
        entries.append(*entry);
    }
    QList<AlertFiring> firings;
    for (const QJsonValue &value : root.value("firings"_L1).toArray())
        if (const auto firing = firingFromJson(value.toObject()))
            firings.append(*firing);
    m_entries = entries;
    m_firings = firings;
    m_nextAlert = std::max(root.value("nextAlert"_L1).toInteger(), highest + 1);
    m_nextFiring = firings.isEmpty() ? std::max<qint64>(1, m_nextFiring) : firings.first().id + 1;
    m_unusable = unusable;
    return root.value("version"_L1).toInt(version) <= version ? SharedFile::Reading::Understood
                                                              : SharedFile::Reading::Newer;
}

QByteArray AlertBook::written()
{
    QJsonArray alerts, firings;
    for (const AlertEntry &entry : std::as_const(m_entries))
        alerts.append(alertEntryToJson(entry));
    for (const AlertFiring &firing : std::as_const(m_firings))
        firings.append(firingToJson(firing));
    m_root.insert("version"_L1, version);
    m_root.insert("nextAlert"_L1, m_nextAlert);
    m_root.insert("alerts"_L1, alerts);
    m_root.insert("firings"_L1, firings);
    return QJsonDocument(m_root).toJson();
}

void AlertBook::say()
{
    using Trouble = SharedFile::Trouble;
    QString words;
    switch (m_file->trouble()) {
    case Trouble::None:
        if (m_unusable > 0)
            words = tr("%n alert(s) of the list can't be understood and are left out.", nullptr,
                       static_cast<int>(m_unusable));
        break;
    case Trouble::Unreadable:
        words = tr("The alerts can't be read (%1). Changes will not be kept.").arg(m_file->errorText());
        break;
    case Trouble::Newer:
        words = tr("The alerts were written by a newer Wickpost. They are used as far as they are "
                   "understood; changes will not be kept.");
        break;
    case Trouble::SetAside:
        words = tr("The list of alerts was damaged; the old list is kept as %1.").arg(m_file->asideName());
        break;
    case Trouble::NotSetAside:
        words = tr("The list of alerts was damaged; it can't be copied, so changes will not be kept.");
        break;
    case Trouble::Unwritable:
        words = tr("The alerts can't be saved (%1). Changes will not be kept.").arg(m_file->errorText());
        break;
    }
    if (words == m_notice)
        return;
    m_notice = words;
    emit noticeChanged(words);
}

// ---- Changing ----

void AlertBook::save()
{
    m_saveLater.reset();
    if (m_file->path().isEmpty() || m_file->write(written()))
        m_unwritten.clear();
    say();
}

// False: another process is at the file just now.
bool AlertBook::saveLocked()
{
    const auto lock = m_file->beginChange();
    if (lock)
        save();
    return lock.has_value();
}

void AlertBook::saveSoon()
{
    if (m_saveLater)
        return;
    m_saveLater = m_clock.after(saveDelay, [this] {
        const Request firing = std::move(m_saveLater);
        if (!saveLocked())
            saveSoon();
    });
}

Result<void> AlertBook::change(const Change &change)
{
    const auto lock = m_file->beginChange();
    if (!lock)
        return failure(Error::Kind::Storage, tr("Another Wickpost is changing the alerts. Try again."));
    QList<AlertEntry> entries = m_entries;
    QList<AlertFiring> firings = m_firings;
    if (const auto done = change(entries, firings); !done)
        return done;
    if (entries == m_entries && firings == m_firings)
        return {};
    m_entries = std::move(entries);
    m_firings = std::move(firings);
    save();
    emit changed();
    return {};
}

Result<void> AlertBook::change(AlertId id, const std::function<void(AlertEntry &)> &change)
{
    return this->change([&](QList<AlertEntry> &entries, QList<AlertFiring> &firings) -> Result<void> {
        const auto at = place(entries, id);
        if (at == entries.end())
            return rejected(tr("There is no such alert."));
        change(*at);
        if (!at->state.unacknowledged)
            acknowledgeFirings(firings, id);
        return {};
    });
}

Result<void> AlertBook::changeAll(const QList<AlertId> &ids, const std::function<void(AlertEntry &)> &change)
{
    return this->change([&](QList<AlertEntry> &entries, QList<AlertFiring> &firings) -> Result<void> {
        for (const AlertId id : ids) {
            const auto at = place(entries, id);
            if (at == entries.end())
                continue;
            change(*at);
            if (!at->state.unacknowledged)
                acknowledgeFirings(firings, id);
        }
        return {};
    });
}

QString AlertBook::problemOf(const Alert &alert) const
{
    const auto asset = m_assets.find(alert.condition.asset);
    return alertProblem(alert.condition, asset && asset->stablecoin);
}

Result<AlertId> AlertBook::add(const Alert &alert)
{
    if (const QString problem = problemOf(alert); !problem.isEmpty())
        return rejected(problem);
    AlertEntry entry{alert, {}};
    const auto done = change([&](QList<AlertEntry> &entries, QList<AlertFiring> &) -> Result<void> {
        const auto same = std::find_if(entries.begin(), entries.end(), [&](const AlertEntry &each) {
            return each.alert.condition == alert.condition;
        });
        if (same != entries.end() && same->alert.enabled && same->state.phase != AlertState::Phase::Done)
            return rejected(tr("This alert is there already."));
        if (same == entries.end() && entries.size() >= mostAlerts)
            return rejected(tr("There are %1 alerts already; remove one first.").arg(mostAlerts));
        entry.alert.enabled = true;
        beginAnew(entry, m_clock.now());
        entry.alert.id = same == entries.end() ? AlertId{m_nextAlert++} : same->alert.id;
        if (same == entries.end())
            entries.append(entry);
        else
            *same = entry;
        return {};
    });
    if (!done)
        return tl::unexpected(done.error());
    return entry.alert.id;
}

Result<void> AlertBook::edit(const Alert &alert)
{
    if (const QString problem = problemOf(alert); !problem.isEmpty())
        return rejected(problem);
    return change(alert.id, [&](AlertEntry &entry) {
        const bool anew = entry.alert.condition != alert.condition || (alert.enabled && !entry.alert.enabled);
        entry.alert = alert;
        if (anew)
            beginAnew(entry, m_clock.now());
    });
}

Result<void> AlertBook::setEnabled(AlertId id, bool enabled)
{
    return change(id, [&](AlertEntry &entry) { switchTo(entry, enabled, m_clock.now()); });
}

Result<void> AlertBook::disableAll(const QList<AlertId> &ids)
{
    return changeAll(ids, [this](AlertEntry &entry) { switchTo(entry, false, m_clock.now()); });
}

Result<RemovedAlert> AlertBook::remove(AlertId id)
{
    RemovedAlert removed;
    const auto done = change([&](QList<AlertEntry> &entries, QList<AlertFiring> &firings) -> Result<void> {
        const auto at = place(entries, id);
        if (at == entries.end())
            return rejected(tr("There is no such alert."));
        removed = {*at, at - entries.begin()};
        entries.erase(at);
        acknowledgeFirings(firings, id);
        return {};
    });
    if (!done)
        return tl::unexpected(done.error());
    return removed;
}

Result<void> AlertBook::restore(const RemovedAlert &removed)
{
    return change([&](QList<AlertEntry> &entries, QList<AlertFiring> &) -> Result<void> {
        if (place(entries, removed.entry.alert.id) == entries.end())
            entries.insert(std::min(removed.place, entries.size()), removed.entry);
        return {};
    });
}

Result<void> AlertBook::snooze(AlertId id, UtcTime until)
{
    return change(id, [until](AlertEntry &entry) { silence(entry, until); });
}

Result<void> AlertBook::snoozeAll(const QList<AlertId> &ids, UtcTime until)
{
    return changeAll(ids, [until](AlertEntry &entry) { silence(entry, until); });
}

Result<void> AlertBook::acknowledge(AlertId id)
{
    return change(id, [](AlertEntry &entry) { entry.state.unacknowledged = false; });
}

Result<void> AlertBook::acknowledgeAll(const QList<AlertId> &ids)
{
    return changeAll(ids, [](AlertEntry &entry) { entry.state.unacknowledged = false; });
}

Result<void> AlertBook::acknowledgeAll()
{
    return change([](QList<AlertEntry> &entries, QList<AlertFiring> &firings) -> Result<void> {
        for (AlertEntry &entry : entries)
            entry.state.unacknowledged = false;
        for (AlertFiring &firing : firings)
            firing.acknowledged = true;
        return {};
    });
}

Result<void> AlertBook::clearFirings()
{
    return change([](QList<AlertEntry> &entries, QList<AlertFiring> &firings) -> Result<void> {
        for (AlertEntry &entry : entries)
            entry.state.unacknowledged = false;
        firings.clear();
        return {};
    });
}

void AlertBook::coinsChanged(const QList<AssetId> &now, const QList<AssetId> &before)
{
    const MonoTime at = m_clock.monotonic();
    m_goneWithCoin.removeIf([&](const Gone &gone) { return at - gone.at > comeBackWithin; });
    QList<Gone> left;
    const auto done = change([&](QList<AlertEntry> &entries, QList<AlertFiring> &firings) -> Result<void> {
        for (const Gone &gone : std::as_const(m_goneWithCoin)) {
            const RemovedAlert &back = gone.removed;
            if (now.contains(back.entry.alert.condition.asset) &&
                place(entries, back.entry.alert.id) == entries.end())
                entries.insert(std::min(back.place, entries.size()), back.entry);
        }
        for (qsizetype i = entries.size() - 1; i >= 0; --i) {
            const AssetId asset = entries[i].alert.condition.asset;
            if (!before.contains(asset) || now.contains(asset))
                continue;
            acknowledgeFirings(firings, entries[i].alert.id);
            left.prepend({{entries.takeAt(i), i}, at}); // in their order: they come back in it
        }
        return {};
    });
    if (!done)
        return;
    m_goneWithCoin.removeIf(
        [&](const Gone &gone) { return now.contains(gone.removed.entry.alert.condition.asset); });
    m_goneWithCoin.append(left);
}

QList<AlertFiring> AlertBook::keep(const QHash<AlertId, AlertState> &states, QList<AlertFiring> fired)
{
    const auto lock = fired.isEmpty() ? std::nullopt : m_file->beginChange();
    for (auto at = states.cbegin(); at != states.cend(); ++at) {
        const auto entry = place(m_entries, at.key());
        if (entry == m_entries.end() || entry->state == at.value())
            continue;
        entry->state = at.value();
        m_unwritten.insert(at.key());
    }
    for (AlertFiring &firing : fired) {
        firing.id = m_nextFiring++;
        m_firings.prepend(firing);
    }
    m_firings.resize(std::min(m_firings.size(), mostFirings));
    if (lock)
        save();
    else if (!m_unwritten.isEmpty())
        saveSoon();
    emit changed();
    return fired;
}

void AlertBook::followFile()
{
    m_file->follow();
}
