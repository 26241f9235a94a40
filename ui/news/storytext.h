#pragma once

#include "ui/news/storyrows.h"
#include "ui/style/theme.h"

// Words about a story that more than one view needs.

// "金色财经 › Flash"
QString breadcrumb(const Article &article);
// The feed's own date where it gave a believable one, else when we first had it.
UtcTime shownTime(const Article &article);
// "Read. Market, geopolitics. Officials call off talks in Istanbul. 金色财经, today 01:07, and 4 other
// sources."
QString spokenStory(const Story &story, const Times &times, UtcTime now);
// The outlets that tell of the same event, without the story's own; the first to tell of it first.
QStringList otherSources(const Story &story);
// "87 min" (below two hours), "3 h" (below two days), "2 d"
QString spanWords(std::chrono::milliseconds span);
// "+12 min", "+3 h", "+2 d"; below a minute "+0 min".
QString delayWords(std::chrono::milliseconds delay);
// "one report in two languages · 中文 first by 14 min"
QString pairWords(std::chrono::milliseconds lag, bool chineseFirst);
QString aheadWords(std::chrono::milliseconds lag, bool chineseFirst); // "中文 first by 14 min"
QString shownPromotion(const StoryFacts &facts); // why it is one, short enough for a chip: "Sponsored"
QString promotionsWords(int count);              // "4 promotions"
// What a screen reader says of any row of a list of stories.
QString spokenRow(const StoryRow &row, const Times &times, UtcTime now);
// "www.coindesk.com": the address a link really leads to, in the letters a look-alike can't fake (punycode).
// Empty: not an address that may be opened (http and https only).
QString realHost(const QUrl &link);
// Whether the feed gave no more than the beginning of the story, as far as can be told: nothing, a few
// sentences, or a text that was cut.
bool isBeginning(const Article &article);
// Headline and link, a line each, for the clipboard.
QString headlineAndLink(const Article &article);
