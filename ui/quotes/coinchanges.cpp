#include "ui/quotes/coinchanges.h"

#include "ui/quotes/coinwords.h"

bool sameCoinCell(const CoinQuote &a, const CoinQuote &b, const Numbers &numbers)
{
    return a.asset == b.asset && secondLine(a, numbers) == secondLine(b, numbers);
}

bool sameTrendCell(const CoinQuote &a, const CoinQuote &b)
{
    return isAwaited(a) == isAwaited(b) && isFresh(a.state) == isFresh(b.state);
}

bool samePriceCell(const CoinQuote &a, const CoinQuote &b)
{
    const SourceQuote *x = a.shownSource(), *y = b.shownSource();
    if (!x || !y)
        return !x && !y && isAwaited(a) == isAwaited(b);
    return x->ticker.last == y->ticker.last && x->ticker.last.scale() == y->ticker.last.scale() &&
           a.dollars == b.dollars && a.unit == b.unit && priceTone(a) == priceTone(b);
}

bool sameChangeCell(const CoinQuote &a, const CoinQuote &b)
{
    return isFresh(a.state) == isFresh(b.state) && isAwaited(a) == isAwaited(b) && a.offPeg == b.offPeg &&
           a.pegBasisPoints == b.pegBasisPoints &&
           (a.shownSource() == nullptr) == (b.shownSource() == nullptr);
}

int tickDirection(const CoinQuote &before, const CoinQuote &now)
{
    const SourceQuote *a = before.shownSource(), *b = now.shownSource();
    if (!a || !b || !isFresh(before.state) || !isFresh(now.state) || a->instrument.id != b->instrument.id ||
        before.fromStore)
        return 0;
    const auto order = b->ticker.last <=> a->ticker.last;
    return order > 0 ? 1 : order < 0 ? -1 : 0;
}
