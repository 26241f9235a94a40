#include "app/news/htmlsanitizer.h"

#include "app/news/htmltext.h"

#include <QElapsedTimer>
#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

namespace {
SafeHtml clean(const QString &html)
{
    return sanitizeHtml(html, {.base = u"https://example.com/post/1"_s, .ownHosts = {u"example.com"_s}});
}
QString html(const QString &input)
{
    return clean(input).html;
}
} // namespace

TEST(Sanitizer, KeepsWhatATextIsMadeOf)
{
    const QString text = u"<h2>A</h2><p>b <em>c</em> <strong>d</strong><br>e</p><blockquote>f</blockquote>"
                         "<ul><li>g</li></ul><pre><code>h  i</code></pre>"_s;
    EXPECT_EQ(html(text), text);
    EXPECT_FALSE(clean(text).cut);
}

TEST(Sanitizer, Case57RemovesDangerousElementsWithTheirContent)
{
    for (const auto &bad :
         {u"<script>alert(1)</script>"_s, u"<style>p{background:url(//t.example/x)}</style>"_s,
          u"<noscript><img src='https://t.example/n.gif'></noscript>"_s,
          u"<iframe src='https://t.example/'>x</iframe>"_s, u"<object data='https://t.example/'>x</object>"_s,
          u"<embed src='https://t.example/'>"_s,
          u"<form action='https://t.example/'><input name=q><button>go</button></form>"_s,
          u"<svg onload=alert(1)><circle/></svg>"_s, u"<math><mi>x</mi></math>"_s,
          u"<template><p>x</p></template>"_s, u"<audio src='https://t.example/a.mp3'></audio>"_s,
          u"<!-- x -->"_s, u"<title>x</title>"_s, u"<p hidden>x</p>"_s,
          u"<div style='display : none'>x</div>"_s, u"<link rel=stylesheet href='https://t.example/x.css'>"_s,
          u"<meta http-equiv=refresh content='0;url=https://t.example/'>"_s,
          u"<base href='https://t.example/'>"_s})
        EXPECT_EQ(html(u"<p>one</p>"_s + bad + u"<p>two</p>"_s), u"<p>one</p><p>two</p>"_s)
            << bad.toStdString();
}

TEST(Sanitizer, KeepsTheTextOfTagsItDoesNotKnow)
{
    EXPECT_EQ(html(u"<center><font color=red size=7>one</font> <made-up>two</made-up></center>"_s),
              u"one two"_s);
}

TEST(Sanitizer, KeepsOnlyAttributesThatSaySomething)
{
    EXPECT_EQ(html(u"<p style='position:fixed' class=x id=y onclick=z()>a</p>"_s), u"<p>a</p>"_s);
    EXPECT_EQ(
        html(
            u"<table background='https://t.example/t.gif' bgcolor=red><tr><td colspan=2 width=5>c</td></tr></table>"_s),
        u"<table><tbody><tr><td colspan=\"2\">c</td></tr></tbody></table>"_s);
    EXPECT_EQ(html(u"<ol start=3 type=a><li value=9>x</ol>"_s), u"<ol start=\"3\"><li>x</li></ol>"_s);
    EXPECT_EQ(html(u"<time datetime='2026-09-30'>x</time><td rowspan='<b>'>y</td>"_s),
              u"<time datetime=\"2026-09-30\">x</time>y"_s);
}

TEST(Sanitizer, Case58LetsLinksLeadOnlyToTheWebAndToMail)
{
    EXPECT_EQ(html(u"<a href='/rel?utm_source=x&amp;b=1' target=_blank title=' t\u202E '>a</a>"_s),
              u"<a href=\"https://example.com/rel?b=1\" title=\"t\">a</a>"_s);
    EXPECT_EQ(html(u"<a href='mailto:x@example.com'>a</a>"_s), u"<a href=\"mailto:x@example.com\">a</a>"_s);
    EXPECT_EQ(html(u"<a href='#note'>a</a>"_s), u"<a href=\"#note\">a</a>"_s);
    for (const auto &bad : {u"javascript:alert(1)"_s, u" java&#9;script:alert(1)"_s,
                            u"&#106;avascript:alert(1)"_s, u"data:text/html,x"_s, u"file:///etc/passwd"_s,
                            u"vbscript:x"_s, u"blob:https://x/1"_s, u"steam://run/1"_s})
        EXPECT_EQ(html(u"<a href='%1'>a</a>"_s.arg(bad)), u"a"_s) << bad.toStdString();
}

TEST(Sanitizer, Case57KeepsPicturesAndNotTrackers)
{
    EXPECT_EQ(
        html(
            u"<img src='/i.jpg' alt='A \"b\"' width=640 height=360 srcset='x 2x' loading=lazy onerror=x()>"_s),
        u"<img src=\"https://example.com/i.jpg\" alt=\"A &quot;b&quot;\" width=\"640\" height=\"360\">"_s);
    for (
        const auto &bad :
        {u"<img src='https://x.example/p.gif' width=1 height=1>"_s,
         u"<img src='https://x.example/p.gif' width='0px'>"_s,
         u"<img src='https://x.example/p.gif' style='display:none'>"_s,
         u"<img src='https://feeds.feedburner.com/~r/x/~4/abc'>"_s,
         u"<img src='https://stats.wordpress.com/b.gif?host=x'>"_s,
         u"<img src='https://ad.doubleclick.net/x.gif'>"_s, u"<img src='https://www.facebook.com/tr?id=1'>"_s,
         u"<img src='data:image/svg+xml;base64,PHN2Zz4='>"_s, u"<img src='file:///a.png'>"_s, u"<img>"_s,
         u"<a href='https://twitter.com/share?url=x'>Tweet</a>"_s,
         u"<a href='https://www.facebook.com/sharer/sharer.php?u=x'><img src='https://x.example/f.png'></a>"_s})
        EXPECT_EQ(html(bad), QString()) << bad.toStdString();
    EXPECT_EQ(clean(u"<img src='/a.png' width=20><img src='/b.png'>"_s).pictures,
              QStringList(u"https://example.com/b.png"_s));
}

TEST(Sanitizer, GivesLazyPicturesTheirAddress)
{
    EXPECT_EQ(html(u"<img src='data:image/gif;base64,R0' data-src='/real.jpg'>"_s),
              u"<img src=\"https://example.com/real.jpg\">"_s);
    EXPECT_EQ(
        html(u"<picture><source srcset='/x.webp'><img srcset='/a,1.jpg 320w, /b,2.jpg 640w'></picture>"_s),
        u"<img src=\"https://example.com/b,2.jpg\">"_s);
}

TEST(Sanitizer, ShowsAFilmsPosterAsALink)
{
    EXPECT_EQ(html(u"<video poster='/p.jpg' src='/v.mp4' autoplay>old</video>"_s),
              u"<a href=\"https://example.com/p.jpg\">[video]</a>"_s);
}

TEST(Sanitizer, ClosesWhatIsLeftOpen)
{
    const SafeHtml safe = clean(
        u"<p>One <b>bold <i>both</b> italic</i><p>Two<ul><li>a<li>b</ul><a href='https://example.com/x'>open"_s);
    EXPECT_EQ(safe.text, u"One bold both italic\nTwo\na\nb\nopen"_s);
    EXPECT_EQ(safe.html.count(u"<b>"_s), safe.html.count(u"</b>"_s));
    EXPECT_TRUE(safe.html.endsWith(u"</a>"_s)) << safe.html.toStdString();
}

TEST(Sanitizer, DropsDisguises)
{
    EXPECT_EQ(html(u"<p>pay\u202Egpj.\u202C\u200B\uFEFF\u2066me</p>"_s), u"<p>paygpj.me</p>"_s);
}

TEST(Sanitizer, EscapesWhatItWrites)
{
    EXPECT_EQ(html(u"&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; \"q\""_s),
              u"&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; &quot;q&quot;"_s);
    EXPECT_EQ(
        html(u"<img src='/i.png' alt='\"><script>alert(1)</script>'>"_s),
        u"<img src=\"https://example.com/i.png\" alt=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\">"_s);
}

TEST(SanitizerLimits, CutAndSaySo)
{
    SanitizerOptions small;
    small.base = u"https://example.com/"_s;
    small.maxOutput = 1000;
    small.maxDepth = 3;
    small.maxPictures = small.maxLinks = 2;
    const SafeHtml longText = sanitizeHtml(u"<p>%1</p>"_s.arg(QString(5000, u'x')), small);
    EXPECT_TRUE(longText.cut);
    EXPECT_LE(longText.html.size(), 1000 + 10);
    EXPECT_TRUE(longText.html.endsWith(u"</p>"_s));

    const SafeHtml escaped = sanitizeHtml(u"<p>a%1</p>"_s.arg(u"& < "_s.repeated(900)), small);
    EXPECT_TRUE(escaped.cut);
    EXPECT_LE(escaped.html.size(), 1000 + 10) << "as written, not as found";
    EXPECT_GE(escaped.html.size(), 990);
    EXPECT_TRUE(escaped.html.startsWith(u"<p>a&amp; &lt; "_s));

    const SafeHtml deep = sanitizeHtml(u"<div><div><div><div><div>x"_s, small);
    EXPECT_EQ(deep.html, u"<div><div><div>x</div></div></div>"_s);
    EXPECT_TRUE(deep.cut);

    EXPECT_EQ(sanitizeHtml(u"<img src=/1><img src=/2><img src=/3>"_s, small).html.count(u"<img"_s), 2);
    EXPECT_EQ(sanitizeHtml(u"<a href=/1>1</a><a href=/2>2</a><a href=/3>3</a>"_s, small).html.count(u"<a "_s),
              2);
    small.maxInput = 50;
    EXPECT_TRUE(sanitizeHtml(QString(100, u'x'), small).cut);
}

TEST(SanitizerLimits, Case57FlattenTablesInTables)
{
    const QString nested = u"<table><tr><td>"_s.repeated(6) + u"x"_s;
    EXPECT_EQ(html(nested).count(u"<table>"_s), 3);
    EXPECT_TRUE(clean(nested).text.contains(u'x'));
}

// Each of these makes an HTML parser take quadratic time, or its tree grow, or its clean-up recurse.
TEST(SanitizerLimits, Case57HoldForHtmlBuiltToExhaust)
{
    QString attributes = u"<p "_s, formatting, fonts;
    for (int i = 0; i < 60'000; ++i)
        attributes += u"a%1=1 "_s.arg(i);
    for (int i = 0; i < 5'000; ++i) {
        formatting += u"<b id=%1>"_s.arg(i);
        fonts += u"<p><font size=%1>"_s.arg(i);
    }
    QElapsedTimer timer;
    timer.start();
    for (const auto &bomb :
         {u"<blockquote>"_s.repeated(100'000) + u"x"_s, u"<table><tr><td>"_s.repeated(20'000),
          attributes + u">x"_s, formatting + u"<p>"_s.repeated(50'000), fonts,
          u"<b><i><u>"_s.repeated(20'000) + u"<p>x"_s.repeated(20'000), u"<a href=x>"_s.repeated(50'000),
          u"<p a='"_s.repeated(50'000), u"<!--"_s.repeated(50'000), u"<select><option>"_s.repeated(20'000),
          u"<svg><g>"_s.repeated(30'000), u"</p>"_s.repeated(100'000), u"<dl><dt><dd>"_s.repeated(30'000),
          u"<h1><div>"_s.repeated(30'000), u"&"_s.repeated(100'000)})
        clean(bomb);
    EXPECT_LT(timer.elapsed(), 60'000); // each by itself would take minutes
}

TEST(PlainLine, ReadsATitle)
{
    const std::pair<QString, QString> cases[] = {
        {u"A <b>bold</b> &amp; <i>new</i>\n  coin"_s, u"A bold & new coin"_s},
        {u"A < B, and Map<K,V>"_s, u"A < B, and Map<K,V>"_s},
        {u"SEC &#8217;s &#x201C;plan&#x201d;"_s, u"SEC ’s “plan”"_s},
        {u"twice &amp;#8217;coded"_s, u"twice ’coded"_s},
        {u"AT&T &bogus; & more"_s, u"AT&T &bogus; & more"_s},
        {u"one<br>two<!-- c -->"_s, u"one two"_s},
        {u"&lt;b&gt; is a tag"_s, u"<b> is a tag"_s},
        {u"zero\u200Bwidth \u202Ereversed"_s, u"zerowidth reversed"_s},
        {u"比特币突破 4&nbsp;万"_s, u"比特币突破 4 万"_s},
        {QString(), QString()}};
    for (const auto &[input, expected] : cases)
        EXPECT_EQ(plainLine(input), expected);
    EXPECT_EQ(tidyLine(u"<b> is a tag &amp; AT&T&#8217;s"_s), u"<b> is a tag &amp; AT&T’s"_s);
}

TEST(FirstWords, EndAtAWord)
{
    EXPECT_EQ(firstWords(u"one two three"_s, 20), u"one two three"_s);
    EXPECT_EQ(firstWords(u"one two three"_s, 9), u"one two…"_s);
    EXPECT_EQ(firstWords(u"比特币突破四万美元大关"_s, 5), u"比特币突破…"_s);
    EXPECT_EQ(firstWords(u"ab\U0001F600cd"_s, 3), u"ab…"_s); // not half a character
}
