#include "tests/alerts/alertsfixture.h"

#include <rapidcheck/gtest.h>

namespace {
const AssetDirectory &assets()
{
    return AssetDirectory::shipped();
}

QString error(const QString &text)
{
    const auto read = parseAlert(text, assets());
    return read ? u"no error"_s : read.error().detail;
}

QString again(const QString &text)
{
    return alertText(condition(text), assets());
}
} // namespace

TEST(AlertGrammarTest, ReadsEachKind)
{
    EXPECT_EQ(condition(u"BTC above 115000"_s).kind, AlertCondition::Kind::Above);
    EXPECT_EQ(condition(u"BTC above 115000"_s).asset, btc);
    EXPECT_EQ(condition(u"BTC above 115000"_s).level, "115000"_dec);
    EXPECT_EQ(condition(u"doge BELOW 0.25"_s).kind, AlertCondition::Kind::Below);
    const AlertCondition moves = condition(u"ETH moves 3% in 1h"_s);
    EXPECT_EQ(moves.percent, "3"_dec);
    EXPECT_EQ(moves.within, 60min);
    EXPECT_EQ(condition(u"USDT off peg 0.5%"_s).percent, "0.5"_dec);
    EXPECT_EQ(condition(u"BTC sources differ 0.5%"_s).kind, AlertCondition::Kind::SourcesDiffer);
    const AlertCondition story =
        condition(u"story about SOL of kind hack from \"The Block\" with \"exploit drains\""_s);
    EXPECT_EQ(story.asset, sol);
    EXPECT_EQ(story.storyKind, StoryKind::Hack);
    EXPECT_EQ(story.source, u"The Block"_s);
    EXPECT_EQ(story.text, u"exploit drains"_s);
}

TEST(AlertGrammarTest, ReadsWhatPeopleType)
{
    EXPECT_EQ(again(u"  bitcoin   above  $115,000.50 "_s), u"BTC above 115000.5"_s);
    EXPECT_EQ(again(u"Shiba Inu below 0.00001"_s), u"SHIB below 0.00001"_s);
    EXPECT_EQ(again(u"eth moves by ±3 % within 90 min"_s), u"ETH moves 3% in 90min"_s);
    EXPECT_EQ(again(u"ETH moves 3% in 1d"_s), u"ETH moves 3% in 24h"_s);
    EXPECT_EQ(again(u"usdt off its peg by 0.5%"_s), u"USDT off peg 0.5%"_s);
    EXPECT_EQ(again(u"SOL above 200 eur"_s), u"SOL above 200 EUR"_s);
    EXPECT_EQ(again(u"SOL above 200 USD"_s), u"SOL above 200"_s);
    EXPECT_EQ(again(u"sym:abc above 1"_s), u"sym:ABC above 1"_s);
    EXPECT_EQ(again(u"Story from The Block about btc"_s), u"story about BTC from \"The Block\""_s);
    EXPECT_EQ(again(u"story with halving"_s), u"story with \"halving\""_s);
}

TEST(AlertGrammarTest, SaysWhatIsWrongAndWhere)
{
    EXPECT_EQ(error(u"BTC above abc"_s), u"\"abc\" is not a price"_s);
    EXPECT_EQ(error(u"BTC above 1,15,000"_s), u"\"1,15,000\" is not a price"_s);
    EXPECT_EQ(error(u"BTC above 0"_s), u"\"BTC above 0\": a price above 0 is needed"_s);
    EXPECT_EQ(error(u"BTC above -5"_s), u"\"BTC above -5\": a price above 0 is needed"_s);
    EXPECT_EQ(error(u"Nosuchcoin above 5"_s),
              u"\"Nosuchcoin\" is no coin of the directory; sym:NOSUCHCOIN names one by its symbol alone"_s);
    EXPECT_EQ(error(u"ETH moves 3 in 1h"_s), u"\"3\" is not a percentage such as 3%"_s);
    EXPECT_EQ(error(u"ETH moves 3% in soon"_s), u"\"soon\" is not a time such as 15min or 1h"_s);
    EXPECT_EQ(error(u"ETH moves 3% in 2d"_s),
              u"\"ETH moves 3% in 2d\": a time from 1 min to 24 h is needed"_s);
    EXPECT_EQ(error(u"ETH moves 0% in 1h"_s),
              u"\"ETH moves 0% in 1h\": a percentage above 0 and up to 1000 is needed"_s);
    EXPECT_EQ(error(u"BTC off peg 1%"_s), u"\"BTC off peg 1%\": only a stablecoin has a peg"_s);
    EXPECT_EQ(error(u"story of kind gossip"_s),
              u"\"gossip\" is no kind of story; there are geopolitics, centralbanks, macro, regulation, etf, "
              "hack, listing"_s);
    EXPECT_EQ(error(u"story of hack"_s), u"\"of\" must be followed by \"kind\""_s);
    EXPECT_EQ(error(u"story about"_s), u"something is missing after \"about\""_s);
    EXPECT_EQ(error(u"story about BTC about ETH"_s), u"\"about\" can be said once"_s);
    EXPECT_EQ(error(u"story with \"open"_s), u"the quote before \"open\" is not closed"_s);
    EXPECT_EQ(error(u"story"_s), u"\"story\": a story alert needs a coin, a kind, a source or a text"_s);
    EXPECT_EQ(error(u"buy low"_s), u"\"buy low\" is no alert; \"BTC above 115000\" is one"_s);
    EXPECT_EQ(error(QString()), u"\"\" is no alert; \"BTC above 115000\" is one"_s);
}

TEST(AlertGrammarTest, EveryExampleOfTheHelpIsOne)
{
    for (const AlertExample &example : alertExamples())
        EXPECT_EQ(again(example.text), alertText(condition(example.text), assets()));
}

TEST(AlertGrammarTest, EveryCoinOfTheDirectoryReadsBackAsItself)
{
    for (const Asset &asset : assets().assets()) {
        AlertCondition made = condition(u"BTC above 1"_s);
        made.asset = asset.id;
        const auto read = parseAlert(alertText(made, assets()), assets());
        ASSERT_TRUE(read) << alertText(made, assets()).toStdString();
        EXPECT_EQ(read->asset, asset.id) << alertText(made, assets()).toStdString();
    }
}

namespace {
rc::Gen<QString> words()
{
    static const QStringList some{u"halving"_s,  u"of"_s,      u"kind"_s, u"about"_s,   u"\"quoted\""_s,
                                  u"金色财经"_s, u"O'Brien"_s, u"\""_s,   u"above 5"_s, u"with"_s};
    return rc::gen::map(rc::gen::container<std::vector<size_t>>(rc::gen::inRange<size_t>(0, 10)),
                        [](const std::vector<size_t> &picked) {
                            QStringList list;
                            for (size_t i : picked)
                                list.append(some.at(static_cast<qsizetype>(i)));
                            return list.join(u' ');
                        });
}

AlertCondition anyCondition()
{
    using Kind = AlertCondition::Kind;
    AlertCondition made;
    made.kind = *rc::gen::element(Kind::Above, Kind::Below, Kind::Moves, Kind::Story, Kind::OffPeg,
                                  Kind::SourcesDiffer);
    const auto index = *rc::gen::inRange<qsizetype>(0, assets().assets().size());
    made.asset = made.kind == Kind::OffPeg ? usdt : assets().assets().at(index).id;
    if (made.kind == Kind::Above || made.kind == Kind::Below) {
        made.level = Decimal(*rc::gen::inRange<qint64>(1, 1'000'000'000'000), *rc::gen::inRange(0, 12));
        made.unit = *rc::gen::element(QString(), u"EUR"_s, u"USDT"_s);
    } else if (made.kind == Kind::Story) {
        if (*rc::gen::arbitrary<bool>())
            made.asset = {};
        if (*rc::gen::arbitrary<bool>())
            made.storyKind = StoryKind::CentralBanks;
        made.source = *words();
        made.text = *words();
    } else {
        made.percent = Decimal(*rc::gen::inRange(1, 10'000), *rc::gen::inRange(1, 5));
        if (made.kind == Kind::Moves)
            made.within = std::chrono::minutes{*rc::gen::inRange(1, 24 * 60 + 1)};
    }
    return made;
}
} // namespace

RC_GTEST_PROP(AlertGrammarProperty, WhatIsWrittenReadsBackAsTheSame, ())
{
    const AlertCondition made = anyCondition();
    RC_PRE(alertProblem(made, made.kind == AlertCondition::Kind::OffPeg).isEmpty());
    const QString text = alertText(made, assets());
    const auto read = parseAlert(text, assets());
    RC_LOG(text.toStdString());
    RC_ASSERT(read.has_value());
    RC_ASSERT(*read == made);
}

RC_GTEST_PROP(AlertGrammarProperty, NoTextIsTooStrange, (const std::string &bytes))
{
    std::ignore = parseAlert(QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size())), assets());
    std::ignore = parseAlert(
        u"story "_s + QString::fromLatin1(bytes.data(), static_cast<qsizetype>(bytes.size())), assets());
}
