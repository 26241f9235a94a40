// Claims of a level beside the candles.
#include "app/insight/answersoon.h"
#include "app/insight/closeline.h"
#include "app/insight/levelclaims.h"
#include "app/market/assetdirectory.h"

#include <QCoreApplication>

using namespace std::chrono;
using namespace std::chrono_literals;

namespace {
constexpr auto before = 24h;
constexpr int quartersInHour = 4, fewestQuarters = 80;

int roundedHours(int quarters)
{
    return (quarters + quartersInHour / 2) / quartersInHour;
}
} // namespace

int TapeCheck::hours() const
{
    return roundedHours(quarters);
}

int TapeCheck::hoursTrue() const
{
    if (quartersTrue == 0 || quartersTrue == quarters)
        return roundedHours(quartersTrue);
    return std::clamp(roundedHours(quartersTrue), 1, std::max(1, hours() - 1));
}

QString tapeCheckText(const TapeCheck &check, const QString &level)
{
    const char *text = check.claim.above ? QT_TRANSLATE_NOOP("TapeCheck", "above %1 in %2 of %3 h")
                                         : QT_TRANSLATE_NOOP("TapeCheck", "below %1 in %2 of %3 h");
    return QCoreApplication::translate("TapeCheck", text)
        .arg(level, QString::number(check.hoursTrue()), QString::number(check.hours()));
}

std::optional<TapeCheck> checkOnTape(const LevelClaim &claim, const CandleSeries &series, UtcTime published)
{
    TapeCheck check;
    check.claim = claim;
    check.instrument = series.instrument.id;
    check.venueName = series.venueName;
    check.from = published - before;
    check.until = published;
    check.simulated = series.simulated;
    const milliseconds length = intervalLength(Interval::M15);
    std::vector<double> closes;
    for (const Candle &candle : series.candles) {
        const UtcTime end = candle.time + length;
        if (!candle.closed || end <= check.from || end > published)
            continue;
        ++check.quarters;
        check.quartersTrue += claim.above ? candle.close > claim.level : candle.close < claim.level;
        check.atPublication = candle.close;
        closes.push_back(candle.close.toDouble());
    }
    const auto usual = medianOf(std::move(closes));
    const double level = claim.level.toDouble();
    if (check.quarters < fewestQuarters || level > 2 * *usual || level < *usual / 2)
        return {};
    return check;
}

TapeChecker::TapeChecker(CandleHistory &history) : m_history(history) {}
TapeChecker::~TapeChecker() = default;

Request TapeChecker::check(const Story &story, Reply<std::optional<TapeCheck>> done)
{
    if (!m_finder)
        m_finder = std::make_unique<LevelClaimFinder>();
    const UtcTime published = story.article.published;
    const bool dated = isKnown(published) && story.article.sortTime == published;
    const auto claim = dated ? m_finder->claimOf(story) : std::nullopt;
    const auto asset = claim ? AssetDirectory::shipped().resolve(claim->symbol) : std::nullopt;
    if (!asset)
        return answerSoon<std::optional<TapeCheck>>(std::nullopt, std::move(done));
    return m_history.load({asset->id, std::nullopt, Interval::M15, published - before, published},
                          [claim = *claim, asset = asset->id, published,
                           done = std::move(done)](const Result<CandleSeries> &series) {
                              if (!series)
                                  return done(tl::unexpected(series.error()));
                              auto check = checkOnTape(claim, *series, published);
                              if (check)
                                  check->asset = asset;
                              done(check);
                          });
}
