#include "app/news/picturecache.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace {
constexpr double trimmedTo = 0.9; // of the size, so that not every new picture trims
} // namespace

QString PictureCache::fileOf(const QUrl &address) const
{
    const QByteArray name = QCryptographicHash::hash(address.toEncoded(), QCryptographicHash::Sha256).toHex();
    return m_folder + u'/' + QString::fromLatin1(name);
}

std::optional<QByteArray> PictureCache::load(const QUrl &address)
{
    if (m_folder.isEmpty())
        return std::nullopt;
    QFile file(fileOf(address));
    if (!file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly))
        return std::nullopt;
    file.setFileTime(QDateTime::currentDateTimeUtc(), QFileDevice::FileModificationTime); // its last use
    return file.readAll();
}

void PictureCache::keep(const QUrl &address, const QByteArray &picture)
{
    if (m_folder.isEmpty() || picture.size() > m_size || !QDir().mkpath(m_folder))
        return;
    QFile::setPermissions(m_folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QSaveFile file(fileOf(address));
    if (!file.open(QIODevice::WriteOnly) || file.write(picture) != picture.size() || !file.commit())
        return;
    if (m_used)
        *m_used += picture.size();
    if (!m_used || *m_used > m_size)
        trim();
}

void PictureCache::trim()
{
    const QFileInfoList files = QDir(m_folder).entryInfoList(QDir::Files, QDir::Time | QDir::Reversed);
    qint64 used = 0;
    for (const QFileInfo &file : files)
        used += file.size();
    if (used > m_size) {
        const auto goal = static_cast<qint64>(static_cast<double>(m_size) * trimmedTo);
        for (const QFileInfo &file : files) { // the longest unused first
            if (used <= goal)
                break;
            if (QFile::remove(file.filePath()))
                used -= file.size();
        }
    }
    m_used = used;
}

void PictureCache::forget(const QUrl &address)
{
    QFile::remove(fileOf(address));
    m_used.reset();
}

void PictureCache::clear()
{
    if (!m_folder.isEmpty())
        QDir(m_folder).removeRecursively();
    m_used.reset();
}
