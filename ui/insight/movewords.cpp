#include "ui/insight/movewords.h"

#include "app/insight/storycoins.h"

#include <QCoreApplication>
#include <cmath>

using namespace std::chrono;

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(MoveWords)
};

QString lengthText(milliseconds length, const Numbers &numbers)
{
    const auto minutesLong = round<minutes>(length).count();
    if (minutesLong < 60)
        return Words::tr("%1 min").arg(numbers.count(minutesLong));
    if (minutesLong % 60 == 0)
        return Words::tr("%1 h").arg(numbers.count(minutesLong / 60));
    return Words::tr("%1 h %2 min").arg(numbers.count(minutesLong / 60), numbers.count(minutesLong % 60));
}

QString feedsText(int feeds, const Numbers &numbers)
{
    return feeds == 1 ? Words::tr("1 feed searched")
                      : Words::tr("%1 feeds searched").arg(numbers.count(feeds));
}

// "3.1": one digit is all that the usual move supports.
QString timesText(double times, const Numbers &numbers)
{
    const auto tenths = std::llround(times * 10);
    return numbers.count(tenths / 10) + numbers.point() + numbers.count(tenths % 10);
}

QString marketText(const ExplainedMove &move, const Numbers &numbers)
{
    const QString market = numbers.change(move.marketPct);
    const bool ofWatchlist = move.asset == marketCoin();
    if (move.move.pct >= 0)
        return ofWatchlist ? Words::tr("Rose with the market, watchlist %1").arg(market)
                           : Words::tr("Rose with the market, BTC %1").arg(market);
    return ofWatchlist ? Words::tr("Fell with the market, watchlist %1").arg(market)
                       : Words::tr("Fell with the market, BTC %1").arg(market);
}

QString lookedAtText(const ExplainedMove &move, const UiTheme &theme)
{
    const QString from = theme.times().minute(move.lookedFrom),
                  until = theme.times().minute(move.lookedUntil);
    const Numbers &numbers = theme.numbers();
    if (move.storiesLookedAt == 0)
        return Words::tr("No stories %1 to %2").arg(from, until);
    const QString stories =
        move.storiesLookedAt == 1
            ? Words::tr("1 story %1 to %2").arg(from, until)
            : Words::tr("%1 stories %2 to %3").arg(numbers.count(move.storiesLookedAt), from, until);
    const QString concerning =
        move.stories.isEmpty() ? Words::tr("none") : numbers.count(move.stories.size());
    return move.asset == marketCoin()
               ? Words::tr("%1, %2 on BTC or Market").arg(stories, concerning)
               : Words::tr("%1, %2 on %3 or Market").arg(stories, concerning, move.symbol);
}
} // namespace

MoveWords moveWords(const ExplainedMove &move, const UiTheme &theme)
{
    const Numbers &numbers = theme.numbers();
    const Times &times = theme.times();
    MoveWords words;
    words.change =
        Words::tr("%1 in %2").arg(numbers.change(move.move.pct), lengthText(move.move.span(), numbers));
    words.sign = Numbers::changeSign(move.move.pct);
    words.time = times.minute(move.move.start);
    words.span = Words::tr("%1 to %2 · %3 × its usual")
                     .arg(words.time, times.minute(move.move.end), timesText(move.move.times, numbers));
    if (move.simulated)
        words.span = Words::tr("%1 · simulated").arg(words.span);
    words.lookedAt = lookedAtText(move, theme);
    if (move.netPct)
        words.net = Words::tr("net of market %1").arg(numbers.change(move.netPct));
    const MoveStory *story = move.stories.isEmpty() ? nullptr : &move.stories.first();
    if (move.answer == MoveAnswer::Explained && story) {
        words.answer = story->story.article.title;
        words.note = story->before >= minutes(1)
                         ? Words::tr("after a story, %1").arg(lengthText(story->before, numbers))
                         : Words::tr("with a story");
    } else if (move.answer == MoveAnswer::WithMarket) {
        words.answer = marketText(move, numbers);
        words.note = Words::tr("with the market");
    } else if (move.feedsSearched == 0) {
        words.answer = Words::tr("Not explained yet");
        words.note = Words::tr("no feed read since");
    } else {
        words.answer = Words::tr("Nothing in your feeds explains this");
        words.note = feedsText(move.feedsSearched, numbers);
    }
    words.spoken =
        Words::tr("%1 %2, %3. %4, %5").arg(move.symbol, words.change, words.span, words.answer, words.note);
    return words;
}

QString moveStoryWords(const MoveStory &story, const UiTheme &theme)
{
    const Article &article = story.story.article;
    const milliseconds away = abs(story.before);
    const QString length = lengthText(away, theme.numbers());
    const QString when = away < minutes(1)                ? Words::tr("as it began")
                         : story.before > milliseconds(0) ? Words::tr("%1 before").arg(length)
                                                          : Words::tr("%1 after its start").arg(length);
    return Words::tr("%1 · %2 · %3").arg(shownSource(article), theme.times().minute(article.sortTime), when);
}
