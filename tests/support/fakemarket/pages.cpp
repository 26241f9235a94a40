#include "tests/support/fakemarket/pages.h"

#include <QString>
#include <QtEndian>

namespace fake {

using namespace std::chrono;

namespace {

QByteArray escaped(const QByteArray &text)
{
    return QString::fromUtf8(text).toHtmlEscaped().toUtf8();
}

QByteArray bigEndian(quint32 number)
{
    QByteArray bytes(4, 0);
    qToBigEndian(number, bytes.data());
    return bytes;
}

QByteArray chunk(const QByteArray &type, const QByteArray &data)
{
    return bigEndian(static_cast<quint32>(data.size())) + type + data + bigEndian(crc32(type + data));
}

// The PNG of a plain gradient; `claims` says another size than there is.
QByteArray png(quint32 width, quint32 height, bool claims = false)
{
    QByteArray rows;
    for (quint32 y = 0; y < height && !claims; ++y) {
        rows += char(0); // no filter
        for (quint32 x = 0; x < width; ++x)
            rows.append(char(40 + 80 * x / width)).append(char(60 + 120 * y / height)).append(char(150));
    }
    return "\x89PNG\r\n\x1a\n" +
           chunk("IHDR", bigEndian(width) + bigEndian(height) + QByteArray("\x08\x02\x00\x00\x00", 5)) +
           chunk("IDAT", qCompress(rows).mid(4)) + chunk("IEND", {});
}

// 96 × 64, a gradient.
const QByteArray jpeg = QByteArray::fromBase64(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdB"
    "RkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09P"
    "T09PT09PT09PT09PT0//wAARCABAAGADASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAQG/8QAFhABAQEAAAAAAAAA"
    "AAAAAAAAABIT/8QAGAEBAQADAAAAAAAAAAAAAAAAAAIBBAX/xAAVEQEBAAAAAAAAAAAAAAAAAAAAEf/aAAwDAQACEQMRAD8A"
    "zUEKYIdVpVNBCmCAqaCFMEBU0EKYICpoIUwQFTQQpggKpzM1UECalzM1UEBUuZmqggKlzM1UEBUuZmqggKlzM1UEBVMEKczM"
    "TU0EKczMKmghTmZhU0EKczMKmghTmZhU0EKczMKpghTBDCKmghTBAVNBCmCAqaCFMEBU0EKYICpoIUwQFf/Z");

// The rest of a story. Its sentences name no coin and no event, so that it tells of its headline alone.
constexpr const char *rest[] = {
    "People with knowledge of the matter said that the decision had been prepared for weeks. Nobody wanted "
    "to be named, because the talks are not public, and two of them warned that details may still change.",
    "Analysts were divided. \xe2\x80\x9cThe numbers look better than they did in spring, but the sample is "
    "small,\xe2\x80\x9d "
    "said one of them, who has followed the field for ten years. Others pointed to the thin volumes of a "
    "holiday week, in which every order moves the figures.",
    "The figures behind it are these: turnover rose by a fifth, costs fell by three per cent, and the number "
    "of people who took part doubled within a year. All three were in line with what had been promised.",
    "Critics say that the comparison is not fair, since the year before was an unusually weak one. They ask "
    "for the whole series to be published, as other houses do, so that anybody can check the sums.",
    "A spokeswoman declined to comment on the criticism, but said that a longer report would follow before "
    "the end of the month. It will be open to everybody, and the data will stand beside it.",
};

QByteArray caseText(const PageCase &one)
{
    return QByteArray(one.title) + ", the paper reports. Its page answers with " + one.help + ".";
}

Story brief(const QByteArray &id, const QByteArray &title, const QByteArray &summary, UtcTime at)
{
    Story story;
    story.id = id;
    story.title = title;
    story.summary = summary;
    story.html = "<p>" + summary + "</p>";
    story.author = "Mara Lind";
    story.tags = {"Markets"};
    story.published = story.updated = at;
    return story;
}

} // namespace

const QList<PageCase> &pageCases()
{
    static const QList<PageCase> cases{
        {"bot-check", "Harbour pilots vote on a longer working week", "200 and a bot check"},
        {"consent", "Glass museum reopens after eleven years", "200 and a consent wall"},
        {"lost", "Orchard growers fear a late frost", "404"},
        {"soft-lost", "Night trains return to the northern line", "200 and \"page not found\""},
        {"closed", "Chess federation changes its clock rules", "403"},
        {"no-more", "Village choir wins a prize in Vienna", "200 and the feed's own text"},
        {"script", "Lighthouse keepers retire their last lamp", "200 and an empty page"},
        {"elsewhere", "Cheese makers agree on a common label", "302 to http://10.0.0.1/"},
    };
    return cases;
}

QList<Story> briefStories(const QList<Story> &whole, UtcTime newest)
{
    QList<Story> stories;
    for (const Story &story : whole) {
        Story begun = story;
        begun.summary = story.summary.left(story.summary.indexOf(". ") + 1);
        if (begun.summary.isEmpty())
            begun.summary = story.summary;
        begun.html = "<p>" + begun.summary + "</p>";
        stories.append(begun);
    }
    auto age = minutes(3);
    for (const PageCase &one : pageCases())
        stories.append(brief(one.id, one.title, caseText(one), newest - (age += minutes(5))));
    return stories;
}

QList<Story> pictureStories(const QByteArray &base, UtcTime newest)
{
    constexpr std::pair<const char *, const char *> kinds[] = {
        {"photo.jpg", "A photograph of the harbour at noon"},
        {"en-4800.png", "How the week's volumes were drawn"},
        {"drawing.svg", "Map makers publish vector charts"},
        {"huge.png", "Astronomers show an enormous mosaic"},
        {"heavy.png", "Printers weigh their heaviest plate"},
        {"page.png", "Gallery asks visitors to sign in"},
        {"dot.png", "Counting dots is harder than it looks"},
        {"cut.png", "Half a fresco was found in a cellar"},
        {"nowhere.png", "Portrait missing from town hall"},
    };
    QList<Story> stories;
    auto age = minutes(2);
    for (const auto &[file, title] : kinds) {
        Story story = brief(QByteArray("picture-") + file, title, "A few words that stand above it.",
                            newest - (age += minutes(6)));
        story.html += "<figure><img src=\"" + base + "/picture/" + file + "\" alt=\"" + title +
                      "\"><figcaption>Said below it.</figcaption></figure><p>And a few below.</p>";
        stories.append(story);
    }
    return stories;
}

QByteArray articlePage(const Story &story, const QByteArray &base)
{
    QByteArray text = story.html;
    for (const char *paragraph : rest)
        text += QByteArray("<p>") + paragraph + "</p>\n";
    text.insert(text.indexOf("</p>") + 4,
                "<figure class=\"lead\"><img src=\"/picture/" + story.id +
                    ".png\" alt=\"\" width=\"640\" height=\"360\"><figcaption>Photo: Fake "
                    "Market</figcaption></figure><div class=\"ad-slot ad-inline\"><a "
                    "href=\"https://casino.example/?ref=1\">Spin now and win 100 free spins</a></div>");
    const QByteArray title = escaped(story.title);
    return R"(<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>)" +
           title + R"( | Fake Market News</title>
<meta property="og:title" content=")" +
           title + R"("><meta property="article:published_time" content=")" +
           toRfc3339(story.published).toLatin1() + R"(">
<link rel="stylesheet" href="/style.css"><script>window.dataLayer=[];alert("no");</script></head>
<body class="single">
<div id="cookie-banner" class="cookie-notice">We use cookies. <button>Accept</button></div>
<header class="site-header"><a class="logo" href=")" +
           base + R"(/">Fake Market News</a>
<nav class="main-menu"><ul><li><a href="/markets">Markets</a></li><li><a href="/policy">Policy</a></li>
<li><a href="/tech">Technology</a></li><li><a href="/learn">Learn</a></li></ul></nav></header>
<div class="banner advertisement"><a href="https://broker.example/">Trade with zero fees today</a></div>
<main><article class="post"><header><h1>)" +
           title + R"(</h1><p class="byline">By <a rel="author" href="/mara">)" + escaped(story.author) +
           R"(</a></p>
<div class="share-buttons"><a href="https://x.com/intent/tweet?u=1">Tweet</a>
<a href="https://www.facebook.com/sharer.php?u=1">Share</a></div></header>
<div class="post-content">)" +
           text + R"(</div>
<aside class="related-posts"><h3>Related stories</h3><ul><li><a href="/a">Ten coins that everybody watches</a></li>
<li><a href="/b">What to read this weekend</a></li></ul></aside>
<div class="newsletter-signup"><h3>Get our newsletter</h3><form><input type="email"><button>Subscribe</button></form>
</div></article></main>
<div class="comments" id="comments"><p>First!</p><p>Great read, visit my profile.</p></div>
<footer class="site-footer"><p>Copyright Fake Market. All rights reserved.</p></footer>
<img src="/pixel.gif" width="1" height="1"></body></html>)";
}

std::optional<HttpReply> casePage(const QByteArray &id, const QByteArray &base)
{
    const auto page = [](const char *title, const QByteArray &body, int status = 200) {
        return HttpReply::html(QByteArray("<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>") +
                                   title + "</title></head><body>" + body + "</body></html>",
                               status);
    };
    if (id == "bot-check")
        return page("Just a moment...", "<h1>Checking your browser</h1><form "
                                        "id=\"challenge-form\"></form><p>Enable JavaScript and cookies to "
                                        "continue</p>");
    if (id == "consent")
        return page("Before you continue",
                    "<h1>We value your privacy</h1><p>We and our partners store and/or "
                    "access information on a device.</p><button>Accept</button>");
    if (id == "lost")
        return page("404", "<h1>Not found</h1>", 404);
    if (id == "soft-lost")
        return page("Page not found",
                    "<h1>Page not found</h1><p>The page you are looking for has moved.</p>");
    if (id == "closed")
        return page("Forbidden", "<h1>Forbidden</h1>", 403);
    if (id == "script")
        return page("News", "<div id=\"root\"></div><noscript>You need to enable JavaScript to run this "
                            "app.</noscript>");
    if (id == "elsewhere") {
        HttpReply reply = page("Moved", {}, 302);
        reply.headers.emplaceBack("Location", "http://10.0.0.1/");
        return reply;
    }
    for (const PageCase &one : pageCases())
        if (id == "no-more" && id == one.id)
            return page(one.title, "<nav><a href=\"" + base + "/\">Home</a></nav><article><h1>" + one.title +
                                       "</h1><p>" + caseText(one) + "</p></article>");
    return {};
}

std::optional<HttpReply> picture(const QByteArray &name)
{
    const auto reply = [](const QByteArray &bytes, const char *type) {
        return HttpReply{200, bytes, type, {}, true};
    };
    if (name == "drawing.svg")
        return reply("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90\" height=\"60\"><script>alert(1)"
                     "</script><rect width=\"90\" height=\"60\"/></svg>",
                     "image/svg+xml");
    if (name == "huge.png")
        return reply(png(50'000, 50'000, true), "image/png");
    if (name == "heavy.png") // what follows the end of a picture is no part of it, but it has to be read
        return reply(png(90, 60) + QByteArray(6 * 1024 * 1024, 'x'), "image/png");
    if (name == "page.png")
        return reply("<!DOCTYPE html><html><body>Please sign in.</body></html>", "image/png");
    if (name == "dot.png")
        return reply(png(1, 1), "image/png");
    if (name == "cut.png")
        return reply(png(320, 200).left(90), "image/png");
    if (name.endsWith(".jpg"))
        return reply(jpeg, "image/jpeg");
    if (name.endsWith(".png") && name != "nowhere.png")
        return reply(png(640, 360), "image/png");
    return {};
}

} // namespace fake
