#pragma once

// The words of dates, in the languages feeds use. Internal to feeddate.cpp; words come from plainWord().

#include <QString>
#include <optional>

QString plainWord(QStringView word); // lower case, letters only, without accents
int monthOf(const QString &word);    // 1 to 12; 0: none
bool isWeekday(const QString &word); // English and Chinese: others stand before the date, where any word may
bool isFiller(const QString &word);  // "23rd", "de", "um … Uhr", "年"
// Minutes east of Greenwich; nothing for a zone we don't know.
std::optional<int> zoneMinutes(const QString &word);
