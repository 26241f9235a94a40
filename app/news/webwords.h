#pragma once

#include "app/base/result.h"

// The sentence for an address that could not be had: "wire.example refuses Wickpost from this network (HTTP
// 403)." `status`: of the answer, 0 when there was none; `error` as HttpClient or FeedRequest::statusError
// says.
QString webRefusal(const QString &host, const Error &error, int status);
