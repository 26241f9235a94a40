#include "app/news/searchtext.h"

#include "tests/news/storybuilder.h"

#include <QSet>
#include <random>

namespace {
// The text with [ and ] around what is marked.
QString marked(QString text, const QString &query)
{
    const QList<SearchHit> hits = searchHits(text, searchPhrases(query));
    for (auto hit = hits.crbegin(); hit != hits.crend(); ++hit) {
        text.insert(hit->begin + hit->length, u']');
        text.insert(hit->begin, u'[');
    }
    return text;
}
} // namespace

TEST(SearchTextTest, CaseAccentsAndWidthsDoNotCount)
{
    EXPECT_EQ(searchWords(u"Fed’s ÉTF: 1,229 ＢＴＣ"),
              (QStringList{u"fed"_s, u"s"_s, u"etf"_s, u"1"_s, u"229"_s, u"btc"_s}));
    EXPECT_EQ(searchWords(u"e\u0301tude ﬁnance Ⅻ"), (QStringList{u"etude"_s, u"finance"_s, u"xii"_s}))
        << "decomposed, ligature, one sign";
    EXPECT_EQ(searchWords(u"МОСКВА İstanbul"), (QStringList{u"москва"_s, u"istanbul"_s}));
    EXPECT_EQ(searchWords(u" …—! "), QStringList());
    EXPECT_EQ(searchWords(u""), QStringList());
}

TEST(SearchTextTest, ChineseBecomesPairs)
{
    EXPECT_EQ(searchWords(u"1000枚ETH转入"), (QStringList{u"1000"_s, u"枚"_s, u"eth"_s, u"转入"_s, u"入"_s}));
    EXPECT_EQ(searchLine(u"比特币 rises"), u"比特 特币 币 rises"_s);
    EXPECT_EQ(searchWords(u"\U00020000\U00020001"), (QStringList{u"\U00020000\U00020001"_s, u"\U00020001"_s}))
        << "characters beyond the first plane too";
}

namespace {
// A short text of letters that fold, join, split, or belong to nothing.
QString randomText(std::mt19937 &random)
{
    static constexpr const char16_t letters[] = u"aZ09 .-'\n\u0301é比特カ\uFB01Ｂ\u200B😀ß\u0130\u00A0½\uFDFA";
    QString text;
    for (auto n = random() % 12; n > 0; --n)
        text += QChar(letters[random() % (std::size(letters) - 1)]);
    return text;
}
} // namespace

TEST(SearchTextTest, ALineIsTheWordsWithBlanksBetween)
{
    std::mt19937 random(1);
    for (int i = 0; i < 3000; ++i) {
        const QString text = randomText(random);
        ASSERT_EQ(searchLine(text), searchWords(text).join(u' ')) << text.toStdString();
    }
    const QString endless(10'000, u'A');
    EXPECT_EQ(searchLine(endless), searchWords(endless).join(u' '));
}

TEST(SearchTextTest, ADistinctLineHasEachWordOnceAndAllPairs)
{
    EXPECT_EQ(distinctLine(u"To be, or not to be: TO"), u"to be or not"_s);
    EXPECT_EQ(distinctLine(u"比特币 btc 比特币 BTC"), u"比特 特币 币 btc 比特 特币 币"_s);
    std::mt19937 random(2);
    for (int i = 0; i < 3000; ++i) {
        const QString text = randomText(random) + u' ' + randomText(random);
        QStringList words = searchWords(text), distinct = distinctLine(text).split(u' ', Qt::SkipEmptyParts);
        for (QStringList *list : {&words, &distinct}) {
            list->removeDuplicates();
            list->sort();
        }
        ASSERT_EQ(distinct, words) << text.toStdString();
    }
}

TEST(SearchTextTest, ManyWordsFromFewCharactersComeToAnEnd)
{
    QString fractions; // each is two words that join their neighbours
    for (const QChar a : u"¼½¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"_s)
        for (const QChar b : u"¼½¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"_s)
            fractions.append(a).append(b);
    QStringList words = searchWords(fractions), distinct = distinctLine(fractions).split(u' ');
    EXPECT_EQ(QSet<QString>(distinct.begin(), distinct.end()), QSet<QString>(words.begin(), words.end()));
}

TEST(SearchTextTest, AMarkStandsForTwoLettersThatWordsBeginWith)
{
    EXPECT_EQ(beginningMarks(u"coin cold x 比特 币"), beginningMarks(u"co"));
    EXPECT_EQ(beginningMarks(u"x 比特 币"), QString());
    std::mt19937 random(3);
    int found = 0;
    for (int i = 0; i < 3000; ++i) {
        const QString line = searchLine(randomText(random) + u' ' + randomText(random));
        const QStringList words = line.split(u' ', Qt::SkipEmptyParts);
        const QStringList marks = beginningMarks(line).split(u' ', Qt::SkipEmptyParts);
        for (const SearchPhrase &phrase : searchPhrases(randomText(random))) {
            if (phrase.mark().isEmpty())
                continue;
            const bool has = hasPhrase(words, phrase);
            ASSERT_EQ(marks.contains(phrase.mark()), has) << line.toStdString();
            found += has;
        }
    }
    EXPECT_GT(found, 10) << "the texts are for something";
    EXPECT_TRUE(searchPhrases(u"coi")[0].mark().isEmpty());
    EXPECT_TRUE(searchPhrases(u"c")[0].mark().isEmpty());
    EXPECT_TRUE(searchPhrases(u"比特")[0].mark().isEmpty());
}

TEST(SearchTextTest, HalfASurrogateIsNoWordAndNoCrash)
{
    QString broken = u"a b"_s;
    broken[1] = QChar(0xD840);
    EXPECT_EQ(searchWords(broken), (QStringList{u"a"_s, u"b"_s}));
    EXPECT_EQ(searchWords(broken.left(2)), QStringList{u"a"_s});
}

TEST(SearchTextTest, AQueryIsPhrases)
{
    EXPECT_EQ(searchPhrases(u"比特币 etf"), (QList<SearchPhrase>{{{u"比特"_s, u"特币"_s}}, {{u"etf"_s}}}));
    EXPECT_EQ(searchPhrases(u"币"), QList<SearchPhrase>{{{u"币"_s}}});
    EXPECT_TRUE(searchPhrases(u"?!").isEmpty());
    EXPECT_TRUE(hasPhrases(searchWords(u"现货比特币基金"), searchPhrases(u"比特币")));
    EXPECT_FALSE(hasPhrases(searchWords(u"比特 币"), searchPhrases(u"比特币")));
}

TEST(SearchTextTest, ALetterAloneIsAWordAndNotABeginning)
{
    EXPECT_FALSE(hasPhrases(searchWords(u"bitcoin"), searchPhrases(u"b")));
    EXPECT_TRUE(hasPhrases(searchWords(u"bitcoin"), searchPhrases(u"bi")));
    EXPECT_TRUE(hasPhrases(searchWords(u"posts on X"), searchPhrases(u"x")));
    EXPECT_TRUE(hasPhrases(searchWords(u"币安"), searchPhrases(u"币")));
}

TEST(SearchTextTest, HitsStandWhereTheReaderSeesThem)
{
    EXPECT_EQ(marked(u"Bitcoin and bitcoins"_s, u"bitcoin"_s), u"[Bitcoin] and [bitcoin]s"_s);
    EXPECT_EQ(marked(u"Bitcoin ETF, etf"_s, u"etf bit"_s), u"[Bit]coin [ETF], [etf]"_s);
    EXPECT_EQ(marked(u"orbit"_s, u"bit"_s), u"orbit"_s);
    EXPECT_EQ(marked(u"Café"_s, u"cafe"_s), u"[Café]"_s);
    EXPECT_EQ(marked(u"Cafe\u0301 x"_s, u"cafe"_s), u"[Cafe\u0301] x"_s);
    EXPECT_EQ(marked(u"ＢＴＣ 1"_s, u"btc"_s), u"[ＢＴＣ] 1"_s);
    EXPECT_EQ(marked(u"ﬁnance"_s, u"fi"_s), u"[ﬁ]nance"_s) << "a ligature is marked whole";
    EXPECT_EQ(marked(u"AT&T & <b>"_s, u"b"_s), u"AT&T & <[b]>"_s);
}

TEST(SearchTextTest, ChineseHitsAreMarkedWholeAndOnce)
{
    EXPECT_EQ(marked(u"现货比特币基金"_s, u"比特币"_s), u"现货[比特币]基金"_s);
    EXPECT_EQ(marked(u"现货比特币基金"_s, u"特币"_s), u"现货比[特币]基金"_s);
    EXPECT_EQ(marked(u"现货比特币基金"_s, u"币"_s), u"现货比特[币]基金"_s);
    EXPECT_EQ(marked(u"比特币"_s, u"比特 特币"_s), u"[比特币]"_s) << "what overlaps is one";
    EXPECT_EQ(marked(u"用比 特币"_s, u"比特"_s), u"用比 特币"_s);
}
