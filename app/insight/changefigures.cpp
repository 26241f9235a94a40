#include "app/insight/changefigures.h"

#include "app/base/log.h"
#include "app/insight/closeline.h"

#include <QCoreApplication>
#include <QDateTime>
#include <algorithm>

using namespace std::chrono;
using namespace std::chrono_literals;

namespace {
constexpr milliseconds tolerance = 10min;
constexpr milliseconds hourAgain = 50min, weekAgain = 24h;
constexpr milliseconds afterFailure = 5min, afterUnlisted = 1h;

bool isFresh(PriceState state)
{
    return state == PriceState::Live || state == PriceState::Simulated;
}

const SourceQuote *sourceOf(const CoinQuote &quote, const InstrumentId &instrument)
{
    const auto at = std::find_if(quote.sources.begin(), quote.sources.end(), [&](const SourceQuote &each) {
        return each.instrument.id == instrument && each.state != PriceState::Missing;
    });
    return at == quote.sources.end() ? nullptr : &*at;
}

QString tr(const char *text)
{
    return QCoreApplication::translate("ChangeFigures", text);
}
} // namespace

QString changeBasisColumn(ChangeBasis basis)
{
    switch (basis) {
    case ChangeBasis::Rolling24h:
        return tr("24h");
    case ChangeBasis::UtcDay:
        return tr("UTC");
    case ChangeBasis::LocalDay:
        return tr("today");
    case ChangeBasis::Hour:
        return tr("1h");
    case ChangeBasis::Week:
        return tr("7d");
    case ChangeBasis::Pinned:
        return tr("pinned");
    }
    return {};
}

QString changeBasisText(ChangeBasis basis)
{
    switch (basis) {
    case ChangeBasis::Rolling24h:
        return tr("Rolling 24 hours");
    case ChangeBasis::UtcDay:
        return tr("Since 00:00 UTC");
    case ChangeBasis::LocalDay:
        return tr("Since midnight here");
    case ChangeBasis::Hour:
        return tr("Last hour");
    case ChangeBasis::Week:
        return tr("Last 7 days");
    case ChangeBasis::Pinned:
        return tr("Since pinned");
    }
    return {};
}

QString changeGapText(ChangeGap gap, const QString &symbol)
{
    switch (gap) {
    case ChangeGap::None:
        return {};
    case ChangeGap::Loading:
        return tr("The price to compare with is being looked up");
    case ChangeGap::NotRecorded:
        return tr("No price of %1 was recorded then").arg(symbol);
    case ChangeGap::NotListed:
        return tr("None of your sources has past prices of %1").arg(symbol);
    case ChangeGap::Failed:
        return tr("The price to compare with couldn't be looked up. It is tried again.");
    case ChangeGap::NoLivePrice:
        return tr("There is no price of %1 now").arg(symbol);
    case ChangeGap::NotPinned:
        return tr("No price of %1 was pinned").arg(symbol);
    case ChangeGap::Silent:
        return tr("The source whose price of %1 was pinned doesn’t answer").arg(symbol);
    }
    return {};
}

UtcTime startOfSystemDay(UtcTime time)
{
    const QDate day = QDateTime::fromMSecsSinceEpoch(toMsecs(time)).date();
    return fromMsecs(day.startOfDay().toMSecsSinceEpoch());
}

ChangeFigures::ChangeFigures(CandleHistory &history, QuoteBoard &board, Clock &clock, QObject *parent)
    : QObject(parent), m_history(history), m_board(board), m_clock(clock), m_dayStart(startOfSystemDay)
{
    connect(&board, &QuoteBoard::instrumentsChanged, this, [this] {
        m_references.removeIf([](const auto &at) { return at->failure == ChangeGap::NotListed; });
        if (m_basis != ChangeBasis::Rolling24h)
            look();
    });
}

void ChangeFigures::setBasis(ChangeBasis basis)
{
    if (std::exchange(m_basis, basis) == basis)
        return;
    m_references.clear();
    m_waiting.clear();
    m_request.reset();
    look();
    emit changed();
}

void ChangeFigures::setPinned(const PinnedPrices &pinned)
{
    if (m_pinned == pinned)
        return;
    m_pinned = pinned;
    if (m_basis != ChangeBasis::Pinned)
        return;
    m_references.clear();
    look();
    emit changed();
}

void ChangeFigures::setLocalDay(DayStart start)
{
    m_dayStart = std::move(start);
    if (m_basis != ChangeBasis::LocalDay)
        return;
    look();
    emit changed();
}

// The moment changes are measured from, now.
UtcTime ChangeFigures::moment() const
{
    const UtcTime now = m_clock.now();
    switch (m_basis) {
    case ChangeBasis::Rolling24h:
        return now - 24h;
    case ChangeBasis::UtcDay:
        return floor<days>(now);
    case ChangeBasis::LocalDay:
        return m_dayStart(now);
    case ChangeBasis::Hour:
        return floor<minutes>(now) - 1h;
    case ChangeBasis::Week:
        return floor<hours>(now) - 7 * 24h;
    case ChangeBasis::Pinned:
        return floor<minutes>(m_pinned.at);
    }
    return now;
}

HistoryQuery ChangeFigures::queryFor(const AssetId &asset) const
{
    HistoryQuery query;
    query.asset = asset;
    if (const SourceQuote *shown = m_board.quote(asset).shownSource())
        query.venue = shown->venue;
    const UtcTime at = moment();
    query.interval = m_basis == ChangeBasis::Week ? Interval::H1 : Interval::M1;
    query.from = at - (m_basis == ChangeBasis::Week ? milliseconds{1h} : tolerance);
    query.to = at - intervalLength(query.interval);
    if (m_basis == ChangeBasis::Hour || m_basis == ChangeBasis::Week)
        query.to = m_clock.now(); // what it will be measured from later comes along
    return query;
}

bool ChangeFigures::isDue(const AssetId &asset) const
{
    if (m_basis == ChangeBasis::Rolling24h)
        return false;
    if (m_basis == ChangeBasis::Pinned && (!isKnown(m_pinned.at) || m_pinned.prices.contains(asset)))
        return false;
    const auto known = m_references.constFind(asset);
    if (known == m_references.cend())
        return true;
    const milliseconds age = m_clock.monotonic() - known->readAt;
    if (known->failure)
        return age >= (known->failure == ChangeGap::NotListed ? afterUnlisted : afterFailure);
    if (m_basis == ChangeBasis::Hour || m_basis == ChangeBasis::Week) {
        if (age >= (m_basis == ChangeBasis::Hour ? hourAgain : weekAgain))
            return true;
    } else if (known->wantedFor != moment()) {
        return true; // another day
    }
    // Another venue's figure is shown now, and stays: it is compared with its own past.
    const SourceQuote *shown = m_board.quote(asset).shownSource();
    return shown && isFresh(shown->state) && shown->instrument.id != known->series.instrument.id &&
           age >= 1min;
}

// Once a minute while there is something to keep up with: the moment moves on, days end.
void ChangeFigures::look()
{
    m_minute.reset();
    if (m_basis == ChangeBasis::Rolling24h)
        return;
    for (const AssetId &asset : m_board.watchlist()) {
        if (isDue(asset) && !m_waiting.contains(asset))
            m_waiting.append(asset);
    }
    if (!m_request)
        next();
    const milliseconds untilMinute = 1min - m_clock.now().time_since_epoch() % 1min;
    m_minute = m_clock.after(untilMinute, [this] {
        look();
        if (m_basis == ChangeBasis::Hour || m_basis == ChangeBasis::Week)
            emit changed();
    });
}

void ChangeFigures::next()
{
    if (m_waiting.isEmpty())
        return;
    const AssetId asset = m_waiting.takeFirst();
    m_request =
        m_history.load(queryFor(asset), [this, asset, at = moment()](const Result<CandleSeries> &series) {
            const Request keep = std::move(m_request);
            take(asset, at, series);
            next();
        });
}

void ChangeFigures::take(const AssetId &asset, UtcTime wantedFor, const Result<CandleSeries> &series)
{
    Reference &reference = m_references[asset];
    reference.readAt = m_clock.monotonic();
    reference.wantedFor = wantedFor;
    reference.failure.reset();
    if (series) {
        reference.series = *series;
    } else {
        qCInfo(logQuotes).noquote() << asset.value << "change:" << series.error().detail;
        reference.failure =
            series.error().kind == Error::Kind::Unsupported ? ChangeGap::NotListed : ChangeGap::Failed;
    }
    emit changed();
}

// The last trade before the moment, if it is near enough.
std::optional<Candle> ChangeFigures::candleAt(const Reference &reference) const
{
    const UtcTime at = moment();
    const milliseconds length = intervalLength(reference.series.interval);
    const milliseconds near = m_basis == ChangeBasis::Week ? length : tolerance;
    std::optional<Candle> found;
    for (const Candle &candle : reference.series.candles) {
        const UtcTime end = candle.time + length;
        if (candle.closed && end <= at && end > at - near)
            found = candle;
    }
    return found;
}

std::optional<PinnedPrice> ChangeFigures::referenceOf(const AssetId &asset, ChangeFigure &figure) const
{
    if (m_basis == ChangeBasis::Pinned) {
        if (!isKnown(m_pinned.at)) {
            figure.gap = ChangeGap::NotPinned;
            return {};
        }
        const auto pinned = m_pinned.prices.constFind(asset);
        if (pinned != m_pinned.prices.cend()) {
            figure.fromTime = m_pinned.at;
            return *pinned;
        }
    }
    const auto known = m_references.constFind(asset);
    if (known == m_references.cend())
        return {};
    const auto candle = known->series.candles.isEmpty() ? std::nullopt : candleAt(*known);
    if (!candle) {
        figure.gap = known->failure.value_or(ChangeGap::NotRecorded);
        return {};
    }
    figure.fromTime = candle->time + intervalLength(known->series.interval);
    return PinnedPrice{known->series.instrument.id, candle->close};
}

ChangeFigure ChangeFigures::figure(const AssetId &asset) const
{
    ChangeFigure figure;
    const CoinQuote &quote = m_board.quote(asset);
    const SourceQuote *source = quote.shownSource();
    if (m_basis == ChangeBasis::Rolling24h) {
        figure.pct = quote.changePct;
        figure.gap = quote.changePct ? ChangeGap::None : ChangeGap::NoLivePrice;
        if (source) {
            figure.from = source->ticker.open24h;
            figure.instrument = source->instrument.id;
            figure.venueName = source->venueName;
        }
        return figure;
    }
    const auto reference = referenceOf(asset, figure);
    if (!reference)
        return figure;
    figure.from = reference->price;
    figure.instrument = reference->instrument;
    source = sourceOf(quote, reference->instrument);
    if (!source) {
        figure.gap = ChangeGap::NoLivePrice;
        return figure;
    }
    figure.venueName = source->venueName;
    if (m_basis == ChangeBasis::Pinned && !isFresh(source->state)) {
        figure.gap = ChangeGap::Silent; // others are read anew from who answers; this one stays as it is
        return figure;
    }
    figure.pct = percentMove(reference->price, source->ticker.last);
    figure.gap = ChangeGap::None;
    return figure;
}

PinnedPrices ChangeFigures::pricesNow() const
{
    PinnedPrices pinned;
    pinned.at = m_clock.now();
    for (const AssetId &asset : m_board.watchlist()) {
        const SourceQuote *shown = m_board.quote(asset).shownSource();
        if (shown && isFresh(shown->state))
            pinned.prices.insert(asset, {shown->instrument.id, shown->ticker.last});
    }
    return pinned;
}
