#pragma once

#include "tests/support/fakemarket/venue.h"

#include <memory>

namespace fake {

struct Options
{
    // The market's time, for exchange timestamps, deadlines and rates. Null: the machine's own.
    Clock *clock = nullptr;
    // Prices stand still at the opening figures and only the test moves them (push, setPrice). Heartbeats and
    // deadlines go on, on the clock.
    bool quiet = false;
    quint64 seed = 1;
    // Markets a venue has at least; made-up coins fill it up. 0: the real ones only.
    int instruments = 0;
    // Updates of each market in a second; 0: as the venue documents it.
    double rate = 0;
    // Whether message and request rates are held against clients. Off by default with a clock of one's own: a
    // hand that advances ten seconds at once makes every burst look too fast.
    std::optional<bool> enforceRates{};
    // Told on stderr as well: "fakemarket: bitget: rule broken: ..."
    bool talkative = true;
    QHash<QByteArray, quint16> ports{}; // fixed ones; others take any free port
};

// All seven venues on loopback, one port each. Everything runs on the thread and event loop that made it.
//
//     ManualClock clock;
//     FakeMarket market({.clock = &clock, .quiet = true});
//     ... connect to market.venue("bitget").endpoint() ...
//     market.venue("bitget").push("BTCUSDT", "114960.00");
//     market.venue("bitget").apply(fake::Fault::Silence);
//     EXPECT_TRUE(market.violations().isEmpty());
class Market final : public QObject
{
    Q_OBJECT
public:
    explicit Market(Options options = {}, QObject *parent = nullptr);
    ~Market() override;

    static const QByteArrayList &venueIds(); // bitget binance coinbase kraken okx bybit coingecko
    bool isListening() const;                // every port could be had
    Venue &venue(const QByteArray &id);      // of venueIds()
    const std::vector<std::unique_ptr<Venue>> &venues() const { return m_venues; }
    const Options &options() const { return m_options; }
    Clock &clock() const { return m_clock; }
    const PricePath &path() const { return m_path; }

    // The coin's worth in US dollars from now on; every venue's markets of it say so at once.
    void setPrice(const QByteArray &coin, const QByteArray &dollars);
    // It goes that many percent further, evenly, from `from` (now when absent, the past too) on, everywhere.
    void move(const QByteArray &coin, double percent, std::chrono::milliseconds over,
              std::optional<UtcTime> from = {});
    // One market of one venue alone is that many percent off for a while; all of its coin's when it is named.
    // False: the venue lists no such market.
    bool spike(const QByteArray &venue, const QByteArray &symbol, double percent,
               std::chrono::milliseconds lasting, std::optional<UtcTime> from = {});
    // `venue` "*" is each of them.
    Result<void> apply(const QByteArray &venue, const FaultSpec &spec);
    void healAll();
    QList<Violation> violations() const;

signals:
    void violated(const QByteArray &venue, const QString &rule);

private:
    void tellAll(const QByteArray &coin);
    void tell(Venue &venue, Listing &listing);
    void tellAgain(const QByteArray &coin, UtcTime until);

    Options m_options;
    std::unique_ptr<Clock> m_ownClock;
    Clock &m_clock;
    PricePath m_path;
    std::vector<std::unique_ptr<Venue>> m_venues;
    QHash<QByteArray, std::shared_ptr<PendingRequest>> m_moving; // coins that stand still between the steps
    std::vector<Request> m_spikes;
};

} // namespace fake

using FakeMarket = fake::Market;
