#pragma once

#include "app/news/feedfinder.h"
#include "app/news/newssource.h"

#include <QStringList>

// What `wickpost feeds` prints.

struct FeedStatus
{
    FeedEntry entry;
    FeedHealth health;
};

// {"id","source","section","url","on","group","language","kind","state","lastSuccess","lastError","nextTry",
// "itemsPerDay"}, without a line end. state: off, waiting, fetching, good, failing, gone. Times are UTC
// ("YYYY-MM-DDTHH:MM:SSZ"); lastError is a clause for people; what isn't known is null.
QByteArray feedStatusToJson(const FeedStatus &status);
// The same in columns, with heads.
QByteArray feedStatusTable(const QList<FeedStatus> &all);

// What came of a check, in words: "OK, 25 items, 3 new, about 30 a day"; or what is the matter.
QString checkWords(const FeedHealth &health);

// What would be added, a line each, the newest headlines last.
QStringList previewLines(const FoundFeed &found);
