#include "app/news/pictureinfo.h"
#include "app/news/pictureloader.h"
#include "tests/news/fakehttp.h"
#include "tests/support/manualclock.h"
#include "tests/support/waituntil.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

namespace {
QByteArray big(quint32 value, int bytes)
{
    QByteArray out;
    for (int i = bytes - 1; i >= 0; --i)
        out += static_cast<char>(value >> (8 * i));
    return out;
}
QByteArray little(quint32 value, int bytes)
{
    QByteArray out = big(value, bytes);
    std::reverse(out.begin(), out.end());
    return out;
}
// The beginnings of pictures, as the formats' documents have them.
QByteArray png(quint32 width, quint32 height, qsizetype size = 64)
{
    return ("\x89PNG\r\n\x1A\n" + big(13, 4) + "IHDR" + big(width, 4) + big(height, 4))
        .leftJustified(size, 'x');
}
QByteArray jpeg(quint32 width, quint32 height)
{
    return QByteArray("\xFF\xD8\xFF\xE0") + big(16, 2) + QByteArray(14, 'j') + "\xFF\xFF\xDB" + big(4, 2) +
           "qq" + QByteArray("\xFF\xC2") + big(17, 2) + '\x08' + big(height, 2) + big(width, 2) +
           QByteArray(20, 'x');
}
QByteArray gif(quint32 width, quint32 height)
{
    return "GIF89a" + little(width, 2) + little(height, 2) + QByteArray(20, 'g');
}
QByteArray webp(const QByteArray &chunk)
{
    return "RIFF" + little(100, 4) + "WEBP" + chunk + QByteArray(20, 'w');
}

struct Size
{
    int width, height;
    bool operator==(const Size &) const = default;
};
Size sizeOf(const QByteArray &bytes)
{
    const auto info = pictureInfo(bytes);
    return info ? Size{info->width, info->height} : Size{-1, -1};
}
} // namespace

TEST(PictureInfo, ReadsTheSizeOfEachKind)
{
    EXPECT_EQ(sizeOf(png(640, 480)), (Size{640, 480}));
    EXPECT_EQ(sizeOf(jpeg(1200, 675)), (Size{1200, 675}));
    EXPECT_EQ(sizeOf(gif(300, 200)), (Size{300, 200}));
    EXPECT_EQ(sizeOf(webp("VP8X" + little(10, 4) + little(0, 4) + little(1599, 3) + little(899, 3))),
              (Size{1600, 900}));
    EXPECT_EQ(sizeOf(webp("VP8 " + little(10, 4) + QByteArray("\0\0\0\x9D\x01\x2A", 6) + little(800, 2) +
                          little(600, 2))),
              (Size{800, 600}));
    const quint32 lossless = (1024 - 1) | (768 - 1) << 14;
    EXPECT_EQ(sizeOf(webp("VP8L" + little(10, 4) + '\x2F' + little(lossless, 4))), (Size{1024, 768}));
}

TEST(PictureInfo, TakesNothingElse)
{
    const QByteArrayList others{"",
                                "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
                                "<html></html>",
                                "%PDF-1.7",
                                "BM" + QByteArray(60, 'b'),
                                QByteArray("\0\0\1\0", 4) + QByteArray(60, 'i'),
                                "RIFF" + little(100, 4) + "WAVE" + QByteArray(60, 'w'),
                                png(0, 10),
                                png(4'000'000'000u, 1),
                                png(64, 64).left(15),
                                QByteArray("\xFF\xD8\xFF\xD9"),
                                QByteArray("\xFF\xD8") + QByteArray(100, '\xFF'),
                                QByteArray("\xFF\xD8\xFF\xE0\0\0", 6).repeated(100)};
    for (const QByteArray &bytes : others)
        EXPECT_FALSE(pictureInfo(bytes)) << bytes.left(12).toHex().toStdString();
    for (qsizetype cut = 0; cut < 24; ++cut)
        EXPECT_FALSE(pictureInfo(png(64, 64).first(std::min<qsizetype>(cut, 19)))) << cut;
}

TEST(PictureProblem, SaysWhatIsNotShown)
{
    EXPECT_EQ(pictureProblem(png(640, 480)), QString());
    EXPECT_TRUE(pictureProblem("GIF89a").contains(u"no picture"_s));
    EXPECT_TRUE(pictureProblem(gif(1, 1)).contains(u"one pixel"_s));
    EXPECT_TRUE(pictureProblem(gif(600, 1)).contains(u"one pixel"_s));
    EXPECT_TRUE(pictureProblem(png(20'000, 20'000)).contains(u"40 megapixels"_s));
}

class PictureLoaderTest : public testing::Test
{
protected:
    void load(const QString &address, PictureLoader *with = nullptr)
    {
        result.reset();
        request = (with ? *with : loader).load(QUrl(address), [this](Result<QByteArray> bytes) {
            result = std::move(bytes);
        });
        EXPECT_FALSE(result);
        EXPECT_TRUE(waitUntil([this] { return result || http.isWaiting(); }));
    }
    Result<QByteArray> ended()
    {
        EXPECT_TRUE(waitUntil([this] { return result.has_value(); }));
        return result.value_or(failure(Error::Kind::Timeout, u"no answer"_s));
    }
    Result<QByteArray> fetched(const QString &address, const QByteArray &bytes, PictureLoader *with = nullptr)
    {
        load(address, with);
        if (http.isWaiting())
            http.answer(200, bytes);
        return ended();
    }
    QFileInfoList files() const { return QDir(folder()).entryInfoList(QDir::Files); }
    QString folder() const { return dir.filePath(u"pictures"_s); }

    QTemporaryDir dir;
    ManualClock clock;
    FakeHttp http;
    PictureLoader loader{http, clock, dir.filePath(u"pictures"_s)};
    Request request;
    std::optional<Result<QByteArray>> result;
};

TEST_F(PictureLoaderTest, LoadsOnceAndThenFromTheDisk)
{
    const auto first = fetched(u"https://img.example/a.png"_s, png(640, 480));
    ASSERT_TRUE(first);
    EXPECT_EQ(*first, png(640, 480));
    EXPECT_EQ(http.calls.size(), 1);
    EXPECT_EQ(http.calls[0]->query.bodyLimit, 5 * 1024 * 1024);
    EXPECT_FALSE(http.calls[0]->query.userNamed);
    EXPECT_EQ(http.calls[0]->header("Referer") + http.calls[0]->header("Cookie"), QByteArray());
    PictureLoader nextRun(http, clock, folder());
    EXPECT_EQ(*fetched(u"https://img.example/a.png"_s, {}, &nextRun), png(640, 480));
    EXPECT_EQ(http.calls.size(), 1);
}

TEST_F(PictureLoaderTest, AsksOverHttps)
{
    load(u"http://img.example/a.png"_s);
    EXPECT_EQ(http.calls.last()->query.url, QUrl(u"https://img.example/a.png"_s));
}

TEST_F(PictureLoaderTest, WhatIsNoPictureIsNotKept)
{
    const auto page = fetched(u"https://img.example/a"_s, "<html>Just a moment...</html>");
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().kind, Error::Kind::Malformed);
    EXPECT_FALSE(fetched(u"https://img.example/b"_s, "<svg onload='x()'/>"));
    EXPECT_FALSE(fetched(u"https://img.example/c"_s, gif(1, 1)));
    EXPECT_TRUE(files().isEmpty());
}

TEST_F(PictureLoaderTest, LimitsAndRefusalsAreSaid)
{
    load(u"https://img.example/a"_s);
    HttpAnswer large;
    large.status = 200;
    large.body = png(64, 64);
    large.cut = true;
    http.answer(large);
    EXPECT_EQ(ended().error().detail, u"The picture is larger than 5 MB."_s);
    load(u"https://img.example/b"_s);
    http.answer(403);
    EXPECT_EQ(ended().error().detail, u"img.example refuses Wickpost from this network (HTTP 403)."_s);
}

TEST_F(PictureLoaderTest, BeyondItsSizeTheLongestUnusedGo)
{
    PictureLoader small(http, clock, folder(), 10'000);
    const auto age = [&](int minutes) { // of what was kept last
        for (const QFileInfo &info : files()) {
            QFile file(info.filePath());
            if (info.lastModified() > QDateTime::currentDateTimeUtc().addSecs(-30) &&
                file.open(QIODevice::ReadWrite))
                file.setFileTime(QDateTime::currentDateTimeUtc().addSecs(-60 * minutes),
                                 QFileDevice::FileModificationTime);
        }
    };
    ASSERT_TRUE(fetched(u"https://img.example/old"_s, png(64, 64, 4000), &small));
    age(30);
    ASSERT_TRUE(fetched(u"https://img.example/older"_s, png(64, 64, 4000), &small));
    age(60);
    ASSERT_TRUE(fetched(u"https://img.example/old"_s, {}, &small)) << "used again";
    ASSERT_TRUE(fetched(u"https://img.example/new"_s, png(64, 64, 4000), &small));
    const auto asked = http.calls.size();
    ASSERT_TRUE(fetched(u"https://img.example/old"_s, {}, &small));
    EXPECT_EQ(http.calls.size(), asked) << "it is still there";
    load(u"https://img.example/older"_s, &small);
    EXPECT_EQ(http.calls.size(), asked + 1) << "it made way";
}

TEST_F(PictureLoaderTest, ADamagedFileIsFetchedAnew)
{
    ASSERT_TRUE(fetched(u"https://img.example/a"_s, png(64, 64)));
    ASSERT_EQ(files().size(), 1);
    QFile file(files().first().filePath());
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("oops");
    file.close();
    EXPECT_EQ(*fetched(u"https://img.example/a"_s, png(64, 64)), png(64, 64));
    EXPECT_EQ(http.calls.size(), 2);
}

TEST_F(PictureLoaderTest, TheDiskMayBeClearedOrMissing)
{
    ASSERT_TRUE(fetched(u"https://img.example/a"_s, png(64, 64)));
    loader.clear();
    EXPECT_TRUE(waitUntil([this] { return files().isEmpty(); }));
    PictureLoader nowhere(http, clock, u"/proc/nowhere"_s), forgetful(http, clock, {});
    EXPECT_TRUE(fetched(u"https://img.example/a"_s, png(64, 64), &nowhere));
    EXPECT_TRUE(fetched(u"https://img.example/a"_s, png(64, 64), &forgetful));
}
