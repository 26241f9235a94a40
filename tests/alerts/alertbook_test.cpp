#include "app/alerts/alertjson.h"
#include "tests/alerts/alertsfixture.h"
#include "tests/support/waituntil.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <rapidcheck/gtest.h>

namespace {
class AlertBookTest : public testing::Test
{
protected:
    ManualClock clock;
    QTemporaryDir dir;
    const QString path = dir.filePath(u"alerts.json"_s);

    std::unique_ptr<AlertBook> open()
    {
        return std::make_unique<AlertBook>(clock, path, AssetDirectory::shipped());
    }
    void write(const QByteArray &json) const
    {
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(json);
    }
    QByteArray bytes() const
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QStringList asideFiles() const { return QDir(dir.path()).entryList({u"alerts.json.damaged-*"_s}); }
    AlertFiring firingOf(AlertId id) const
    {
        AlertFiring firing;
        firing.alert = id;
        firing.condition = condition(u"BTC above 115000"_s);
        firing.symbol = u"BTC"_s;
        firing.price = "115004.62"_dec;
        firing.priceScale = 2;
        firing.at = firing.exchangeTime = clock.now();
        firing.live = 4;
        firing.agreeing.append({{u"bitget"_s}, u"Bitget"_s, u"BTC/USDT"_s, "115004.62"_dec, clock.now()});
        return firing;
    }
};

QString detail(const auto &result)
{
    return result ? u"no error"_s : result.error().detail;
}
} // namespace

TEST_F(AlertBookTest, AnAlertIsThereTheNextTimeWithAllThatWasSaid)
{
    Alert made = alert(u"story about SOL of kind hack from \"The Block\" with \"exploit\""_s, false);
    made.note = u"check the wallet"_s;
    made.coolDown = 90s;
    made.critical = true;
    AlertEntry before;
    {
        const auto book = open();
        EXPECT_FALSE(QFile::exists(path)) << "nothing is written before something changes";
        ASSERT_TRUE(book->add(alert(u"BTC above 115000.50"_s)));
        const auto id = book->add(made);
        ASSERT_TRUE(id);
        before = *book->find(*id);
        EXPECT_EQ(before.state.since, clock.now());
    }
    const auto book = open();
    ASSERT_EQ(book->entries().size(), 2);
    EXPECT_EQ(book->entries().first().alert.condition, condition(u"BTC above 115000.50"_s));
    EXPECT_EQ(book->entries().last(), before);
    EXPECT_EQ(book->notice(), QString());
}

TEST_F(AlertBookTest, TheSameAlertIsNotThereTwice)
{
    const auto book = open();
    const auto first = book->add(alert(u"BTC above 115000"_s));
    EXPECT_EQ(detail(book->add(alert(u"BTC above 115,000.00"_s))), u"This alert is there already."_s);
    ASSERT_TRUE(book->setEnabled(*first, false));
    const auto again = book->add(alert(u"BTC above 115000"_s, false));
    ASSERT_TRUE(again) << detail(again).toStdString();
    EXPECT_EQ(*again, *first) << "one that was off is switched on";
    EXPECT_TRUE(book->find(*first)->alert.enabled);
    EXPECT_FALSE(book->find(*first)->alert.once);
}

TEST_F(AlertBookTest, AWrongOneIsRefused)
{
    const auto book = open();
    Alert made = alert(u"BTC above 115000"_s);
    made.condition.level = Decimal{};
    EXPECT_EQ(detail(book->add(made)), u"a price above 0 is needed"_s);
    EXPECT_EQ(detail(book->remove({7})), u"There is no such alert."_s);
    EXPECT_EQ(detail(book->snooze({7}, clock.now())), u"There is no such alert."_s);
}

TEST_F(AlertBookTest, SeveralAreAnsweredInOneGo)
{
    const auto book = open();
    QList<AlertId> ids;
    for (const auto &text : {u"BTC above 1"_s, u"BTC above 2"_s, u"BTC above 3"_s})
        ids.append(book->add(alert(text)).value());
    ids.insert(1, AlertId{77}); // gone meanwhile
    int changed = 0;
    QObject::connect(book.get(), &AlertBook::changed, book.get(), [&changed] { ++changed; });
    ASSERT_TRUE(book->snoozeAll(ids, clock.now() + 15min));
    EXPECT_EQ(changed, 1) << "written once";
    for (const AlertEntry &entry : book->entries())
        EXPECT_EQ(entry.state.snoozedUntil, clock.now() + 15min);
    ASSERT_TRUE(book->disableAll(ids));
    EXPECT_EQ(changed, 2);
    EXPECT_EQ(book->armedCount(), 0);
    ASSERT_TRUE(book->acknowledgeAll(ids));
    EXPECT_EQ(changed, 2) << "nothing to write";
}

TEST_F(AlertBookTest, RemovingIsTakenBackInItsPlace)
{
    const auto book = open();
    std::ignore = book->add(alert(u"BTC above 1"_s));
    const auto second = book->add(alert(u"BTC above 2"_s));
    std::ignore = book->add(alert(u"BTC above 3"_s));
    const QList<AlertEntry> before = book->entries();
    const auto removed = book->remove(*second);
    ASSERT_TRUE(removed);
    EXPECT_EQ(book->entries().size(), 2);
    ASSERT_TRUE(book->restore(*removed));
    EXPECT_EQ(book->entries(), before);
    ASSERT_TRUE(book->restore(*removed)) << "twice changes nothing";
    EXPECT_EQ(open()->entries(), before);
}

TEST_F(AlertBookTest, IdsAreNeverUsedAgain)
{
    const auto first = open()->add(alert(u"BTC above 1"_s));
    std::ignore = open()->remove(*first);
    EXPECT_NE(*open()->add(alert(u"BTC above 2"_s)), *first);
}

TEST_F(AlertBookTest, EditingTheConditionBeginsAnewTheRestDoesNot)
{
    const auto book = open();
    const auto id = book->add(alert(u"BTC above 115000"_s, false));
    AlertState state = book->find(*id)->state;
    state.phase = AlertState::Phase::Armed;
    book->keep({{*id, state}}, {});
    Alert changed = book->find(*id)->alert;
    changed.note = u"sell"_s;
    ASSERT_TRUE(book->edit(changed));
    EXPECT_EQ(book->find(*id)->state.phase, AlertState::Phase::Armed);
    changed.condition.level = "116000"_dec;
    ASSERT_TRUE(book->edit(changed));
    EXPECT_EQ(book->find(*id)->state.phase, AlertState::Phase::Undecided);
}

TEST_F(AlertBookTest, AlertsGoWithTheirCoinAndComeBackWithItSoon)
{
    const auto book = open();
    std::ignore = book->add(alert(u"BTC above 1"_s));
    std::ignore = book->add(alert(u"ETH above 1"_s));
    std::ignore = book->add(alert(u"story about BTC"_s));
    std::ignore = book->add(alert(u"story of kind hack"_s));
    const QList<AlertEntry> before = book->entries();
    book->coinsChanged({eth}, {btc, eth});
    EXPECT_EQ(book->entries().size(), 2);
    clock.advance(8s);
    book->coinsChanged({btc, eth}, {eth});
    EXPECT_EQ(book->entries(), before);
    book->coinsChanged({eth}, {btc, eth});
    clock.advance(1min);
    book->coinsChanged({btc, eth}, {eth});
    EXPECT_EQ(book->entries().size(), 2) << "it was another coin's day";
}

TEST_F(AlertBookTest, FiringsAreKeptAndAcknowledged)
{
    {
        const auto book = open();
        const auto id = book->add(alert(u"BTC above 115000"_s));
        AlertState state = book->find(*id)->state;
        state.phase = AlertState::Phase::Done;
        state.firedAt = clock.now();
        state.unacknowledged = true;
        state.heard.insert({u"bitget"_s}, clock.now());
        const auto kept = book->keep({{*id, state}}, {firingOf(*id)});
        EXPECT_EQ(kept.first().id, 1);
        EXPECT_EQ(book->unacknowledgedCount(), 1);
        EXPECT_EQ(book->armedCount(), 0);
    }
    const auto book = open();
    ASSERT_EQ(book->firings().size(), 1);
    AlertFiring expected = firingOf({1});
    expected.id = 1;
    EXPECT_EQ(book->firings().first(), expected);
    EXPECT_EQ(book->find({1})->state.heard.value({u"bitget"_s}), clock.now());
    ASSERT_TRUE(book->acknowledge({1}));
    EXPECT_EQ(book->unacknowledgedCount(), 0);
    EXPECT_TRUE(book->firings().first().acknowledged);
    EXPECT_EQ(book->keep({}, {firingOf({1})}).first().id, 2) << "ids go on over restarts";
}

TEST_F(AlertBookTest, TheListOfFiringsIsLimited)
{
    const auto book = open();
    QList<AlertFiring> many(AlertBook::mostFirings + 100, firingOf({1}));
    book->keep({}, many);
    EXPECT_EQ(book->firings().size(), AlertBook::mostFirings);
    EXPECT_EQ(book->firings().first().id, AlertBook::mostFirings + 100) << "the newest stay, first";
}

TEST_F(AlertBookTest, SnoozingBringsOneBackThatIsDone)
{
    const auto book = open();
    const auto id = book->add(alert(u"BTC above 115000"_s));
    AlertState state = book->find(*id)->state;
    state.phase = AlertState::Phase::Done;
    state.unacknowledged = true;
    book->keep({{*id, state}}, {});
    ASSERT_TRUE(book->snooze(*id, clock.now() + 15min));
    EXPECT_EQ(book->find(*id)->state.phase, AlertState::Phase::Armed);
    EXPECT_EQ(book->unacknowledgedCount(), 0);
    EXPECT_EQ(open()->find(*id)->state.snoozedUntil, clock.now() + 15min);
}

TEST_F(AlertBookTest, WhatAnotherWickpostAddsIsTakenIn)
{
    const auto window = open();
    window->followFile();
    int told = 0;
    QObject::connect(window.get(), &AlertBook::changed, window.get(), [&] { ++told; });
    std::ignore = open()->add(alert(u"BTC above 115000"_s));
    ASSERT_TRUE(waitUntil([&] { return told > 0; }));
    EXPECT_EQ(window->entries().size(), 1);
    std::ignore = window->add(alert(u"ETH above 5000"_s));
    EXPECT_EQ(open()->entries().size(), 2);
}

TEST_F(AlertBookTest, StatesNotWrittenYetSurviveWhatAnotherWickpostWrites)
{
    const auto window = open();
    const auto id = window->add(alert(u"BTC above 115000"_s));
    AlertState state = window->find(*id)->state;
    state.phase = AlertState::Phase::Armed;
    window->keep({{*id, state}}, {}); // soon, not at once
    std::ignore = open()->add(alert(u"ETH above 5000"_s));
    std::ignore = window->add(alert(u"SOL above 500"_s));
    EXPECT_EQ(window->entries().size(), 3);
    EXPECT_EQ(open()->find(*id)->state.phase, AlertState::Phase::Armed);
}

TEST_F(AlertBookTest, ReArmingIsWrittenWithinASecond)
{
    const auto book = open();
    const auto id = book->add(alert(u"BTC above 115000"_s));
    AlertState state = book->find(*id)->state;
    state.phase = AlertState::Phase::Armed;
    book->keep({{*id, state}}, {});
    EXPECT_EQ(open()->find(*id)->state.phase, AlertState::Phase::Undecided);
    clock.advance(1s);
    EXPECT_EQ(open()->find(*id)->state.phase, AlertState::Phase::Armed);
}

TEST_F(AlertBookTest, ADamagedFileIsKeptAsideAndNamed)
{
    write("{\"alerts\": [");
    {
        const auto book = open();
        ASSERT_EQ(asideFiles().size(), 1);
        EXPECT_TRUE(book->notice().contains(asideFiles().first())) << book->notice().toStdString();
        ASSERT_TRUE(book->add(alert(u"BTC above 1"_s)));
        EXPECT_TRUE(book->isKept());
    }
    EXPECT_EQ(open()->entries().size(), 1);
}

TEST_F(AlertBookTest, ANewerVersionsFileIsUsedAndLeftAlone)
{
    const QByteArray newer = R"({"version": 99, "alerts": [{"id": 4, "kind": "above", "coin": "bitcoin",
        "level": "5", "hologram": true}]})";
    write(newer);
    const auto book = open();
    ASSERT_EQ(book->entries().size(), 1);
    ASSERT_TRUE(book->add(alert(u"ETH above 1"_s)));
    EXPECT_EQ(book->entries().size(), 2) << "for this run";
    EXPECT_FALSE(book->isKept());
    EXPECT_TRUE(book->notice().contains(u"newer"_s));
    EXPECT_EQ(bytes(), newer);
}

TEST_F(AlertBookTest, OneAlertThatCantBeUnderstoodCostsNoOther)
{
    write(R"({"version": 1, "alerts": [{"id": 1, "kind": "sideways"}, {"id": 2, "kind": "above",
        "coin": "bitcoin", "level": "nan"}, {"id": 3, "kind": "below", "coin": "bitcoin", "level": "5"},
        {"id": 3, "kind": "below", "coin": "bitcoin", "level": "6"}, 17]})");
    const auto book = open();
    ASSERT_EQ(book->entries().size(), 1);
    EXPECT_EQ(book->entries().first().alert.condition.level, "5"_dec);
    EXPECT_TRUE(book->notice().startsWith(u"4 "_s)) << book->notice().toStdString();
}

TEST_F(AlertBookTest, AFolderThatCantBeWrittenSaysSo)
{
    const AlertBook reference(clock, QString(), AssetDirectory::shipped());
    EXPECT_TRUE(reference.isKept()) << "in memory there is nothing to lose";
    AlertBook book(clock, dir.filePath(u"missing/alerts.json"_s), AssetDirectory::shipped());
    ASSERT_TRUE(book.add(alert(u"BTC above 1"_s)));
    EXPECT_FALSE(book.isKept());
    EXPECT_FALSE(book.notice().isEmpty());
    EXPECT_EQ(book.entries().size(), 1);
}

namespace {
UtcTime anyTime()
{
    return fromMsecs(*rc::gen::inRange<qint64>(0, 4'000'000'000'000));
}
} // namespace

RC_GTEST_PROP(AlertJsonProperty, WhatIsWrittenReadsBackAsTheSame, ())
{
    AlertEntry entry;
    entry.alert.id = {*rc::gen::inRange<qint64>(1, 1'000'000)};
    entry.alert.condition = condition(*rc::gen::element(
        u"BTC above 115000.5"_s, u"SOL below 3 EUR"_s, u"ETH moves 3% in 90min"_s, u"USDT off peg 0.5%"_s,
        u"BTC sources differ 1%"_s, u"story about BTC of kind etf from 金色财经 with \"a b\""_s));
    entry.alert.once = *rc::gen::arbitrary<bool>();
    entry.alert.enabled = *rc::gen::arbitrary<bool>();
    entry.alert.critical = *rc::gen::arbitrary<bool>();
    if (*rc::gen::arbitrary<bool>())
        entry.alert.coolDown = std::chrono::seconds{*rc::gen::inRange(0, 100'000)};
    entry.state.phase = static_cast<AlertState::Phase>(*rc::gen::inRange(0, 4));
    entry.state.since = anyTime();
    entry.state.firedAt = anyTime();
    entry.state.snoozedUntil = anyTime();
    entry.state.unacknowledged = *rc::gen::arbitrary<bool>();
    entry.state.heard.insert({u"kraken"_s}, anyTime());
    entry.state.told.append(AlertState::ToldStory{{*rc::gen::inRange<qint64>(1, 1000)}, {7}});
    const QByteArray bytes = QJsonDocument(alertEntryToJson(entry)).toJson();
    const auto read = alertEntryFromJson(QJsonDocument::fromJson(bytes).object());
    RC_ASSERT(read.has_value());
    RC_ASSERT(*read == entry);
}
