#include "app/news/xmltree.h"

#include <QElapsedTimer>
#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

namespace {
QString titleOf(const XmlTree &tree)
{
    const XmlNode *title = tree.root ? tree.root->child(Ns::None, "t"_L1) : nullptr;
    return title ? title->textContent() : u"(none)"_s;
}
} // namespace

TEST(Xml, ReadsTextCDataAndEntities)
{
    const XmlTree tree =
        readXml(u"<?xml version=\"1.0\"?>\n<a><t>x &amp; <![CDATA[<b>&amp;]]> &#8212;&#x41;</t></a>"_s);
    EXPECT_EQ(titleOf(tree), u"x & <b>&amp; —A"_s);
    EXPECT_FALSE(tree.malformed);
}

TEST(Xml, Case56MendsAndSaysSo)
{
    const std::pair<QString, QString> cases[] = {{u"AT&T R&D"_s, u"AT&T R&D"_s},
                                                 {u"?a=1&b=2"_s, u"?a=1&b=2"_s},
                                                 {u"A&nbsp;B &mdash; C&hellip;"_s, u"A\u00A0B — C…"_s},
                                                 {u"&bogus;"_s, u"&bogus;"_s},
                                                 {u"A < B"_s, u"A < B"_s},
                                                 {u"Map<K,V>"_s, u"Map<K,V>"_s},
                                                 {u"a\u0008b"_s, u"ab"_s},
                                                 {u"&#8;a&#0;"_s, u"a\uFFFD"_s},
                                                 {u"one <b>two"_s, u"one two"_s},
                                                 {u"</b>one"_s, u"one"_s},
                                                 {u"<!bogus>one"_s, u"one"_s},
                                                 {u"<![CDATA[one"_s, u"one</t></a>"_s}};
    for (const auto &[inside, expected] : cases) {
        const XmlTree tree = readXml(u"<a><t>%1</t></a>"_s.arg(inside));
        EXPECT_EQ(titleOf(tree), expected) << inside.toStdString();
        EXPECT_TRUE(tree.malformed) << inside.toStdString();
    }
}

// A control character by XML; browsers and publishers mean windows-1252.
TEST(Xml, ReadsReferencesTo128To159AsHtmlDoes)
{
    const XmlTree tree = readXml(u"<a><t>don&#146;t</t></a>"_s);
    EXPECT_EQ(titleOf(tree), u"don’t"_s);
    EXPECT_FALSE(tree.malformed);
    EXPECT_FALSE(readXml(u"<a>&#x10008;</a>"_s).malformed);
    EXPECT_TRUE(readXml(u"<a>&#xD800;</a>"_s).malformed);
}

TEST(Xml, KnowsNamespacesByAddressAndLostOnesByPrefix)
{
    const XmlTree tree = readXml(u"<a xmlns:m='HTTP://search.yahoo.com/mrss'><m:x/><media:y/><q:z/></a>"_s);
    EXPECT_TRUE(tree.root->child(Ns::Media, "x"_L1));
    EXPECT_TRUE(tree.root->child(Ns::Media, "y"_L1));
    EXPECT_TRUE(tree.root->child(Ns::Other, "z"_L1));
    EXPECT_TRUE(tree.malformed);
}

TEST(Xml, EndsADeclarationWithItsElement)
{
    const XmlTree tree = readXml(u"<a><b xmlns='http://www.w3.org/2005/Atom'><c/></b><d/></a>"_s);
    EXPECT_TRUE(tree.root->child(Ns::Atom10, "b"_L1)->child(Ns::Atom10, "c"_L1));
    EXPECT_TRUE(tree.root->child(Ns::None, "d"_L1));
    EXPECT_FALSE(tree.malformed);
}

TEST(Xml, ReadsAttributesHoweverTheyAreWritten)
{
    const XmlTree tree = readXml(u"<a one = 'x&amp;y' TWO=\"2\" three=3 four five='a>b'/>"_s);
    EXPECT_EQ(tree.root->attribute("one"_L1), u"x&y"_s);
    EXPECT_EQ(tree.root->attribute("two"_L1), u"2"_s);
    EXPECT_EQ(tree.root->attribute("three"_L1), u"3"_s);
    EXPECT_EQ(tree.root->attribute("five"_L1), u"a>b"_s);
    EXPECT_TRUE(tree.malformed);
}

TEST(Xml, KeepsWhatCameBeforeTheEnd)
{
    const XmlTree tree = readXml(u"<a><t>whole</t><u>half"_s);
    EXPECT_EQ(titleOf(tree), u"whole"_s);
    EXPECT_TRUE(tree.truncated);
    EXPECT_TRUE(tree.malformed);
    EXPECT_EQ(titleOf(readXml(u"<a><t>whole</t><u attr=\"ha"_s)), u"whole"_s);
}

TEST(Xml, StopsBehindTheFirstRoot)
{
    const XmlTree tree = readXml(u"<a><t>one</t></a>\n<a><t>two</t></a>"_s);
    EXPECT_EQ(titleOf(tree), u"one"_s);
    EXPECT_TRUE(tree.malformed);
    EXPECT_FALSE(readXml(u"<a/>\n<!-- c --><?p i?>\n"_s).malformed);
}

TEST(Xml, ClosesAnItemThatWasForgotten)
{
    const XmlTree tree = readXml(u"<a><item><t>1</t><item><t>2</t></item></a>"_s);
    int items = 0;
    for (const XmlNode *node = tree.root->firstElement(); node; node = node->nextElement())
        ++items;
    EXPECT_EQ(items, 2);
}

TEST(Xml, WritesMarkupBackAsHtml)
{
    const XmlTree tree = readXml(
        u"<t xmlns:h='http://www.w3.org/1999/xhtml'><h:p title='a&quot;b'>1 &lt; 2<h:br/></h:p><h:b></h:b></t>"_s);
    EXPECT_EQ(tree.root->markup(), u"<p title=\"a&quot;b\">1 &lt; 2<br /></p><b></b>"_s);
}

TEST(Xml, NestsBaseAndLanguage)
{
    const XmlTree tree =
        readXml(u"<a xml:base='http://x.example/one/' xml:lang='en'><b xml:base='two/'><c/></b></a>"_s);
    const XmlNode *c = tree.root->firstElement()->firstElement();
    EXPECT_EQ(c->base(u"http://doc.example/"_s), u"http://x.example/one/two/"_s);
    EXPECT_EQ(c->language(), u"en"_s);
}

TEST(XmlEntities, Case54OfTheDocumentArePlainTextOrNothing)
{
    const QString dtd =
        u"<!DOCTYPE a [<!ENTITY name \"Wickpost\"> <!ENTITY twice '&name;&name;'> "
        "<!ENTITY file SYSTEM \"file:///etc/hostname\"> <!ENTITY % p SYSTEM 'http://x.example/'> %p;]>"_s;
    EXPECT_EQ(titleOf(readXml(dtd + u"<a><t>by &name;!</t></a>"_s)), u"by Wickpost!"_s);
    EXPECT_EQ(titleOf(readXml(dtd + u"<a><t>by &twice;!</t></a>"_s)), u"by !"_s);
    EXPECT_EQ(titleOf(readXml(dtd + u"<a><t>by &file;!</t></a>"_s)), u"by !"_s);
}

TEST(XmlEntities, Case54CanNotBeUsedToGrow)
{
    QString text = u"<!DOCTYPE a [<!ENTITY x \"%1\">]><a><t>"_s.arg(QString(200, u'A'));
    for (int i = 0; i < 100'000; ++i)
        text += u"&x;"_s;
    const XmlTree tree = readXml(text + u"</t></a>"_s);
    EXPECT_LT(titleOf(tree).size(), 100'000);
    EXPECT_TRUE(tree.malformed);
}

TEST(XmlLimits, FlattenWhatIsNestedTooDeep)
{
    const XmlTree tree = readXml(u"<a><t>"_s + u"<x>"_s.repeated(100'000) + u"text"_s +
                                 u"</x>"_s.repeated(100'000) + u"</t><u/></a>"_s);
    EXPECT_EQ(titleOf(tree), u"text"_s);
    EXPECT_TRUE(tree.root->child(Ns::None, "u"_L1));
    EXPECT_LT(tree.nodes.size(), 300u);
    EXPECT_FALSE(tree.note.isEmpty());
}

TEST(XmlLimits, Case55HoldForFiftyThousandAttributesTextAndElements)
{
    QString many = u"<a"_s;
    for (int i = 0; i < 50'000; ++i)
        many += u" n%1='v'"_s.arg(i);
    const XmlTree attributes = readXml(many + u"/>"_s);
    EXPECT_EQ(attributes.root->attributes.size(), XmlLimits().attributes);
    EXPECT_FALSE(attributes.note.isEmpty());

    const XmlTree longText = readXml(u"<a><t>"_s + QString(100, u'x') + u"</t></a>"_s, {.textLength = 10});
    EXPECT_EQ(titleOf(longText), QString(10, u'x'));
    EXPECT_FALSE(longText.note.isEmpty());

    const XmlTree elements = readXml(u"<a>"_s + u"<b/>"_s.repeated(1000) + u"</a>"_s, {.nodes = 100});
    EXPECT_LE(elements.nodes.size(), 101u);
    EXPECT_TRUE(elements.truncated);
}

// Each of these makes a careless reader search the rest of the document again and again.
TEST(XmlLimits, TakeLinearTimeForWhatNeverEnds)
{
    QElapsedTimer timer;
    timer.start();
    for (const auto &piece : {u"<a b='x"_s, u"<!-- "_s, u"<![CDATA["_s, u"<? "_s, u"<a b=\"x' c='"_s, u"&#"_s,
                              u"</x"_s, u"<"_s, u"<a "_s, u"<!DOCTYPE "_s, u"<!ENTITY "_s, u"<item>"_s})
        readXml(u"<r>"_s + piece.repeated(200'000));
    EXPECT_LT(timer.elapsed(), 30'000); // a search from each of them to the end takes minutes
}
