#include "app/news/pagehead.h"
#include "app/news/readability.h"

#include <QElapsedTimer>
#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

namespace {
const QUrl address(u"https://wire.example/markets/2025/fees.html"_s);

QString paragraphs(int count)
{
    QString out;
    for (int i = 1; i <= count; ++i)
        out +=
            u"<p>Paragraph %1: fees on the network rose again this week, traders said, as blocks filled up "
            u"with "
            "transfers, swaps and the odd collectible, and desks in two cities saw little relief.</p>"_s.arg(
                i);
    return out;
}

// A news site as they come: everything around the story that a story is not.
QString sitePage(const QString &story)
{
    return uR"(<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Fees rise to their highest of the year | The Wire</title>
<meta property="og:site_name" content="The Wire">
<meta property="og:title" content="Fees rise to their highest of the year">
<meta property="og:image" content="/img/lead.jpg">
<meta property="article:published_time" content="2025-09-12T08:30:00+02:00">
<script>var template = "<div><div><div><p>Not a story";</script><style>.x{}</style></head>
<body class="page"><header class="site-header"><a href="/">The Wire</a><div class="ticker">BTC 114,000 ETH 4,400</div></header>
<nav><ul><li><a href="/news">News</a></li><li><a href="/prices">Prices</a></li><li><a href="/learn">Learn</a></li></ul></nav>
<div class="cookie-banner">We use cookies, as everybody does, to remember you.</div>
<div class="layout"><main><article><h1>Fees rise to their highest of the year</h1>
<div class="byline">By Mara Lind</div>
<div class="share-tools"><a href="https://x.com/intent/tweet">Post</a> <a href="https://t.me/share">Send</a></div>
<div class="article-body">)"_s +
           story + uR"(</div>
<div class="newsletter-signup"><form><p>Get this every morning, with charts, and more.</p><input name="mail"><button>Sign up</button></form></div>
</article><section class="related"><h3>Related stories</h3><ul><li><a href="/1">A first other story of the day</a></li>
<li><a href="/2">A second other story of the day</a></li></ul></section>
<section id="comments"><h3>Comments</h3><div class="comment"><p>First of all, I disagree, strongly, with everything, and here is why, at length.</p></div>
<div class="comment"><p>You are wrong, sir, and I shall say so, again and again, until the server is full.</p></div></section>
</main><aside class="sidebar"><h3>Most read</h3><ol><li><a href="/3">Read me</a></li><li><a href="/4">And me</a></li></ol></aside></div>
<footer><p>Copyright The Wire, all rights reserved, in every country, forever and a day.</p></footer></body></html>)"_s;
}

bool has(const PageArticle &article, const QString &words)
{
    return article.text.contains(words);
}
} // namespace

TEST(Readability, TakesTheStoryAndLeavesTheSite)
{
    const PageArticle article = readArticle(sitePage(paragraphs(6)), address);
    for (int i = 1; i <= 6; ++i)
        EXPECT_TRUE(has(article, u"Paragraph %1:"_s.arg(i)));
    for (const QString &other :
         {u"Prices"_s, u"cookies"_s, u"disagree"_s, u"Related"_s, u"Most read"_s, u"Copyright"_s,
          u"every morning"_s, u"Sign up"_s, u"Post"_s, u"114,000"_s, u"Not a story"_s})
        EXPECT_FALSE(has(article, other)) << other.toStdString();
    EXPECT_FALSE(has(article, u"Fees rise to their highest"_s)) << "the headline stands above the text";
    EXPECT_EQ(article.title, u"Fees rise to their highest of the year"_s);
    EXPECT_EQ(article.author, u"By Mara Lind"_s);
    EXPECT_EQ(toRfc3339(article.published), u"2025-09-12T06:30:00.000Z"_s);
    EXPECT_EQ(article.picture, QUrl(u"https://wire.example/img/lead.jpg"_s));
}

TEST(Readability, KeepsWhatAStoryIsMadeOf)
{
    const PageArticle article = readArticle(
        sitePage(
            paragraphs(3) +
            uR"(<h2>What changed</h2><blockquote>Nobody wants to pay that, and nobody has to, yet.</blockquote>
<ul><li>Transfers: 2.10 dollars</li><li>Swaps: 8.40 dollars</li></ul>
<figure><img src="data:image/gif;base64,R0lGOD" data-src="/img/chart.png" alt="Chart"><figcaption>Fees by day</figcaption></figure>
<table><thead><tr><th>Chain</th><th>Fee</th></tr></thead><tbody><tr><td>One</td><td>2.10</td></tr><tr><td>Two</td><td>0.02</td></tr></tbody></table>
<pre><code>gas = base + tip</code></pre><p>See <a href="/about?utm_source=x">the method</a>, which is described elsewhere, in detail.</p>)"_s +
            paragraphs(2)),
        address);
    for (const QString &kept :
         {u"<h2>What changed</h2>"_s, u"<blockquote>"_s, u"<li>Transfers: 2.10 dollars</li>"_s,
          u"src=\"https://wire.example/img/chart.png\""_s, u"Fees by day"_s, u"<td>0.02</td>"_s,
          u"gas = base + tip"_s, u"href=\"https://wire.example/about\""_s})
        EXPECT_TRUE(article.html.contains(kept)) << kept.toStdString();
    EXPECT_FALSE(article.html.contains(u"data:"_s));
}

TEST(Readability, ReadsPagesThatUseNothingButDivsAndBreaks)
{
    QString story;
    for (int i = 1; i <= 5; ++i)
        story +=
            u"Block %1 of the text, which has commas, and goes on for a while, so that it counts.<br><br>"_s
                .arg(i);
    const PageArticle article = readArticle(
        u"<html><title>T</title><body><div id=menu><a href=/a>A</a><a href=/b>B</a></div><div "
        u"id=x><div>%1</div></div>"
        "<div class=footer>Imprint, and so on, and so forth, in small letters.</div></body></html>"_s.arg(
            story),
        address);
    for (int i = 1; i <= 5; ++i)
        EXPECT_TRUE(has(article, u"Block %1"_s.arg(i)));
    EXPECT_FALSE(has(article, u"Imprint"_s));
}

TEST(Readability, ReadsChinese)
{
    QString story;
    for (int i = 0; i < 4; ++i)
        story +=
            u"<p>链上数据显示，本周网络手续费再度上升，交易员表示，区块中充满了转账、兑换以及零星的藏品交易，两地交易台均未见缓解。</p>"_s;
    const PageArticle article = readArticle(
        u"<html><head><title>手续费升至年内最高_链上快讯网</title></head><body><div class='nav'><a "
        u"href='/'>首页</a>"
        "<a href='/flash'>快讯</a></div><div class='detail'><h1>手续费升至年内最高</h1>%1</div>"
        "<div class='recommend'><a href='/1'>推荐阅读：另一条新闻的标题很长很长</a></div></body></html>"_s
            .arg(story),
        address);
    EXPECT_EQ(article.text.count(u"链上数据显示"_s), 4);
    EXPECT_FALSE(has(article, u"推荐阅读"_s));
    EXPECT_FALSE(has(article, u"首页"_s));
    EXPECT_EQ(article.title, u"手续费升至年内最高"_s);
}

TEST(Readability, ReadsAFlashOfTwoSentences)
{
    const PageArticle article = readArticle(u"<html><head><title>Flash</title></head><body><nav><a "
                                            u"href=/>Home</a></nav><div class='flash-content'>"
                                            "<p>The exchange paused withdrawals of one coin for forty "
                                            "minutes, it said. Deposits went on.</p></div>"
                                            "<footer>Contact</footer></body></html>"_s,
                                            address);
    EXPECT_EQ(article.text,
              u"The exchange paused withdrawals of one coin for forty minutes, it said. Deposits went on."_s);
}

TEST(Readability, IsEmptyWhereThereIsNoText)
{
    EXPECT_TRUE(readArticle({}, address).isEmpty());
    EXPECT_TRUE(
        readArticle(u"<html><body><div id=app></div><script src=app.js></script></body></html>"_s, address)
            .isEmpty());
}

TEST(Readability, WhatItTakesIsCleaned)
{
    const PageArticle article = readArticle(
        sitePage(
            paragraphs(3) +
            uR"p(<p onclick="x()">A paragraph with <a href="javascript:alert(1)">a bad link</a>, a <img src="https://doubleclick.net/p.gif" width=1 height=1> pixel, and more.</p>
<iframe src="https://www.youtube.com/embed/x"></iframe><p style="display:none">Hidden words for machines, nobody else.</p>)p"_s),
        address);
    for (const QString &bad :
         {u"javascript:"_s, u"onclick"_s, u"doubleclick"_s, u"<iframe"_s, u"Hidden words"_s})
        EXPECT_FALSE(article.html.contains(bad)) << bad.toStdString();
    EXPECT_TRUE(has(article, u"a bad link"_s));
}

TEST(Readability, TakesLittleTimeForPagesBuiltToExhaust)
{
    QElapsedTimer timer;
    timer.start();
    for (const QString &page :
         {u"<div class=article>"_s.repeated(100'000) + u"x"_s,
          u"<p>word, word, word, word, word</p>"_s.repeated(100'000),
          u"<div><p>word, word, word, word</p>"_s.repeated(50'000), u"<script>"_s.repeated(100'000),
          u"<table><tr><td>"_s.repeated(30'000) + u"some words, here"_s, u"<!--"_s.repeated(200'000),
          u"<ul><li>"_s.repeated(50'000), u"<span>text, </span>"_s.repeated(100'000),
          u"<a href=x>link, </a>"_s.repeated(80'000)})
        readArticle(page, address);
    EXPECT_LT(timer.elapsed(), 30'000);
}

TEST(PageHead, ReadsJsonLd)
{
    const PageHead head = readPageHead(
        uR"(<head><title>x</title><script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "W"},
{"@type": ["NewsArticle"], "headline": "A headline &amp; more", "datePublished": "2025-09-12T06:30:00Z",
"author": [{"@type": "Person", "name": "Ada Brook"}, {"name": "Jonas Weber"}], "image": ["https://wire.example/a.png"]}]}</script></head>)"_s,
        address);
    EXPECT_EQ(head.title, u"A headline & more"_s);
    EXPECT_EQ(head.author, u"Ada Brook, Jonas Weber"_s);
    EXPECT_EQ(toRfc3339(head.published), u"2025-09-12T06:30:00.000Z"_s);
    EXPECT_EQ(head.picture, QUrl(u"https://wire.example/a.png"_s));
}

TEST(PageHead, ATitleLosesTheSitesName)
{
    const auto title = [](const QString &text) {
        return readPageHead(u"<title>%1</title>"_s.arg(text), address).title;
    };
    EXPECT_EQ(title(u"Fees rise to their highest of the year - The Wire"_s),
              u"Fees rise to their highest of the year"_s);
    EXPECT_EQ(title(u"What is gas | The Wire"_s), u"What is gas"_s);
    EXPECT_EQ(title(u"Bitcoin - now"_s), u"Bitcoin - now"_s) << "a word is no headline";
    EXPECT_EQ(title(u"Plain headline without a site"_s), u"Plain headline without a site"_s);
}

TEST(Readability, TakesNoPictureThatComesInTheClear)
{
    const QString page = sitePage(paragraphs(6));
    QString clear = page;
    clear.replace(u"/img/lead.jpg"_s, u"http://wire.example/img/lead.jpg"_s);
    EXPECT_FALSE(readArticle(page, address).picture.isEmpty());
    EXPECT_TRUE(readArticle(clear, address).picture.isEmpty());
}

TEST(PageHead, SurvivesNonsense)
{
    EXPECT_EQ(
        readPageHead(
            u"<script type='application/ld+json'>{{{</script><meta property='og:image' content='javascript:x'>"_s,
            address)
            .picture,
        QUrl());
    EXPECT_EQ(readPageHead({}, {}).title, QString());
}
