#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <optional>

// What a story is about beyond its coins: such a story concerns the whole market.
enum class StoryKind { Geopolitics, CentralBanks, Macro, Regulation, Etf, Hack, Listing };

// A coin a story is about, and the words that say so.
struct CoinTag
{
    QString symbol; // of an Asset: "BTC"
    double weight = 0;
    QString evidence; // the words found, as they stand in the text; "corrected" tags: the user's words
    bool operator==(const CoinTag &) const = default;
};

// What we worked out about a story from its words (news.md 6, 7, 8). It is kept apart from the article:
// better rules can be run again over everything stored.
struct StoryFacts
{
    QList<CoinTag> coins;   // strongest first, at most 8; a wrap-up keeps all of its headline's
    bool manyCoins = false; // a wrap-up: left out of what concerns one coin
    std::optional<StoryKind> kind;
    QStringList provenance; // outlets the story cites, the first reporter first; without its own source
    QString promotion;      // why it is one, in words ("sponsored post"); empty: it is none
    bool recurring = false; // a column ("Crypto Daybook"): never one event with another story
    bool isMarket() const { return coins.isEmpty() && kind && kind != StoryKind::Listing; }
    bool operator==(const StoryFacts &) const = default;
};

// The user's word on a tag, for this story and later ones: the coin is, or is not, meant by these words.
struct TagCorrection
{
    QString symbol;
    QString words; // as in CoinTag::evidence, compared without case
    bool meant = true;
    bool operator==(const TagCorrection &) const = default;
};

// The facts with the user's word on whether the story is a promotion.
StoryFacts withPromotion(StoryFacts facts, bool promotion);

// "geopolitics", "centralbanks", "macro", "regulation", "etf", "hack", "listing": on the command line and
// stored.
QString storyKindName(StoryKind kind);
std::optional<StoryKind> storyKind(const QString &name);
