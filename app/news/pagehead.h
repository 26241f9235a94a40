#pragma once

#include "app/base/time.h"

#include <QString>
#include <QUrl>

// What a page says about itself, in <meta>, <title> and JSON-LD. Plain texts; empty: not said.
struct PageHead
{
    QString title; // without the site's name, where that can be told
    QString siteName, author, description;
    UtcTime published{};
    QUrl picture; // http(s)
};

PageHead readPageHead(const QString &html, const QUrl &address);
