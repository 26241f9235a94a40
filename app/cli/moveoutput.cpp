#include "app/cli/moveoutput.h"

#include "app/base/jsonwriter.h"
#include "app/cli/texttable.h"

#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {
double rounded(double value, double steps)
{
    return std::round(value * steps) / steps;
}

std::optional<double> rounded(std::optional<double> value)
{
    return value ? std::optional(rounded(*value, 10'000)) : std::nullopt;
}

qint64 minutesOf(milliseconds span)
{
    return static_cast<qint64>(std::lround(static_cast<double>(span.count()) / 60'000));
}

QString signedPct(double pct)
{
    const QString digits = QString::number(std::abs(pct), 'f', 2);
    return (digits == u"0.00"_s ? QString() : pct < 0 ? u"-"_s : u"+"_s) + digits + u'%';
}

QString spanText(milliseconds span)
{
    const qint64 minutes = minutesOf(span);
    return minutes < 120 ? u"%1 min"_s.arg(minutes)
                         : u"%1 h %2 min"_s.arg(minutes / 60).arg(minutes % 60, 2, 10, QChar(u'0'));
}

QLatin1StringView answerName(MoveAnswer answer)
{
    return answer == MoveAnswer::Explained    ? "explained"_L1
           : answer == MoveAnswer::WithMarket ? "market"_L1
                                              : "unexplained"_L1;
}

const MoveStory *explanation(const ExplainedMove &move)
{
    return move.answer == MoveAnswer::Explained && !move.stories.isEmpty() ? &move.stories.first() : nullptr;
}

void writeStory(JsonWriter &json, const MoveStory *told)
{
    if (!told) {
        json.null("story"_L1);
        return;
    }
    json.beginObject("story"_L1);
    json.integer("id"_L1, told->story.article.id.value);
    json.text("title"_L1, told->story.article.title);
    json.text("source"_L1, told->story.article.source);
    json.time("published"_L1, told->story.article.published);
    json.integer("minutesBefore"_L1, minutesOf(told->before));
    json.boolean("market"_L1, told->market);
    json.end();
}
} // namespace

QByteArray moveToJson(const ExplainedMove &found)
{
    const PriceMove &move = found.move;
    JsonWriter json;
    json.beginObject();
    json.text("coin"_L1, found.symbol);
    json.text("venue"_L1, found.instrument.venue.value);
    json.text("market"_L1, found.instrument.symbol);
    json.time("start"_L1, move.start);
    json.time("end"_L1, move.end);
    json.integer("minutes"_L1, minutesOf(move.span()));
    json.boolean("toTheMinute"_L1, move.toTheMinute);
    json.money("from"_L1, move.from);
    json.money("to"_L1, move.to);
    json.number("pct"_L1, rounded(move.pct, 10'000));
    json.number("usualPct"_L1, rounded(move.usualPct, 10'000));
    json.number("times"_L1, rounded(move.times, 100));
    json.number("marketPct"_L1, rounded(found.marketPct));
    json.number("netPct"_L1, rounded(found.netPct));
    json.text("answer"_L1, answerName(found.answer));
    writeStory(json, explanation(found));
    json.beginArray("stories"_L1);
    for (const MoveStory &each : found.stories)
        json.beginObject()
            .integer("id"_L1, each.story.article.id.value)
            .integer("minutesBefore"_L1, minutesOf(each.before))
            .boolean("explains"_L1, each.explains)
            .end();
    json.end();
    json.beginObject("looked"_L1);
    json.time("from"_L1, found.lookedFrom);
    json.time("until"_L1, found.lookedUntil);
    json.integer("stories"_L1, found.storiesLookedAt);
    json.integer("feeds"_L1, found.feedsSearched);
    json.end();
    if (found.simulated)
        json.boolean("simulated"_L1, true);
    json.end();
    return json.bytes();
}

QString moveReason(const ExplainedMove &move)
{
    if (const MoveStory *told = explanation(move)) {
        const qint64 before = minutesOf(told->before);
        const QString when = before > 0 ? u"%1 min before"_s.arg(before) : u"as it began"_s;
        return u"%1 (%2, %3)"_s.arg(told->story.article.title, told->story.article.source, when);
    }
    if (move.answer == MoveAnswer::WithMarket)
        return u"%1 with the market, BTC %2"_s.arg(move.move.pct < 0 ? u"fell"_s : u"rose"_s,
                                                   signedPct(move.marketPct.value_or(0)));
    if (move.feedsSearched == 0)
        return u"not explained yet · no feed read since"_s;
    return u"nothing in your feeds explains this · %1 %2 searched"_s.arg(move.feedsSearched)
        .arg(move.feedsSearched == 1 ? u"feed"_s : u"feeds"_s);
}

QByteArray moveTable(const QList<ExplainedMove> &moves)
{
    TextTable table({u"START"_s, u"COIN"_s, u">MOVE"_s, u">IN"_s, u">x USUAL"_s, u">NET"_s, u"WHY"_s});
    for (const ExplainedMove &each : moves)
        table.add({tableTime(each.move.start), each.symbol + (each.simulated ? u" DEMO"_s : QString()),
                   signedPct(each.move.pct), spanText(each.move.span()),
                   QString::number(each.move.times, 'f', 1), each.netPct ? signedPct(*each.netPct) : u"-"_s,
                   moveReason(each)});
    return table.text();
}
