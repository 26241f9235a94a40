#include "app/cli/sourcetest.h"

#include "app/market/assetdirectory.h"

#include <algorithm>

namespace {
class Test final : public PendingRequest
{
public:
    Test(Clock &clock, std::unique_ptr<QuoteSource> source, Reply<SourceAnswer> done)
        : m_clock(clock), m_source(std::move(source)), m_done(std::move(done))
    {
        if (!m_source) {
            m_request = clock.after(std::chrono::milliseconds{0}, [this] {
                finish(failure(Error::Kind::Unsupported, QStringLiteral("there is no such source")));
            });
            return;
        }
        m_request = m_source->fetchInstruments([this](const Result<QList<Instrument>> &list) {
            if (list)
                askPrice(*list);
            else
                finish(tl::unexpected(list.error()));
        });
    }

private:
    void askPrice(const QList<Instrument> &list)
    {
        const auto market = bitcoin(list);
        if (!market) {
            finish(failure(Error::Kind::Rejected, QStringLiteral("it lists no bitcoin market")));
            return;
        }
        m_pair = pairName(*market);
        m_asked = m_clock.monotonic();
        m_next = m_source->fetchTickers({market->id}, [this](const Result<QList<Ticker>> &tickers) {
            if (!tickers)
                finish(tl::unexpected(tickers.error()));
            else if (tickers->isEmpty())
                finish(failure(Error::Kind::Rejected, QStringLiteral("it answered without a price")));
            else
                finish(SourceAnswer{m_clock.monotonic() - m_asked, m_pair, tickers->first().last});
        });
    }

    std::optional<Instrument> bitcoin(const QList<Instrument> &list) const
    {
        if (m_source->info().symbolIsAssetId) {
            const auto at = std::find_if(list.cbegin(), list.cend(), [](const Instrument &instrument) {
                return instrument.id.symbol == QLatin1String("bitcoin");
            });
            return at == list.cend() ? std::nullopt : std::optional(*at);
        }
        const auto &assets = AssetDirectory::shipped();
        for (const char *quote : {"USDT", "USD", "USDC"}) {
            for (const Instrument &instrument : list) {
                if (instrument.quote.compare(QLatin1String(quote), Qt::CaseInsensitive) == 0 &&
                    instrument.status == Instrument::Status::Trading && !instrument.lookalike &&
                    assets.assetFor(m_source->info().id, instrument.base).symbol == QLatin1String("BTC"))
                    return instrument;
            }
        }
        return std::nullopt;
    }

    void finish(const Result<SourceAnswer> &answer)
    {
        const auto done = std::exchange(m_done, nullptr); // it may destroy this
        if (done)
            done(answer);
    }

    Clock &m_clock;
    std::unique_ptr<QuoteSource> m_source;
    Reply<SourceAnswer> m_done;
    QString m_pair;
    MonoTime m_asked{};
    Request m_request, m_next;
};
} // namespace

Request testSource(Clock &clock, std::unique_ptr<QuoteSource> source, Reply<SourceAnswer> done)
{
    return std::make_unique<Test>(clock, std::move(source), std::move(done));
}
