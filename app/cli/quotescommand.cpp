#include "app/cli/quotescommand.h"

#include "app/cli/quoteoutput.h"

using namespace std::chrono;

namespace {
constexpr double defaultTimeoutS = 10;
// Once every coin has a price, sources that are still connecting get this long: the first in the user's order
// is often not the first to answer, and the agreement wants them all.
constexpr milliseconds settleTime = 1500ms;
constexpr milliseconds betweenLines = 1s;

QByteArray keyOf(const CoinQuote &quote)
{
    const SourceQuote *shown = quote.shownSource();
    QByteArray key = stateName(quote.state).toUtf8();
    if (shown)
        key += '|' + shown->ticker.last.toByteArray() + '|' + shown->venue.value.toUtf8() + '|' +
               shown->instrument.id.symbol.toUtf8();
    return key;
}
} // namespace

QuotesCommand::QuotesCommand(Clock &clock, QuoteBoard &board, const AssetDirectory &assets,
                             const QuotesOptions &options, const QList<AssetId> &watchlist, Write out,
                             Write err)
    : m_clock(clock),
      m_board(board),
      m_assets(assets),
      m_options(options),
      m_out(std::move(out)),
      m_err(std::move(err))
{
    for (const QString &text : options.coins) {
        const AssetId id = m_assets.resolve(text).value_or(assetForSymbol(text)).id;
        if (!m_coins.contains(id))
            m_coins.append(id);
    }
    if (options.coins.isEmpty())
        m_coins = watchlist;
}

void QuotesCommand::start()
{
    connect(&m_board, &QuoteBoard::quotesChanged, this, [this](const QList<AssetId> &assets) {
        look();
        if (m_options.watch)
            noteChanges(assets);
    });
    connect(&m_board, &QuoteBoard::sourceStatusChanged, this, &QuotesCommand::look);
    connect(&m_board, &QuoteBoard::instrumentsChanged, this, &QuotesCommand::look);
    BoardSettings settings = m_board.settings();
    settings.trends = false; // nobody sees them here
    m_board.setSettings(settings);
    m_board.setWatchlist(m_coins);
    if (m_options.format == QLatin1String("csv"))
        m_out(quoteCsvHeader());
    if (!m_options.watch || m_options.timeoutS) {
        const double limit = m_options.timeoutS.value_or(defaultTimeoutS);
        m_timeout = m_clock.after(milliseconds{static_cast<qint64>(limit * 1000)}, [this] { finish(); });
    }
    m_settle = m_clock.after(0ms, [this] { look(); }); // an empty watchlist, or everything known at once
}

bool QuotesCommand::ready(const AssetId &asset) const
{
    const CoinQuote &quote = m_board.quote(asset);
    const bool fresh = quote.state == PriceState::Live || quote.state == PriceState::Simulated;
    return fresh && quote.shownSource() && quote.changePct;
}

bool QuotesCommand::hopeless(const AssetId &asset) const
{
    const QList<QuoteSource *> sources = m_board.sources();
    for (const QuoteSource *source : sources) {
        const auto status = m_board.status(source->info().id);
        if (status && status->link == SourceStatus::Link::Refused)
            continue;
        if (!status || status->instruments == 0 || m_board.instrumentFor(asset, source->info().id))
            return false;
    }
    return true;
}

bool QuotesCommand::settled() const
{
    if (m_readySince && m_clock.monotonic() - *m_readySince >= settleTime)
        return true;
    const QList<QuoteSource *> sources = m_board.sources();
    for (const QuoteSource *source : sources) {
        const auto status = m_board.status(source->info().id);
        if (!status || status->link == SourceStatus::Link::Connecting ||
            status->link == SourceStatus::Link::Idle)
            return false;
        if (status->link != SourceStatus::Link::Live)
            continue;
        for (const AssetId &asset : m_coins) {
            const auto instrument = m_board.instrumentFor(asset, source->info().id);
            const CoinQuote &quote = m_board.quote(asset);
            const bool heard =
                std::any_of(quote.sources.cbegin(), quote.sources.cend(), [&](const SourceQuote &s) {
                    return s.venue == source->info().id && s.state != PriceState::Missing;
                });
            if (instrument && instrument->status == Instrument::Status::Trading && !heard)
                return false;
        }
    }
    return true;
}

void QuotesCommand::look()
{
    if (m_done || m_options.watch)
        return;
    for (const AssetId &asset : std::as_const(m_coins)) {
        if (!ready(asset) && !hopeless(asset))
            return;
    }
    if (!m_readySince) {
        m_readySince = m_clock.monotonic();
        m_settle = m_clock.after(settleTime, [this] { look(); });
    }
    if (settled())
        finish();
}

void QuotesCommand::printAll()
{
    QList<CoinQuote> quotes;
    for (const AssetId &asset : std::as_const(m_coins))
        quotes.append(m_board.quote(asset));
    const MonoTime now = m_clock.monotonic();
    const UtcTime wall = m_clock.now();
    if (m_options.format == QLatin1String("table")) {
        m_out(quoteTable(quotes, now, wall).chopped(1));
    } else if (m_options.format == QLatin1String("waybar")) {
        m_out(quoteWaybar(quotes, now, wall));
    } else {
        for (const CoinQuote &quote : std::as_const(quotes))
            m_out(m_options.format == QLatin1String("json") ? quoteJson(quote, now, wall)
                                                            : quoteCsv(quote, now, wall));
    }
}

void QuotesCommand::finish()
{
    if (m_done)
        return;
    m_done = true;
    bool any = m_coins.isEmpty();
    for (const AssetId &asset : std::as_const(m_coins)) {
        const CoinQuote &quote = m_board.quote(asset);
        if (quote.shownSource()) {
            any = true;
            continue;
        }
        m_err((hopeless(asset) ? QStringLiteral("%1: no enabled source lists it")
                               : QStringLiteral("%1: no source answered in time"))
                  .arg(quote.asset.symbol.isEmpty() ? asset.value : quote.asset.symbol)
                  .toUtf8());
    }
    if (m_options.watch)
        flushChanges();
    else
        printAll();
    emit finished(any ? 0 : 1);
}

void QuotesCommand::noteChanges(const QList<AssetId> &assets)
{
    for (const AssetId &asset : assets) {
        if (m_coins.contains(asset))
            m_pending.insert(asset);
    }
    if (!m_flush && !m_done)
        flushChanges();
}

// Prints the coins that are due and comes back when the next one is.
void QuotesCommand::flushChanges()
{
    m_flush.reset();
    const MonoTime now = m_clock.monotonic();
    std::optional<MonoTime> next;
    bool barChanged = false;
    for (const AssetId &asset : std::as_const(m_coins)) {
        if (!m_pending.contains(asset))
            continue;
        const CoinQuote &quote = m_board.quote(asset);
        Printed &printed = m_printed[asset];
        const QByteArray key = keyOf(quote);
        const bool first = printed.key.isEmpty();
        if (printed.key == key || (first && !quote.shownSource())) {
            m_pending.remove(asset);
            continue;
        }
        if (!first && now - printed.at < betweenLines) {
            next = std::min(next.value_or(MonoTime::max()), printed.at + betweenLines);
            continue;
        }
        printed = {key, now};
        m_pending.remove(asset);
        if (m_options.format == QLatin1String("waybar"))
            barChanged = true;
        else
            printChanged(asset);
    }
    if (barChanged)
        printAll();
    if (next && !m_done)
        m_flush = m_clock.after(*next - now, [this] { flushChanges(); });
}

void QuotesCommand::printChanged(const AssetId &asset)
{
    const CoinQuote &quote = m_board.quote(asset);
    const MonoTime now = m_clock.monotonic();
    const UtcTime wall = m_clock.now();
    if (m_options.format == QLatin1String("json")) {
        m_out(quoteJson(quote, now, wall));
    } else if (m_options.format == QLatin1String("csv")) {
        m_out(quoteCsv(quote, now, wall));
    } else {
        // The row alone, in the columns all coins together need.
        QList<CoinQuote> quotes;
        for (const AssetId &each : std::as_const(m_coins))
            quotes.append(m_board.quote(each));
        m_out(quoteTable(quotes, now, wall).split('\n').value(m_coins.indexOf(asset) + 1));
    }
}
