#pragma once

#include "app/base/clock.h"
#include "app/cli/commandline.h"
#include "app/quotes/quoteboard.h"

#include <QSet>
#include <functional>

// `wickpost quotes` on a board whose sources are already set: prints once all coins have a price and a
// change, or what there is at the timeout; with --watch a line at each change of price, source or state.
class QuotesCommand : public QObject
{
    Q_OBJECT
public:
    using Write = std::function<void(const QByteArray &line)>;

    // `out` and `err` get whole lines without their end. `watchlist` is used when no coin was named.
    QuotesCommand(Clock &clock, QuoteBoard &board, const AssetDirectory &assets, const QuotesOptions &options,
                  const QList<AssetId> &watchlist, Write out, Write err);
    void start();

signals:
    void finished(int exitCode); // 0 done, 1 no coin has a price

private:
    void look();
    bool ready(const AssetId &asset) const;
    bool hopeless(const AssetId &asset) const; // every source has answered and none lists it
    bool settled() const;                      // no source may still speak, or we waited long enough
    void printAll();
    void finish();
    void noteChanges(const QList<AssetId> &assets);
    void flushChanges();
    void printChanged(const AssetId &asset);

    struct Printed
    {
        QByteArray key; // price, source, state
        MonoTime at{};
    };
    Clock &m_clock;
    QuoteBoard &m_board;
    const AssetDirectory &m_assets;
    QuotesOptions m_options;
    QList<AssetId> m_coins;
    Write m_out, m_err;
    bool m_done = false;
    std::optional<MonoTime> m_readySince;
    QHash<AssetId, Printed> m_printed;
    QSet<AssetId> m_pending;
    Request m_timeout, m_settle, m_flush;
};
