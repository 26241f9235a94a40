#include "app/news/newssource.h"

FeedHealth rememberedHealth(const FeedValidators &last, const QUrl &url)
{
    FeedHealth health;
    if (last.url != url)
        return health;
    health.lastSuccess = last.lastSuccess;
    health.lastTry = last.lastTry;
    health.nextTry = last.nextTry;
    health.lastError = last.lastError;
    health.itemsPerDay = last.itemsPerDay;
    if (last.gone)
        health.state = FeedHealth::State::Gone;
    else if (last.lastError)
        health.state = FeedHealth::State::Failing;
    else if (isKnown(last.lastSuccess))
        health.state = FeedHealth::State::Good;
    return health;
}
