#include "app/news/feedencoding.h"

#include <QStringEncoder>
#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

namespace {
QByteArray encoded(const QString &text, const char *charset)
{
    QStringEncoder encoder(charset);
    return encoder.encode(text);
}
QString declared(const QString &charset)
{
    return u"<?xml version=\"1.0\" encoding=\"%1\"?><rss><channel><title>比特币突破</title></channel></rss>"_s
        .arg(charset);
}
} // namespace

TEST(FeedEncoding, FollowsAByteOrderMark)
{
    for (const char *charset : {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "UTF-8"}) {
        QStringEncoder encoder(charset, QStringConverter::Flag::WriteBom);
        const QByteArray bytes =
            encoder.encode(declared(u"gbk"_s)); // the mark is right, the declaration isn't
        const DecodedText text = decodeFeed(bytes, "text/xml; charset=koi8-r", {});
        EXPECT_EQ(text.text, declared(u"gbk"_s)) << charset;
        EXPECT_EQ(text.encoding, QString::fromLatin1(charset).toLower());
    }
}

TEST(FeedEncoding, SeesUtf16ByItsZeros)
{
    EXPECT_EQ(decodeFeed(encoded(declared(u"x"_s), "UTF-16LE"), {}, {}).text, declared(u"x"_s));
    EXPECT_EQ(decodeFeed(encoded(declared(u"x"_s), "UTF-16BE"), {}, {}).text, declared(u"x"_s));
}

TEST(FeedEncoding, TakesTheHeaderBeforeTheDeclaration)
{
    const QString text = u"<?xml version=\"1.0\" encoding=\"windows-1251\"?><a>Биткоин</a>"_s;
    const DecodedText decoded = decodeFeed(encoded(text, "KOI8-R"), "text/xml; charset=\"koi8-r\"", {});
    EXPECT_EQ(decoded.text, text);
    EXPECT_EQ(decoded.encoding, u"koi8-r"_s);
    EXPECT_FALSE(decoded.repaired);
}

TEST(FeedEncoding, Case56ReadsTheDeclaration)
{
    for (const auto &charset : {u"gbk"_s, u"gb2312"_s, u"GB18030"_s, u"big5"_s}) {
        const QString text = charset == u"big5"_s ? u"<?xml version='1.0' encoding='big5'?><a>比特幣</a>"_s
                                                  : declared(charset);
        const QByteArray bytes = encoded(text, charset == u"big5"_s ? "Big5" : "GB18030");
        EXPECT_EQ(decodeFeed(bytes, "text/xml", {}).text, text) << charset.toStdString();
    }
}

TEST(FeedEncoding, LetsUtf8ThatCanBeNothingElseWin)
{
    const DecodedText text = decodeFeed(declared(u"iso-8859-1"_s).toUtf8(), "text/xml; charset=gbk", {});
    EXPECT_EQ(text.text, declared(u"iso-8859-1"_s));
    EXPECT_EQ(text.encoding, u"utf-8"_s);
}

TEST(FeedEncoding, ReadsLatin1AsWindows1252)
{
    const DecodedText text =
        decodeFeed("<?xml version='1.0' encoding='iso-8859-1'?><a>\x93quoted\x94 \x80 5</a>", {}, {});
    EXPECT_TRUE(text.text.endsWith(u"<a>“quoted” € 5</a>"_s)) << text.text.toStdString();
}

TEST(FeedEncoding, GuessesByLanguageWithoutAnyClaim)
{
    const QString text = u"<rss><title>以太坊突破四千美元</title></rss>"_s;
    EXPECT_EQ(decodeFeed(encoded(text, "GB18030"), {}, u"zh"_s).text, text);
    const QString own = u"<rss><channel><language>zh-cn</language><title>以太坊</title></channel></rss>"_s;
    EXPECT_EQ(decodeFeed(encoded(own, "GB18030"), {}, {}).text, own);
    EXPECT_EQ(decodeFeed("<a>caf\xe9</a>", {}, {}).text, u"<a>café</a>"_s);
}

TEST(FeedEncoding, Case56KeepsUtf8ThatIsBrokenInOnePlace)
{
    QByteArray bytes = declared(u"utf-8"_s).toUtf8();
    bytes.insert(bytes.indexOf("</title>"), "\xE5\xBF"); // a text cut within a character
    const DecodedText text = decodeFeed(bytes, {}, u"zh"_s);
    EXPECT_TRUE(text.text.contains(u"比特币突破\uFFFD"_s)) << text.text.toStdString();
    EXPECT_TRUE(text.repaired);
}

TEST(FeedEncoding, SurvivesCharsetsThatDoNotExist)
{
    const DecodedText text = decodeFeed(declared(u"bogus"_s).toUtf8(), "text/xml; charset=../../etc", {});
    EXPECT_EQ(text.text, declared(u"bogus"_s));
    EXPECT_EQ(decodeFeed({}, {}, {}).text, QString());
}
