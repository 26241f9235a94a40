#pragma once

#include "app/news/article.h"

// The stories of the demo: written by us (resources/samplestories.json), of outlets that don't exist, all
// marked `sample`, none with a link. Their times are counted back from `now`, so the newest is a few minutes
// old and some are of the day before. Newest first; without ids.
QList<Story> sampleStories(UtcTime now);
