#pragma once

#include <QList>
#include <QString>
#include <QUrl>

// The feeds a web page names (<link rel="alternate" type="application/rss+xml|atom+xml|feed+json">), in its
// order, http(s) only: for people who type a page's address. `pageAddress` may be empty.
QList<QUrl> feedsNamedBy(const QString &html, const QString &pageAddress);
