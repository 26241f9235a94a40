#pragma once

#include <memory>

// Something under way. Destroying it cancels it: `done` is not called afterwards. Destroying it inside its
// own `done` is allowed. Assign over a Request and the latest one wins.
struct PendingRequest
{
    virtual ~PendingRequest() = default;
};
using Request = std::unique_ptr<PendingRequest>;
