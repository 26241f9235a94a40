#pragma once

#include "app/news/facts/lexicon.h"
#include "app/news/facts/terms.h"

#include <QJsonObject>
#include <QStringList>
#include <vector>

// How stories name coins (resources/cointags.json, whose note tells what each field means; news.md 6): the
// coins named there, and the rest of the AssetDirectory as coins that need a sign beside them.
struct CoinRules
{
    enum class Ticker : quint8 { Plain, Context, Near, Rare, Named };
    enum class Use : quint8 { Name, Proper, Word, Common, Noun, Hint, Ticker, Not };
    // Words that tell a coin from a word; bits of a mask.
    enum Sign : quint32 {
        Coin = 1,
        Crypto = 2,
        Token = 4,
        Move = 8,
        Trade = 16,
        Quote = 32,
        Amount = 64,
        And = 128,
        Loose = 256,
        Stock = 512,
        Address = 1024,
        StockTicker = 2048,
        NoSymbol = 4096
    };

    struct OneCoin
    {
        QString symbol;
        Ticker ticker = Ticker::Near;
        bool muted = false;
        QStringList mutedWords; // in lower case: these words say nothing of this coin
        QList<QPair<Use, QString>> phrases;
    };
    struct Phrase
    {
        QString text;
        quint32 sign = 0;
    };

    std::vector<OneCoin> coins;
    QList<Phrase> signPhrases;
    QStringList notCoins;
    QStringList problems; // of the user's file, in sentences

    static CoinRules shipped();
    // The user's file over these: the same shape; an entry with a known symbol changes what it names
    // ({"symbol": "TRUMP", "muted": true}, {"symbol": "SKY", "mutedWords": ["Sky"]}), others are new coins.
    void overlay(const QJsonObject &json, const QString &name);

    // The coin of that code, or of one it had before; -1: none.
    qint32 find(const QString &ticker) const;
    // Puts everything into the lexicon, as terms of TermSet::Coins and CoinSigns.
    void addTo(Lexicon &lexicon) const;
};
