#pragma once

#include "app/net/httpclient.h"
#include "tests/net/httpscript.h"
#include "tests/support/manualclock.h"
#include "tests/support/waituntil.h"

#include <gtest/gtest.h>

using namespace std::chrono_literals;
using std::chrono::seconds;

// A client that asks scripted servers on loopback.
class HttpClientTest : public testing::Test
{
protected:
    Result<HttpAnswer> get(const HttpQuery &query)
    {
        std::optional<Result<HttpAnswer>> got;
        const Request request =
            client->get(query, [&](Result<HttpAnswer> result) { got = std::move(result); });
        EXPECT_FALSE(got) << "answered before the call returned";
        EXPECT_TRUE(waitUntil([&] { return got.has_value(); })) << "no answer";
        return got.value_or(failure(Error::Kind::Timeout, QStringLiteral("test gave up")));
    }
    Result<HttpAnswer> get(const QUrl &url)
    {
        HttpQuery query;
        query.url = url;
        return get(query);
    }

    ManualClock clock;
    std::unique_ptr<HttpClient> client = makeHttpClient(clock);
};
