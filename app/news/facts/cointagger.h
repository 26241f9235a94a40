#pragma once

#include "app/news/facts/coinevidence.h"
#include "app/news/storyfacts.h"

#include <QUrl>

// Which coins a story is about. Constant once made: safe to use from any thread.
//
// Weights (news.md 6): what the headline, the outlet's categories or its address say counts 3, the first 300
// characters of the text 1, the rest 0.3. What is named once and late is no coin of the story. At most 8
// tags, those under a fifth of the strongest left out; but a wrap-up, whose headline lists many coins, keeps
// all.
class CoinTagger
{
public:
    struct Story
    {
        const ReadText &title, &text;
        QStringList categories; // as the outlet names them
        QUrl link;
        CoinContext context; // `crypto` as far as the source tells; the words are looked at here
    };
    struct Tags
    {
        QList<CoinTag> coins; // strongest first
        bool many = false;    // a wrap-up
        bool named = false;   // the headline, a category or the address names a coin
    };

    // `lexicon` holds the rules' terms (CoinRules::addTo) and outlives this.
    CoinTagger(CoinRules rules, const Lexicon &lexicon);
    // The user's words win: what is said not to mean a coin doesn't count for it, what is said to mean it is
    // strong evidence wherever it stands.
    Tags tags(const Story &story, const QList<TagCorrection> &corrections) const;
    const CoinRules &rules() const { return m_rules; }

private:
    CoinRules m_rules;
    const Lexicon &m_lexicon;
};
