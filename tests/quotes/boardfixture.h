#pragma once

#include "app/quotes/quoteboard.h"
#include "tests/support/fakequotesource.h"

#include <QSignalSpy>
#include <gtest/gtest.h>

using namespace std::chrono_literals;

inline const AssetId btc{QStringLiteral("bitcoin")};
inline const AssetId eth{QStringLiteral("ethereum")};
inline const AssetId sol{QStringLiteral("solana")};
inline const AssetId usdt{QStringLiteral("tether")};
inline const AssetId usdc{QStringLiteral("usd-coin")};

// Bitget and Binance quote in USDT, Coinbase and Kraken in dollars; nobody has answered yet.
class BoardTest : public testing::Test
{
protected:
    BoardTest()
    {
        QObject::connect(&board, &QuoteBoard::quotesChanged, &board,
                         [this](const QList<AssetId> &assets) { changed.append(assets); });
    }
    void useAll() { board.setSources({&bitget, &binance, &coinbase, &kraken}); }
    void allLive()
    {
        bitget.goLive({QStringLiteral("BTC-USDT"), QStringLiteral("ETH-USDT"), QStringLiteral("SOL-USDT")});
        binance.goLive({QStringLiteral("BTC-USDT"), QStringLiteral("ETH-USDT"), QStringLiteral("SOL-USDT")});
        coinbase.goLive({QStringLiteral("BTC-USD"), QStringLiteral("ETH-USD"), QStringLiteral("SOL-USD"),
                         QStringLiteral("USDT-USD")});
        kraken.goLive({QStringLiteral("BTC-USD"), QStringLiteral("ETH-USD"), QStringLiteral("SOL-USD"),
                       QStringLiteral("USDT-USD"), QStringLiteral("USDC-USD")});
    }
    // Every venue says what BTC costs; USDT is a dollar.
    void tickAll(const Decimal &price = "100000"_dec)
    {
        coinbase.tick(QStringLiteral("USDT-USD"), "1.0000"_dec);
        kraken.tick(QStringLiteral("USDT-USD"), "1.0000"_dec);
        bitget.tick(QStringLiteral("BTC-USDT"), price);
        binance.tick(QStringLiteral("BTC-USDT"), price);
        coinbase.tick(QStringLiteral("BTC-USD"), price);
        kraken.tick(QStringLiteral("BTC-USD"), price);
    }
    const CoinQuote &quote(const AssetId &asset = btc) const { return board.quote(asset); }
    QString shownVenue(const AssetId &asset = btc) const
    {
        const SourceQuote *shown = quote(asset).shownSource();
        return shown ? shown->venue.value : QString();
    }
    QByteArray shownPrice(const AssetId &asset = btc) const
    {
        const SourceQuote *shown = quote(asset).shownSource();
        return shown ? shown->ticker.last.toByteArray() : QByteArray();
    }

    ManualClock clock;
    FakeQuoteSource bitget{clock, QStringLiteral("bitget")}, binance{clock, QStringLiteral("binance")},
        coinbase{clock, QStringLiteral("coinbase")}, kraken{clock, QStringLiteral("kraken")};
    QuoteBoard board{clock, AssetDirectory::shipped()}; // goes before the sources it listens to
    QList<QList<AssetId>> changed;
};
