#include "tests/support/fakemarket/feeds.h"
#include "tests/support/fakemarket/testclient.h"

#include <QProcess>
#include <QStringConverter>
#include <QXmlStreamReader>

using namespace std::chrono_literals;
using fake::FeedFault;

namespace {
struct FeedsTest : testing::Test
{
    ManualClock clock;
    FakeFeeds feeds{clock};

    RawAnswer read(const QByteArray &path, const QByteArray &headers = {})
    {
        return get(feeds.endpoint(), path, "User-Agent: test\r\n" + headers);
    }
    QByteArray headerOf(const RawAnswer &answer, const QByteArray &name)
    {
        for (const QByteArray &line : answer.head.split('\n'))
            if (line.startsWith(name + ": "))
                return line.mid(name.size() + 2).trimmed();
        return {};
    }
    // The number of elements of that name in a well-formed document; -1 when it is not.
    int count(const QByteArray &xml, const char *element)
    {
        QXmlStreamReader reader(xml);
        int found = 0;
        while (!reader.atEnd())
            if (reader.readNext() == QXmlStreamReader::StartElement &&
                reader.name() == QLatin1String(element))
                ++found;
        return reader.hasError() ? -1 : found;
    }
};
} // namespace

TEST_F(FeedsTest, TellTheSameStoriesInFourFormatsAndOthersInChinese)
{
    const int stories = static_cast<int>(feeds.stories().size());
    EXPECT_EQ(count(read("/rss.xml").body, "item"), stories);
    EXPECT_EQ(count(read("/rdf.xml").body, "item"), stories);
    EXPECT_EQ(count(read("/atom.xml").body, "entry"), stories);
    EXPECT_EQ(list(read("/feed.json").json().object(), "items").size(), stories);
    EXPECT_EQ(count(read("/zh.xml").body, "item"), 6);
    EXPECT_TRUE(QString::fromUtf8(read("/zh.xml").body).contains(QStringLiteral("比特币")));
}

TEST_F(FeedsTest, AnswerNotModifiedToEitherValidatorUntilSomethingChanges)
{
    const RawAnswer first = read("/rss.xml");
    const QByteArray etag = headerOf(first, "ETag"), modified = headerOf(first, "Last-Modified");
    ASSERT_TRUE(etag.startsWith("W/\""));
    EXPECT_EQ(read("/rss.xml", "If-None-Match: " + etag + "\r\n").status, 304);
    EXPECT_EQ(read("/rss.xml", "If-Modified-Since: " + modified + "\r\n").status, 304);
    clock.advance(10min);
    feeds.publishNext();
    const RawAnswer second =
        read("/rss.xml", "If-None-Match: " + etag + "\r\nIf-Modified-Since: " + modified + "\r\n");
    EXPECT_EQ(second.status, 200);
    EXPECT_TRUE(second.body.contains("Update 1: "));
    EXPECT_NE(headerOf(second, "ETag"), etag);
    EXPECT_EQ(feeds.answered304(), 2);
    EXPECT_TRUE(feeds.violations().isEmpty());
}

TEST_F(FeedsTest, TellValidatorsThatWereTamperedWith)
{
    read("/rss.xml", "If-None-Match: \"mine\"\r\n");
    ASSERT_EQ(feeds.violations().size(), 1);
    EXPECT_TRUE(feeds.violations().first().startsWith(QStringLiteral("an ETag we never gave")));
}

TEST_F(FeedsTest, ChangeAndDropItems)
{
    const QByteArray id = feeds.stories().first().id;
    feeds.retitle(id, "Another headline");
    EXPECT_TRUE(read("/rss.xml").body.contains("Another headline"));
    feeds.withdraw(id);
    EXPECT_FALSE(read("/rss.xml").body.contains("Another headline"));
}

TEST_F(FeedsTest, PackWhenAskedTo)
{
    const RawAnswer packed = read("/atom.xml", "Accept-Encoding: gzip, deflate\r\n");
    EXPECT_EQ(headerOf(packed, "Content-Encoding"), "gzip");
    EXPECT_TRUE(packed.body.startsWith("\x1f\x8b"));
    // Unpacked by someone else.
    QProcess gunzip;
    gunzip.start(QStringLiteral("gzip"), {QStringLiteral("-dc")});
    gunzip.write(packed.body);
    gunzip.closeWriteChannel();
    ASSERT_TRUE(gunzip.waitForFinished());
    EXPECT_EQ(gunzip.exitCode(), 0);
    EXPECT_EQ(gunzip.readAllStandardOutput(), read("/atom.xml").body);
}

TEST_F(FeedsTest, RefuseAndHoldHaste)
{
    EXPECT_EQ(read("/is/missing").status, 404);
    EXPECT_EQ(read("/is/forbidden").status, 403);
    EXPECT_EQ(headerOf(read("/is/limited"), "Retry-After"), "60");
    EXPECT_EQ(headerOf(read("/is/limited-date"), "Retry-After"), "Sat, 13 Sep 2025 01:43:18 GMT");
    EXPECT_EQ(headerOf(read("/is/limited-bare"), "Retry-After"), "");
    EXPECT_EQ(read("/is/unavailable").status, 503);
    EXPECT_EQ(read("/is/gone").status, 410);
    EXPECT_TRUE(feeds.violations().isEmpty());
    read("/is/limited");
    read("/is/gone");
    EXPECT_EQ(feeds.violations().size(), 2);
}

TEST_F(FeedsTest, Redirect)
{
    const QByteArray base = feeds.endpoint().toEncoded();
    EXPECT_EQ(headerOf(read("/is/loop"), "Location"), base + "/is/loop");
    EXPECT_EQ(headerOf(read("/is/to-file"), "Location"), "file:///etc/hostname");
    EXPECT_EQ(headerOf(read("/is/to-private"), "Location"), "http://10.0.0.1/rss.xml");
    EXPECT_EQ(read("/is/moved").status, 301);
    EXPECT_EQ(read("/is/found").status, 302);
    QByteArray at = "/is/hops";
    int hops = 0;
    for (; !headerOf(read(at), "Location").isEmpty(); ++hops)
        at = headerOf(read(at), "Location").mid(base.size());
    EXPECT_EQ(hops, 6);
    EXPECT_EQ(count(read(at).body, "item"), feeds.stories().size());
}

TEST_F(FeedsTest, SendOtherThingsThanFeeds)
{
    EXPECT_TRUE(read("/is/html").body.contains("rel=\"alternate\""));
    EXPECT_TRUE(read("/is/challenge").body.contains("Just a moment"));
    EXPECT_TRUE(read("/is/json-error").body.startsWith('{'));
    const RawAnswer empty = read("/is/empty");
    EXPECT_EQ(empty.status, 200);
    EXPECT_TRUE(empty.body.isEmpty());
}

TEST_F(FeedsTest, BreakOff)
{
    EXPECT_EQ(count(read("/is/cut-body").body, "item"), -1);
    const RawAnswer whole = read("/rss.xml", "Accept-Encoding: gzip\r\n"), cut = read("/is/cut-gzip");
    EXPECT_EQ(headerOf(cut, "Content-Encoding"), "gzip");
    EXPECT_LT(cut.body.size(), whole.body.size());
    EXPECT_TRUE(whole.body.startsWith(cut.body));
}

TEST_F(FeedsTest, GrowBeyondBounds)
{
    const RawAnswer bomb = read("/is/bomb");
    ASSERT_GT(bomb.body.size(), 4);
    EXPECT_LT(bomb.body.size(), 128 * 1024);
    const QByteArray tail = bomb.body.right(4);
    EXPECT_GT(static_cast<quint8>(tail.at(3)), 3); // the length's highest byte: 64 MiB and more

    QTcpSocket socket;
    qint64 got = 0;
    QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [&] { got += socket.readAll().size(); });
    socket.connectToHost(feeds.endpoint().host(), static_cast<quint16>(feeds.endpoint().port()));
    socket.write("GET /is/endless HTTP/1.1\r\nUser-Agent: test\r\n\r\n");
    EXPECT_TRUE(waitUntil([&] { return got > 60 * 1024 * 1024; }, 20'000));
}

TEST_F(FeedsTest, DripAByteEach300Milliseconds)
{
    QTcpSocket socket;
    QByteArray got;
    QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [&] { got += socket.readAll(); });
    socket.connectToHost(feeds.endpoint().host(), static_cast<quint16>(feeds.endpoint().port()));
    socket.write("GET /is/drip HTTP/1.1\r\nUser-Agent: test\r\n\r\n");
    ASSERT_TRUE(waitUntil([&] { return got.size() == 1; }));
    clock.advance(900ms);
    EXPECT_TRUE(waitUntil([&] { return got.size() == 4; }));
}

TEST_F(FeedsTest, ChangeTheNewestTitleEachTimeLikeALiveBlog)
{
    const QByteArray first = read("/is/changing").body, second = read("/is/changing").body;
    EXPECT_TRUE(first.contains("Live: 1"));
    EXPECT_TRUE(second.contains("Live: 2"));
}

TEST_F(FeedsTest, LeaveOutOrIgnoreValidators)
{
    EXPECT_EQ(headerOf(read("/is/no-validators"), "ETag"), "");
    const QByteArray etag = headerOf(read("/is/ignoring"), "ETag");
    EXPECT_FALSE(etag.isEmpty());
    EXPECT_EQ(read("/is/ignoring", "If-None-Match: " + etag + "\r\n").status, 200);
}

TEST_F(FeedsTest, SpeakGb18030UnderAnOldName)
{
    const QByteArray body = read("/is/gbk").body;
    EXPECT_TRUE(body.contains("encoding=\"gb2312\""));
    QStringDecoder decode("GB18030");
    EXPECT_TRUE(QString(decode(body)).contains(QStringLiteral("美联储")));
}

TEST_F(FeedsTest, HavePagesForTheirArticles)
{
    const fake::Story story = feeds.stories().at(1);
    const RawAnswer page = read("/article/" + story.id);
    EXPECT_TRUE(page.body.contains("<h1>" + story.title + "</h1>"));
    EXPECT_TRUE(page.body.contains(story.summary));
    EXPECT_TRUE(page.body.contains("<nav")) << "and all that stands around it";
    EXPECT_EQ(read("/article/none").status, 404);
    EXPECT_EQ(read("/article/closed").status, 403);
    EXPECT_TRUE(read("/article/bot-check").body.contains("Just a moment"));
}

TEST_F(FeedsTest, GiveBeginningsWhoseRestStandsOnPages)
{
    const QByteArray brief = read("/brief.xml").body;
    EXPECT_GT(count(brief, "item"), static_cast<int>(feeds.stories().size()));
    EXPECT_EQ(count(brief, "encoded"), 0);
}

TEST_F(FeedsTest, HavePicturesOfSeveralKinds)
{
    EXPECT_GT(count(read("/pictures.xml").body, "item"), 5);
    EXPECT_TRUE(read("/picture/en-4800.png").body.startsWith("\x89PNG"));
    EXPECT_TRUE(read("/picture/photo.jpg").body.startsWith("\xff\xd8\xff"));
    EXPECT_TRUE(read("/picture/drawing.svg").body.startsWith("<svg"));
    EXPECT_GT(read("/picture/heavy.png").body.size(), 5 * 1024 * 1024);
    EXPECT_EQ(read("/picture/nowhere.png").status, 404);
}
