#include "app/news/facts/storyanalyst.h"

#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

namespace {
class PromotionsTest : public testing::Test
{
protected:
    QString why(const FactsInput &story) const { return analyst.factsOf(story, {}).promotion; }
    QString whyTitle(const QString &title, bool announcement = false) const
    {
        FactsInput story;
        story.title = title;
        story.announcement = announcement;
        return why(story);
    }
    bool isColumn(const QString &title, const QString &source) const
    {
        FactsInput story;
        story.title = title;
        story.source = source;
        return analyst.factsOf(story, {}).recurring;
    }
    StoryAnalyst analyst;
};
} // namespace

TEST_F(PromotionsTest, WhatTheOutletMarksAsPaidIsOne)
{
    FactsInput story;
    story.title = u"A new way to pay"_s;
    story.categories = {u"News"_s, u"Sponsored Content"_s};
    EXPECT_EQ(why(story), u"sponsored post"_s);
    story.categories = {u"Press-Release"_s};
    EXPECT_EQ(why(story), u"press release"_s);
    story.categories.clear();
    story.link = QUrl(u"https://news.example/press-releases/a-new-way-to-pay"_s);
    EXPECT_EQ(why(story), u"press release"_s);
    story.link = QUrl(u"https://news.example/markets/press-release"_s);
    EXPECT_EQ(why(story), u""_s) << "the story's own name is no section";
    story.source = u"Chainwire"_s;
    EXPECT_EQ(why(story), u"press release"_s);
}

TEST_F(PromotionsTest, HeadlinesThatSellAreOnes)
{
    EXPECT_EQ(whyTitle(u"Sponsored: The wallet of tomorrow"_s), u"sponsored post"_s);
    EXPECT_EQ(whyTitle(u"[Press Release] Orchard raises the bar"_s), u"press release"_s);
    EXPECT_EQ(whyTitle(u"【廣告】一站式交易平台"_s), u"sponsored post"_s);
    EXPECT_EQ(whyTitle(u"XRP Price Prediction: can it triple by May?"_s), u"price prediction"_s);
    EXPECT_EQ(whyTitle(u"Price predictions 3/4: BTC, ETH, XRP"_s), u"price prediction"_s);
    EXPECT_EQ(whyTitle(u"5 Best Altcoins to Buy This Month as Bitcoin Climbs"_s), u"“buy now” post"_s);
    EXPECT_EQ(whyTitle(u"The Meme Coin to Buy Now Before Listing Day"_s), u"“buy now” post"_s);
    EXPECT_EQ(whyTitle(u"Pepe Orchard Presale Surpasses $4M as Investors Rush In"_s), u"presale advert"_s);
    EXPECT_EQ(whyTitle(u"Best No-KYC Bitcoin Casinos With Instant Payouts"_s), u"casino advert"_s);
    EXPECT_EQ(whyTitle(u"HashOrchard Launches Free Cloud Mining App for Daily Income"_s),
              u"cloud mining offer"_s);
}

TEST_F(PromotionsTest, SpanishOnesAreKnownToo)
{
    FactsInput story;
    story.title = u"Una nueva forma de pagar"_s;
    story.categories = {u"Contenido patrocinado"_s};
    EXPECT_EQ(why(story), u"sponsored post"_s);
    story.categories = {};
    story.link = QUrl(u"https://noticias.example/nota-de-prensa/una-nueva-forma-de-pagar"_s);
    EXPECT_EQ(why(story), u"press release"_s);
    story.link.clear();
    story.text = u"Este es un artículo patrocinado. El equipo no respalda lo que se dice."_s;
    EXPECT_EQ(why(story), u"sponsored post"_s);
    EXPECT_EQ(whyTitle(u"Patrocinado: la cartera del mañana"_s), u"sponsored post"_s);
    EXPECT_EQ(whyTitle(u"[Comunicado de prensa] Orchard abre una oficina en Lima"_s), u"press release"_s);
    EXPECT_EQ(whyTitle(u"Predicción del precio de XRP: ¿llegará a 5 dólares en mayo?"_s),
              u"price prediction"_s);
    EXPECT_EQ(whyTitle(u"Bitcoin: predicción de precio, 4 de mayo"_s), u"price prediction"_s);
    EXPECT_EQ(whyTitle(u"Las 5 mejores criptomonedas para comprar este mes"_s), u"“buy now” post"_s);
    EXPECT_EQ(whyTitle(u"La preventa de Pepe Orchard recauda 4 millones y entra en su última fase"_s),
              u"presale advert"_s);
    EXPECT_EQ(whyTitle(u"HashOrchard lanza minería en la nube gratis con ganancias diarias"_s),
              u"cloud mining offer"_s);
    EXPECT_EQ(whyTitle(u"Los mejores casinos de bitcoin sin KYC"_s), u"casino advert"_s);
    EXPECT_EQ(whyTitle(u"Sorteo de bienvenida: gana hasta 100 USDT"_s, true), u"exchange campaign"_s);
    for (const QString &title : {
             u"La CNMV advierte sobre una preventa que recauda dinero de jubilados"_s,
             u"Por qué las predicciones de precio del año pasado fallaron"_s,
             u"Un banco recorta su previsión para el bitcoin a 150.000 dólares"_s,
             u"La policía cierra una red de minería en la nube que prometía ganancias diarias"_s,
             u"El patrocinador del equipo es ahora un exchange"_s,
             u"Los mineros ganan 48 millones al día mientras suben las comisiones"_s,
             u"El Banco de España publica su informe de estabilidad"_s,
         })
        EXPECT_EQ(whyTitle(title), u""_s) << title.toStdString();
}

TEST_F(PromotionsTest, ExchangesOwnCampaignsAreOnes)
{
    EXPECT_EQ(whyTitle(u"PoolX: Earn new token airdrops. Lock now! Share 1,000,000 XYZ"_s, true),
              u"exchange campaign"_s);
    EXPECT_EQ(whyTitle(u"Lock now! share 1,000,000 XYZ"_s), u"exchange campaign"_s);
    EXPECT_EQ(whyTitle(u"XYZ trading competition: a 50,000 USDT prize pool"_s, true), u"exchange campaign"_s);
    EXPECT_EQ(whyTitle(u"Bitget launches CandyBomb week with $100,000 in rewards"_s), u"exchange campaign"_s);
    EXPECT_EQ(whyTitle(u"交易XYZ，瓜分50万USDT奖池"_s, true), u"exchange campaign"_s);
}

TEST_F(PromotionsTest, TextsThatSaySoAreOnes)
{
    FactsInput story;
    story.title = u"Orchard opens an office"_s;
    story.text = u"Zug, May 2, 2026, Chainwire. Orchard, a wallet, today announced an office."_s;
    EXPECT_EQ(why(story), u"press release"_s);
    story.text =
        QString(600, u'x') + u". This is a sponsored article. Readers should do their own research."_s;
    EXPECT_EQ(why(story), u"sponsored post"_s);
    story.text = QString(20'000, u'x') + u". This is a sponsored article."_s;
    EXPECT_EQ(why(story), u"sponsored post"_s);
    story.text = u"某平台上线新功能。本文为推广内容，不构成投资建议。"_s;
    EXPECT_EQ(why(story), u"sponsored post"_s);
}

TEST_F(PromotionsTest, HonestStoriesAreNone)
{
    for (const QString &title : {
             u"SEC sues over presale of lending token"_s,
             u"Analyst lowers price target for exchange shares"_s,
             u"Binance lists Orchard with a seed tag"_s,
             u"Standard Chartered cuts bitcoin price forecast to $150,000"_s,
             u"Why most price predictions of last year were wrong"_s,
             u"Sponsored posts flood social media before token votes, study finds"_s,
             u"Kraken halts referral program after regulator's letter"_s,
             u"Phishing site copies Binance giveaway, police warn"_s,
             u"Sidechain draws $370 million in oversubscribed token sale"_s,
             u"Airdrop farmers face tax questions in Korea"_s,
             u"Arbitrum airdrop claims open on Thursday"_s,
             u"Police shut cloud mining scheme that promised daily profit"_s,
             u"Strategy to buy more bitcoin after share sale"_s,
             u"BofA upgrades exchange to 'buy' on tokenization tailwinds"_s,
             u"Press freedom groups adopt stablecoin donations"_s,
             u"Stablecoin use set to explode, bank says"_s,
             u"Crypto casino operator loses licence in Curaçao"_s,
             u"Miners earn $48 million per day as fees climb"_s,
             u"Prediction markets see record volumes"_s,
             u"Promoted tweets used in wallet phishing, researchers warn"_s,
             u"币安Launchpool将上线第60期项目"_s,
             u"美国SEC起诉某代币预售项目方"_s,
             u"广告监管收紧，交易所被罚"_s,
             u"渣打下调比特币价格预测"_s,
         })
        EXPECT_EQ(whyTitle(title), u""_s) << title.toStdString();
    EXPECT_EQ(whyTitle(u"Bitget to list Orchard (ORC) in the Innovation Zone"_s, true), u""_s);
    EXPECT_EQ(whyTitle(u"OKX to delist several spot trading pairs"_s, true), u""_s);
    FactsInput story;
    story.title = u"Conference opens in Denver"_s;
    story.text =
        u"The event, sponsored by several firms, drew 9,000. One speaker called paid posts a plague."_s;
    EXPECT_EQ(why(story), u""_s);
}

TEST_F(PromotionsTest, RecurringColumnsAreKnownByOutlet)
{
    EXPECT_TRUE(isColumn(u"The Daily: funds bleed, a bank files, and more"_s, u"The Block"_s));
    EXPECT_FALSE(isColumn(u"The Daily: funds bleed, a bank files, and more"_s, u"Chainside"_s));
    EXPECT_FALSE(isColumn(u"The daily grind of a miner"_s, u"The Block"_s));
    EXPECT_TRUE(isColumn(u"Stocks wobble: Crypto Daybook Americas"_s, u"CoinDesk"_s));
    EXPECT_TRUE(isColumn(u"Here’s what happened in crypto today"_s, u"Cointelegraph"_s));
    EXPECT_TRUE(isColumn(u"Price predictions 3/4: BTC, ETH"_s, u"Cointelegraph"_s));
    EXPECT_TRUE(isColumn(u"金色財經早報｜5月2日"_s, u"金色财经"_s));
    EXPECT_TRUE(isColumn(u"5月2日要闻速览"_s, u"某站"_s));
    EXPECT_TRUE(isColumn(u"环球早报：存储走强，美债拍卖需求超预期"_s, u"某站"_s));
    EXPECT_FALSE(isColumn(u"人民日报：规范发展数字资产"_s, u"某站"_s)) << "a citation";
    EXPECT_FALSE(isColumn(u"某交易所发布公告"_s, u"金色财经"_s));
}
