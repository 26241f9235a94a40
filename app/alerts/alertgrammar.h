#pragma once

#include "app/alerts/alert.h"
#include "app/market/assetdirectory.h"

// What an alert waits for, as text that reads back as the same:
//
//   BTC above 115000          BTC below 98,000.50       SOL above 200 EUR
//   ETH moves 3% in 1h        (1min to 24h; "m", "min", "h")
//   USDT off peg 0.5%         BTC sources differ 0.5%
//   story about SOL           story from CoinDesk       story of kind hack      story with "halving"
//   story about SOL of kind hack from "The Block" with "exploit"
//
// Words in any case. A coin is a symbol, a name ("Shiba Inu") or an id of the directory; "sym:ABC" is a coin
// of which only the symbol is known. Numbers may have commas every three digits and a "$" before them. A name
// of several words in "from" may stand in quotes; a quote inside quotes is doubled.
//
// Rejected: the detail says what is wrong, with the words it stands in ("\"abc\" is not a price").
Result<AlertCondition> parseAlert(const QString &text, const AssetDirectory &assets);
// The shortest text for it, coins by symbol where that is enough.
QString alertText(const AlertCondition &condition, const AssetDirectory &assets);

// The same a line each, for help and tooltips: an example and what it means.
struct AlertExample
{
    QString text, meaning;
};
const QList<AlertExample> &alertExamples();
