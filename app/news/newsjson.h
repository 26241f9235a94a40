#pragma once

#include "app/news/article.h"

#include <QByteArray>

// One line of `wickpost news --format json`, without a line end:
// {"id","title","earlierTitles":[oldest
// first],"source","section","author","link","published","seen","language",
//  "read","saved","summary"}
// Dates are UTC, "YYYY-MM-DDTHH:MM:SSZ". `published` is the feed's own word, even one that can't be; `seen`
// is when we first had the story. What nobody said is null.
QByteArray storyToJson(const Story &story);
