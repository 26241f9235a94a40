// Every venue's decoders, streams and REST alike: the first byte chooses the venue and the kind.
#include "app/exchanges/venuedialect.h"
#include "tests/fuzz/require.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    const auto &all = venues();
    const auto dialect = all.at(data[0] % all.size()).make();
    const QByteArray bytes = fuzzBytes(data + 2, size - 2);
    const UtcTime now = fromMsecs(1'786'613'190'242);
    const InstrumentId asked{dialect->info().id, QStringLiteral("BTCUSDT")};
    switch (data[1] % 4) {
    case 0: {
        const auto events = dialect->decode(bytes, now);
        if (events) {
            for (const StreamEvent &event : *events) {
                const auto *ticker = std::get_if<Ticker>(&event);
                require(!ticker || ticker->last > Decimal(0, 0)); // no ticker without a valid price
            }
        }
        break;
    }
    case 1:
        (void)dialect->decodeTickers(bytes, {asked}, now);
        break;
    case 2:
        (void)dialect->decodeInstruments(bytes);
        break;
    default: {
        CandleQuery query;
        query.instrument = asked;
        (void)dialect->decodeCandles(bytes, query);
    }
    }
    return 0;
}
