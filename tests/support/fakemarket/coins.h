#pragma once

#include <QByteArray>
#include <QList>

namespace fake {

// What the fake world knows of a coin. Prices are the opening figures on Bitget's USDT market.
struct Coin
{
    QByteArray symbol, name, geckoId;
    double price = 0;        // in USDT; for USDT, USDC and money in US dollars
    double changePct = 0;    // over the 24 h before the start
    double supply = 0;       // circulating
    double dollarVolume = 0; // of 24 h on the largest venue
    double liveliness = 1;   // the chance that a beat of the market moves it
    int decimals = 2;        // of its price where the quote is a dollar
    bool stable = false;     // hardly moves
};

const QList<Coin> &coins();
// The coin of that symbol; null when the table has none.
const Coin *findCoin(const QByteArray &symbol);
// Made-up coins "F0001", "F0002" … that fill long instruments lists.
Coin fillerCoin(int number);

} // namespace fake
