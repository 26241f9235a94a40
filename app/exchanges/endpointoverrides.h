#pragma once

#include "app/base/result.h"
#include "app/market/ids.h"

#include <QHash>
#include <QStringList>
#include <QUrl>

// --endpoint VENUE=URL: scheme, host and port of all that venue's REST and WebSocket addresses are replaced,
// paths are kept. For tests, for a proxy of one's own, for fakemarket.
class EndpointOverrides
{
public:
    // Plain http and ws only to loopback; an error says which argument is wrong and why. The last one of a
    // venue holds.
    static Result<EndpointOverrides> parse(const QStringList &arguments);

    void set(const VenueId &venue, const QUrl &base) { m_bases.insert(venue, base); }
    bool contains(const VenueId &venue) const { return m_bases.contains(venue); }
    // The address to use: http becomes ws where a WebSocket is meant, and the other way round.
    QUrl apply(const VenueId &venue, const QUrl &url) const;

private:
    QHash<VenueId, QUrl> m_bases;
};
