#include "app/settings/paths.h"

#include <QCryptographicHash>
#include <QDir>
#include <QStandardPaths>

namespace {
QString folder(const QString &path)
{
    QDir().mkpath(path);
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return path;
}

// QStandardPaths::StateLocation is Qt 6.7's.
QString stateFolder()
{
    const QString set = qEnvironmentVariable("XDG_STATE_HOME");
    return (set.startsWith(u'/') ? set : QDir::homePath() + QStringLiteral("/.local/state")) +
           QStringLiteral("/wickpost");
}
} // namespace

Paths Paths::in(const QString &dataDir)
{
    QString config, data, state, cache;
    if (dataDir.isEmpty()) {
        config = folder(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
                        QStringLiteral("/wickpost"));
        data = folder(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
                      QStringLiteral("/wickpost"));
        state = folder(stateFolder());
        cache = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) +
                QStringLiteral("/wickpost");
    } else {
        config = data = state = cache = folder(QDir(dataDir).absolutePath());
    }
    const QByteArray hash =
        QCryptographicHash::hash(QDir(data).canonicalPath().toUtf8(), QCryptographicHash::Sha256).toHex();
    return {config + QStringLiteral("/settings.json"), data + QStringLiteral("/wickpost.sqlite"),
            state + QStringLiteral("/state.json"),     state + QStringLiteral("/wickpost.lock"),
            cache + QStringLiteral("/pictures"),       data + QStringLiteral("/alerts.json"),
            QString::fromLatin1(hash.first(12))};
}
