#pragma once

#include "app/base/request.h"
#include "app/base/result.h"

#include <QTimer>

// A reply that is known already: it comes from the event loop, as every reply does, unless the Request is
// destroyed first.
template <typename T> [[nodiscard]] Request answerSoon(T value, Reply<T> done)
{
    struct Answering final : PendingRequest
    {
        QTimer timer;
    };
    auto answering = std::make_unique<Answering>();
    answering->timer.setSingleShot(true);
    QObject::connect(
        &answering->timer, &QTimer::timeout, &answering->timer,
        [value = std::move(value), done = std::move(done)]() mutable { done(std::move(value)); });
    answering->timer.start(0);
    return answering;
}
