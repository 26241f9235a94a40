#pragma once

#include "app/news/pagetree.h"

// Finds the article in a page by scoring its blocks (readability.h). It takes the page apart.
class ArticleGrabber
{
public:
    struct Strictness
    {
        bool stripUnlikely = true;      // what its class and id speak against is left out before
        bool weighMarks = true;         // class and id count
        bool cleanConditionally = true; // blocks of links, forms and pictures go
    };

    // `title`: the page's, so that it isn't repeated in the text.
    ArticleGrabber(PageTree &page, Strictness strictness, const QString &title);

    // A node of its own, cleaned; null when there is nothing.
    PageNode *article();
    const QString &byline() const { return m_byline; }

private:
    void prepare(PageNode &node);
    bool isLeftOut(const PageNode &node);
    bool isByline(const PageNode &node);
    void tidyDiv(PageNode &div);
    void wrapText(PageNode &div);

    void scoreBlocks();
    void scoreBlock(PageNode &block);
    void begin(PageNode &node);
    double weightOf(const PageNode &node) const;

    PageNode *best();
    PageNode *commonParent(PageNode *best, const QList<PageNode *> &candidates) const;
    PageNode *climb(PageNode *best) const;
    PageNode *withSiblings(PageNode *best);
    bool belongs(const PageNode &sibling, const PageNode &best, double least) const;

    PageTree &m_page;
    Strictness m_strictness;
    QString m_title, m_byline;
    QList<PageNode *> m_scored;
};

// Takes out what is no part of an article: forms, share buttons, blocks of links, empty paragraphs, layout
// tables. `title`: a heading that repeats it goes.
void cleanArticle(PageNode &article, const ArticleGrabber::Strictness &strictness, const QString &title);
// ±25 for what class and id say.
double markWeight(const PageNode &node);
// 0 to 1: how much of the shorter text's words the other has.
bool saysTheSame(const QString &heading, const QString &title);
