#include "app/settings/settings.h"

#include "app/settings/settingsfile.h"
#include "app/settings/windowplaces.h"
#include "tests/support/manualclock.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <gtest/gtest.h>

using namespace std::chrono_literals;

namespace {
void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}
QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

class SettingsFileTest : public testing::Test
{
protected:
    QTemporaryDir dir;
    QString path = dir.filePath(QStringLiteral("settings.json"));
    ManualClock clock;
    Settings defaults = defaultSettings();
};
} // namespace

TEST(SettingsTest, TheDefaultsAreTheSeedsCoinsAndTheFourSources)
{
    const Settings settings = defaultSettings();
    EXPECT_EQ(settings.watchlist.size(), 10);
    EXPECT_EQ(settings.watchlist.first().value, QStringLiteral("bitcoin"));
    QStringList on;
    for (const SourceSetting &source : settings.sources) {
        if (source.enabled)
            on.append(source.venue.value);
    }
    EXPECT_EQ(on.join(u' '), QStringLiteral("bitget binance coinbase kraken"));
    EXPECT_EQ(defaultSettings(QStringLiteral("zh_CN")).upDown, UpDown::RedUp);
    EXPECT_EQ(defaultSettings(QStringLiteral("en_US")).upDown, UpDown::GreenUp);
}

TEST(SettingsTest, EverySettingSurvivesTheJson)
{
    Settings settings = defaultSettings();
    settings.watchlist = {AssetId{QStringLiteral("sym:NEW")}, AssetId{QStringLiteral("bitcoin")}};
    settings.priceFrom.insert(AssetId{QStringLiteral("bitcoin")}, VenueId{QStringLiteral("kraken")});
    settings.sources.swapItemsAt(0, 3);
    settings.sources[0].enabled = false;
    settings.staleAfterMs = 90'000;
    settings.differPctMajor = 0.35;
    settings.keepCandlesMb = 50;
    settings.theme = Theme::Light;
    settings.upDown = UpDown::ColourBlind;
    settings.digits = Digits::All;
    settings.tinyPrices = TinyPrices::Subscript;
    settings.rowHeight = RowHeight::Compact;
    settings.textSizePercent = 150;
    settings.view = ViewMode::Compact;
    settings.alwaysOnTop = false;
    settings.opacityPercent = 70;
    settings.watchlistOrder = WatchlistOrder::ByChange;
    settings.watchlistDescending = true;
    settings.picturesFrom = {QStringLiteral("Chainside"), QStringLiteral("金色财经")};
    settings.changeBasis = ChangeBasis::Pinned;
    settings.pinned.at = fromMsecs(1'757'727'738'000);
    settings.pinned.prices.insert(AssetId{QStringLiteral("bitcoin")},
                                  {{{QStringLiteral("kraken")}, QStringLiteral("BTC/USD")}, "114959.10"_dec});
    settings.chart = {ChartRange::Y1, Interval::H4, true,  false, false, false, false,
                      true,           false,        false, true,  9,     200,   true};
    QStringList problems;
    EXPECT_EQ(settingsFromJson(toJson(settings), defaultSettings(), &problems), settings);
    EXPECT_TRUE(problems.isEmpty()) << problems.join(u';').toStdString();
}

TEST(SettingsTest, ABadValueKeepsItsDefaultAndIsNamed)
{
    QStringList problems;
    const auto json =
        QJsonDocument::fromJson(R"({"appearance":{"textSizePercent":900,"theme":"pink","flashPrices":"yes"},
        "window":{"opacityPercent":80},"sources":{"staleAfterMs":null}})")
            .object();
    const Settings settings = settingsFromJson(json, defaultSettings(), &problems);
    EXPECT_EQ(settings.textSizePercent, 100);
    EXPECT_EQ(settings.theme, Theme::System);
    EXPECT_TRUE(settings.flashPrices);
    EXPECT_EQ(settings.opacityPercent, 80);
    EXPECT_EQ(problems.size(), 4);
    EXPECT_TRUE(problems.join(u'\n').contains(
        QStringLiteral("appearance.textSizePercent: 900 is not between 90 and 200")));
}

TEST(SettingsTest, ADamagedPinnedPriceIsLeftOutAndNamed)
{
    QStringList problems;
    const auto json = QJsonDocument::fromJson(R"({"watchlist":{"pinned":{"at":"2025-09-13T01:42:18.000Z",
        "prices":{"bitcoin":"bitget BTCUSDT 114959.13","ethereum":"bitget ETHUSDT nan","ripple":"x"}}}})")
                          .object();
    const Settings settings = settingsFromJson(json, defaultSettings(), &problems);
    ASSERT_EQ(settings.pinned.prices.size(), 1);
    EXPECT_EQ(settings.pinned.prices.value(AssetId{QStringLiteral("bitcoin")}).price, "114959.13"_dec);
    EXPECT_EQ(problems.size(), 2);
}

TEST(SettingsTest, AChartKeepsItsDefaultsWhereTheFileAsksForWhatThereIsNot)
{
    QStringList problems;
    const auto json = QJsonDocument::fromJson(
                          R"({"chart":{"range":"2W","interval":"2h","average1Period":1,"candles":"line"}})")
                          .object();
    EXPECT_EQ(settingsFromJson(json, defaultSettings(), &problems).chart, ChartSettings{});
    EXPECT_EQ(problems.size(), 4) << problems.join(u';').toStdString();
    const auto automatic = QJsonDocument::fromJson(R"({"chart":{"interval":"auto"}})").object();
    Settings chosen = defaultSettings();
    chosen.chart.interval = Interval::D1;
    EXPECT_EQ(settingsFromJson(automatic, chosen, nullptr).chart.interval, std::nullopt);
}

TEST(SettingsTest, AnEmptyWatchlistIsAChoiceAndNotAMistake)
{
    Settings settings = defaultSettings();
    settings.watchlist.clear();
    EXPECT_TRUE(settingsFromJson(toJson(settings), defaultSettings(), nullptr).watchlist.isEmpty());
}

TEST(SettingsTest, ASourceTheFileDoesNotKnowYetIsAppendedSwitchedAsByDefault)
{
    const auto json = QJsonDocument::fromJson(
                          R"({"sources":{"order":[{"venue":"kraken","on":true},{"venue":"mtgox","on":true},
        {"venue":"kraken","on":false}]}})")
                          .object();
    QStringList problems;
    const Settings settings = settingsFromJson(json, defaultSettings(), &problems);
    EXPECT_EQ(settings.sources.size(), 7);
    EXPECT_EQ(settings.sources.first(), (SourceSetting{VenueId{QStringLiteral("kraken")}, true}));
    EXPECT_EQ(settings.sources.at(1), (SourceSetting{VenueId{QStringLiteral("bitget")}, true}));
    EXPECT_EQ(problems.size(), 2);
}

TEST_F(SettingsFileTest, AChangeIsAnnouncedAtOnceAndWrittenSoonAfter)
{
    SettingsFile file(clock, path, defaults);
    int announced = 0;
    QObject::connect(&file, &SettingsFile::changed, [&] { ++announced; });
    file.change([](Settings &s) { s.opacityPercent = 60; });
    file.change([](Settings &s) { s.opacityPercent = 60; });
    EXPECT_EQ(announced, 1);
    EXPECT_FALSE(QFile::exists(path));
    clock.advance(1s);
    EXPECT_EQ(SettingsFile(clock, path, defaults).settings().opacityPercent, 60);
}

TEST_F(SettingsFileTest, WhatIsUnwrittenIsWrittenAtTheEnd)
{
    {
        SettingsFile file(clock, path, defaults);
        file.change([](Settings &s) { s.theme = Theme::Light; });
    }
    EXPECT_EQ(SettingsFile(clock, path, defaults).settings().theme, Theme::Light);
}

TEST_F(SettingsFileTest, ADamagedFileIsSetAsideBeforeAnythingIsWritten)
{
    write(path, "{\"watchlist\": {\"coins\": [\"bitco");
    SettingsFile file(clock, path, defaults);
    EXPECT_EQ(file.settings(), defaults);
    EXPECT_TRUE(file.notice().contains(QStringLiteral("damaged")));
    const QStringList aside = QDir(dir.path()).entryList({QStringLiteral("settings.json.damaged-*")});
    ASSERT_EQ(aside.size(), 1);
    EXPECT_EQ(read(dir.filePath(aside.first())), QByteArray("{\"watchlist\": {\"coins\": [\"bitco"));
    file.change([](Settings &s) { s.opacityPercent = 60; });
    EXPECT_TRUE(file.save());
}

TEST_F(SettingsFileTest, AFileOfANewerVersionIsUsedButNeverOverwritten)
{
    const QByteArray newer = R"({"version": 99, "window": {"opacityPercent": 50}, "future": {"x": 1}})";
    write(path, newer);
    {
        SettingsFile file(clock, path, defaults);
        EXPECT_EQ(file.settings().opacityPercent, 50);
        EXPECT_FALSE(file.writable());
        EXPECT_TRUE(file.notice().contains(QStringLiteral("newer")));
        file.change([](Settings &s) { s.opacityPercent = 90; });
        EXPECT_EQ(file.settings().opacityPercent, 90);
        EXPECT_FALSE(file.save());
    }
    EXPECT_EQ(read(path), newer);
}

TEST_F(SettingsFileTest, KeysItDoesNotKnowAreKept)
{
    write(path, R"({"version": 1, "future": {"x": 1}, "window": {"glow": true}})");
    SettingsFile file(clock, path, defaults);
    file.change([](Settings &s) { s.opacityPercent = 60; });
    ASSERT_TRUE(file.save());
    const QJsonObject root = QJsonDocument::fromJson(read(path)).object();
    EXPECT_EQ(root.value(QLatin1String("future")).toObject().value(QLatin1String("x")).toInt(), 1);
    EXPECT_TRUE(root.value(QLatin1String("window")).toObject().value(QLatin1String("glow")).toBool());
}

TEST_F(SettingsFileTest, ARemovedPriceSourceDoesNotComeBackFromTheOldFile)
{
    {
        SettingsFile file(clock, path, defaults);
        file.change([](Settings &s) {
            s.priceFrom.insert(AssetId{QStringLiteral("bitcoin")}, VenueId{QStringLiteral("kraken")});
        });
    }
    {
        SettingsFile file(clock, path, defaults);
        EXPECT_EQ(file.settings().priceFrom.size(), 1);
        file.change([](Settings &s) { s.priceFrom.clear(); });
    }
    EXPECT_TRUE(SettingsFile(clock, path, defaults).settings().priceFrom.isEmpty());
}

TEST_F(SettingsFileTest, AFolderThatCantBeWrittenIsSaidLoudly)
{
    SettingsFile file(clock, dir.filePath(QStringLiteral("no/such/folder/settings.json")), defaults);
    file.change([](Settings &s) { s.opacityPercent = 60; });
    EXPECT_FALSE(file.save());
    EXPECT_TRUE(file.notice().contains(QStringLiteral("can't be saved")));
    EXPECT_EQ(file.settings().opacityPercent, 60);
}

TEST(WindowPlacesTest, PlacesAreKeptPerModeAndScreen)
{
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("state.json"));
    {
        WindowPlaces places(path);
        places.set(QStringLiteral("compact"), QStringLiteral("A 1920x1080"), QRect(10, 20, 300, 420));
        places.set(QStringLiteral("compact"), QStringLiteral("B 2560x1440"), QRect(1, 2, 310, 430));
        places.set(QStringLiteral("dashboard"), QStringLiteral("A 1920x1080"), QRect(0, 0, 1280, 800));
    }
    const WindowPlaces places(path);
    EXPECT_EQ(places.place(QStringLiteral("compact"), QStringLiteral("A 1920x1080")),
              QRect(10, 20, 300, 420));
    EXPECT_EQ(places.lastScreen(QStringLiteral("compact")), QStringLiteral("B 2560x1440"));
    EXPECT_FALSE(places.place(QStringLiteral("dashboard"), QStringLiteral("C")));
}

TEST(WindowPlacesTest, DamagedAndAbsurdPlacesCountAsNone)
{
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("state.json"));
    for (const char *text :
         {"", "{", "[]", R"({"windows":{"compact":{"screens":{"A":[1,2]}}}})",
          R"({"windows":{"compact":{"screens":{"A":[0,0,-5,10]}}}})",
          R"({"windows":{"compact":{"screens":{"A":[99999999,0,300,400]}}}})", R"({"windows":"x"})"}) {
        write(path, text);
        EXPECT_FALSE(WindowPlaces(path).place(QStringLiteral("compact"), QStringLiteral("A"))) << text;
    }
}

TEST(WindowPlacesTest, AWindowIsNeverRestoredOutOfSight)
{
    const QList<QRect> screens{QRect(0, 0, 1920, 1080)};
    const QSize smallest(240, 140);
    EXPECT_EQ(visiblePlace(QRect(100, 100, 300, 420), screens, smallest), QRect(100, 100, 300, 420));
    for (const QRect &lost :
         {QRect(4000, 100, 300, 420), QRect(-2000, -2000, 300, 420), QRect(100, -300, 300, 420),
          QRect(100, 1079, 300, 420), QRect(1900, 500, 300, 420)}) {
        const QRect found = visiblePlace(lost, screens, smallest);
        EXPECT_TRUE(screens.first().contains(found)) << lost.x() << ',' << lost.y();
        EXPECT_EQ(found.size(), lost.size());
    }
    EXPECT_EQ(visiblePlace(QRect(5000, 0, 3000, 3000), screens, smallest), screens.first());
}
