#include "app/news/stories/storyreader.h"

#include "app/news/stories/wordstem.h"
#include "tests/news/stories/storycase.h"

#include <tuple>

using Kind = StoryNumber::Kind;

namespace {
StoryReading read(const QString &text, const QStringList &coins = {})
{
    return readStory(text, about(coins).coins);
}

std::vector<StoryNumber> numbers(const QString &text, const QStringList &coins = {})
{
    return read(text, coins).numbers;
}

// The one number of a text.
StoryNumber number(const QString &text)
{
    const std::vector<StoryNumber> found = numbers(text);
    EXPECT_EQ(found.size(), 1u) << text.toStdString();
    return found.empty() ? StoryNumber{} : found.front();
}

// Whether two texts have a word in common, whatever it is spelled as.
bool shareTerm(const QString &a, const QString &b, const QStringList &coins = {})
{
    const StoryReading first = read(a, coins), second = read(b, coins);
    return std::any_of(first.terms.begin(), first.terms.end(),
                       [&](const UsedTerm &term) { return second.has(term.term); });
}
} // namespace

TEST(StoryNumbersTest, MoneyIsTheSameHoweverItIsWritten)
{
    for (const QString &text :
         {u"$26M"_s, u"$26 million"_s, u"$26,000,000"_s, u"26 million dollars"_s, u"2600 万美元"_s,
          u"2600万美元"_s, u"0.26亿美元"_s, u"US$26m"_s, u"＄２６M"_s}) {
        EXPECT_EQ(number(text).kind, Kind::Money) << text.toStdString();
        EXPECT_NEAR(number(text).value, 26e6, 1) << text.toStdString();
    }
    EXPECT_NEAR(number(u"3.11 亿美元"_s).value, 311e6, 1);
    EXPECT_NEAR(number(u"1.2 万亿美元"_s).value, 1.2e12, 1);
    EXPECT_NEAR(number(u"$90K"_s).value, 90'000, 1e-6);
    EXPECT_NEAR(number(u"€4.2bn"_s).value, 4.2e9, 1);
}

TEST(StoryNumbersTest, RoundingsOfOneNumberAgree)
{
    EXPECT_TRUE(agree(number(u"$26M"_s), number(u"$26.6 million"_s)));
    EXPECT_TRUE(agree(number(u"99%"_s), number(u"99.9%"_s)));
    EXPECT_TRUE(agree(number(u"$150 billion"_s), number(u"$154 billion"_s)));
    EXPECT_FALSE(agree(number(u"$15 billion"_s), number(u"$12 billion"_s)));
    EXPECT_FALSE(agree(number(u"1,229 holders"_s), number(u"1,283 holders"_s)));
    EXPECT_FALSE(agree(number(u"5%"_s), number(u"$5"_s)));
}

TEST(StoryNumbersTest, OnlyMeasuresOfTheSameCanDiffer)
{
    EXPECT_TRUE(differ(number(u"1,229 holders"_s), number(u"1,283 holders"_s)));
    EXPECT_FALSE(differ(number(u"1,229 holders"_s), number(u"40 wallets"_s)));
    EXPECT_TRUE(differ(number(u"$15 billion"_s), number(u"$12 billion"_s)));
    EXPECT_FALSE(differ(number(u"$90,000"_s), number(u"$480 million"_s))) << "a price and a turnover";
}

TEST(StoryNumbersTest, AStoryIsContradictedOnlyWhereNothingAgrees)
{
    EXPECT_TRUE(
        conflict(numbers(u"buys 1,229 BTC"_s, {u"BTC"_s}), numbers(u"buys 1,283 bitcoin"_s, {u"BTC"_s})));
    EXPECT_FALSE(conflict(numbers(u"stakes $170 million"_s), numbers(u"pockets $33M, stakes $170M"_s)));
    EXPECT_FALSE(conflict(numbers(u"stakes $170 million"_s), numbers(u"stakes it all"_s)));
}

TEST(StoryNumbersTest, PlacesInARowAreNumbersInAllTheirForms)
{
    const StoryNumber third = number(u"outflows for third day"_s);
    EXPECT_EQ(third.kind, Kind::Place);
    for (const QString &text :
         {u"three-day outflow"_s, u"third straight day"_s, u"three consecutive days"_s,
          u"3 days of outflows"_s, u"连续三日净流出"_s, u"连续 3 日净流出"_s, u"第三日净流出"_s})
        EXPECT_TRUE(agree(number(text), third)) << text.toStdString();
    EXPECT_TRUE(differ(number(u"for fourth day"_s), third));
    EXPECT_FALSE(differ(number(u"for fourth week"_s), third));
    EXPECT_TRUE(differ(number(u"Q3 revenue"_s), number(u"Q4 revenue"_s)));
}

TEST(StoryNumbersTest, DatesYearsAndFirstsAreNoMeasures)
{
    for (const QString &text : {u"in 2026"_s, u"on Jan. 21"_s, u"21 January"_s, u"9 月 13 日公布"_s,
                                u"2026 年"_s, u"first exploit"_s, u"the 1990s"_s, u"v4 and USD1"_s})
        EXPECT_TRUE(numbers(text).empty()) << text.toStdString();
}

TEST(StoryReaderTest, FormsOfAWordAreOne)
{
    EXPECT_TRUE(shareTerm(u"validators slashed"_s, u"slashing"_s));
    EXPECT_TRUE(shareTerm(u"Fed approves merger"_s, u"the approval"_s));
    EXPECT_TRUE(shareTerm(u"launches wallet"_s, u"wallets"_s));
    EXPECT_FALSE(shareTerm(u"validators"_s, u"miners"_s));
}

TEST(StoryReaderTest, ActsAreOneInOtherWordsAndLanguages)
{
    EXPECT_TRUE(shareTerm(u"Quartz debuts"_s, u"rolled out by Marble"_s));
    EXPECT_TRUE(shareTerm(u"Quartz acquires Marble"_s, u"收购"_s));
    EXPECT_TRUE(shareTerm(u"SEC greenlights it"_s, u"获批准"_s));
}

TEST(StoryReaderTest, NamesAreOneHoweverSpelledButOnlyAsNames)
{
    EXPECT_TRUE(shareTerm(u"Federal Reserve holds"_s, u"美联储"_s));
    EXPECT_TRUE(shareTerm(u"BofA sees upside"_s, u"Bank of America"_s));
    EXPECT_TRUE(shareTerm(u"U.S. lawmakers"_s, u"美国"_s));
    EXPECT_FALSE(shareTerm(u"it tells us nothing"_s, u"U.S."_s)) << "a name counts in capitals only";
}

TEST(StoryReaderTest, ACoinIsOneTermByNameCodeAndInChinese)
{
    EXPECT_TRUE(shareTerm(u"Bitcoin"_s, u"BTC"_s, {u"BTC"_s}));
    EXPECT_TRUE(shareTerm(u"比特币"_s, u"BTC"_s, {u"BTC"_s}));
    EXPECT_FALSE(shareTerm(u"比特币"_s, u"BTC"_s)) << "a story not tagged with it doesn't name it";
}

TEST(StoryReaderTest, TheTaggersWordsForACoinAreTheCoin)
{
    StoryFacts facts;
    facts.coins = {{u"QRTZ"_s, 3, u"Quartz Protocol"_s}};
    const StoryReading reading = readStory(u"Quartz Protocol pays"_s, facts.coins);
    EXPECT_TRUE(reading.has(storyTerm(TermKind::Coin, u"QRTZ"_s)));
}

TEST(StoryReaderTest, AWordsPlaceInTheTextIsKept)
{
    const QString title = u"The Marble, again"_s;
    const StoryReading reading = read(title);
    ASSERT_EQ(reading.terms.size(), 1u);
    EXPECT_EQ(title.mid(reading.terms[0].begin, reading.terms[0].length), u"Marble"_s);
}

TEST(StoryReaderTest, TermsAreTheSameAtEveryStart)
{
    // Stored counts rest on it: a change here needs a new version in termcounts.cpp.
    EXPECT_EQ(storyTerm(TermKind::Word, u"marbl"_s), 6324983423524329631ull); // FNV-1a of 0 and the letters
    EXPECT_NE(storyTerm(TermKind::Word, u"BTC"_s), storyTerm(TermKind::Coin, u"BTC"_s));
}

TEST(StoryReaderTest, OddTextsAreSurvived)
{
    for (const QString &text : {u""_s, u" "_s, u"$"_s, u"%"_s, u"1"_s, u"第"_s, u"连续"_s,
                                u"$$$ 1,,,2 ..5 万"_s, u"\U0001F680\U0001F680"_s, QString(5000, u'9'),
                                QString(3000, u'币'), u"1 2 3 4 5 6 7 8 9 0 "_s.repeated(200)}) {
        const StoryReading reading = read(text, {u"BTC"_s});
        for (const StoryNumber &one : reading.numbers)
            EXPECT_FALSE(std::isnan(one.value));
        EXPECT_FALSE(conflict(reading.numbers, reading.numbers));
    }
}

TEST(WordStemTest, StemsAsThePaperDoes)
{
    const std::tuple<QString, QString> cases[] = {
        {u"caresses"_s, u"caress"_s},      {u"ponies"_s, u"poni"_s},         {u"cats"_s, u"cat"_s},
        {u"agreed"_s, u"agre"_s},          {u"plastered"_s, u"plaster"_s},   {u"motoring"_s, u"motor"_s},
        {u"hopping"_s, u"hop"_s},          {u"filing"_s, u"file"_s},         {u"happy"_s, u"happi"_s},
        {u"relational"_s, u"relat"_s},     {u"conditional"_s, u"condit"_s},  {u"triplicate"_s, u"triplic"_s},
        {u"hopefulness"_s, u"hope"_s},     {u"electrical"_s, u"electr"_s},   {u"adjustment"_s, u"adjust"_s},
        {u"adoption"_s, u"adopt"_s},       {u"controlling"_s, u"control"_s}, {u"rate"_s, u"rate"_s},
        {u"generalizations"_s, u"gener"_s}};
    for (const auto &[word, stem] : cases)
        EXPECT_EQ(wordStem(word), stem);
}

TEST(WordStemTest, OtherWordsStayAsTheyAre)
{
    for (const QString &word :
         {u""_s, u"a"_s, u"is"_s, u"besonderes-wort"_s, u"mañanas"_s, u"比特币"_s, u"web3s"_s, u"Capitals"_s})
        EXPECT_EQ(wordStem(word), word);
}
