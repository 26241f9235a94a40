#include "app/base/sharedfile.h"

#include "app/base/log.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace {
constexpr int lockPatience = 250; // ms; a change takes a few
}

SharedFile::SharedFile(QString path, qint64 limit, Read read, QObject *parent)
    : QObject(parent), m_path(std::move(path)), m_limit(limit), m_read(std::move(read))
{
}

QString SharedFile::asideName() const
{
    return QFileInfo(m_aside).fileName();
}

void SharedFile::load()
{
    QFile file(m_path);
    if (m_path.isEmpty() || !file.exists())
        return;
    if (!file.open(QIODevice::ReadOnly)) {
        m_writable = false;
        m_trouble = Trouble::Unreadable;
        m_errorText = file.errorString();
        return;
    }
    take(file.read(m_limit + 1), IfDamaged::SetAside);
}

// False: it is left alone.
bool SharedFile::take(const QByteArray &bytes, IfDamaged ifDamaged)
{
    const Reading reading = bytes.size() > m_limit ? Reading::Damaged : m_read(bytes);
    if (reading == Reading::Damaged && ifDamaged == IfDamaged::Ignore)
        return false;
    m_bytes = bytes;
    if (reading == Reading::Damaged) {
        setAside();
        return true;
    }
    m_writable = reading == Reading::Understood;
    m_kept = true;
    if (!m_writable)
        m_trouble = Trouble::Newer;
    else if (m_trouble == Trouble::Newer || m_trouble == Trouble::Unwritable)
        m_trouble = Trouble::None;
    return true;
}

void SharedFile::setAside()
{
    m_aside = m_path + QStringLiteral(".damaged-") +
              QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss-zzz"));
    m_writable = QFile::copy(m_path, m_aside) || QFile::exists(m_aside);
    m_trouble = m_writable ? Trouble::SetAside : Trouble::NotSetAside;
}

// What is kept goes on as it is when the file is gone or unchanged.
void SharedFile::look(IfDamaged ifDamaged)
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QByteArray bytes = file.read(m_limit + 1);
    if (bytes != m_bytes && take(bytes, ifDamaged))
        emit readAgain();
}

std::optional<std::unique_ptr<QLockFile>> SharedFile::beginChange()
{
    if (m_path.isEmpty() || !m_writable)
        return std::unique_ptr<QLockFile>{};
    auto lock = std::make_unique<QLockFile>(m_path + QStringLiteral(".lock"));
    // Any other failure of the lock is one of the folder: writing will say it.
    if (!lock->tryLock(lockPatience) && lock->error() == QLockFile::LockFailedError)
        return std::nullopt;
    if (m_kept) // else what we have is newer than the file
        look(IfDamaged::SetAside);
    return lock;
}

bool SharedFile::write(const QByteArray &bytes)
{
    if (m_path.isEmpty())
        return true;
    m_kept = false;
    if (!m_writable)
        return false;
    QSaveFile file(m_path);
    m_kept = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
    if (m_kept) {
        m_bytes = bytes;
        if (m_trouble == Trouble::Unwritable)
            m_trouble = Trouble::None;
    } else {
        m_trouble = Trouble::Unwritable;
        m_errorText = file.errorString();
        qCInfo(logStorage) << m_path << "not saved:" << m_errorText;
    }
    return m_kept;
}

void SharedFile::follow()
{
    if (m_path.isEmpty() || m_watcher)
        return;
    // The folder, since the file is replaced and not written.
    m_watcher = std::make_unique<QFileSystemWatcher>(QStringList{QFileInfo(m_path).absolutePath()});
    connect(m_watcher.get(), &QFileSystemWatcher::directoryChanged, this, [this] {
        if (m_kept) // else what we have is newer than the file
            look(IfDamaged::Ignore);
    });
}
