#include "ui/shell/wicknotes.h"

#include "app/base/clock.h"

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace {
constexpr auto standsStill = 600ms;
constexpr auto anewAfter = 5min;
constexpr std::chrono::milliseconds firstPause = 1min, longestPause = 30min;
constexpr TimeSpan nothing{UtcTime::max(), UtcTime{}};

QString inWords(int count)
{
    const QStringList words = WickNotes::tr("two three four five six seven eight nine").split(u' ');
    return words.value(count - 2, QString::number(count));
}

// "1 h candle", as durations are written.
QString candleWords(Interval interval)
{
    const QString name = intervalName(interval);
    return WickNotes::tr("%1 %2 candle")
        .arg(name.chopped(1), name.endsWith(u'm') ? WickNotes::tr("min") : name.right(1));
}
} // namespace

WickNote wickNote(const LoneWick &wick, const CandleSeries &shown, const Numbers &numbers, const Times &times)
{
    const Decimal level = loneLevel(wick);
    const QString lone = numbers.tickPrice(wick.lone, displayScale(shown.instrument));
    const QString others = numbers.tickPrice(wick.others, wick.othersScale);
    const bool days = intervalLength(shown.interval) >= 24h;
    WickNote note{wick.time, wick.low, wick.lone, wick.others, {}, {}};
    note.text =
        (wick.low ? WickNotes::tr("Only %1 traded below %2; %3 others\u2019 low %4.")
                  : WickNotes::tr("Only %1 traded above %2; %3 others\u2019 high %4."))
            .arg(shown.venueName, numbers.tickPrice(level, level.scale()), inWords(wick.otherVenues), others);
    note.detail =
        QStringList{
            days ? times.date(wick.time) : times.full(wick.time), candleWords(shown.interval),
            (wick.low ? WickNotes::tr("%1 low %2") : WickNotes::tr("%1 high %2")).arg(shown.venueName, lone)}
            .join(QStringLiteral(" \u00b7 "));
    return note;
}

WickNotes::WickNotes(CoinChart &chart, WickFinder &finder, SettingsFile &settings, UiTheme &theme,
                     Clock &clock, QObject *parent)
    : QObject(parent), m_chart(chart), m_finder(finder), m_theme(theme), m_clock(clock), m_pause(firstPause)
{
    connect(&chart, &CoinChart::visibleRangeChanged, this, &WickNotes::lookSoon);
    connect(&chart, &CoinChart::settled, this, &WickNotes::lookSoon);
    connect(&settings, &SettingsFile::changed, this, &WickNotes::lookSoon);
    connect(&theme, &UiTheme::changed, this, &WickNotes::show);
}

// Live candles come ten times a second, and a drag moves the range with every pixel: what is under way is
// left to end, and only what lies outside of what is known is worth a look.
void WickNotes::lookSoon()
{
    const bool another =
        m_chart.series().instrument.id != m_instrument || m_chart.series().interval != m_interval;
    if (another && !m_instrument.symbol.isEmpty())
        forget();
    if (!wanted())
        m_soon.reset();
    else if (!m_soon && !m_search)
        m_soon = m_clock.after(standsStill, [this] {
            m_soon.reset();
            look();
        });
}

// Of what is in sight; nothing where all of it is known, or nobody looks.
std::optional<TimeSpan> WickNotes::wanted() const
{
    const CandleSeries &shown = m_chart.series();
    if (!m_chart.isVisible() || !m_chart.showsCandles() || !m_chart.isSettled() || shown.candles.isEmpty())
        return {};
    const auto length = intervalLength(shown.interval);
    const TimeSpan seen = m_chart.visibleRange();
    const UtcTime newest = shown.candles.last().time - (shown.candles.last().closed ? 0ms : length);
    const TimeSpan span{std::max(seen.from, shown.candles.first().time), std::min(seen.to, newest)};
    if (span.to < span.from)
        return {};
    const bool known = shown.instrument.id == m_instrument && shown.interval == m_interval &&
                       m_known.from <= span.from &&
                       span.to < m_known.to + std::max<std::chrono::milliseconds>(length, anewAfter);
    return known ? std::nullopt : std::optional(span);
}

void WickNotes::look()
{
    const auto span = wanted();
    if (!span)
        return;
    const CandleSeries shown = m_chart.series();
    m_instrument = shown.instrument.id;
    m_interval = shown.interval;
    m_search = m_finder.find(m_chart.coin(), shown, span->from, span->to,
                             [this, shown, span = *span](const Result<LoneWicks> &found) {
                                 const Request keep = std::move(m_search);
                                 take(shown, span, found.value_or(LoneWicks()));
                             });
}

void WickNotes::take(const CandleSeries &shown, const TimeSpan &span, const LoneWicks &found)
{
    const bool joins = span.from <= m_known.to + intervalLength(shown.interval) && m_known.from <= span.to;
    if (joins)
        m_wicks.removeIf(
            [&](const LoneWick &wick) { return wick.time >= span.from && wick.time <= span.to; });
    else
        m_wicks.clear();
    m_known = joins ? TimeSpan{std::min(m_known.from, span.from), std::max(m_known.to, span.to)} : span;
    m_shown = shown;
    m_shown.candles.clear();
    m_wicks.append(found.wicks);
    std::stable_sort(m_wicks.begin(), m_wicks.end(),
                     [](const LoneWick &a, const LoneWick &b) { return a.time < b.time; });
    show();
    if (found.incomplete)
        lookAgainLater();
    else if (!m_again)
        m_pause = firstPause;
    lookSoon(); // it may have been moved meanwhile
}

// What was found stays until then.
void WickNotes::lookAgainLater()
{
    if (m_again)
        return;
    m_again = m_clock.after(m_pause, [this] {
        m_again.reset();
        m_known = nothing;
        lookSoon();
    });
    m_pause = std::min(2 * m_pause, longestPause);
}

void WickNotes::show()
{
    QList<WickNote> notes;
    for (const LoneWick &wick : std::as_const(m_wicks))
        notes.append(wickNote(wick, m_shown, m_theme.numbers(), m_theme.times()));
    m_chart.setWicks(notes);
}

void WickNotes::forget()
{
    m_soon.reset();
    m_search.reset();
    m_again.reset();
    m_pause = firstPause;
    m_instrument = {};
    m_known = nothing;
    if (!std::exchange(m_wicks, {}).isEmpty())
        show();
}
