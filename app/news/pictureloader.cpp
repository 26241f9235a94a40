#include "app/news/pictureloader.h"

#include "app/net/hostrules.h"
#include "app/news/feedrequest.h"
#include "app/news/pictureinfo.h"
#include "app/news/webwords.h"

using namespace Qt::StringLiterals;

namespace {
class PictureJob final : public PendingRequest
{
public:
    PictureJob(HttpClient &http, const Clock &clock, WorkerPool &disk, std::shared_ptr<PictureCache> cache,
               const QUrl &address, Reply<QByteArray> done)
        : m_http(http),
          m_clock(clock),
          m_disk(disk),
          m_cache(std::move(cache)),
          m_address(address),
          m_done(std::move(done))
    {
        if (m_address.scheme() == "http"_L1 && !isLoopback(m_address.host()))
            m_address.setScheme(u"https"_s);
        m_step = m_disk.run([cache = m_cache, address = m_address] { return cache->load(address); },
                            [this](const std::optional<QByteArray> &kept) {
                                if (kept && pictureProblem(*kept).isEmpty())
                                    finish(*kept);
                                else
                                    ask();
                            });
    }

private:
    void ask()
    {
        HttpQuery query;
        query.url = m_address;
        query.headers = {{"Accept", "image/webp, image/png, image/jpeg, image/gif;q=0.8"}};
        query.bodyLimit = PictureLoader::bodyLimit;
        query.totalLimit = PictureLoader::totalLimit;
        m_step = m_http.get(query, [this](const Result<HttpAnswer> &answer) { answered(answer); });
    }

    void answered(const Result<HttpAnswer> &answer)
    {
        if (!answer)
            return fail(answer.error().kind, webRefusal(m_address.host(), answer.error(), 0));
        if (answer->status < 200 || answer->status >= 300) {
            const Error error = FeedRequest::statusError(*answer, m_clock.now());
            return fail(error.kind, webRefusal(answer->url.host(), error, answer->status));
        }
        if (answer->cut)
            return fail(Error::Kind::Unsupported,
                        u"The picture is larger than %1 MB."_s.arg(PictureLoader::bodyLimit / 1024 / 1024));
        if (const QString problem = pictureProblem(answer->body); !problem.isEmpty())
            return fail(Error::Kind::Malformed, problem);
        m_step = m_disk.run(
            [cache = m_cache, address = m_address, picture = answer->body] {
                cache->keep(address, picture);
                return picture;
            },
            [this](const QByteArray &picture) { finish(picture); });
    }

    void fail(Error::Kind kind, const QString &sentence) { finish(failure(kind, sentence)); }

    // The last thing done with this object: `done` may destroy it.
    void finish(Result<QByteArray> result)
    {
        const auto done = std::exchange(m_done, nullptr);
        done(std::move(result));
    }

    HttpClient &m_http;
    const Clock &m_clock;
    WorkerPool &m_disk;
    std::shared_ptr<PictureCache> m_cache;
    QUrl m_address;
    Reply<QByteArray> m_done;
    Request m_step;
};
} // namespace

PictureLoader::PictureLoader(HttpClient &http, const Clock &clock, const QString &cacheFolder,
                             qint64 cacheSize)
    : m_http(http), m_clock(clock), m_cache(std::make_shared<PictureCache>(cacheFolder, cacheSize))
{
}

Request PictureLoader::load(const QUrl &address, Reply<QByteArray> done)
{
    return std::make_unique<PictureJob>(m_http, m_clock, m_disk, m_cache, address, std::move(done));
}

void PictureLoader::clear()
{
    m_clearing = m_disk.run(
        [cache = m_cache] {
            cache->clear();
            return true;
        },
        [](bool) {});
}

QString pictureProblem(QByteArrayView bytes)
{
    const auto info = pictureInfo(bytes);
    if (!info)
        return u"This is no picture that can be shown (PNG, JPEG, GIF, WebP)."_s;
    if (info->width <= 1 || info->height <= 1)
        return u"The picture has one pixel: it only counts readers."_s;
    if (qint64(info->width) * info->height > PictureLoader::mostPixels)
        return u"The picture is larger than %1 megapixels."_s.arg(PictureLoader::mostPixels / 1'000'000);
    return {};
}
