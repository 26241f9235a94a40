#include "app/quotes/quotesource.h"

QString linkName(SourceStatus::Link link)
{
    switch (link) {
    case SourceStatus::Link::Idle:
        return QStringLiteral("idle");
    case SourceStatus::Link::Connecting:
        return QStringLiteral("connecting");
    case SourceStatus::Link::Live:
        return QStringLiteral("live");
    case SourceStatus::Link::Silent:
        return QStringLiteral("silent");
    case SourceStatus::Link::Retrying:
        return QStringLiteral("retrying");
    case SourceStatus::Link::Limited:
        return QStringLiteral("limited");
    case SourceStatus::Link::Refused:
        return QStringLiteral("refused");
    case SourceStatus::Link::Down:
        return QStringLiteral("down");
    }
    return {};
}
