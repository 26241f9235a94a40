#pragma once

#include "app/base/workerpool.h"
#include "app/net/httpclient.h"
#include "app/news/picturecache.h"

// The bytes of a story's picture, when a person asked for them: from the disk, else over https, without
// cookies and Referer. http becomes https but on this machine. Only PNG, JPEG, GIF and WebP, told by their
// first bytes; at most 5 MB and 40 megapixels as claimed, before anything is decoded; pictures of one pixel
// only count readers and are none. What was loaded stays on the disk up to 200 MB, by last use.
//
// Errors: Malformed: no such picture · Unsupported: too large, another address · else as HttpClient. Thread:
// as NewsSource. Requests must not outlive it.
class PictureLoader
{
public:
    static constexpr qint64 bodyLimit = 5 * 1024 * 1024;
    static constexpr qint64 mostPixels = 40'000'000;
    static constexpr std::chrono::seconds totalLimit{30};

    PictureLoader(HttpClient &http, const Clock &clock, const QString &cacheFolder,
                  qint64 cacheSize = PictureCache::usualSize);
    [[nodiscard]] Request load(const QUrl &address, Reply<QByteArray> done);
    // Forgets everything on the disk.
    void clear();

private:
    HttpClient &m_http;
    const Clock &m_clock;
    std::shared_ptr<PictureCache> m_cache; // touched on m_disk alone
    WorkerPool m_disk{1};
    Request m_clearing;
};

// Why these bytes are no picture to show; empty when they are one. Pure.
QString pictureProblem(QByteArrayView bytes);
