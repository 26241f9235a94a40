#include "app/news/webwords.h"

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {
QString restWords(seconds rest)
{
    return rest >= 2h ? u"%1 h"_s.arg(ceil<hours>(rest).count())
                      : u"%1 min"_s.arg(ceil<std::chrono::minutes>(rest).count());
}
} // namespace

QString webRefusal(const QString &host, const Error &error, int status)
{
    const QString code = status ? u" (HTTP %1)"_s.arg(status) : QString();
    switch (error.kind) {
    case Error::Kind::Refused:
        return u"%1 refuses Wickpost from this network%2."_s.arg(host, code);
    case Error::Kind::RateLimited:
        return u"%1 asks not to be asked for %2%3."_s.arg(host, restWords(error.retryAfter.value_or(600s)),
                                                          code);
    case Error::Kind::Timeout:
        return u"%1 took too long to answer."_s.arg(host);
    case Error::Kind::Network:
        return status ? u"%1 can't answer now%2."_s.arg(host, code)
                      : u"%1 can't be reached: %2."_s.arg(host, error.detail);
    case Error::Kind::Rejected:
        if (status == 410)
            return u"What was at this address is gone for good, says %1%2."_s.arg(host, code);
        if (status == 404)
            return u"There is nothing at this address, says %1%2."_s.arg(host, code);
        if (status)
            return u"%1 doesn't answer this address%2."_s.arg(host, code);
        break;
    default:
        break;
    }
    return u"%1 can't be read: %2."_s.arg(host, error.detail);
}
