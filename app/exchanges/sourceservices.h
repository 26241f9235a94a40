#pragma once

#include "app/base/clock.h"
#include "app/base/workerpool.h"
#include "app/exchanges/endpointoverrides.h"
#include "app/net/hostbudget.h"
#include "app/net/httpclient.h"

#include <functional>

// Hears everything that comes from a venue, before it is decoded (`wickpost record`). Called on the sources'
// thread; what it does must be quick.
class TrafficTap
{
public:
    virtual ~TrafficTap() = default;
    virtual void frame(const VenueId &venue, const QUrl &url, const QByteArray &bytes,
                       UtcTime receivedAt) = 0;
    // The body of an answer with status 2xx.
    virtual void answer(const VenueId &venue, const QUrl &url, const QByteArray &body,
                        UtcTime receivedAt) = 0;
    // A feed's document; `url` is the feed's own address.
    virtual void document(const QString &, const QUrl &, const QByteArray &, UtcTime) {}
    // It said that it has nothing new (304).
    virtual void unchanged(const QString &, const QUrl &, UtcTime) {}
};

// What the sources share. Everything outlives them.
struct SourceServices
{
    Clock &clock;
    HttpClient &http;
    HostBudget &budget;
    WorkerPool &workers;
    std::function<double()> random; // in [0, 1): jitter; tests pin it
    EndpointOverrides endpoints;
    TrafficTap *tap = nullptr;
};
