#pragma once

#include <QStringList>

// The word lists of resources/readability.json.
struct PageRules
{
    QStringList unlikely, maybe, positive, negative, roles, bylines, share, videos;

    static const PageRules &shipped();
    // Whether any of the words stands in a node's marks (PageNode::marks).
    static bool stands(const QStringList &words, const QString &marks);
};
