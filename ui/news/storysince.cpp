#include "ui/news/storysince.h"

#include <QCoreApplication>
#include <cmath>

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("StorySince", text);
}

// The start of the last full minute before.
UtcTime minuteBefore(UtcTime published)
{
    return std::chrono::floor<std::chrono::minutes>(published) - std::chrono::minutes{1};
}

bool isOld(PriceState state)
{
    return state == PriceState::Stale || state == PriceState::Offline;
}

} // namespace

SinceText::Tone toneOf(const StoryPrice &price)
{
    if (!price.sincePct)
        return SinceText::Tone::Quiet;
    if (isOld(price.nowState))
        return SinceText::Tone::Stale;
    const int sign = Numbers::changeSign(*price.sincePct);
    if (!price.unusual || sign == 0)
        return SinceText::Tone::Quiet;
    return sign > 0 ? SinceText::Tone::Up : SinceText::Tone::Down;
}

QString spokenChange(double percent, const Numbers &numbers)
{
    const int sign = Numbers::changeSign(percent);
    if (sign == 0)
        return tr("unchanged");
    QString amount = numbers.change(std::abs(percent)).mid(1);
    amount.chop(1);
    return (sign > 0 ? tr("up %1 percent") : tr("down %1 percent")).arg(amount);
}

SinceText sinceText(const StoryPrice &price, UtcTime published, const Numbers &numbers, const Times &times)
{
    if (price.gap == PriceGap::Loading || price.gap == PriceGap::TooOld)
        return {};
    const UtcTime minute = minuteBefore(published);
    if (!price.sincePct)
        return {tr("%1 since %2").arg(price.symbol, Numbers::unknown()),
                priceGapText(price.gap, times.minute(minute), price.symbol, price.venueName),
                {},
                SinceText::Tone::Quiet};
    SinceText words;
    words.text = tr("%1 since %2").arg(price.symbol, numbers.change(*price.sincePct));
    words.tip = tr("%1 on %2: %3 at %4, %5 now")
                    .arg(price.symbol, price.venueName, numbers.everyDigit(*price.atPublication),
                         times.minute(minute + std::chrono::minutes{1}), numbers.everyDigit(*price.now));
    if (isOld(price.nowState))
        words.tip += tr(" (the last price heard)");
    if (price.usualPct)
        words.tip += u'\n' + tr("usual for that long: %1").arg(numbers.change(*price.usualPct).mid(1));
    words.tone = toneOf(price);
    words.spoken = tr("%1 %2 since.").arg(price.symbol, spokenChange(*price.sincePct, numbers));
    return words;
}

QColor sinceColour(const Tokens &tokens, SinceText::Tone tone)
{
    switch (tone) {
    case SinceText::Tone::Up:
        return tokens.up;
    case SinceText::Tone::Down:
        return tokens.down;
    case SinceText::Tone::Stale:
        return tokens.stale;
    case SinceText::Tone::Quiet:
        break;
    }
    return tokens.textSecondary;
}
