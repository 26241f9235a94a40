#include "app/cli/sourcescommand.h"

#include "app/base/jsonwriter.h"
#include "app/cli/texttable.h"

using namespace std::chrono;

namespace {
constexpr seconds patience{10};

QString reasonOf(const SourcesCommand::Venue &venue, const SourceStatus &status)
{
    if (!venue.enabled)
        return QStringLiteral("switched off");
    const bool told = status.link != SourceStatus::Link::Live && status.lastError;
    return told ? status.lastError->detail : QString();
}

std::optional<qint64> sinceMessage(const SourceStatus &status, MonoTime now)
{
    if (status.lastMessageAt == MonoTime{})
        return std::nullopt;
    return std::max<qint64>((now - status.lastMessageAt).count(), 0);
}

std::optional<qint64> untilNext(const SourceStatus &status, UtcTime wallNow)
{
    if (!isKnown(status.nextAttempt))
        return std::nullopt;
    return std::max<qint64>((status.nextAttempt - wallNow).count(), 0);
}

void integerOrNull(JsonWriter &json, QLatin1String name, std::optional<qint64> value)
{
    if (value)
        json.integer(name, *value);
    else
        json.null(name);
}

QString msText(std::optional<qint64> value)
{
    return value ? QString::number(*value) + QStringLiteral(" ms") : QStringLiteral("—");
}
} // namespace

SourcesCommand::SourcesCommand(Clock &clock, QuoteBoard &board, const SourcesOptions &options,
                               const QList<Venue> &venues, const QList<AssetId> &watchlist, Write out)
    : m_clock(clock),
      m_board(board),
      m_options(options),
      m_venues(venues),
      m_watchlist(watchlist),
      m_out(std::move(out))
{
}

void SourcesCommand::start()
{
    connect(&m_board, &QuoteBoard::sourceStatusChanged, this, &SourcesCommand::look);
    connect(&m_board, &QuoteBoard::instrumentsChanged, this, &SourcesCommand::look);
    m_board.setWatchlist(m_watchlist);
    m_timeout = m_clock.after(patience, [this] { finish(); });
}

SourceStatus SourcesCommand::statusOf(const Venue &venue) const
{
    if (const auto status = m_board.status(venue.id); venue.enabled && status)
        return *status;
    SourceStatus off;
    off.link = SourceStatus::Link::Down;
    return off;
}

void SourcesCommand::look()
{
    for (const Venue &venue : std::as_const(m_venues)) {
        if (!venue.enabled)
            continue;
        const SourceStatus status = statusOf(venue);
        const bool live = status.link == SourceStatus::Link::Live && status.instruments > 0;
        const bool failed = status.link != SourceStatus::Link::Live &&
                            status.link != SourceStatus::Link::Idle &&
                            status.link != SourceStatus::Link::Connecting;
        if (!live && !failed)
            return;
    }
    finish();
}

void SourcesCommand::finish()
{
    if (m_done)
        return;
    m_done = true;
    const MonoTime now = m_clock.monotonic();
    const UtcTime wall = m_clock.now();
    bool anyLive = false;
    TextTable table({QStringLiteral("SOURCE"), QStringLiteral("ON"), QStringLiteral("STATE"),
                     QStringLiteral(">LATENCY"), QStringLiteral(">LAST MESSAGE"), QStringLiteral(">NEXT TRY"),
                     QStringLiteral(">MARKETS"), QStringLiteral(">FOLLOWED"), QStringLiteral("REASON")});
    for (const Venue &venue : std::as_const(m_venues)) {
        const SourceStatus status = statusOf(venue);
        anyLive |= status.link == SourceStatus::Link::Live;
        if (m_options.format == QLatin1String("json")) {
            m_out(sourceStatusJson(venue, status, now, wall));
            continue;
        }
        std::optional<qint64> latency;
        if (status.latency)
            latency = status.latency->count();
        table.add({venue.name, venue.enabled ? QStringLiteral("on") : QStringLiteral("off"),
                   linkName(status.link), msText(latency), msText(sinceMessage(status, now)),
                   msText(untilNext(status, wall)), QString::number(status.instruments),
                   QString::number(status.subscriptions), reasonOf(venue, status)});
    }
    if (m_options.format == QLatin1String("table"))
        m_out(table.text().chopped(1));
    emit finished(anyLive ? 0 : 1);
}

QByteArray sourceStatusJson(const SourcesCommand::Venue &venue, const SourceStatus &status, MonoTime now,
                            UtcTime wallNow)
{
    JsonWriter json;
    json.beginObject()
        .text(QLatin1String("venue"), venue.id.value)
        .boolean(QLatin1String("enabled"), venue.enabled)
        .text(QLatin1String("state"), linkName(status.link))
        .textOrNull(QLatin1String("reason"), reasonOf(venue, status));
    integerOrNull(json, QLatin1String("latencyMs"),
                  status.latency ? std::optional<qint64>(status.latency->count()) : std::nullopt);
    integerOrNull(json, QLatin1String("lastMessageMs"), sinceMessage(status, now));
    integerOrNull(json, QLatin1String("nextTryMs"), untilNext(status, wallNow));
    json.integer(QLatin1String("instruments"), status.instruments)
        .integer(QLatin1String("subscriptions"), status.subscriptions)
        .end();
    return json.bytes();
}
