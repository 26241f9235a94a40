#pragma once

#include "app/base/time.h"

#include <QString>
#include <QUrl>

// The article of a web page.
struct PageArticle
{
    QString title;       // plain; without the site's name where it can be told
    QString author;      // plain; often empty
    UtcTime published{}; // as the page says; epoch: it doesn't
    QUrl picture;        // that stands for it, https; often empty
    QString html;        // sanitised, without the headline
    QString text;        // the same as plain text
    bool cut = false;    // a limit was reached
    bool isEmpty() const { return text.isEmpty(); }
};

// By the readability method (resources/readability.json; news.md section 4): blocks of text are scored by
// their length and commas, their parents with them, links count against them; the best block is taken with
// what belongs to it, and cleaned of what does not. An article without text is returned when there is none.
//
// Pure and safe on any thread. Bounded whatever the page: nesting, attributes and memory by HtmlTree, output
// by the sanitiser. `address` is the page's own, after redirects.
PageArticle readArticle(const QString &html, const QUrl &address);

// What the page says its title is: og:title, else <title> without the site's name. Plain.
QString pageTitle(const QString &html);
