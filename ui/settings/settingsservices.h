#pragma once

#include "app/base/clock.h"
#include "app/base/result.h"
#include "app/news/foundfeed.h"
#include "app/quotes/quoteboard.h"
#include "app/settings/settingsfile.h"
#include "ui/platform/pinning.h"
#include "ui/style/theme.h"

#include <QHash>
#include <functional>

class ArticleStore;
class NewsRefresher;
class UserFeeds;

// What a test of a source brought: one round trip and one price, or the reason why not.
struct SourceTestResult
{
    std::chrono::milliseconds roundTrip{0};
    QString pair; // "BTC/USDT"
    Decimal price;
};
using SourceTest = std::function<Request(const VenueId &, Reply<SourceTestResult>)>;

// What a feed at an address as typed would bring.
using FeedSearch = std::function<Request(const QString &typed, Reply<FoundFeed>)>;

// Makes the list of alerts with its form; `offerUndo` tells of a removal that can be taken back.
using OfferUndo = std::function<void(const QString &words, std::function<void()> undo)>;
using AlertsMaker = std::function<QWidget *(QWidget *parent, OfferUndo offerUndo)>;
// Sends one notification over the desktop and says how that went ("shown", "no notification service").
using NotificationTest = std::function<void(std::function<void(const QString &answer)> done)>;

// What the dialog stands on. Everything outlives it.
struct SettingsServices
{
    SettingsFile &settings;
    QuoteBoard &board;
    const AssetDirectory &assets;
    UserFeeds &feeds;
    NewsRefresher &news;
    ArticleStore &articles;
    UiTheme &theme;
    Clock &clock;
    Settings defaults;                  // what "Restore defaults" goes back to
    QHash<VenueId, QString> venueNames; // as shown
    SourceTest test;
    FeedSearch findFeed;                    // null: nothing may be fetched
    std::function<Grants()> grants;         // what the desktop granted, now
    QString whyUnavailable;                 // of a wish it doesn't offer
    QString version;                        // "Wickpost 0.1.0"
    bool demo = false;                      // this run is the demo
    AlertsMaker alerts = {};                // null: this run has none
    NotificationTest testNotification = {}; // null: can't be tested
};
