#pragma once

#include "app/news/feedlist.h"
#include "app/news/newssource.h"
#include "ui/style/theme.h"

// How a feed fares, for its row: "2 min ago · about 30 a day", "is blocked by the site (HTTP 403 …)".
struct FeedLine
{
    enum class Tone { Good, Trouble, Quiet };
    Tone tone = Tone::Quiet;
    QString words;
    QString tip; // all there is to say: last read, trouble, next try, address
    bool operator==(const FeedLine &) const = default;
};

// `hidden`: the user hides what the outlet writes. `demo`: nothing is fetched in this run.
FeedLine feedLine(const FeedEntry &entry, const FeedHealth &health, bool hidden, bool demo,
                  const UiTheme &theme, UtcTime now);

// "English", "中文"; the code itself for what has no name, and nothing for nothing.
QString feedLanguageName(const QString &code);
