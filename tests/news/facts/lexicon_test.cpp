#include "app/news/facts/lexicon.h"

#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

namespace {
class LexiconTest : public testing::Test
{
protected:
    QStringList words(const QString &text) const
    {
        QStringList found;
        const ReadText read = lexicon.read(text);
        for (const Word &word : read.words)
            found.append(read.of(word).toString());
        return found;
    }
    // Terms found, in order.
    QList<quint32> terms(const QString &text) const
    {
        QList<quint32> found;
        for (const Hit &hit : lexicon.read(text).hits)
            found.append(hit.term);
        return found;
    }
    quint16 flagsOf(const QString &text, qsizetype word) const
    {
        return lexicon.read(text).words.at(size_t(word)).flags;
    }
    Lexicon lexicon;
};
} // namespace

TEST_F(LexiconTest, CutsWordsNumbersAndSingleChineseCharacters)
{
    EXPECT_EQ(words(u"Bitcoin's 1,229.5 BTC, U.S. fund’s don't"_s),
              (QStringList{u"Bitcoin"_s, u"1,229.5"_s, u"BTC"_s, u"U.S"_s, u"fund"_s, u"don"_s, u"t"_s}));
    EXPECT_EQ(words(u"将1000枚ETH转入OKX"_s),
              (QStringList{u"将"_s, u"1000"_s, u"枚"_s, u"ETH"_s, u"转"_s, u"入"_s, u"OKX"_s}));
    EXPECT_EQ(words(u"1000PEPE and 90K"_s), (QStringList{u"1000"_s, u"PEPE"_s, u"and"_s, u"90K"_s}));
}

TEST_F(LexiconTest, LeavesAddressesOut)
{
    EXPECT_EQ(words(u"see https://bitcoin.example/eth now"_s), (QStringList{u"see"_s, u"now"_s}));
}

TEST_F(LexiconTest, FindsWholeWordsWhateverTheirCaseAndAccents)
{
    lexicon.add(u"bitcoin", 1);
    EXPECT_EQ(terms(u"BITCOIN Bitcóin bitcoins Bitcoin’s ｂｉｔｃｏｉｎ"_s), (QList<quint32>{1, 1, 1, 1}));
}

TEST_F(LexiconTest, FindsTraditionalCharactersByTheirSimplifiedOnes)
{
    lexicon.add(u"比特币", 7);
    EXPECT_EQ(terms(u"比特幣突破，比特币"_s), (QList<quint32>{7, 7}));
}

TEST_F(LexiconTest, GivesTheLongestPhraseFirst)
{
    lexicon.add(u"bitcoin", 1);
    lexicon.add(u"bitcoin cash", 2);
    EXPECT_EQ(terms(u"Bitcoin Cash, bitcoin-cash, bitcoin (cash)"_s), (QList<quint32>{2, 1, 2, 1, 1}));
}

TEST_F(LexiconTest, APhraseWithInitialsMatchesWithAndWithoutDots)
{
    lexicon.add(u"U.S. Treasury", 3);
    EXPECT_EQ(terms(u"US Treasury and U.S. Treasury"_s), (QList<quint32>{3, 3}));
}

TEST_F(LexiconTest, TellsMoneySharesTagsAndBrackets)
{
    EXPECT_TRUE(flagsOf(u"fell to $2.12"_s, 2) & Word::Money);
    EXPECT_TRUE(flagsOf(u"fell 5%"_s, 1) & Word::Percent);
    EXPECT_TRUE(flagsOf(u"buy $SOL"_s, 1) & Word::Cashtag);
    EXPECT_FALSE(flagsOf(u"US$SOL"_s, 1) & Word::Cashtag);
    EXPECT_TRUE(flagsOf(u"Stellar (XLM) adds"_s, 1) & Word::InBrackets);
    EXPECT_FALSE(flagsOf(u"(XLM and more)"_s, 0) & Word::InBrackets);
    EXPECT_TRUE(flagsOf(u"波场（TRX）"_s, 2) & Word::InBrackets);
}

TEST_F(LexiconTest, CountsSentencesButNotAtNamesAndShortForms)
{
    const ReadText text =
        lexicon.read(u"Fetch.ai met Mr. Powell at 2.5 p.m. in U.S. courts. It rose! 涨。跌"_s);
    EXPECT_EQ(text.words.at(text.words.size() - 5).sentence, 1); // courts
    EXPECT_EQ(text.words.back().sentence, 4);
}

TEST_F(LexiconTest, TellsHowAHeadlineUsesCapitals)
{
    EXPECT_EQ(lexicon.read(u"Bitcoin slips as traders await Powell"_s).style, ReadText::Style::Sentence);
    EXPECT_EQ(lexicon.read(u"Bitcoin Slips as Traders Await Powell"_s).style, ReadText::Style::TitleCase);
    EXPECT_EQ(lexicon.read(u"BITCOIN NEARS RECORD HIGH"_s).style, ReadText::Style::Capitals);
    EXPECT_EQ(lexicon.read(u"XRP and SOL gain as traders return"_s).style, ReadText::Style::Sentence);
}
