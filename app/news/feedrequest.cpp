#include "app/news/feedrequest.h"

#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {
const QByteArray acceptedTypes = "application/rss+xml, application/atom+xml, application/feed+json, "
                                 "application/json;q=0.9, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5";
} // namespace

HttpQuery FeedRequest::query(const FeedInfo &feed, const QUrl &address)
{
    HttpQuery query;
    query.url = address;
    query.headers = {{"Accept", acceptedTypes}};
    query.headers.append(feed.headers);
    query.bodyLimit = bodyLimit;
    query.totalLimit = totalLimit;
    query.userNamed = feed.userNamed;
    query.defaultEmbargo = unnamedRetryAfter;
    return query;
}

Error FeedRequest::statusError(const HttpAnswer &answer, UtcTime now)
{
    const QString detail = u"HTTP %1 from %2"_s.arg(answer.status).arg(answer.url.host());
    const auto retryAfter = parseRetryAfter(answer.header("retry-after"), now);
    const seconds rest = retryAfter && *retryAfter > 0s ? *retryAfter : unnamedRetryAfter;
    switch (answer.status) {
    case 401:
    case 403:
    case 451:
        return {Error::Kind::Refused, detail, std::nullopt};
    case 429:
    case 418:
        return {Error::Kind::RateLimited, detail, rest};
    case 503:
        if (retryAfter)
            return {Error::Kind::RateLimited, detail, rest};
        break;
    default:
        break;
    }
    if (answer.status >= 400 && answer.status < 500)
        return {Error::Kind::Rejected, detail, std::nullopt};
    if (answer.status >= 500)
        return {Error::Kind::Network, detail, std::nullopt};
    return {Error::Kind::Malformed, detail + u", which is no feed"_s, std::nullopt};
}

FeedRequest::File FeedRequest::readFile(const QString &path)
{
    if (!QFileInfo(path).isFile()) // a pipe would be waited for without end
        return {{}, u"%1 is no file"_s.arg(path)};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {{}, u"%1 can't be read: %2"_s.arg(path, file.errorString())};
    return {file.read(bodyLimit), {}};
}
