#pragma once

#include "app/news/htmltree.h"

#include <QList>
#include <deque>
#include <functional>

// A web page as something that can be taken apart: nodes can be moved, renamed and left out. It points into
// the HtmlTree it was made of.
struct PageNode
{
    const GumboElement *element = nullptr; // null: text, or made by us
    GumboTag tag = GUMBO_TAG_UNKNOWN;
    QString text;  // of a piece of text
    QString marks; // class and id, lower case
    PageNode *parent = nullptr;
    QList<PageNode *> children;
    double score = 0;
    bool scored = false;
    bool isText() const { return tag == GUMBO_TAG_LAST; }
};

// What of a text counts. A character of a script without blanks says as much as two letters.
struct TextCount
{
    double letters = 0; // blanks between words count too
    double linked = 0;  // of these, inside links; those of the page itself count a third
    int commas = 0;
    double linkDensity() const { return letters > 0 ? linked / letters : 0; }
};

class PageTree
{
public:
    explicit PageTree(const HtmlTree &html);

    PageNode *root() const { return m_root; } // null: the page is too large
    PageNode *make(GumboTag tag);

private:
    PageNode *copy(const GumboNode *node, PageNode *parent);

    std::deque<PageNode> m_nodes;
    PageNode *m_root = nullptr;
};

QString pageAttribute(const PageNode &node, const char *name);
bool isOneOf(GumboTag tag, std::initializer_list<GumboTag> tags);

void detach(PageNode &node);                    // it keeps its children
void append(PageNode &parent, PageNode &child); // takes it from where it was
void replace(PageNode &node, PageNode &by);

// Every element below `node` (not itself), parents before children; what `visit` detaches is not gone into.
void forEachElement(PageNode &node, const std::function<void(PageNode &)> &visit);

QString textOf(const PageNode &node); // blanks collapsed
TextCount countText(const PageNode &node);
qsizetype countOf(const PageNode &node, std::initializer_list<GumboTag> tags);
bool isInside(const PageNode &node, GumboTag tag);

// The node with all below it, for the sanitiser: only what that may keep of an element is written.
QString pageHtml(const PageNode &node);
