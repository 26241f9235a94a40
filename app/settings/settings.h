#pragma once

#include "app/base/result.h"
#include "app/market/changebasis.h"
#include "app/market/chartrange.h"
#include "app/market/ids.h"

#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QStringList>
#include <array>
#include <optional>

enum class Theme { System, Dark, Light };
enum class Digits { Short, All };
enum class UpDown { GreenUp, RedUp, ColourBlind };
enum class RowHeight { Comfortable, Compact };
enum class TinyPrices { Full, Subscript };
enum class WatchlistOrder { Mine, BySymbol, ByPrice, ByChange };
enum class ViewMode { Dashboard, Compact };
enum class NumberFormat { Western, System };
enum class ClockZone { System, Utc };

struct SourceSetting
{
    VenueId venue;
    bool enabled = false;
    bool operator==(const SourceSetting &) const = default;
};

// How charts are shown: one range and interval for all, a look for each place.
struct ChartSettings
{
    ChartRange range = ChartRange::H24;
    std::optional<Interval> interval; // none: what suits the range
    bool candles = false;             // on the dashboard; else a line
    bool pageCandles = true;          // on the coin page
    bool volume = true;
    bool stories = true;
    bool crosshair = true; // the pointer's
    bool logScale = false;
    // Moving averages.
    bool average1 = true, average2 = true;        // on the coin page
    bool paneAverages = false;                    // on the dashboard too
    int average1Period = 20, average2Period = 50; // candles
    bool exponential = false;
    bool operator==(const ChartSettings &) const = default;
};
// What can be chosen as an interval, smallest first.
inline constexpr std::array chartIntervals{Interval::M1, Interval::M5, Interval::M15, Interval::H1,
                                           Interval::H4, Interval::D1, Interval::W1};

// Every setting with its type and default, in one place. Times in ms, percentages in percent.
struct Settings
{
    // Watchlist
    QList<AssetId> watchlist; // in "my order"
    WatchlistOrder watchlistOrder = WatchlistOrder::Mine;
    bool watchlistDescending = false;
    ChangeBasis changeBasis = ChangeBasis::Rolling24h; // what the change column is measured from
    PinnedPrices pinned;                               // for ChangeBasis::Pinned
    QHash<AssetId, VenueId> priceFrom; // coins whose price comes from a chosen source; others: automatic
    // Sources, in the user's order
    QList<SourceSetting> sources;
    int staleAfterMs = 60'000;
    double differPctMajor = 0.2; // BTC, ETH
    double differPctOther = 0.5;
    int coingeckoEveryMs = 60'000;
    int keepCandlesMb = 100; // of the charts' past; fine intervals go first
    // Alerts
    bool alertNotifications = true; // over the desktop
    bool alertSound = false;
    bool quietHours = false;                   // what fires meanwhile is told at their end
    int quietFrom = 23 * 60, quietTo = 7 * 60; // minutes of the day, in the chosen zone
    int alertLoneGapMs = 1'000;    // where one exchange alone lists a coin: between the two ticks that agree
    int alertCoolDownMs = 300'000; // of alerts that fire every time
    // Appearance
    Theme theme = Theme::System;
    UpDown upDown = UpDown::GreenUp;
    Digits digits = Digits::Short;
    TinyPrices tinyPrices = TinyPrices::Full;
    RowHeight rowHeight = RowHeight::Comfortable;
    NumberFormat numberFormat = NumberFormat::Western;
    ClockZone zone = ClockZone::System;
    bool flashPrices = true;
    bool reducedMotion = false;
    int textSizePercent = 100; // 90 to 200
    // Window
    ViewMode view = ViewMode::Dashboard;
    bool alwaysOnTop = true;
    bool allWorkspaces = true;
    bool skipTaskbar = false;
    bool snapToEdges = true;
    int snapDistance = 12;    // logical px
    int opacityPercent = 100; // 40 to 100
    ChartSettings chart;
    // News
    int newsEveryMs = 300'000;
    bool readMarksEvent = true;    // reading one report marks all of its event read
    bool useReadingHistory = true; // "You may also like" heeds what one opens
    QStringList picturesFrom;      // outlets by name, whose pictures load without a click
    int keepTextDays = 30;         // bodies of stories; saved ones stay
    int keepTextMb = 200;          // of all bodies together; the oldest go first

    bool operator==(const Settings &) const = default;
};

// As Wickpost comes: the seed's ten coins; Bitget, Binance, Coinbase, Kraken on, OKX, Bybit, CoinGecko off.
// `locale` decides the up/down colours alone (zh, ja, ko: red up).
Settings defaultSettings(const QString &localeName = {});

QJsonObject toJson(const Settings &settings);
// Missing keys keep their default; a value out of range or of the wrong type keeps its default too and is
// named in `problems` ("appearance.textSizePercent: 900 is not between 90 and 200").
Settings settingsFromJson(const QJsonObject &json, const Settings &defaults, QStringList *problems);
