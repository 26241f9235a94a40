#include "app/insight/storyprice.h"

#include "app/insight/answersoon.h"

#include <QCoreApplication>

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("StoryPrice", text);
}
} // namespace

Request MemoryStoryPriceStore::load(const QList<ArticleId> &, Reply<QList<StoryPriceRecord>> done)
{
    return answerSoon(QList<StoryPriceRecord>(), std::move(done));
}

Request MemoryStoryPriceStore::recent(UtcTime, Reply<QList<StoryPriceRecord>> done)
{
    return answerSoon(QList<StoryPriceRecord>(), std::move(done));
}

QString priceGapText(PriceGap gap, const QString &minute, const QString &symbol, const QString &venueName)
{
    switch (gap) {
    case PriceGap::None:
        return {};
    case PriceGap::Loading:
        return tr("Looking up the price at %1").arg(minute);
    case PriceGap::NoDate:
        return tr("The feed doesn't say when this was published");
    case PriceGap::TooOld:
        return tr("Published more than 7 days ago");
    case PriceGap::NotRecorded:
        return tr("No price recorded at %1").arg(minute);
    case PriceGap::NotListed:
        return tr("None of your sources has past prices of %1").arg(symbol);
    case PriceGap::Failed:
        return tr("The price at %1 couldn't be looked up. It is tried again.").arg(minute);
    case PriceGap::VenueGone:
        return tr("The price at %1 is from a source that is switched off").arg(minute);
    case PriceGap::NoLivePrice:
        return tr("%1 has no price of %2 now").arg(venueName, symbol);
    }
    return {};
}
