#pragma once

#include "app/quotes/quoteboard.h"
#include "app/settings/settingsfile.h"
#include "tests/support/fakequotesource.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <cmath>

using namespace std::chrono_literals;

inline const AssetId btc{QStringLiteral("bitcoin")};
inline const AssetId eth{QStringLiteral("ethereum")};
inline const AssetId xrp{QStringLiteral("ripple")};
inline const AssetId usdt{QStringLiteral("tether")};
inline const AssetId sol{QStringLiteral("solana")};
inline const AssetId doge{QStringLiteral("dogecoin")};

struct SeedCoin
{
    const char *id, *symbol, *price;
    double change;
};
inline constexpr SeedCoin seedCoins[] = {
    {"bitcoin", "BTC", "114959.13", 0.83}, {"ethereum", "ETH", "4514.55", 2.59},
    {"ripple", "XRP", "3.0312", 1.14},     {"tether", "USDT", "1.0000", 0.01},
    {"solana", "SOL", "238.59", 4.70},     {"binancecoin", "BNB", "908.13", 1.09},
    {"usd-coin", "USDC", "0.9998", 0.0},   {"dogecoin", "DOGE", "0.26151", 4.59},
    {"tron", "TRX", "0.34780", 0.85},      {"cardano", "ADA", "0.8871", 1.02}};

// The seed's ten coins on four scripted venues: Bitget and Binance quote in USDT, Coinbase and Kraken in
// dollars. The clock is hand-moved; announce() lets the board tell what changed.
class SeedMarket
{
public:
    SeedMarket()
    {
        settings.change([](Settings &s) { s.theme = Theme::Dark; });
        board.setWatchlist(settings.settings().watchlist);
        QObject::connect(
            &settings, &SettingsFile::changed, &board,
            [this](const Settings &now, const Settings &) { board.setWatchlist(now.watchlist); });
    }

    void announce() { clock.advance(60ms); }
    void useAll() { board.setSources({&bitget, &binance, &coinbase, &kraken}); }
    void list(FakeQuoteSource &source) const
    {
        const bool usdtQuoted = &source == &bitget || &source == &binance;
        QStringList symbols;
        for (const SeedCoin &coin : seedCoins) {
            const QString base = QString::fromLatin1(coin.symbol);
            const bool stable = base == QLatin1String("USDT") || base == QLatin1String("USDC");
            if (!(stable && usdtQuoted))
                symbols.append(base + (usdtQuoted ? QStringLiteral("-USDT") : QStringLiteral("-USD")));
        }
        source.goLive(symbols);
    }
    // One venue says what the seed says, times `factor` (in units of a ten-thousandth).
    void tick(FakeQuoteSource &source, int tenThousandths = 10'000) const
    {
        const bool usdtQuoted = &source == &bitget || &source == &binance;
        for (const SeedCoin &coin : seedCoins) {
            const QString base = QString::fromLatin1(coin.symbol);
            Decimal price = Decimal::parse(std::string_view(coin.price)).value();
            if (tenThousandths != 10'000)
                price = Decimal::multiply(price, Decimal(tenThousandths, 4))->rounded(price.scale());
            tickOne(source, base, usdtQuoted, price, coin.change);
        }
    }
    static void tickOne(FakeQuoteSource &source, const QString &base, bool usdtQuoted, const Decimal &price,
                        double change)
    {
        const bool stable = base == QLatin1String("USDT") || base == QLatin1String("USDC");
        if (stable && usdtQuoted)
            return;
        Ticker ticker =
            source.ticker(base + (usdtQuoted ? QStringLiteral("-USDT") : QStringLiteral("-USD")), price);
        ticker.change24hPct = change;
        emit source.tickerReceived(ticker);
    }
    void allLive()
    {
        useAll();
        QHash<AssetId, QList<float>> trends;
        for (const SeedCoin &coin : seedCoins)
            trends.insert(AssetId{QString::fromLatin1(coin.id)}, trendOf(coin));
        board.restore({}, {}, trends);
        for (FakeQuoteSource *source : {&bitget, &binance, &coinbase, &kraken})
            list(*source);
        for (FakeQuoteSource *source : {&coinbase, &kraken, &bitget, &binance})
            tick(*source);
        announce();
    }
    // A walk of its own for each coin, the same in each run.
    static QList<float> trendOf(const SeedCoin &coin)
    {
        QList<float> values;
        quint32 state = 7;
        for (const char *c = coin.symbol; *c; ++c)
            state = state * 31 + static_cast<quint8>(*c);
        const double end = Decimal::parse(std::string_view(coin.price))->toDouble();
        const double begin = end / (1 + coin.change / 100);
        const bool calm = std::abs(coin.change) < 0.05;
        for (int i = 0; i < 96; ++i) {
            state = state * 1664525u + 1013904223u;
            const double noise = (static_cast<double>(state >> 16) / 65536 - 0.5) * (calm ? 0.0001 : 0.004);
            const double bow = std::sin(i * 0.11 + state % 3) * (calm ? 0 : 0.003);
            values.append(static_cast<float>((begin + (end - begin) * i / 95) * (1 + noise + bow)));
        }
        values.last() = static_cast<float>(end);
        return values;
    }

    ManualClock clock;
    SettingsFile settings{clock, {}, defaultSettings()};
    UiTheme theme{settings};
    QuoteBoard board{clock, AssetDirectory::shipped()};
    FakeQuoteSource bitget{clock, QStringLiteral("bitget")}, binance{clock, QStringLiteral("binance")},
        coinbase{clock, QStringLiteral("coinbase")}, kraken{clock, QStringLiteral("kraken")};
};
