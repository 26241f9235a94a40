#pragma once

#include "app/news/feedlist.h"

#include <QJsonObject>

// A line of the feed list as JSON: resources/feeds.json says what the fields mean.

// Applies the fields `json` names to `entry`, leaving the others alone; the id is not among them. What is
// wrong with it, in words for people, or nothing. After a problem `entry` is of no use.
QString readFeedEntry(const QJsonObject &json, FeedEntry &entry);

// The fields in which `entry` differs from `base`, and its id: read over `base` they give `entry` again.
QJsonObject feedEntryToJson(const FeedEntry &entry, const FeedEntry &base);

// The names of all fields, the id's too.
const QStringList &feedEntryFields();
