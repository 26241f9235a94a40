#pragma once

#include "app/base/time.h"
#include "app/news/storyrules.h"

#include <QString>

// A store as it is after a year or so of news, for benchmarks: `stories` of three outlets in English and
// Chinese (GeneratedStories), five minutes apart, the newest at `newest`.
void fillStore(const QString &path, int stories, UtcTime newest);

// The rules it is filled by: only bitcoin is tagged.
StoryRules filledStoreRules();
