#pragma once

#include <QString>
#include <chrono>
#include <functional>
#include <optional>
#include <tl/expected.hpp>

// Why something could not be had. `kind` is for programs, `detail` for the log: ui/ and cli/ word the
// sentence people read.
struct Error
{
    enum class Kind {
        Network,     // no connection, connection lost, TLS refused
        Timeout,     // a deadline of ours passed
        RateLimited, // 429, 418 or a venue's own code for it
        Malformed,   // the bytes are not what the protocol promises (HTML instead of JSON included)
        Rejected,    // understood and turned down: unknown symbol, bad parameter, 4xx
        Refused,     // this place or client is not served at all: 451, 403, a venue's region code
        Unsupported, // we or the venue can't do this
        Storage,     // disk or database
    };
    Kind kind = Kind::Network;
    QString detail;
    std::optional<std::chrono::seconds> retryAfter; // only when the other side named one

    bool operator==(const Error &) const = default;
};

template <typename T> using Result = tl::expected<T, Error>;
template <typename T> using Reply = std::function<void(Result<T>)>;

inline tl::unexpected<Error> failure(Error::Kind kind, QString detail)
{
    return tl::unexpected<Error>(Error{kind, std::move(detail), std::nullopt});
}
