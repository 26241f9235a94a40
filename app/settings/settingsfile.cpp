#include "app/settings/settingsfile.h"

#include "app/base/log.h"

#include <QDateTime>
#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>

using namespace std::chrono_literals;

namespace {
constexpr auto saveDelay = 500ms;
const QLatin1String versionKey("version");

QJsonObject merged(QJsonObject base, const QJsonObject &over)
{
    for (auto it = over.begin(); it != over.end(); ++it) {
        if (it.value().isObject() && base.value(it.key()).isObject())
            base.insert(it.key(), merged(base.value(it.key()).toObject(), it.value().toObject()));
        else
            base.insert(it.key(), it.value());
    }
    return base;
}
} // namespace

SettingsFile::SettingsFile(Clock &clock, QString path, const Settings &defaults, QObject *parent)
    : QObject(parent), m_clock(clock), m_path(std::move(path)), m_settings(defaults)
{
    if (!m_path.isEmpty())
        load(defaults);
}

SettingsFile::~SettingsFile()
{
    if (m_dirty)
        save();
}

void SettingsFile::load(const Settings &defaults)
{
    QFile file(m_path);
    if (!file.exists())
        return;
    if (!file.open(QIODevice::ReadOnly)) {
        m_writable = false;
        setNotice(tr("The settings can't be read (%1). Changes will not be kept.").arg(file.errorString()));
        return;
    }
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &error);
    if (error.error != QJsonParseError::NoError || !document.isObject()) {
        const QString aside = m_path + QStringLiteral(".damaged-") +
                              QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss"));
        m_writable = QFile::copy(m_path, aside);
        setNotice(m_writable
                      ? tr("The settings file was damaged (byte %1). The defaults are used; the old file is "
                           "kept as %2.")
                            .arg(error.offset)
                            .arg(aside)
                      : tr("The settings file is damaged and can't be set aside. Changes will not be kept."));
        return;
    }
    const QJsonObject root = document.object();
    QStringList problems;
    m_settings = settingsFromJson(root, defaults, &problems);
    m_unknown = root;
    if (root.value(versionKey).toInt(version) > version) {
        m_writable = false;
        setNotice(tr("The settings were written by a newer Wickpost. They are used as far as they are known; "
                     "changes will not be kept."));
    } else if (!problems.isEmpty()) {
        setNotice(tr("Some settings can't be used and have their defaults: %1.")
                      .arg(problems.join(QStringLiteral("; "))));
    }
}

void SettingsFile::set(const Settings &settings)
{
    if (settings == m_settings)
        return;
    const Settings before = m_settings;
    m_settings = settings;
    if (!m_path.isEmpty() && m_writable) {
        m_dirty = true;
        m_saveLater = m_clock.after(saveDelay, [this] { save(); });
    }
    emit changed(m_settings, before);
}

void SettingsFile::keepInMemory()
{
    m_path.clear();
    m_saveLater.reset();
    m_dirty = false;
}

bool SettingsFile::save()
{
    if (m_path.isEmpty() || !m_writable)
        return false;
    QJsonObject root = merged(m_unknown, toJson(m_settings));
    // An emptied map must not grow back from the old file.
    QJsonObject watchlist = root.value(QLatin1String("watchlist")).toObject();
    watchlist.insert(
        QLatin1String("priceFrom"),
        toJson(m_settings).value(QLatin1String("watchlist")).toObject().value(QLatin1String("priceFrom")));
    root.insert(QLatin1String("watchlist"), watchlist);
    root.insert(versionKey, version);
    QSaveFile file(m_path);
    const QByteArray json = QJsonDocument(root).toJson();
    const bool done = file.open(QIODevice::WriteOnly) && file.write(json) == json.size() && file.commit();
    m_dirty = !done;
    if (done) {
        m_unknown = root;
    } else {
        qCInfo(logStorage) << "settings not saved:" << file.errorString();
        setNotice(tr("The settings can't be saved (%1).").arg(file.errorString()));
    }
    return done;
}

void SettingsFile::setNotice(const QString &notice)
{
    m_notice = notice;
    emit noticeChanged(notice);
}
