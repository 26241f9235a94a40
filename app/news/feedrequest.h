#pragma once

#include "app/net/httpclient.h"
#include "app/news/feedinfo.h"

// How a feed's address is asked, whoever asks it.

namespace FeedRequest {
constexpr qint64 bodyLimit = 8 * 1024 * 1024;
constexpr std::chrono::seconds totalLimit{30};
constexpr std::chrono::seconds unnamedRetryAfter{600}; // 429 without a time, or with 0

// Without the validators of an earlier answer.
HttpQuery query(const FeedInfo &feed, const QUrl &address);

// Why an answer that isn't 2xx has no feed: Refused 401, 403, 451 · Rejected 404, 410 and other 4xx ·
// RateLimited 429, 418, 503 with Retry-After (retryAfter is always set) · Network 5xx · Malformed the rest.
Error statusError(const HttpAnswer &answer, UtcTime now);

struct File
{
    QByteArray bytes; // at most bodyLimit
    QString problem;  // why there are none, for people
};
// Blocks: for a worker.
File readFile(const QString &path);
} // namespace FeedRequest
