#pragma once

#include "app/base/clock.h"
#include "app/cli/commandline.h"
#include "app/quotes/quoteboard.h"

// `wickpost sources`: waits until every enabled source is past its first attempt, or 10 s, then prints the
// health of all, switched-off ones too.
class SourcesCommand : public QObject
{
    Q_OBJECT
public:
    using Write = std::function<void(const QByteArray &line)>;
    struct Venue
    {
        VenueId id;
        QString name;
        bool enabled = false;
    };

    SourcesCommand(Clock &clock, QuoteBoard &board, const SourcesOptions &options, const QList<Venue> &venues,
                   const QList<AssetId> &watchlist, Write out);
    void start();

signals:
    void finished(int exitCode); // 0 at least one source is live, 1 none is

private:
    void look();
    void finish();
    SourceStatus statusOf(const Venue &venue) const;

    Clock &m_clock;
    QuoteBoard &m_board;
    SourcesOptions m_options;
    QList<Venue> m_venues;
    QList<AssetId> m_watchlist;
    Write m_out;
    bool m_done = false;
    Request m_timeout;
};

// One source as JSON: venue, enabled, state, reason, latencyMs, lastMessageMs (since the last message),
// nextTryMs (until the next attempt), instruments, subscriptions.
QByteArray sourceStatusJson(const SourcesCommand::Venue &venue, const SourceStatus &status, MonoTime now,
                            UtcTime wallNow);
