#include "app/news/feedwords.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace {
QString clause(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::Network:
        return u"can't be reached"_s;
    case Error::Kind::Timeout:
        return u"took too long to answer"_s;
    case Error::Kind::RateLimited:
        return u"asked not to be asked for a while"_s;
    case Error::Kind::Malformed:
        return u"sent something that isn't a whole feed"_s;
    case Error::Kind::Rejected:
        return u"has no feed at this address"_s;
    case Error::Kind::Refused:
        return u"is blocked by the site"_s;
    case Error::Kind::Unsupported:
        return u"can't be read by this version"_s;
    case Error::Kind::Storage:
        return u"could not be stored or read"_s;
    }
    return u"failed"_s;
}
} // namespace

QString feedTroubleInShort(const FeedHealth &health)
{
    if (health.state == FeedHealth::State::Gone)
        return u"is gone for good, says the site"_s;
    return health.lastError ? clause(health.lastError->kind) : QString();
}

QString feedTrouble(const FeedHealth &health)
{
    const QString words = feedTroubleInShort(health);
    if (health.state == FeedHealth::State::Gone)
        return words + u"; it is not asked any more"_s;
    const bool told = health.lastError && !health.lastError->detail.isEmpty();
    return told ? u"%1 (%2)"_s.arg(words, health.lastError->detail) : words;
}

QString feedPace(std::optional<double> itemsPerDay)
{
    if (!itemsPerDay)
        return {};
    if (*itemsPerDay >= 0.95)
        return u"about %1 a day"_s.arg(std::lround(*itemsPerDay));
    if (*itemsPerDay * 7 >= 0.95)
        return u"about %1 a week"_s.arg(std::lround(*itemsPerDay * 7));
    return u"less than one a week"_s;
}
