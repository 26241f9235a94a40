#pragma once

#include <QString>
#include <QStringList>

// Stored beside what it made, so that a better one can be run again over the originals.
constexpr int sanitizerVersion = 1;

struct SanitizerOptions
{
    QString base;         // what relative addresses are relative to; may be empty: then they go
    QStringList ownHosts; // for the tracking parameter `ref`
    qsizetype maxInput = 2 * 1024 * 1024; // characters
    qsizetype maxOutput = 1024 * 1024;    // characters
    int maxDepth = 64, maxTableDepth = 3; // deeper tags go, their text stays
    int maxPictures = 200, maxLinks = 2000, maxRows = 5000;
};

struct SafeHtml
{
    QString html;         // nothing in it loads or runs anything, but <img src> with http(s)
    QString text;         // the same as plain text: blocks on lines of their own
    QStringList pictures; // addresses of the <img> left, in order; obvious icons left out
    bool cut = false;     // a limit was reached
    bool operator==(const SafeHtml &) const = default;
};

// Parses as HTML5 and writes out only what is on a list (never patches text). Scripts, styles, forms, frames
// and embedded things go with their content; of unknown tags the text stays. Attributes: only the few that
// say something. Addresses: http and https, links also mailto and #fragments. Tracking pixels, hidden
// pictures and share buttons go; a lazily loaded picture gets its real address. Bidi overrides and zero-width
// characters go.
SafeHtml sanitizeHtml(const QString &html, const SanitizerOptions &options = {});
// The same by way of HTML5's tree, always: sanitizeHtml() spares it where the markup is plain
// (plainmarkup.h) and must come to the same.
SafeHtml sanitizeByTree(const QString &html, const SanitizerOptions &options = {});
