#include "app/news/searchtext.h"

#include "tests/news/storybuilder.h"

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

TEST(SearchTextTest, ALineIsTheWordsWithBlanksBetween)
{
    static constexpr const char16_t letters[] = u"aZ09 .-'\n\u0301é比特カ\uFB01Ｂ\u200B😀ß\u0130\u00A0";
    std::mt19937 random(1);
    for (int i = 0; i < 3000; ++i) {
        QString text;
        for (unsigned n = random() % 12; n > 0; --n)
            text += QChar(letters[random() % (std::size(letters) - 1)]);
        ASSERT_EQ(searchLine(text), searchWords(text).join(u' ')) << text.toStdString();
    }
    const QString endless(10'000, u'A');
    EXPECT_EQ(searchLine(endless), searchWords(endless).join(u' '));
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
