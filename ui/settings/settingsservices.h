#pragma once

#include "app/base/clock.h"
#include "app/base/result.h"
#include "app/quotes/quoteboard.h"
#include "app/settings/settingsfile.h"
#include "ui/platform/pinning.h"
#include "ui/style/theme.h"

#include <QHash>
#include <functional>

// What a test of a source brought: one round trip and one price, or the reason why not.
struct SourceTestResult
{
    std::chrono::milliseconds roundTrip{0};
    QString pair; // "BTC/USDT"
    Decimal price;
};
using SourceTest = std::function<Request(const VenueId &, Reply<SourceTestResult>)>;

// What the dialog stands on. Everything outlives it.
struct SettingsServices
{
    SettingsFile &settings;
    QuoteBoard &board;
    const AssetDirectory &assets;
    UiTheme &theme;
    Clock &clock;
    Settings defaults;                  // what "Restore defaults" goes back to
    QHash<VenueId, QString> venueNames; // as shown
    SourceTest test;
    std::function<Grants()> grants; // what the desktop granted, now
    QString whyUnavailable;         // of a wish it doesn't offer
    QString version;                // "Wickpost 0.1.0"
    bool demo = false;              // this run is the demo
};
