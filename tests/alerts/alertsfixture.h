#pragma once

#include "app/alerts/alertengine.h"
#include "app/news/memoryarticlestore.h"
#include "tests/quotes/boardfixture.h"

using namespace Qt::StringLiterals;

inline AlertCondition condition(const QString &text)
{
    const auto read = parseAlert(text, AssetDirectory::shipped());
    EXPECT_TRUE(read) << text.toStdString() << ": " << (read ? "" : read.error().detail.toStdString());
    return read.value_or(AlertCondition{});
}

inline Alert alert(const QString &text, bool once = true)
{
    Alert made;
    made.condition = condition(text);
    made.once = once;
    return made;
}

// The board with four live exchanges, a book in memory and the engine.
class AlertsTest : public BoardTest
{
protected:
    AlertsTest()
    {
        board.setWatchlist({btc});
        useAll();
        allLive();
        tickAll("114000"_dec);
        clock.advance(100ms);
        begin();
    }

    void begin(AlertFiring::Origin origin = AlertFiring::Origin::Market)
    {
        engine.reset();
        engine =
            std::make_unique<AlertEngine>(clock, book, board, articles, AssetDirectory::shipped(), origin);
        QObject::connect(engine.get(), &AlertEngine::fired, engine.get(),
                         [this](const QList<AlertFiring> &list) {
                             ++signalled;
                             fired.append(list);
                         });
    }
    AlertId add(const QString &text, bool once = true)
    {
        const auto id = book.add(alert(text, once));
        EXPECT_TRUE(id) << text.toStdString() << ": " << (id ? "" : id.error().detail.toStdString());
        return id.value_or(AlertId{});
    }
    // Time for what is gathered to be told.
    void settle(std::chrono::milliseconds by = 200ms) { clock.advance(by); }
    // The exchanges' clocks don't jump with ours.
    void tick(FakeQuoteSource &source, const QString &symbol, const Decimal &price)
    {
        Ticker ticker = source.ticker(symbol, price);
        ticker.exchangeTime = started + (clock.monotonic() - MonoTime{1h});
        emit source.tickerReceived(ticker);
    }
    // Prices stay what they are, and confirmed, for so long.
    void keepTicking(const Decimal &price, std::chrono::seconds length)
    {
        for (const MonoTime end = clock.monotonic() + length; clock.monotonic() < end; clock.advance(10s))
            allTick(price);
    }
    void allTick(const Decimal &price)
    {
        clock.advance(1ms);
        tick(bitget, u"BTC-USDT"_s, price);
        tick(binance, u"BTC-USDT"_s, price);
        tick(coinbase, u"BTC-USD"_s, price);
        tick(kraken, u"BTC-USD"_s, price);
    }
    AlertStatus::State state(AlertId id) const { return engine->status(id).state; }

    const UtcTime started = clock.now();
    MemoryArticleStore articles{shippedStoryRules()};
    AlertBook book{clock, QString(), AssetDirectory::shipped()};
    std::unique_ptr<AlertEngine> engine;
    QList<AlertFiring> fired;
    int signalled = 0;
};
