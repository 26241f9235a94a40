#include "app/news/xmltree.h"

#include <gtest/gtest.h>
#include <random>

using namespace Qt::StringLiterals;

namespace {
bool sameNode(const XmlNode &a, const XmlNode &b)
{
    if (a.name != b.name || a.local != b.local || a.ns != b.ns || a.text != b.text ||
        a.unfinished != b.unfinished || a.language() != b.language() ||
        a.base(u"http://x.example/"_s) != b.base(u"http://x.example/"_s) ||
        a.attributes.size() != b.attributes.size())
        return false;
    for (qsizetype i = 0; i < a.attributes.size(); ++i)
        if (a.attributes[i].name != b.attributes[i].name || a.attributes[i].value != b.attributes[i].value ||
            a.attributes[i].ns != b.attributes[i].ns)
            return false;
    return true;
}

// Whether an outline and its parts come to the whole tree.
bool same(const XmlNode *whole, const XmlNode *outlined, const XmlTree &outline)
{
    for (; whole && outlined; whole = whole->next, outlined = outlined->next) {
        if (outlined->part >= 0) {
            const XmlTree part = readXmlPart(outline, *outlined);
            if (!part.root || !sameNode(*whole, *part.root) ||
                !same(whole->firstChild, part.root->firstChild, outline))
                return false;
        } else if (!sameNode(*whole, *outlined) || !same(whole->firstChild, outlined->firstChild, outline)) {
            return false;
        }
    }
    return !whole && !outlined;
}

::testing::AssertionResult comesToTheSame(const QString &text, const XmlLimits &limits = {})
{
    const XmlTree whole = readXml(text, limits), outline = readXmlOutline(text, limits);
    if (whole.malformed == outline.malformed && whole.truncated == outline.truncated &&
        whole.limited == outline.limited && whole.note == outline.note && whole.doctype == outline.doctype &&
        same(whole.root, outline.root, outline))
        return ::testing::AssertionSuccess();
    return ::testing::AssertionFailure() << text.toStdString();
}

// A feed made at random, with what feeds get wrong now and then.
QString madeFeed(std::mt19937 &random, int disorder)
{
    const auto below = [&](int limit) { return int(random() % unsigned(limit)); };
    static constexpr const char *const usual[] = {
        "<title>a &amp; b</title>",
        "<description><![CDATA[<p>x</p>]]></description>",
        "\n ",
        "<dc:date>2024</dc:date>",
        "<link href='x' rel=\"self\"/>",
        "<m:content xmlns:m='http://search.yahoo.com/mrss/' url='u'><m:title>t</m:title></m:content>",
        "<!-- c --><guid>&#8217;&nbsp;</guid>",
        "<content type='xhtml' xml:base='/b/'><div>é<b>x</b></div></content>",
        "&name;",
        "<source><title>s</title></source>"};
    static constexpr const char *const odd[] = {"<item>",
                                                "</item>",
                                                "<ENTRY>",
                                                "</entry>",
                                                "</channel>",
                                                "<b",
                                                "<b>",
                                                "</b>",
                                                "<![CDATA[",
                                                "<!--",
                                                "&",
                                                "&nosuch;",
                                                "<a b='",
                                                "<a b=\"x>",
                                                "<?pi ?>",
                                                "<?xml ",
                                                "<!x",
                                                "\x01",
                                                "<x:y/>",
                                                "a < b",
                                                "</title",
                                                "<!DOCTYPE y>",
                                                "<q:r xmlns:q=''>",
                                                "<entry>",
                                                "</rss>",
                                                "<item/>",
                                                "<d><d><d><d>",
                                                "]]>",
                                                "<image><item>x</item></image>"};
    QString text = below(3) == 0 ? u"<!DOCTYPE rss [<!ENTITY name \"N\">]>"_s : QString();
    const bool atom = below(3) == 0;
    text +=
        atom ? u"<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'>"_s
        : below(3) == 0
            ? u"<rdf:RDF xmlns='http://purl.org/rss/1.0/'><channel>"_s
            : u"<rss xmlns:dc='http://purl.org/dc/elements/1.1/' xml:base='http://a.example/'><channel>"_s;
    const auto some = [&] {
        for (int n = below(5); n > 0; --n)
            text += below(disorder) == 0 ? QString::fromUtf8(odd[size_t(below(int(std::size(odd))))])
                                         : QString::fromUtf8(usual[size_t(below(int(std::size(usual))))]);
    };
    some();
    for (int items = below(5); items > 0; --items) {
        text += atom            ? u"<entry>"_s
                : below(4) == 0 ? u"<item rdf:about='x' xmlns:z='http://z.example/'>"_s
                                : u"<item>"_s;
        some();
        if (below(disorder) != 0)
            text += atom ? u"</entry>"_s : u"</item>"_s;
        if (below(4) == 0)
            some();
    }
    if (below(disorder) != 0)
        text += atom ? u"</feed>"_s : u"</channel>"_s;
    return text + (atom ? QString() : u"</rss>"_s);
}
} // namespace

TEST(XmlOutline, KeepsTheItemsOfAFeedAsText)
{
    const XmlTree outline = readXmlOutline(
        u"<rss><channel><title>t</title><item><title>one</title></item><item>two</item></channel></rss>"_s);
    ASSERT_EQ(outline.parts.size(), 2u);
    EXPECT_EQ(outline.parts[0].source, "<item><title>one</title>");
    const XmlNode *channel = outline.root->firstElement();
    EXPECT_EQ(channel->firstElement()->textContent(), u"t"_s);
    const XmlNode *item = channel->firstElement()->nextElement();
    EXPECT_FALSE(item->firstChild);
    EXPECT_EQ(readXmlPart(outline, *item).root->textContent(), u"one"_s);
    EXPECT_TRUE(readXmlOutline(u"<opml><body><item>x</item></body></opml>"_s).parts.empty());
}

TEST(XmlOutline, ComesToTheSameAsTheTree)
{
    std::mt19937 random(3);
    for (int i = 0; i < 3000; ++i)
        ASSERT_TRUE(comesToTheSame(madeFeed(random, 30)));
    for (int i = 0; i < 3000; ++i)
        ASSERT_TRUE(comesToTheSame(madeFeed(random, 5)));
}

TEST(XmlOutline, KeepsTheLimitsOfTheTree)
{
    std::mt19937 random(4);
    for (int i = 0; i < 1000; ++i)
        ASSERT_TRUE(comesToTheSame(madeFeed(random, 10), {.depth = 5, .textLength = 3, .nodes = 20}));
}

TEST(XmlOutline, CutsAnyTextWhereTheTreeDoes)
{
    std::mt19937 random(5);
    for (int i = 0; i < 20; ++i) {
        const QString text = madeFeed(random, 10);
        for (qsizetype end = 0; end < text.size(); ++end)
            ASSERT_TRUE(comesToTheSame(text.left(end)));
    }
}

// What a document's entities come to is bounded for the document, not for each of its items.
TEST(XmlOutline, ReadsNoEntityAgainWhenThereWereTooMany)
{
    const QString value(250, u'x');
    const QString item = u"<item>"_s + u"&e;"_s.repeated(100) + u"</item>"_s;
    const QString text =
        u"<!DOCTYPE rss [<!ENTITY e \"%1\">]><rss><channel>"_s.arg(value) + item.repeated(50);
    const XmlTree outline = readXmlOutline(text);
    EXPECT_TRUE(outline.malformed);
    qsizetype length = 0;
    for (const XmlNode *node = outline.root->firstElement()->firstElement(); node; node = node->nextElement())
        length += readXmlPart(outline, *node).root->textContent().size();
    EXPECT_EQ(length, 0);
}
