#pragma once

#include <QByteArray>
#include <QString>
#include <gumbo.h>
#include <memory>
#include <vector>

// An HTML fragment parsed by gumbo within bounds. Gumbo frees its tree by recursion, compares every pair of a
// tag's attributes and lets a few bytes grow into many nodes (HTML's rule of reopening formatting elements),
// so: nesting and attributes are bounded before, memory during parsing, and the tree is freed as a whole.
class HtmlTree
{
public:
    explicit HtmlTree(const QString &html);
    ~HtmlTree();
    HtmlTree(const HtmlTree &) = delete;
    HtmlTree &operator=(const HtmlTree &) = delete;

    // The element whose children are the fragment; nullptr when the fragment needs more memory than we give.
    const GumboNode *root() const { return m_output ? m_output->root : nullptr; }
    bool bounded() const { return m_bounded; } // something was left out

private:
    class Arena;
    QByteArray m_source; // gumbo's nodes point into it
    std::unique_ptr<Arena> m_arena;
    GumboOutput *m_output = nullptr;
    bool m_bounded = false;
};
