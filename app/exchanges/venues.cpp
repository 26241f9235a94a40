#include "app/exchanges/binance/binancedialect.h"
#include "app/exchanges/bitget/bitgetdialect.h"
#include "app/exchanges/bybit/bybitdialect.h"
#include "app/exchanges/coinbase/coinbasedialect.h"
#include "app/exchanges/kraken/krakendialect.h"
#include "app/exchanges/okx/okxdialect.h"
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
        entry<BitgetDialect>("bitget", true),     entry<BinanceDialect>("binance", true),
        entry<CoinbaseDialect>("coinbase", true), entry<KrakenDialect>("kraken", true),
        entry<OkxDialect>("okx", false),          entry<BybitDialect>("bybit", false),
    };
    return list;
}
