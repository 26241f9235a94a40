#include "app/news/articlegrabber.h"

#include "app/news/pagerules.h"

using namespace Qt::StringLiterals;

namespace {
constexpr int bestKept = 5;
constexpr double leastText = 25; // letters of a block that counts
constexpr int highestScored = 5; // of its ancestors
constexpr qsizetype longestByline = 100;

bool isPhrasing(const PageNode &node)
{
    if (node.isText())
        return true;
    if (isOneOf(node.tag, {GUMBO_TAG_A, GUMBO_TAG_DEL, GUMBO_TAG_INS}))
        return std::all_of(node.children.cbegin(), node.children.cend(),
                           [](const PageNode *child) { return isPhrasing(*child); });
    return isOneOf(node.tag,
                   {GUMBO_TAG_ABBR,  GUMBO_TAG_AUDIO, GUMBO_TAG_B,      GUMBO_TAG_BDO,  GUMBO_TAG_BR,
                    GUMBO_TAG_CITE,  GUMBO_TAG_CODE,  GUMBO_TAG_DATA,   GUMBO_TAG_DFN,  GUMBO_TAG_EM,
                    GUMBO_TAG_FONT,  GUMBO_TAG_I,     GUMBO_TAG_IMG,    GUMBO_TAG_KBD,  GUMBO_TAG_LABEL,
                    GUMBO_TAG_MARK,  GUMBO_TAG_MATH,  GUMBO_TAG_Q,      GUMBO_TAG_RUBY, GUMBO_TAG_SAMP,
                    GUMBO_TAG_SMALL, GUMBO_TAG_SPAN,  GUMBO_TAG_STRONG, GUMBO_TAG_SUB,  GUMBO_TAG_SUP,
                    GUMBO_TAG_TIME,  GUMBO_TAG_U,     GUMBO_TAG_VAR,    GUMBO_TAG_WBR,  GUMBO_TAG_S});
}

bool isBlankText(const PageNode &node)
{
    return (node.isText() && node.text.trimmed().isEmpty()) || node.tag == GUMBO_TAG_BR;
}

bool isBlock(GumboTag tag)
{
    return isOneOf(tag, {GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_DL, GUMBO_TAG_DIV, GUMBO_TAG_IMG, GUMBO_TAG_OL,
                         GUMBO_TAG_P, GUMBO_TAG_PRE, GUMBO_TAG_TABLE, GUMBO_TAG_UL, GUMBO_TAG_FIGURE,
                         GUMBO_TAG_SECTION, GUMBO_TAG_ARTICLE, GUMBO_TAG_HEADER, GUMBO_TAG_H1, GUMBO_TAG_H2,
                         GUMBO_TAG_H3, GUMBO_TAG_H4, GUMBO_TAG_H5, GUMBO_TAG_H6});
}

bool hasBlock(const PageNode &node)
{
    return std::any_of(node.children.cbegin(), node.children.cend(), [](const PageNode *child) {
        return !child->isText() && (isBlock(child->tag) || hasBlock(*child));
    });
}

bool isHidden(const PageNode &node)
{
    QString style = pageAttribute(node, "style").toLower();
    style.remove(u' ');
    return style.contains("display:none"_L1) || style.contains("visibility:hidden"_L1) ||
           (node.element && gumbo_get_attribute(&node.element->attributes, "hidden")) ||
           (pageAttribute(node, "aria-hidden") == "true"_L1 && !node.marks.contains("fallback-image"_L1));
}

bool isEmptyBlock(const PageNode &node)
{
    return isOneOf(node.tag, {GUMBO_TAG_DIV, GUMBO_TAG_SECTION, GUMBO_TAG_HEADER, GUMBO_TAG_H1, GUMBO_TAG_H2,
                              GUMBO_TAG_H3, GUMBO_TAG_H4, GUMBO_TAG_H5, GUMBO_TAG_H6}) &&
           std::all_of(node.children.cbegin(), node.children.cend(), [](const PageNode *child) {
               return isBlankText(*child) || child->tag == GUMBO_TAG_HR;
           });
}

double finalScore(const PageNode &node)
{
    return node.score * (1 - countText(node).linkDensity());
}
} // namespace

ArticleGrabber::ArticleGrabber(PageTree &page, Strictness strictness, const QString &title)
    : m_page(page), m_strictness(strictness), m_title(title)
{
}

PageNode *ArticleGrabber::article()
{
    if (!m_page.root())
        return nullptr;
    prepare(*m_page.root());
    scoreBlocks();
    PageNode *top = best();
    if (!top)
        return nullptr;
    PageNode *article = withSiblings(top);
    cleanArticle(*article, m_strictness, m_title);
    return article;
}

// ---- Before anything is scored ----

void ArticleGrabber::prepare(PageNode &page)
{
    forEachElement(page, [this](PageNode &node) {
        if (isLeftOut(node))
            detach(node);
        else if (node.tag == GUMBO_TAG_DIV)
            wrapText(node);
    });
    QList<PageNode *> divs;
    forEachElement(page, [&](PageNode &node) {
        if (isEmptyBlock(node))
            detach(node);
        else if (node.tag == GUMBO_TAG_DIV)
            divs.append(&node);
    });
    for (PageNode *div : std::as_const(divs))
        if (div->parent)
            tidyDiv(*div);
}

bool ArticleGrabber::isLeftOut(const PageNode &node)
{
    if (isOneOf(node.tag,
                {GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_NOSCRIPT, GUMBO_TAG_TEMPLATE, GUMBO_TAG_META,
                 GUMBO_TAG_LINK, GUMBO_TAG_TITLE, GUMBO_TAG_BASE, GUMBO_TAG_SVG, GUMBO_TAG_CANVAS,
                 GUMBO_TAG_BUTTON, GUMBO_TAG_SELECT, GUMBO_TAG_INPUT, GUMBO_TAG_TEXTAREA}) ||
        isHidden(node))
        return true;
    if (isByline(node))
        return true;
    if (isOneOf(node.tag, {GUMBO_TAG_H1, GUMBO_TAG_H2}) && saysTheSame(textOf(node), m_title))
        return true;
    if (!m_strictness.stripUnlikely)
        return false;
    const PageRules &rules = PageRules::shipped();
    if (node.tag == GUMBO_TAG_NAV || rules.roles.contains(pageAttribute(node, "role").toLower()))
        return true;
    return node.tag != GUMBO_TAG_A && PageRules::stands(rules.unlikely, node.marks) &&
           !PageRules::stands(rules.maybe, node.marks) && !isInside(node, GUMBO_TAG_TABLE) &&
           !isInside(node, GUMBO_TAG_CODE);
}

bool ArticleGrabber::isByline(const PageNode &node)
{
    if (!m_byline.isEmpty() || node.tag == GUMBO_TAG_BODY)
        return false;
    const bool marked = pageAttribute(node, "rel") == "author"_L1 ||
                        pageAttribute(node, "itemprop").contains("author"_L1) ||
                        PageRules::stands(PageRules::shipped().bylines, node.marks);
    const QString text = marked ? textOf(node) : QString();
    if (text.isEmpty() || text.size() > longestByline)
        return false;
    m_byline = text;
    return true;
}

// Text that stands in a <div> beside blocks becomes paragraphs.
void ArticleGrabber::wrapText(PageNode &div)
{
    PageNode *paragraph = nullptr;
    const QList<PageNode *> children = std::exchange(div.children, {});
    for (PageNode *child : children) {
        if (!isPhrasing(*child)) {
            paragraph = nullptr;
            div.children.append(child);
            continue;
        }
        if (!paragraph && isBlankText(*child)) {
            div.children.append(child);
            continue;
        }
        if (!paragraph) {
            paragraph = m_page.make(GUMBO_TAG_P);
            paragraph->parent = &div;
            div.children.append(paragraph);
        }
        child->parent = paragraph;
        paragraph->children.append(child);
    }
}

// A <div> that is only a paragraph is one.
void ArticleGrabber::tidyDiv(PageNode &div)
{
    QList<PageNode *> elements;
    bool hasText = false;
    for (PageNode *child : std::as_const(div.children)) {
        if (!child->isText())
            elements.append(child);
        else
            hasText |= !child->text.trimmed().isEmpty();
    }
    if (!hasText && elements.size() == 1 && elements.first()->tag == GUMBO_TAG_P &&
        countText(div).linkDensity() < 0.25)
        replace(div, *elements.first());
    else if (!hasBlock(div))
        div.tag = GUMBO_TAG_P;
}

// ---- Scores ----

double ArticleGrabber::weightOf(const PageNode &node) const
{
    return m_strictness.weighMarks ? markWeight(node) : 0;
}

void ArticleGrabber::begin(PageNode &node)
{
    if (std::exchange(node.scored, true))
        return;
    m_scored.append(&node);
    if (isOneOf(node.tag, {GUMBO_TAG_DIV}))
        node.score = 5;
    else if (isOneOf(node.tag, {GUMBO_TAG_PRE, GUMBO_TAG_TD, GUMBO_TAG_BLOCKQUOTE}))
        node.score = 3;
    else if (isOneOf(node.tag, {GUMBO_TAG_ADDRESS, GUMBO_TAG_OL, GUMBO_TAG_UL, GUMBO_TAG_DL, GUMBO_TAG_DD,
                                GUMBO_TAG_DT, GUMBO_TAG_LI, GUMBO_TAG_FORM}))
        node.score = -3;
    else if (isOneOf(node.tag, {GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3, GUMBO_TAG_H4, GUMBO_TAG_H5,
                                GUMBO_TAG_H6, GUMBO_TAG_TH}))
        node.score = -5;
    node.score += weightOf(node);
}

void ArticleGrabber::scoreBlocks()
{
    forEachElement(*m_page.root(), [this](PageNode &node) {
        if (isOneOf(node.tag, {GUMBO_TAG_SECTION, GUMBO_TAG_H2, GUMBO_TAG_H3, GUMBO_TAG_H4, GUMBO_TAG_H5,
                               GUMBO_TAG_H6, GUMBO_TAG_P, GUMBO_TAG_TD, GUMBO_TAG_PRE}))
            scoreBlock(node);
    });
}

void ArticleGrabber::scoreBlock(PageNode &block)
{
    const TextCount text = countText(block);
    if (text.letters < leastText)
        return;
    const double score = 1 + text.commas + 1 + std::min(std::floor(text.letters / 100), 3.0);
    int level = 0;
    for (PageNode *above = block.parent; above && above->parent && level < highestScored;
         above = above->parent, ++level) {
        begin(*above);
        above->score += score / (level == 0 ? 1 : level == 1 ? 2 : level * 3);
    }
}

PageNode *ArticleGrabber::best()
{
    for (PageNode *node : std::as_const(m_scored))
        node->score = finalScore(*node);
    QList<PageNode *> candidates = m_scored;
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const PageNode *a, const PageNode *b) { return a->score > b->score; });
    candidates = candidates.first(std::min<qsizetype>(candidates.size(), bestKept));
    if (candidates.isEmpty()) {
        // Nothing stands out: the page itself, whatever it holds.
        PageNode *all = m_page.make(GUMBO_TAG_DIV);
        for (PageNode *child : QList<PageNode *>(m_page.root()->children))
            append(*all, *child);
        append(*m_page.root(), *all);
        begin(*all);
        return all;
    }
    PageNode *best = commonParent(candidates.first(), candidates);
    begin(*best);
    best = climb(best);
    // The only child of its parent: the parent may have siblings worth having.
    while (best->parent && best->parent->parent &&
           std::count_if(best->parent->children.cbegin(), best->parent->children.cend(),
                         [](const PageNode *child) { return !child->isText(); }) == 1)
        best = best->parent;
    begin(*best);
    return best;
}

// Several good blocks of one parent: the article is the parent.
PageNode *ArticleGrabber::commonParent(PageNode *best, const QList<PageNode *> &candidates) const
{
    constexpr int enough = 3;
    QList<const PageNode *> others;
    for (const PageNode *candidate : candidates)
        if (candidate != best && best->score > 0 && candidate->score / best->score >= 0.75)
            others.append(candidate);
    if (others.size() < enough)
        return best;
    const auto isAbove = [](const PageNode *node, const PageNode *above) {
        for (; node; node = node->parent)
            if (node == above)
                return true;
        return false;
    };
    for (PageNode *parent = best->parent; parent && parent->parent; parent = parent->parent)
        if (std::count_if(others.cbegin(), others.cend(),
                          [&](const PageNode *other) { return isAbove(other->parent, parent); }) >= enough)
            return parent;
    return best;
}

// A parent that scores more than its child holds more of the article.
PageNode *ArticleGrabber::climb(PageNode *best) const
{
    double last = best->score;
    const double least = last / 3;
    for (PageNode *parent = best->parent; parent && parent->parent; parent = parent->parent) {
        if (!parent->scored)
            continue;
        if (parent->score < least)
            break;
        if (parent->score > last)
            return parent;
        last = parent->score;
    }
    return best;
}

// ---- What belongs to it ----

PageNode *ArticleGrabber::withSiblings(PageNode *best)
{
    const double least = std::max(10.0, best->score * 0.2);
    PageNode *article = m_page.make(GUMBO_TAG_DIV);
    const QList<PageNode *> siblings = best->parent ? best->parent->children : QList<PageNode *>{best};
    for (PageNode *sibling : siblings) {
        if (sibling != best && (sibling->isText() || !belongs(*sibling, *best, least)))
            continue;
        if (!isOneOf(sibling->tag, {GUMBO_TAG_DIV, GUMBO_TAG_ARTICLE, GUMBO_TAG_SECTION, GUMBO_TAG_P,
                                    GUMBO_TAG_OL, GUMBO_TAG_UL}))
            sibling->tag = GUMBO_TAG_DIV; // a cell or a form by itself is none
        append(*article, *sibling);
    }
    return article;
}

bool ArticleGrabber::belongs(const PageNode &sibling, const PageNode &best, double least) const
{
    const bool alike = !best.marks.isEmpty() && sibling.marks == best.marks;
    if (sibling.scored && sibling.score + (alike ? best.score * 0.2 : 0) >= least)
        return true;
    if (sibling.tag != GUMBO_TAG_P)
        return false;
    const TextCount text = countText(sibling);
    if (text.letters > 80)
        return text.linkDensity() < 0.25;
    const QString words = text.letters > 0 && text.linked == 0 ? textOf(sibling) : QString();
    return words.endsWith(u'.') || words.contains(". "_L1) || words.contains(u'。');
}
