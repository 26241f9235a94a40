#include "app/news/plainmarkup.h"

#include "app/news/htmlsanitizer.h"

#include <gtest/gtest.h>
#include <random>

using namespace Qt::StringLiterals;

namespace {
class Ignoring final : public MarkupVisitor
{
public:
    void text(QStringView) override {}
    bool enter(const HtmlTag &) override { return true; }
    void leave() override {}
};

bool isPlain(const QString &html)
{
    Ignoring visitor;
    return visitPlainMarkup(html, visitor);
}

const SanitizerOptions options{.base = u"https://example.com/a/b"_s, .ownHosts = {u"example.com"_s}};

::testing::AssertionResult readsAsTheTree(const QString &html)
{
    const SafeHtml quick = sanitizeHtml(html, options), slow = sanitizeByTree(html, options);
    if (quick == slow)
        return ::testing::AssertionSuccess();
    return ::testing::AssertionFailure() << html.toStdString() << "\n quick: " << quick.html.toStdString()
                                         << "\n slow:  " << slow.html.toStdString();
}

// Markup made at random: of elements in order, or with something out of order now and then.
class Made
{
public:
    Made(unsigned seed, int disorder) : m_random(seed), m_disorder(disorder) {}

    QString markup(int depth = 0)
    {
        QString html;
        for (int parts = below(4); parts >= 0; --parts)
            html += below(3) == 0 || depth > 6 ? text() : element(depth);
        return html;
    }

private:
    int below(int limit) { return int(m_random() % unsigned(limit)); }
    bool astray() { return m_disorder > 0 && below(m_disorder) == 0; }
    template <size_t N> QString one(const char *const (&list)[N])
    {
        return QString::fromUtf8(list[size_t(below(int(N)))]);
    }

    QString text()
    {
        static constexpr const char *const texts[] = {
            "one two",  " ",           "\n",     "a  b\t c",   "R & D",    "AT&amp;T", "x &lt; y",
            "5&nbsp;%", "don&#8217;t", "&#x41;", "比特币",     "مرحبا",    "😀",        "\u200bhidden\u202e",
            "“q”",      "a > b",       "&quot;", "<!-- c -->", "&hellip; "};
        static constexpr const char *const odd[] = {
            "&",    "&copy", "&nosuch;",        "&#0;",   "&#128;",       "a < b",    "<",
            "</",   "<!",    "<!-- a -- b -->", "<!-->",  "<!-- <p> -->", "\r\n",     "&#13;",
            "&amp", "\x01",  "\uFFFE",          "&ampx;", "<?x?>",        "&lt;b&gt;"};
        return astray() ? one(odd) : one(texts);
    }
    QString attributes()
    {
        static constexpr const char *const some[] = {" href=\"https://x.example/?a=1&b=2\"",
                                                     " href='/c?d=%20'",
                                                     " HREF=\"#e\"",
                                                     " class=\"f\"",
                                                     " style=\"display: none\"",
                                                     " hidden=\"\"",
                                                     " title=\"a &amp; b &lt;\"",
                                                     " src=\"/p.png\"",
                                                     " alt=\"&quot;\"",
                                                     " width=\"1\"",
                                                     " width=\"200\"\n height=\"10px\"",
                                                     " data-src='q.png'",
                                                     " cite=\"/s\"",
                                                     " datetime=\"2024-01-01\"",
                                                     " href=\"javascript:x()\"",
                                                     " href=\"https://twitter.com/share?x\"",
                                                     " href=\"mailto:a@b.example\""};
        static constexpr const char *const odd[] = {" href=x",
                                                    " hidden",
                                                    " a='b\"",
                                                    " href=\"x&copy=1\"",
                                                    " href=\"x&copy\"",
                                                    " title=\"&lt\"",
                                                    " href = \"y\"",
                                                    " id=\"a\"class=\"b\"",
                                                    " \"",
                                                    " =x",
                                                    " href=\"&#47;\" href='z'",
                                                    "/",
                                                    " <",
                                                    " a='>'"};
        QString all;
        for (int n = below(3); n > 0; --n)
            all += astray() ? one(odd) : one(some);
        return all;
    }
    QString element(int depth)
    {
        static constexpr const char *const names[] = {
            "p",  "p",  "p",          "a",    "strong", "em", "b",      "i",       "div", "span",
            "h2", "h3", "blockquote", "code", "sub",    "q",  "figure", "section", "del", "SPAN"};
        static constexpr const char *const odd[] = {
            "table", "td",     "pre",  "li",     "script",   "style",  "svg",   "form",
            "font",  "center", "dl",   "dt",     "ruby",     "button", "title", "math",
            "nobr",  "x-y",    "main", "iframe", "textarea", "select", "body",  "image"};
        if (below(8) == 0)
            return below(2) == 0 ? u"<br>"_s : u"<img%1/>"_s.arg(attributes());
        if (below(8) == 0) {
            QString list;
            for (int n = below(3); n >= 0; --n)
                list += u"<li>"_s + markup(depth + 2) + (astray() ? u""_s : u"</li>"_s);
            return u"<ul>"_s + list + u"</ul>\n"_s;
        }
        const QString name = astray() ? one(odd) : one(names);
        const QString inside = markup(depth + 1);
        const QString end = !astray()       ? u"</%1>"_s.arg(name)
                            : below(2) == 0 ? QString()
                                            : u"</%1 >"_s.arg(one(names));
        return u'<' + name + attributes() + u'>' + inside + end;
    }

    std::mt19937 m_random;
    const int m_disorder;
};
} // namespace

TEST(PlainMarkup, ReadsWhatFeedsUsuallySend)
{
    for (const auto &html :
         {u"no markup at all"_s,
          u"<p>One &amp; two.</p>\n<p><a href=\"https://a.example/?b=1&c=2\">more</a></p>"_s,
          u"<h2>A</h2><ul><li>b</li><li><p>c</p></li></ul>"_s, u"a<br/>b<img src='x.png' alt=\"\">"_s,
          u"<!-- wp:paragraph --><p class=\"x\">a</p><!-- /wp:paragraph -->"_s,
          u"<P>R & D&nbsp;&#8230; 比特币 😀</P>"_s}) {
        EXPECT_TRUE(isPlain(html)) << html.toStdString();
        EXPECT_TRUE(readsAsTheTree(html));
    }
}

TEST(PlainMarkup, LeavesToTheTreeWhatNeedsItsRules)
{
    for (const auto &html : {u"<p>one<p>two"_s,
                             u"<b><i>x</b></i>"_s,
                             u"<p><div>x</div></p>"_s,
                             u"<a>1<a>2</a></a>"_s,
                             u"<li>x</li>"_s,
                             u"<ul><li>a<li>b</ul>"_s,
                             u"<h1><h2>x</h2></h1>"_s,
                             u"<b><b><b><b>x</b></b></b></b>"_s,
                             u"<table><tr><td>x</td></tr></table>"_s,
                             u"<script>x</script>"_s,
                             u"&copy 2024"_s,
                             u"&#128;"_s,
                             u"a < b"_s,
                             u"<p a=b>x</p>"_s,
                             u"<p/>x"_s,
                             u"</p>"_s,
                             u"<!-- a -- b -->"_s,
                             u"<!--> <p>x</p> -->"_s,
                             u"<!-- <p> -->"_s,
                             u"x\r\ny"_s,
                             u"x\x01"_s,
                             QString(QChar(0xD800)),
                             u"<p>left open"_s,
                             u"<span>"_s.repeated(30) + u"</span>"_s.repeated(30)}) {
        EXPECT_FALSE(isPlain(html)) << html.toStdString();
        EXPECT_TRUE(readsAsTheTree(html));
    }
}

TEST(PlainMarkup, ComesToTheSameAsTheTreeOnMarkupInOrder)
{
    Made made(7, 0);
    int plain = 0;
    for (int i = 0; i < 1500; ++i) {
        const QString html = made.markup();
        plain += isPlain(html) ? 1 : 0;
        ASSERT_TRUE(readsAsTheTree(html));
    }
    EXPECT_GT(plain, 300); // else the test would compare the tree with itself
}

TEST(PlainMarkup, ComesToTheSameAsTheTreeOnMarkupOutOfOrder)
{
    Made made(8, 12);
    for (int i = 0; i < 2500; ++i)
        ASSERT_TRUE(readsAsTheTree(made.markup()));
}

TEST(PlainMarkup, KeepsTheLimitsOfTheTree)
{
    SanitizerOptions narrow = options;
    narrow.maxOutput = 60;
    narrow.maxLinks = 2;
    narrow.maxPictures = 1;
    narrow.maxDepth = 2;
    Made made(9, 0);
    for (int i = 0; i < 500; ++i) {
        const QString html = made.markup();
        ASSERT_EQ(sanitizeHtml(html, narrow), sanitizeByTree(html, narrow)) << html.toStdString();
    }
    narrow.maxInput = 10;
    EXPECT_TRUE(sanitizeHtml(u"<p>a</p>b and more"_s, narrow).cut);
}
