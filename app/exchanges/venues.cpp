#include "app/exchanges/bitget/bitgetdialect.h"
#include "app/exchanges/coinbase/coinbasedialect.h"
#include "app/exchanges/venuedialect.h"

namespace {
template <typename Dialect> VenueEntry entry(const char *id, bool onByDefault)
{
    return {VenueId{QString::fromLatin1(id)}, onByDefault, [] { return std::make_unique<Dialect>(); }};
}
} // namespace

const QList<VenueEntry> &venues()
{
    static const QList<VenueEntry> list{
        entry<BitgetDialect>("bitget", true),
        entry<CoinbaseDialect>("coinbase", true),
    };
    return list;
}
