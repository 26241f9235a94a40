#include "tests/support/fakemarket/coins.h"

#include <QHash>
#include <cmath>

namespace fake {

const QList<Coin> &coins()
{
    static const QList<Coin> list{
        {"BTC", "Bitcoin", "bitcoin", 114959.13, 0.83, 19'920'000, 4.1e9, 0.95, 2, false},
        {"ETH", "Ethereum", "ethereum", 4514.55, 2.59, 120'700'000, 2.6e9, 0.9, 2, false},
        {"XRP", "XRP", "ripple", 3.0312, 1.14, 59'600'000'000, 6.2e8, 0.7, 4, false},
        {"USDT", "Tether", "tether", 1.0001, 0.01, 169'000'000'000, 1.9e8, 0.3, 4, true},
        {"SOL", "Solana", "solana", 238.59, 4.70, 543'000'000, 1.3e9, 0.8, 2, false},
        {"BNB", "BNB", "binancecoin", 908.13, 1.09, 139'000'000, 4.4e8, 0.7, 2, false},
        {"USDC", "USDC", "usd-coin", 0.9998, 0.00, 72'000'000'000, 5.1e8, 0.3, 4, true},
        {"DOGE", "Dogecoin", "dogecoin", 0.2615, 4.59, 150'900'000'000, 5.9e8, 0.7, 5, false},
        {"TRX", "TRON", "tron", 0.3478, 0.85, 94'600'000'000, 1.2e8, 0.5, 4, false},
        {"ADA", "Cardano", "cardano", 0.8871, 1.02, 35'700'000'000, 3.1e8, 0.6, 4, false},
        {"LINK", "Chainlink", "chainlink", 24.31, 2.2, 678'000'000, 1.4e8, 0.5, 3, false},
        {"LTC", "Litecoin", "litecoin", 117.42, -0.4, 76'200'000, 8e7, 0.4, 2, false},
        {"DOT", "Polkadot", "polkadot", 4.312, 1.8, 1'520'000'000, 6e7, 0.4, 3, false},
        {"AVAX", "Avalanche", "avalanche-2", 29.14, 3.1, 422'000'000, 1e8, 0.4, 2, false},
        {"POL", "POL (ex-MATIC)", "polygon-ecosystem-token", 0.2702, 0.6, 10'500'000'000, 2e7, 0.3, 4, false},
        {"SHIB", "Shiba Inu", "shiba-inu", 0.00001412, 5.6, 589'000'000'000'000, 4.2e7, 0.4, 8, false},
        {"PEPE", "Pepe", "pepe", 0.000011873, 6.9, 420'690'000'000'000, 1.6e8, 0.5, 9, false},
        {"BONK", "Bonk", "bonk", 0.00002511, 4.4, 80'000'000'000'000, 4.5e7, 0.4, 8, false},
        {"EUR", "Euro", "", 1.1732, 0.05, 0, 4e7, 0.3, 4, true},
        {"MATIC", "Polygon", "matic-network", 0.2701, 0.6, 0, 0, 0, 4, false},
        {"LUNA", "Terra", "terra-luna-2", 0.1502, -1.2, 710'000'000, 4e5, 0.1, 4, false},
    };
    return list;
}

const Coin *findCoin(const QByteArray &symbol)
{
    static const auto bySymbol = [] {
        QHash<QByteArray, const Coin *> table;
        for (const Coin &coin : coins())
            table.insert(coin.symbol, &coin);
        return table;
    }();
    return bySymbol.value(symbol, nullptr);
}

Coin fillerCoin(int number)
{
    const QByteArray digits = QByteArray::number(number).rightJustified(4, '0');
    // Prices spread over nine powers of ten, as in a real list.
    const int power = number % 9 - 6;
    const double price = (1.0 + (number * 37 % 89) / 10.0) * std::pow(10.0, power);
    const int decimals = std::clamp(4 - power, 2, 12);
    return {"F" + digits,
            "Filler " + digits,
            "filler-" + digits,
            price,
            (number % 41 - 20) / 4.0,
            1e9,
            1e6,
            0.3,
            decimals,
            false};
}

} // namespace fake
