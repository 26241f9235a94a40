#include "app/news/fulltextreader.h"
#include "app/news/htmltext.h"
#include "app/news/pagereader.h"
#include "app/news/pictureloader.h"
#include "app/news/userfeeds.h"
#include "tests/storage/newspath.h"
#include "tests/support/fakemarket/pages.h"

// What a reader asks for beyond the feed, all the way: feed, page, extraction, disk; and a story's pictures.
namespace {
class ReadingPathTest : public NewsPathTest
{
protected:
    // What the user's own list says of the site.
    void name(const QString &path)
    {
        FeedEntry entry;
        entry.info = feed(path);
        entry.info.language = u"en"_s;
        entry.on = true;
        const auto id = listed.add(entry);
        ASSERT_TRUE(id) << id.error().detail.toStdString();
        refresher->setFeeds({listed.feed(*id)->info});
        refresh();
    }
    Story told(const QString &title)
    {
        for (const Story &story : stored(*store))
            if (story.article.title == title)
                return whole(*store, story.article.id);
        ADD_FAILURE() << "no story " << title.toStdString();
        return {};
    }
    template <typename T> Result<T> answer(const std::function<Request(Reply<T>)> &ask)
    {
        std::optional<Result<T>> got;
        const Request asked = ask([&](Result<T> result) { got = std::move(result); });
        for (int i = 0; i < 60 && !got; ++i) {
            waitUntil([&] { return got.has_value(); }, 100);
            clock.advance(100ms); // the gap between two pages of a host
        }
        return got.value_or(failure(Error::Kind::Timeout, u"no answer"_s));
    }
    Result<QString> read(const Story &story)
    {
        return answer<QString>([&](auto done) { return reader.read(story.article, std::move(done)); });
    }
    Result<QByteArray> picture(const char *name)
    {
        const QUrl address = feeds.feed(u"/picture/"_s + QString::fromLatin1(name));
        return answer<QByteArray>([&](auto done) { return pictures.load(address, std::move(done)); });
    }

    UserFeeds listed{{}, {}};
    PageReader pages{*http, workers, clock};
    FullTextReader reader{pages, *store, listed};
    PictureLoader pictures{*http, clock, folder.filePath(u"pictures"_s)};
};
} // namespace

TEST_F(ReadingPathTest, AFeedOfBeginningsIsReadToItsEnd)
{
    name(u"/brief.xml"_s);
    const QString title = u"Bitcoin holds above $114,000 as traders wait for the inflation figures"_s;
    const Story story = told(title);
    EXPECT_EQ(plainLine(story.article.html), u"Spot volumes were thin on Friday."_s);
    const auto text = read(story);
    ASSERT_TRUE(text) << text.error().detail.toStdString();
    const QString words = plainLine(*text);
    for (const char *said :
         {"Desks in London and Singapore", "had been prepared for weeks", "a longer report would follow"})
        EXPECT_TRUE(words.contains(QLatin1String(said))) << said;
    for (const char *other : {"Technology", "We use cookies", "zero fees", "free spins", "Tweet",
                              "newsletter", "everybody watches", "First!", "Copyright", "alert"})
        EXPECT_FALSE(words.contains(QLatin1String(other))) << other << " in " << words.toStdString();
    EXPECT_FALSE(words.startsWith(title)) << "the headline stands above it already";
    EXPECT_TRUE(text->contains(u"/picture/en-4800.png"_s))
        << "its picture is offered: " << text->toStdString();

    restart(); // and it is there the next day
    const Story kept = whole(*store, story.article.id);
    EXPECT_EQ(kept.article.html, *text);
    EXPECT_TRUE(kept.article.fullText);
}

TEST_F(ReadingPathTest, EveryPageThatIsNoneSaysWhyAndChangesNothing)
{
    name(u"/brief.xml"_s);
    const QHash<QByteArray, Error::Kind> kinds{
        {"bot-check", Error::Kind::Refused}, {"consent", Error::Kind::Refused},
        {"lost", Error::Kind::Rejected},     {"soft-lost", Error::Kind::Rejected},
        {"closed", Error::Kind::Refused},    {"no-more", Error::Kind::Malformed},
        {"script", Error::Kind::Malformed},  {"elsewhere", Error::Kind::Rejected}};
    for (const fake::PageCase &one : fake::pageCases()) {
        SCOPED_TRACE(one.id);
        const Story story = told(QString::fromUtf8(one.title));
        const auto text = read(story);
        ASSERT_FALSE(text);
        EXPECT_EQ(text.error().kind, kinds.value(one.id)) << text.error().detail.toStdString();
        EXPECT_TRUE(text.error().detail.endsWith(u'.')) << text.error().detail.toStdString();
        EXPECT_EQ(whole(*store, story.article.id), story);
    }
}

TEST_F(ReadingPathTest, PagesAreAskedForOnRequestAlone)
{
    name(u"/brief.xml"_s);
    live(600s);
    for (const auto &request : feeds.requests())
        EXPECT_FALSE(request.path.startsWith("/article/") || request.path.startsWith("/picture/"))
            << request.path.toStdString();
}

TEST_F(ReadingPathTest, PicturesOfStoriesAreLoadedOnceAndOddOnesRefused)
{
    name(u"/pictures.xml"_s);
    const Story story = told(u"A photograph of the harbour at noon"_s);
    EXPECT_TRUE(story.article.html.contains(u"/picture/photo.jpg"_s)) << story.article.html.toStdString();
    EXPECT_TRUE(picture("photo.jpg"));
    EXPECT_TRUE(picture("photo.jpg"));
    EXPECT_EQ(asked("/picture/photo.jpg"), 1) << "the second time from the disk";
    EXPECT_TRUE(picture("en-4800.png"));
    const std::pair<const char *, Error::Kind> odd[] = {
        {"drawing.svg", Error::Kind::Malformed}, {"page.png", Error::Kind::Malformed},
        {"dot.png", Error::Kind::Malformed},     {"huge.png", Error::Kind::Malformed},
        {"heavy.png", Error::Kind::Unsupported}, {"nowhere.png", Error::Kind::Rejected}};
    for (const auto &[name, kind] : odd) {
        const auto bytes = picture(name);
        ASSERT_FALSE(bytes) << name;
        EXPECT_EQ(bytes.error().kind, kind) << name << ": " << bytes.error().detail.toStdString();
    }
    for (const auto &request : feeds.requests())
        EXPECT_EQ(request.header("referer") + request.header("cookie"), QByteArray());
}
