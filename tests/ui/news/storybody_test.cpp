#include "ui/news/bodylimits.h"
#include "ui/news/storybody.h"

#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

namespace {
const QString text = u"<p>Delegations left the city late on Friday without a date for another round.</p>"_s;
const QString more = u"<p>Oil rose in the first minutes after the news, and fell back within the hour.</p>"_s;
const QString advert =
    u"<p><strong>PoolX: Earn new token airdrops</strong><br>Lock BGB and share 1,000,000 XYZ. Lock now!</p>"_s;

QString plain(QString html)
{
    return html.replace(QChar::Nbsp, u' ').simplified();
}
} // namespace

TEST(StoryBody, AnAdvertIsCutAndItsPlaceSaysSoAtTheEndOfTheParagraphBefore)
{
    const StoryBody body = storyBody(text + advert + more, {});
    EXPECT_EQ(body.adverts, 1);
    EXPECT_FALSE(body.html.contains(u"Lock now"_s));
    EXPECT_EQ(plain(body.html),
              plain(text.chopped(4) + u" <a href=\"wickpost:advert/0\"> 1 advert removed </a></p>"_s + more));
}

TEST(StoryBody, AnAdvertThatWasAskedForStandsWhereItStood)
{
    BodyOptions options;
    options.shownAdverts = {0};
    const QString html = plain(storyBody(text + advert + more, options).html);
    EXPECT_TRUE(html.contains(u"Hide the advert"_s));
    EXPECT_FALSE(html.contains(u"removed"_s));
    EXPECT_TRUE(html.contains(u"<div class=\"advert\">"_s + advert + u"</div>"_s + more));
}

TEST(StoryBody, EachAdvertHasAMarkOfItsOwn)
{
    const StoryBody body = storyBody(advert + text + advert + more, {});
    EXPECT_EQ(body.adverts, 2);
    EXPECT_TRUE(body.html.startsWith(u"<p><a href=\"wickpost:advert/0\">"_s));
    EXPECT_TRUE(body.html.contains(u"<a href=\"wickpost:advert/1\">"_s));
}

TEST(StoryBody, PicturesBecomeOneMarkWhereTheFirstStood)
{
    const StoryBody body = storyBody(
        text + u"<p><img src=\"https://a.example/1.jpg?x=1&amp;y=2\" alt=\"A\" width=\"800\"></p>"_s + more +
            u"<figure><a href=\"https://a.example/\"><img src=\"https://a.example/2.jpg\"></a></figure>"_s,
        {});
    EXPECT_EQ(body.pictures,
              (QStringList{u"https://a.example/1.jpg?x=1&y=2"_s, u"https://a.example/2.jpg"_s}));
    EXPECT_FALSE(body.html.contains(u"<img"_s));
    EXPECT_EQ(plain(body.html),
              plain(text + u"<p><a href=\"wickpost:pictures\"> 2 pictures · Show </a></p>"_s + more));
}

TEST(StoryBody, APictureThatIsALinkHasItsMarkBesideTheLink)
{
    const StoryBody body = storyBody(
        u"<p><a href=\"https://a.example/\"><img src=\"https://a.example/2.jpg\"> Read on</a></p>"_s, {});
    EXPECT_LT(body.html.indexOf(u"wickpost:pictures"_s), body.html.indexOf(u"https://a.example/"_s));
    EXPECT_EQ(body.html.count(u"</a>"_s), 2);
    EXPECT_TRUE(plain(body.html).contains(u"1 picture · Show"_s));
}

TEST(StoryBody, PicturesAskedForStandAsFarAsTheyAreThere)
{
    BodyOptions options;
    options.withPictures = true;
    options.pictures[u"https://a.example/1.jpg"_s] = {StoryPicture::State::Shown,
                                                      QImage(4, 4, QImage::Format_RGB32)};
    options.pictures[u"https://a.example/2.jpg"_s] = {StoryPicture::State::Failed, {}};
    const QString html =
        storyBody(u"<img src=\"https://a.example/1.jpg\"><img src=\"https://a.example/2.jpg\">"
                  "<img src=\"https://a.example/3.jpg\">"_s,
                  options)
            .html;
    EXPECT_EQ(html.count(u"<img"_s), 1);
    EXPECT_TRUE(html.startsWith(u"<img src=\"https://a.example/1.jpg\">"_s));
    EXPECT_TRUE(html.contains(u"could not be loaded"_s));
    EXPECT_TRUE(html.contains(u"Loading the picture"_s));
}

TEST(StoryBody, ATextWithoutEitherStaysAsItIs)
{
    EXPECT_EQ(storyBody(text + more, {}).html, text + more);
}

TEST(StoryBody, TheLastLineEndOfCodeIsNoLine)
{
    EXPECT_EQ(storyBody(u"<pre><code>a\nb\n</code></pre>"_s, {}).html, u"<pre><code>a\nb</code></pre>"_s);
    EXPECT_EQ(storyBody(u"<pre>a\n\n</pre>\n<p>b</p>"_s, {}).html, u"<pre>a\n</pre>\n<p>b</p>"_s);
}

TEST(StoryBody, AVeryLongTextIsCutWhereItCanBeAndSaysSo)
{
    const QString html = storyBody(u"<blockquote><ul>"_s + u"<li><b>a</b> &amp; b</li>"_s.repeated(40'000) +
                                       u"</ul></blockquote>"_s,
                                   {})
                             .html;
    EXPECT_LE(html.size(), BodyLimits::shown);
    EXPECT_GE(html.size(), BodyLimits::shown / 4) << "tags count for more";
    EXPECT_EQ(html.count(u"<li>"_s), html.count(u"</li>"_s));
    EXPECT_EQ(html.count(u"<b>"_s), html.count(u"</b>"_s));
    const qsizetype end = html.indexOf(u"</ul></blockquote><p><i>The text goes on"_s);
    EXPECT_GT(end, 0) << "what comes below is outside of the quote";
    QString text = u"<p>a <br><img src=\"x\">b &amp; c</p>"_s;
    EXPECT_FALSE(shortenBody(text));
    QString table = u"<table><tr>"_s + u"<td>x</td>"_s.repeated(5000) + u"</tr></table>"_s;
    EXPECT_TRUE(shortenBody(table));
    EXPECT_LT(table.count(u"<td>"_s), 1000);
    QString wide =
        u"<table>"_s + u"<tr><td colspan=\"100\" rowspan=\"2\">x</td></tr>"_s.repeated(50) + u"</table>"_s;
    EXPECT_TRUE(shortenBody(wide));
    EXPECT_LT(wide.count(u"<td"_s), 12);
    QString high = u"<table>"_s + u"<tr><td rowspan=\"1000\">x</td></tr>"_s.repeated(200) + u"</table>"_s;
    EXPECT_TRUE(shortenBody(high));
    EXPECT_LT(high.count(u"<td"_s), 10);
    QString plain = u"x"_s.repeated(BodyLimits::shown);
    EXPECT_FALSE(shortenBody(plain));
    plain += u'x';
    EXPECT_TRUE(shortenBody(plain));
    EXPECT_EQ(plain.size(), BodyLimits::shown);
    for (qsizetype most = 0; most < text.size(); ++most) {
        QString cut = text;
        EXPECT_TRUE(shortenBody(cut, most));
        EXPECT_EQ(cut.count(u'<'), cut.count(u'>'));
        EXPECT_EQ(cut.count(u'&'), cut.count(u';'));
        EXPECT_TRUE(cut.isEmpty() || cut.endsWith(u"</p>"_s));
    }
}

TEST(StoryBody, TheHeadlineIsNotSaidTwice)
{
    const QString headline = u"Talks go on & on"_s;
    EXPECT_EQ(withoutHeadline(u"<h1>Talks go on &amp; on</h1><p>a</p>"_s, headline), u"<p>a</p>"_s);
    EXPECT_EQ(withoutHeadline(u"<div>\n<h2><b>talks</b>  go on &amp; on</h2><p>a</p></div>"_s, headline),
              u"<div>\n<p>a</p></div>"_s);
    for (const QString &other : {u"<h1>Talks go on</h1><p>a</p>"_s,
                                 u"<p>a</p><h1>Talks go on &amp; on</h1>"_s, u"<p>a</p>"_s, QString()})
        EXPECT_EQ(withoutHeadline(other, headline), other);
}

TEST(StoryBody, WordsLongerThanAnyMayBeBroken)
{
    const auto broken = [](QString html) {
        breakLongWords(html, 4);
        return html.replace(QChar(0x200B), u'|');
    };
    EXPECT_EQ(broken(u"<p title=\"abcdefgh\">abcd efgh</p>"_s), u"<p title=\"abcdefgh\">abcd efgh</p>"_s);
    EXPECT_EQ(broken(u"abcdefghi"_s), u"abcd|efgh|i"_s);
    EXPECT_EQ(broken(u"ab<b>cdef</b>"_s), u"ab<b>cd|ef</b>"_s);
    EXPECT_EQ(broken(u"abc&amp;&lt;x"_s), u"abc&amp;|&lt;x"_s);
    EXPECT_EQ(broken(u"比特币价格突破一百"_s), u"比特币价格突破一百"_s);
    EXPECT_EQ(broken(u"\U0001F600"_s.repeated(3)), u"\U0001F600"_s.repeated(2) + u'|' + u"\U0001F600"_s);
}

TEST(StoryMark, ComesBackFromItsAddressAndFromNoOther)
{
    const StoryMark mark{StoryMark::Kind::Advert, 3};
    EXPECT_EQ(storyMark(markUrl(mark)), mark);
    EXPECT_EQ(storyMark(markUrl({StoryMark::Kind::Pictures, 0})), (StoryMark{StoryMark::Kind::Pictures, 0}));
    EXPECT_FALSE(storyMark(QUrl(u"https://example.com/advert/3"_s)));
}
