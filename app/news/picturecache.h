#pragma once

#include <QByteArray>
#include <QString>
#include <QUrl>
#include <optional>

// Pictures on the disk, by their addresses; beyond its size the longest unused go. Anything in it may be
// missing at any time: it is a cache. Everything blocks, and belongs to one thread.
class PictureCache
{
public:
    static constexpr qint64 usualSize = 200 * 1024 * 1024;

    // Made when first needed. An empty folder keeps nothing.
    explicit PictureCache(QString folder, qint64 size = usualSize) : m_folder(std::move(folder)), m_size(size)
    {
    }

    std::optional<QByteArray> load(const QUrl &address);
    void keep(const QUrl &address, const QByteArray &picture);
    void forget(const QUrl &address);
    void clear();

private:
    QString fileOf(const QUrl &address) const;
    void trim();

    QString m_folder;
    qint64 m_size;
    std::optional<qint64> m_used; // bytes in the folder, once counted
};
