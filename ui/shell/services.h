#pragma once

#include "app/quotes/quotesource.h"
#include "ui/news/readingservices.h"

#include <functional>
#include <memory>

class AlertBook;
class AlertEngine;
class AlertDesk;
class AwayDesk;
class ArticleStore;
class CandleHistory;
class Clock;
class CoinSizes;
class Insight;
class NewsRefresher;
class QuoteBoard;
class SettingsFile;
class UiTheme;
class WindowPlaces;
class WireWatch;
class WorkerPool;

// What the windows stand on. All outlive them; a demo run brings its own board, store and refresher, and so a
// window of its own.
struct Services
{
    QuoteBoard &board;
    CandleHistory &history;
    ArticleStore &articles;
    NewsRefresher &news;
    SettingsFile &settings;
    WindowPlaces &places;
    UiTheme &theme;
    Clock &clock;
    WorkerPool &workers;
    AlertBook &alertBook;
    AlertEngine &alerts;
    // Every exchange there is, switched off ones too, in the user's order.
    std::function<QList<SourceInfo>()> venues;
    // A source of its own for one test; null when there is no such venue.
    std::function<std::unique_ptr<QuoteSource>(const VenueId &)> makeSource;
    ReadingServices reading;
    // What prices and stories say of each other; null: nobody knows (tests of other things).
    Insight *insight = nullptr;
    // The messages behind prices; null: there are none (demo, replay).
    WireWatch *wire = nullptr;
    AlertDesk *alertDesk = nullptr; // null: none in this run
    // Ranks and market caps; null: nobody tells them.
    CoinSizes *sizes = nullptr;
    AwayDesk *awayDesk = nullptr; // null: nobody is told what was missed
};
