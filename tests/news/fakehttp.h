#pragma once

#include "app/net/httpclient.h"

#include <QUrl>
#include <functional>
#include <memory>
#include <optional>

// An HttpClient that waits for the test to answer. It never answers inside get().
class FakeHttp final : public HttpClient
{
public:
    struct Call
    {
        HttpQuery query;
        Reply<HttpAnswer> done; // empty: answered or cancelled
        QByteArray header(const QByteArray &name) const
        {
            for (const auto &[key, value] : query.headers)
                if (key.compare(name, Qt::CaseInsensitive) == 0)
                    return value;
            return {};
        }
    };

    Request get(const HttpQuery &query, Reply<HttpAnswer> done) override
    {
        auto call = std::make_shared<Call>(Call{query, std::move(done)});
        calls.append(call);
        struct Pending final : PendingRequest
        {
            explicit Pending(std::shared_ptr<Call> of) : call(std::move(of)) {}
            ~Pending() override { call->done = nullptr; }
            std::shared_ptr<Call> call;
        };
        return std::make_unique<Pending>(std::move(call));
    }
    void embargo(const QString &, MonoTime) override {}
    std::optional<MonoTime> embargoedUntil(const QString &) const override { return std::nullopt; }

    bool isWaiting() const { return !calls.isEmpty() && calls.last()->done; }
    // Answers the newest call.
    void answer(Result<HttpAnswer> result)
    {
        const auto done = std::exchange(calls.last()->done, nullptr);
        done(std::move(result));
    }
    void answer(int status, const QByteArray &body = {}, const HttpHeaders &headers = {},
                const QUrl &moved = {})
    {
        HttpAnswer answered;
        answered.status = status;
        answered.body = body;
        answered.headers = headers;
        answered.url = moved.isEmpty() ? calls.last()->query.url : moved;
        answered.permanentUrl = moved;
        answer(answered);
    }

    QList<std::shared_ptr<Call>> calls;
};
