#pragma once

#include "app/alerts/alertengine.h"
#include "app/news/memoryarticlestore.h"
#include "tests/support/warnings.h"
#include "tests/ui/quotes/seedmarket.h"

#include <QTest>
#include <gtest/gtest.h>

// Four live exchanges with the seed's prices, and an engine that watches the alerts over them.
class AlertsFixture : public testing::Test, public SeedMarket
{
protected:
    AlertsFixture()
    {
        allowWarning(QStringLiteral("This plugin does not support")); // popups, offscreen
        allLive();
    }

    AlertId add(const QString &text, bool once = true)
    {
        Alert alert;
        alert.condition = parseAlert(text, AssetDirectory::shipped()).value();
        alert.once = once;
        const AlertId id = book.add(alert).value();
        settleEngine();
        return id;
    }
    // The engine tells at most twice a second.
    void settleEngine()
    {
        clock.advance(600ms);
        QCoreApplication::processEvents();
    }
    // Bitcoin at this price on all four; what fires is told after a moment.
    void moveBitcoin(const Decimal &price)
    {
        for (FakeQuoteSource *source : {&bitget, &binance, &coinbase, &kraken})
            tickOne(*source, QStringLiteral("BTC"), source == &bitget || source == &binance, price, 0.87);
        settleEngine();
    }

    MemoryArticleStore articles;
    AlertBook book{clock, {}, AssetDirectory::shipped()};
    AlertEngine engine{clock, book, board, articles, AssetDirectory::shipped(), AlertFiring::Origin::Market};
};

// Every place of a widget's picture that has this colour.
inline int countOf(const QWidget *widget, const QColor &colour)
{
    const QImage image = const_cast<QWidget *>(widget)->grab().toImage();
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            count += image.pixelColor(x, y) == colour;
    return count;
}
