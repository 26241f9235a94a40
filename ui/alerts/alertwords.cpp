#include "ui/alerts/alertwords.h"

#include <QCoreApplication>

using namespace std::chrono;
using Kind = AlertCondition::Kind;
using State = AlertStatus::State;

namespace {
constexpr double nearPct = 0.2;   // so close to its level an alert is amber
constexpr double nearShare = 0.8; // or so much of its percentage

QString tr(const char *text)
{
    return QCoreApplication::translate("Alerts", text);
}

std::optional<int> tickScale(const AssetId &asset, const QuoteBoard &board)
{
    const SourceQuote *shown = board.quote(asset).shownSource();
    return shown ? displayScale(shown->instrument) : std::nullopt;
}

QString withUnit(const QString &number, const QString &unit)
{
    return unit.isEmpty() ? number : number + u' ' + unit;
}

QString capitalised(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

// "about hacks from The Block with “exploit”"
QString storyLimits(const AlertCondition &condition)
{
    QStringList parts;
    if (condition.storyKind)
        parts.append(tr("about %1").arg(storyKindWords(*condition.storyKind)));
    if (!condition.source.isEmpty())
        parts.append(tr("from %1").arg(condition.source));
    if (!condition.text.isEmpty())
        parts.append(tr("with “%1”").arg(condition.text));
    return parts.join(u' ');
}

// "07:58" today, else the date.
QString dayTime(UtcTime time, const UiTheme &theme, UtcTime now)
{
    const Times &times = theme.times();
    return times.day(time) == times.day(now) ? times.minute(time) : times.date(time);
}

bool isNear(const AlertCondition &condition, const AlertStatus &status)
{
    if (status.distancePct)
        return *status.distancePct >= 0 && *status.distancePct <= nearPct;
    return status.nowPct && condition.percent > Decimal{} &&
           std::abs(*status.nowPct) >= nearShare * condition.percent.toDouble();
}

QString figureWords(const AlertCondition &condition, const AlertStatus &status, const UiTheme &theme)
{
    const Numbers &numbers = theme.numbers();
    if (condition.kind == Kind::Story)
        return tr("on");
    if (status.distancePct && *status.distancePct > 0 && *status.distancePct < 0.005)
        return tr("<%1 away").arg(numbers.change(0.01).remove(u'+')); // "0.00%" would be there
    if (status.distancePct)
        return *status.distancePct >= 0
                   ? tr("%1 away").arg(numbers.change(*status.distancePct).remove(u'+'))
                   : tr("%1 beyond").arg(numbers.change(-*status.distancePct).remove(u'+'));
    if (!status.nowPct)
        return condition.kind == Kind::Moves ? tr("listening") : tr("no price yet");
    return tr("now %1").arg(condition.kind == Kind::SourcesDiffer ? numbers.spreadPct(*status.nowPct)
                                                                  : numbers.change(*status.nowPct));
}

// What keeps an alert that is on from firing now; the figure alone can't tell.
QString hindrance(const AlertStatus &status)
{
    if (status.state == State::Waiting)
        return status.price == PriceState::Missing
                   ? tr("Nothing is heard of it yet.")
                   : tr("Its price isn't live: it can't fire from an old one.");
    if (status.state == State::NoQuorum)
        return tr("It takes %1 exchanges to fire; %2 of %3 are live.")
            .arg(status.needed)
            .arg(status.live)
            .arg(status.able);
    if (status.state == State::Met)
        return tr("It is met already, and fires again once it has been over.");
    return {};
}

// By tick size, and with every digit beyond it that the alert was judged by.
QString witnessPrice(const AlertFiring &firing, const Decimal &price, const UiTheme &theme)
{
    if (firing.priceScale < 0)
        return theme.numbers().everyDigit(price);
    return theme.numbers().tickPrice(price, std::max(firing.priceScale, price.trimmed().scale()));
}

QString firingEvidence(const AlertFiring &firing, const UiTheme &theme)
{
    const QString at = theme.times().second(firing.at);
    QStringList parts;
    if (firing.condition.kind == Kind::Story) {
        parts.append(firing.title);
        parts.append(tr("%1 at %2").arg(firing.source, theme.times().minute(firing.at)));
    } else {
        parts.append(
            firing.price
                ? tr("%1 at %2").arg(withUnit(witnessPrice(firing, *firing.price, theme), firing.unit), at)
                : tr("at %1").arg(at));
        const qsizetype agreed = firing.agreeing.size();
        if (firing.condition.kind == Kind::SourcesDiffer) {
            QStringList names;
            for (const AlertWitness &witness : firing.agreeing)
                names.append(witness.venueName);
            parts.append(names.join(QStringLiteral(", ")));
        } else if (firing.live > 1 || agreed > 1) {
            parts.append(tr("%1 of %2 agree").arg(agreed).arg(firing.live));
        } else if (agreed == 1) {
            parts.append(firing.agreeing.first().venueName);
        }
    }
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}
} // namespace

QString spanWords(minutes span)
{
    const auto count = span.count();
    return count >= 60 && count % 60 == 0 ? tr("%1 h").arg(count / 60) : tr("%1 min").arg(count);
}

QString storyKindWords(StoryKind kind)
{
    switch (kind) {
    case StoryKind::Geopolitics:
        return tr("geopolitics");
    case StoryKind::CentralBanks:
        return tr("central banks");
    case StoryKind::Macro:
        return tr("macro data");
    case StoryKind::Regulation:
        return tr("regulation");
    case StoryKind::Etf:
        return tr("ETFs");
    case StoryKind::Hack:
        return tr("hacks");
    case StoryKind::Listing:
        return tr("listings");
    }
    return {};
}

QString percentWords(const Decimal &percent, const UiTheme &theme)
{
    return theme.numbers().everyDigit(percent.trimmed()) + u'%';
}

QString levelWords(const Decimal &level, const QString &unit, const AssetId &asset, const QuoteBoard &board,
                   const UiTheme &theme)
{
    const int scale = std::max(tickScale(asset, board).value_or(0), level.trimmed().scale());
    return withUnit(theme.numbers().tickPrice(level, scale), unit);
}

ConditionWords conditionWords(const AlertCondition &condition, const QuoteBoard &board, const UiTheme &theme)
{
    ConditionWords words;
    if (!condition.asset.value.isEmpty())
        words.subject = board.quote(condition.asset).asset.symbol;
    const auto level = [&] {
        return levelWords(condition.level, condition.unit, condition.asset, board, theme);
    };
    switch (condition.kind) {
    case Kind::Above:
        words.rest = tr("above %1").arg(level());
        break;
    case Kind::Below:
        words.rest = tr("below %1").arg(level());
        break;
    case Kind::Moves:
        words.rest =
            tr("moves ±%1 in %2").arg(percentWords(condition.percent, theme), spanWords(condition.within));
        break;
    case Kind::OffPeg:
        words.rest = tr("off its peg by %1").arg(percentWords(condition.percent, theme));
        break;
    case Kind::SourcesDiffer:
        words.rest = tr("sources differ by %1").arg(percentWords(condition.percent, theme));
        break;
    case Kind::Story:
        if (words.subject.isEmpty()) {
            words.subject = tr("Story");
            words.rest = storyLimits(condition);
        } else {
            words.rest = (tr("has a new story") + u' ' + storyLimits(condition)).trimmed();
        }
        break;
    }
    return words;
}

QString conditionAlone(const AlertCondition &condition, const QuoteBoard &board, const UiTheme &theme)
{
    const ConditionWords words = conditionWords(condition, board, theme);
    if (condition.kind == Kind::Story && !condition.asset.value.isEmpty())
        return (tr("A story tagged %1").arg(words.subject) + u' ' + storyLimits(condition)).trimmed();
    return condition.kind == Kind::Story ? words.line() : capitalised(words.rest);
}

StandingWords standingWords(const AlertEntry &entry, const AlertStatus &status, const UiTheme &theme,
                            UtcTime now)
{
    StandingWords words;
    const AlertState &state = entry.state;
    const QString fired =
        isKnown(state.firedAt) ? tr("fired %1").arg(dayTime(state.firedAt, theme, now)) : QString();
    words.done = status.state == State::Done || status.state == State::Off;
    words.detail = hindrance(status);
    if (status.state == State::Snoozed) {
        words.text = tr("snoozed until %1").arg(dayTime(status.until, theme, now));
    } else if (state.unacknowledged || status.state == State::Done) {
        words.text = fired.isEmpty() ? tr("done") : fired;
        words.amber = state.unacknowledged;
    } else if (status.state == State::Off) {
        words.text = tr("off");
    } else if (status.state == State::Cooling) {
        words.text = tr("again from %1").arg(dayTime(status.until, theme, now));
        words.detail = fired.isEmpty() ? QString() : capitalised(fired) + u'.';
    } else if (status.state == State::Waiting && entry.alert.condition.kind != Kind::Story) {
        words.text = status.price == PriceState::Missing ? tr("no price yet") : tr("price not live");
    } else if (status.state == State::NoQuorum) {
        words.text = tr("%1 of %2 sources").arg(status.live).arg(status.able);
    } else {
        words.text = figureWords(entry.alert.condition, status, theme);
        words.amber = status.state == State::Armed && isNear(entry.alert.condition, status);
    }
    return words;
}

QString previewWords(const AlertCondition &condition, const AlertStatus &status, const QuoteBoard &board,
                     const UiTheme &theme)
{
    if (condition.kind == Kind::Story)
        return tr("From now on; one event rings once, whoever reports it.");
    const Numbers &numbers = theme.numbers();
    const SourceQuote *shown = board.quote(condition.asset).shownSource();
    if (!shown)
        return tr("No price of it is known now.");
    const QString price =
        tr("%1 on %2")
            .arg(numbers.tickPrice(shown->ticker.last, displayScale(shown->instrument)), shown->venueName);
    if (condition.kind == Kind::Above || condition.kind == Kind::Below) {
        const bool above = condition.kind == Kind::Above;
        if (!status.distancePct)
            return tr("The price now is %1.").arg(price);
        if (*status.distancePct < 0)
            return above ? tr("The price is above it already, %1: it has to be below first.").arg(price)
                         : tr("The price is below it already, %1: it has to be above first.").arg(price);
        const QString distance = numbers.change(*status.distancePct).remove(u'+');
        return above ? tr("%1 above the price now, %2").arg(distance, price)
                     : tr("%1 below the price now, %2").arg(distance, price);
    }
    if (!status.nowPct)
        return tr("The price now is %1.").arg(price);
    if (condition.kind == Kind::Moves)
        return tr("Its largest move in that time is %1 now.").arg(numbers.change(*status.nowPct));
    if (condition.kind == Kind::OffPeg)
        return tr("It is %1 off its peg now.").arg(numbers.change(*status.nowPct));
    return tr("They differ by %1 now.").arg(numbers.spreadPct(*status.nowPct));
}

QString firingTitle(const AlertFiring &firing, const UiTheme &theme)
{
    const Numbers &numbers = theme.numbers();
    const AlertCondition &c = firing.condition;
    const auto level = [&] {
        const int scale = std::max(firing.priceScale, c.level.trimmed().scale());
        return withUnit(numbers.tickPrice(c.level, scale), c.unit);
    };
    const double move = firing.movePct.value_or(0);
    switch (c.kind) {
    case Kind::Above:
        return tr("%1 crossed above %2").arg(firing.symbol, level());
    case Kind::Below:
        return tr("%1 crossed below %2").arg(firing.symbol, level());
    case Kind::Moves:
        return tr("%1 moved %2 in %3")
            .arg(firing.symbol, numbers.change(move),
                 spanWords(std::max(minutes{1}, ceil<minutes>(firing.moveTook))));
    case Kind::OffPeg:
        return tr("%1 is %2 off its peg").arg(firing.symbol, numbers.change(move));
    case Kind::SourcesDiffer:
        return tr("Exchanges differ by %1 on %2").arg(numbers.spreadPct(move), firing.symbol);
    case Kind::Story:
        break;
    }
    if (!firing.symbol.isEmpty())
        return tr("New story about %1").arg(firing.symbol);
    const QString limits = storyLimits(c);
    return limits.isEmpty() ? tr("New story") : tr("New story %1").arg(limits);
}

FiringWords firingWords(const AlertFiring &firing, const UiTheme &theme)
{
    FiringWords words{firingTitle(firing, theme), firingEvidence(firing, theme)};
    if (firing.origin == AlertFiring::Origin::Demo)
        words.title = tr("DEMO: %1").arg(words.title);
    else if (firing.origin == AlertFiring::Origin::Replay)
        words.title = tr("REPLAY: %1").arg(words.title);
    return words;
}

FiringWords firingWords(const QList<AlertFiring> &firings, const UiTheme &theme)
{
    if (firings.size() == 1)
        return firingWords(firings.first(), theme);
    QStringList titles;
    for (qsizetype i = 0; i < std::min<qsizetype>(firings.size(), 4); ++i)
        titles.append(firingTitle(firings.at(i), theme));
    if (firings.size() > titles.size())
        titles.append(tr("%1 more").arg(firings.size() - titles.size()));
    QString title = tr("%1 alerts fired").arg(theme.numbers().count(firings.size()));
    if (!firings.isEmpty() && firings.first().origin == AlertFiring::Origin::Demo)
        title = tr("DEMO: %1").arg(title);
    return {title, titles.join(QStringLiteral(" · "))};
}

QString firingDetail(const AlertFiring &firing, const UiTheme &theme)
{
    QStringList lines{firingWords(firing, theme).title, theme.times().exact(firing.at)};
    if (firing.condition.kind == Kind::Story)
        lines.append(firing.title + QStringLiteral(" · ") + firing.source);
    for (const AlertWitness &witness : firing.agreeing)
        lines.append(QStringLiteral("%1 %2: %3 · %4")
                         .arg(witness.venueName, witness.pair, witnessPrice(firing, witness.price, theme),
                              isKnown(witness.exchangeTime) ? theme.times().second(witness.exchangeTime)
                                                            : tr("no time given")));
    if (firing.quiet == AlertFiring::Quiet::QuietHours)
        lines.append(tr("In quiet hours: nothing rang."));
    else if (firing.quiet == AlertFiring::Quiet::CoolDown)
        lines.append(tr("Within its cool-down: nothing rang."));
    if (!firing.note.isEmpty())
        lines.append(firing.note);
    return lines.join(u'\n');
}

QString quietSpan(const QuietHours &quiet)
{
    return Times::ofDay(quiet.fromMinute) + u'–' + Times::ofDay(quiet.toMinute);
}
