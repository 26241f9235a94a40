#pragma once

#include "app/base/request.h"
#include "app/base/time.h"
#include "app/market/ids.h"

#include <QString>
#include <functional>

// What a venue wrote, word for word, when it named a market's price.
struct WireMessage
{
    QString text; // as it came; of a long answer the part about this market, marked with "…"
    UtcTime receivedAt{};
    bool pushed = true; // by the stream; otherwise an answer to a question of ours
    bool operator==(const WireMessage &) const = default;
};

// Lets people read the messages behind a price while they look at it. Nothing is kept of what nobody
// watches.
//
// Thread: the sources' own.
class WireWatch
{
public:
    virtual ~WireWatch() = default;
    // `heard` runs for each message with which a price of this market came, from now on, until the Request
    // is destroyed.
    [[nodiscard]] virtual Request watch(const InstrumentId &instrument,
                                        std::function<void(const WireMessage &)> heard) = 0;
};
