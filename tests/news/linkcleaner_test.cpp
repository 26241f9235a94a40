#include "app/news/linkcleaner.h"

#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

TEST(ResolveLink, FollowsRfc3986)
{
    const QString base = u"http://a/b/c/d;p?q"_s;
    const std::pair<const char *, const char *> cases[] = {{"g", "http://a/b/c/g"},
                                                           {"./g", "http://a/b/c/g"},
                                                           {"/g", "http://a/g"},
                                                           {"//g", "http://g"},
                                                           {"?y", "http://a/b/c/d;p?y"},
                                                           {"#s", "http://a/b/c/d;p?q#s"},
                                                           {"../../g", "http://a/g"},
                                                           {"../../../g", "http://a/g"},
                                                           {"", "http://a/b/c/d;p?q"},
                                                           {"..", "http://a/b/"},
                                                           {"g:h", "g:h"},
                                                           {"./g/.", "http://a/b/c/g/"},
                                                           {"g?y/./x", "http://a/b/c/g?y/./x"},
                                                           {"https://x.example/../y", "https://x.example/y"}};
    for (const auto &[reference, expected] : cases)
        EXPECT_EQ(resolveLink(base, QString::fromLatin1(reference)).toStdString(), expected) << reference;
}

TEST(ResolveLink, TakesHttpsWhereNobodySaysTheScheme)
{
    EXPECT_EQ(resolveLink({}, u"//host.example/x"_s), u"https://host.example/x"_s);
    EXPECT_EQ(resolveLink(u"http://a.example"_s, u"b"_s), u"http://a.example/b"_s);
}

TEST(ResolveLink, DropsBlanksAroundAndLineEndsInside)
{
    EXPECT_EQ(resolveLink(u"http://a/"_s, u" \n b\nc d\t"_s), u"http://a/bc%20d"_s);
}

TEST(WebLink, Case58LetsOnlyHttpThrough)
{
    EXPECT_EQ(webLink(u" https://example.com/a?b=1&c=2#d "_s), u"https://example.com/a?b=1&c=2#d"_s);
    EXPECT_EQ(webLink(u"HTTP://example.com"_s), u"HTTP://example.com"_s);
    for (const auto bad : {"javascript:alert(1)", " java\nscript:alert(1)", "data:text/html,x",
                           "file:///etc/passwd", "ftp://example.com/", "//example.com", "/rel", "http:g",
                           "https://", "https://exa|mple.org/", "mailto:a@b.example", "42", ""})
        EXPECT_TRUE(webLink(QString::fromLatin1(bad)).isEmpty()) << bad;
    EXPECT_TRUE(webLink(u"http://broken.\uFFFD\uFFFDcom/feed"_s).isEmpty()) << "no browser finds that host";
    EXPECT_TRUE(webLink(u"http://ines[sential.example/feed"_s).isEmpty());
    EXPECT_EQ(webLink(u"http://[::1]:8080/feed"_s), u"http://[::1]:8080/feed"_s);
    EXPECT_EQ(webLink(u"https://币.example/a"_s), u"https://币.example/a"_s);
}

TEST(CleanLink, RemovesWhatOnlySaysWhereTheReaderCameFrom)
{
    EXPECT_EQ(cleanLink(u"https://example.com/a?utm_source=rss&id=5&UTM_Medium=x&fbclid=1#top"_s),
              u"https://example.com/a?id=5#top"_s);
    EXPECT_EQ(cleanLink(u"https://example.com/a?utm_source=rss"_s), u"https://example.com/a"_s);
}

TEST(CleanLink, KeepsWhatMayBeTheArticleAsItIsWritten)
{
    for (const QString &kept :
         {u"https://decrypt.co/?p=542739"_s, u"https://example.com/f.jpg?crop/1420x708/format/webp"_s,
          u"https://example.com/?name=John%20Doe&x"_s, u"mailto:a@b.example"_s})
        EXPECT_EQ(cleanLink(kept), kept);
}

TEST(CleanLink, RemovesRefOnlyWhenItNamesTheFeedItself)
{
    const QStringList own{u"example.com"_s};
    EXPECT_EQ(cleanLink(u"https://example.com/a?ref=example.com"_s, own), u"https://example.com/a"_s);
    EXPECT_EQ(cleanLink(u"https://example.com/a?ref=www.example.com"_s, own), u"https://example.com/a"_s);
    EXPECT_EQ(cleanLink(u"https://example.com/a?ref=v2"_s, own), u"https://example.com/a?ref=v2"_s);
}

// Keys of stored stories are made of it: a change would show every one of them as new.
TEST(CanonicalLink, IsFrozen)
{
    const std::pair<const char *, const char *> cases[] = {
        {"HTTPS://Example.COM:443/News/A/?utm_source=x#c", "https://example.com/News/A"},
        {"http://example.com:80/", "http://example.com"},
        {"http://example.com:8080/a", "http://example.com:8080/a"},
        {"https://www.example.com/a?b=1&utm_id=2&c=3", "https://www.example.com/a?b=1&c=3"}};
    for (const auto &[link, expected] : cases)
        EXPECT_EQ(canonicalLink(QString::fromLatin1(link)).toStdString(), expected);
}
