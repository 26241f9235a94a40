#pragma once

#include "app/base/time.h"

#include <QByteArray>
#include <QList>

namespace fake {

// A story as a feed tells it. All text is ours.
struct Story
{
    QByteArray id, title, summary, html; // UTF-8; html is the body
    QByteArray author;
    QList<QByteArray> tags;
    UtcTime published{}, updated{};
};

// The stories a feed opens with, newest first, an hour and some apart.
QList<Story> englishStories(UtcTime newest);
QList<Story> chineseStories(UtcTime newest);
// One of the test's own.
Story toldStory(const QByteArray &id, const QByteArray &title, UtcTime at);
// Another one, for feeds that grow.
Story nextStory(int number, UtcTime at);

} // namespace fake
