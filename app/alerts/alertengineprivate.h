#pragma once

#include "app/alerts/alertengine.h"
#include "app/alerts/coinalerts.h"
#include "app/alerts/storywatch.h"

#include <map>

// The inside of AlertEngine: what is watched and comes in (alertenginewatch.cpp), what fires and when
// (alertenginefiring.cpp).
class AlertEngine::Private
{
public:
    Private(AlertEngine &engine, Clock &c, AlertBook &alerts, QuoteBoard &quotes,
            const AssetDirectory &directory, Origin from)
        : q(engine),
          clock(c),
          book(alerts),
          board(quotes),
          assets(directory),
          stories(
              c, directory, from == Origin::Demo, from == Origin::Replay,
              [this](WatchedAlert &alert, const Story &story) { fireStory(alert, story); },
              [this](WatchedAlert &alert) { turned(alert); })
    {
        rules.origin = from;
    }
    ~Private() { board.unfollow(followed); }

    MonoTime now() const { return rules.origin == Origin::Replay ? replayed : clock.monotonic(); }
    MonoTime timeOf(const Ticker &ticker);

    void sync();
    void sort();
    bool readVenues();
    void venuesChanged();
    void index(CoinAlerts &coin);
    void tick(const Ticker &ticker);
    void quotesChanged(const QList<AssetId> &assets);
    void lookAtAll();
    CoinAlerts *watchOf(const AssetId &asset) const;

    void fire(WatchedAlert &alert, const AlertVerdict &verdict, const CoinQuote &quote);
    void fireStory(WatchedAlert &alert, const Story &story);
    void fire(WatchedAlert &alert, AlertFiring firing);
    void turned(WatchedAlert &alert);
    void gather();
    void flush();
    std::chrono::seconds coolDownOf(const Alert &alert) const
    {
        return alert.coolDown.value_or(settings.coolDown);
    }
    void setDeadline(WatchedAlert &alert);
    void armDue();
    void due();
    void armQuietEnd();
    void quietEnds();
    void tellStatus();
    AlertStatus figures(const AlertCondition &condition) const;

    AlertEngine &q;
    Clock &clock;
    AlertBook &book;
    QuoteBoard &board;
    const AssetDirectory &assets;
    AlertSettings settings;
    AlertRules rules;
    StoryWatch stories;
    std::map<AlertId, std::unique_ptr<WatchedAlert>> watched;
    std::map<AssetId, std::unique_ptr<CoinAlerts>> coins;
    struct Place
    {
        CoinAlerts *coin = nullptr; // none: nobody's
        CoinAlerts::Market *market = nullptr;
        quint64 generation = 0;
    };
    QHash<InstrumentId, Place> places;
    QList<AssetId> followed;
    MonoTime replayed{}; // the recording's time

    QHash<AlertId, AlertState> changedStates;
    QList<AlertFiring> fired;
    Request gatherTimer, dueTimer, quietTimer, statusTimer;
    std::optional<MonoTime> nextDue;
};
