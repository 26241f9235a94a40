#include "tests/ui/news/newsfakes.h"
#include "ui/news/addresslabel.h"
#include "ui/news/linkbar.h"

#include <QImage>
#include <QLabel>
#include <QPushButton>
#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

namespace {
class LinkBarTest : public testing::Test
{
protected:
    LinkBarTest() { bar.resize(550, 60); }
    AddressLabel *address() { return bar.findChild<AddressLabel *>(); }
    QString words()
    {
        QStringList shown;
        for (const QLabel *label : bar.findChildren<QLabel *>())
            if (label->isVisible())
                shown.append(label->text());
        return shown.join(u'\n');
    }
    bool canOpen()
    {
        for (const QPushButton *button : bar.findChildren<QPushButton *>())
            if (button->isVisible())
                return true;
        return false;
    }

    NewsWorld world;
    LinkBar bar{world.theme};
};
} // namespace

TEST_F(LinkBarTest, ShowsTheAddressWithItsHostApart)
{
    bar.ask(QUrl(u"https://www.coindesk.com/markets/2025/09/13/a-story?page=2#end"_s));
    EXPECT_EQ(words(), u"This link opens in your browser:"_s);
    EXPECT_EQ(address()->host(), u"www.coindesk.com"_s);
    EXPECT_TRUE(address()->rest().startsWith(u"/markets/2025/09/13/a-story?page=2"_s));
    EXPECT_TRUE(address()->toolTip().contains(u"www.coindesk.com/markets/2025/09/13/a-story"_s));
    EXPECT_TRUE(address()->accessibleName().startsWith(u"www.coindesk.com/markets/"_s));
    EXPECT_TRUE(canOpen());
}

TEST_F(LinkBarTest, ALongAddressNeitherWidensTheBarNorHidesItsHost)
{
    bar.show();
    bar.ask(QUrl(u"https://example.com/"_s + QString(3'000, u'a')));
    EXPECT_LE(bar.minimumSizeHint().width(), 550);
    // Two hosts of one length differ in the picture: the host is what stays.
    const QImage one = address()->grab().toImage();
    bar.ask(QUrl(u"https://exomple.com/"_s + QString(3'000, u'a')));
    EXPECT_NE(address()->grab().toImage(), one);
}

TEST_F(LinkBarTest, WhatStandsBeforeTheHostIsNotShownAsOne)
{
    bar.ask(QUrl(u"https://www.coindesk.com@evil.example/login"_s));
    EXPECT_EQ(address()->host(), u"evil.example"_s);
    EXPECT_FALSE(address()->accessibleName().contains(u"coindesk"_s));
}

TEST_F(LinkBarTest, ALookAlikeIsShownAsItIsWithWhatItPassesFor)
{
    bar.ask(QUrl(u"https://www.b\u0456nance.com/gift"_s)); // a Cyrillic i
    EXPECT_TRUE(address()->host().contains(u"xn--"_s)) << address()->host().toStdString();
    EXPECT_TRUE(words().contains(u"Its letters are not plain Latin ones: it reads “www.b\u0456nance.com”."_s))
        << words().toStdString();
    bar.ask(QUrl(u"https://www.binance.com/"_s));
    EXPECT_FALSE(words().contains(u"letters"_s));
}

TEST_F(LinkBarTest, AnAddressWithoutEncryptionAndAPortSaySo)
{
    bar.ask(QUrl(u"http://news.example:8080/x"_s));
    EXPECT_EQ(address()->accessibleName(), u"http://news.example:8080/x"_s);
}

TEST_F(LinkBarTest, WhatLeadsToNoPageIsNotOpened)
{
    bar.ask(QUrl(u"javascript:alert(1)"_s));
    EXPECT_EQ(words(), u"This link leads to no web page and is not opened."_s);
    EXPECT_FALSE(address()->isVisible());
    EXPECT_FALSE(canOpen());
}
