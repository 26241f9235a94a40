#include "app/news/articlegrabber.h"
#include "app/news/pagerules.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace {
constexpr double shareText = 500; // letters: more is no share button
constexpr double wordsAlike = 0.75;

QSet<QString> wordsOf(const QString &text)
{
    QSet<QString> words;
    QString word;
    for (const QChar c : text.toLower() + u' ') {
        if (c.isLetterOrNumber()) {
            word += c;
            if (c.unicode() < 0x2E80)
                continue;
        }
        if (!word.isEmpty())
            words.insert(word);
        word.clear();
    }
    return words;
}

bool isVideo(const PageNode &node)
{
    return PageRules::stands(PageRules::shipped().videos, pageAttribute(node, "src"));
}

// A table of data, not one that lays a page out.
bool holdsData(const PageNode &table)
{
    const QString role = pageAttribute(table, "role");
    if (role == "presentation"_L1 || pageAttribute(table, "datatable") == "0"_L1)
        return false;
    if (!pageAttribute(table, "summary").isEmpty() ||
        countOf(table, {GUMBO_TAG_CAPTION, GUMBO_TAG_COL, GUMBO_TAG_COLGROUP, GUMBO_TAG_TFOOT,
                        GUMBO_TAG_THEAD, GUMBO_TAG_TH}) > 0)
        return true;
    if (countOf(table, {GUMBO_TAG_TABLE}) > 0)
        return false;
    const qsizetype rows = countOf(table, {GUMBO_TAG_TR}), cells = countOf(table, {GUMBO_TAG_TD});
    const qsizetype columns = rows > 0 ? cells / rows : 0;
    return rows > 1 && columns > 1 && (rows >= 10 || columns > 4 || cells > 10);
}

bool isInData(const PageNode &node)
{
    for (const PageNode *above = &node; above; above = above->parent)
        if (above->tag == GUMBO_TAG_TABLE && holdsData(*above))
            return true;
    return false;
}

class Cleaner
{
public:
    Cleaner(PageNode &article, const ArticleGrabber::Strictness &strictness, const QString &title)
        : m_article(article), m_strictness(strictness), m_title(title)
    {
    }

    void clean()
    {
        doubtful({GUMBO_TAG_FORM, GUMBO_TAG_FIELDSET});
        each({GUMBO_TAG_FOOTER, GUMBO_TAG_ASIDE, GUMBO_TAG_LINK, GUMBO_TAG_INPUT, GUMBO_TAG_TEXTAREA,
              GUMBO_TAG_SELECT, GUMBO_TAG_BUTTON},
             [](const PageNode &) { return true; });
        each({GUMBO_TAG_OBJECT, GUMBO_TAG_EMBED, GUMBO_TAG_IFRAME},
             [](const PageNode &node) { return !isVideo(node); });
        shareButtons();
        headings();
        doubtful({GUMBO_TAG_TABLE});
        doubtful({GUMBO_TAG_UL, GUMBO_TAG_OL});
        doubtful({GUMBO_TAG_DIV, GUMBO_TAG_SECTION});
        each({GUMBO_TAG_P}, [](const PageNode &p) {
            return countOf(p, {GUMBO_TAG_IMG, GUMBO_TAG_EMBED, GUMBO_TAG_OBJECT, GUMBO_TAG_IFRAME,
                               GUMBO_TAG_VIDEO}) == 0 &&
                   textOf(p).isEmpty();
        });
        layoutTables();
    }

private:
    // From the innermost: what a block holds is decided before the block.
    template <typename Goes> void each(std::initializer_list<GumboTag> tags, Goes goes)
    {
        QList<PageNode *> found;
        forEachElement(m_article, [&](PageNode &node) {
            if (isOneOf(node.tag, tags))
                found.append(&node);
        });
        for (auto node = found.rbegin(); node != found.rend(); ++node)
            if ((*node)->parent && goes(**node))
                detach(**node);
    }

    void doubtful(std::initializer_list<GumboTag> tags)
    {
        if (m_strictness.cleanConditionally)
            each(tags, [this](const PageNode &node) { return isClutter(node); });
    }

    bool isClutter(const PageNode &node) const
    {
        if (isInData(node) || isInside(node, GUMBO_TAG_CODE) || isInside(node, GUMBO_TAG_FIGURE))
            return false;
        const double weight = m_strictness.weighMarks ? markWeight(node) : 0;
        if (weight < 0)
            return true;
        const TextCount text = countText(node);
        if (text.commas >= 10)
            return false;
        const bool list = isOneOf(node.tag, {GUMBO_TAG_UL, GUMBO_TAG_OL}) || isMostlyLists(node, text);
        const qsizetype paragraphs = countOf(node, {GUMBO_TAG_P}), pictures = countOf(node, {GUMBO_TAG_IMG}),
                        items = countOf(node, {GUMBO_TAG_LI}) - 100,
                        inputs = countOf(node, {GUMBO_TAG_INPUT});
        qsizetype embeds = 0;
        bool video = false;
        forEachElement(const_cast<PageNode &>(node), [&](PageNode &inner) {
            if (!isOneOf(inner.tag, {GUMBO_TAG_OBJECT, GUMBO_TAG_EMBED, GUMBO_TAG_IFRAME}))
                return;
            ++embeds;
            video |= isVideo(inner);
        });
        if (video)
            return false;
        const double density = text.linkDensity();
        const bool clutter = (pictures > 1 && double(paragraphs) / double(pictures) < 0.5 &&
                              !isInside(node, GUMBO_TAG_FIGURE)) ||
                             (!list && items > paragraphs) || inputs > paragraphs / 3 ||
                             (!list && headingShare(node, text) < 0.9 && text.letters < 25 &&
                              (pictures == 0 || pictures > 2) && density > 0) ||
                             (!list && weight < 25 && density > 0.2) || (weight >= 25 && density > 0.5) ||
                             ((embeds == 1 && text.letters < 75) || embeds > 1) ||
                             (text.letters == 0 && pictures == 0);
        // A list of pictures, each in its item, is a gallery.
        if (clutter && list && pictures > 0 && items + 100 == pictures)
            return false;
        return clutter;
    }
    static bool isMostlyLists(const PageNode &node, const TextCount &text)
    {
        double inLists = 0;
        forEachElement(const_cast<PageNode &>(node), [&](PageNode &inner) {
            if (isOneOf(inner.tag, {GUMBO_TAG_UL, GUMBO_TAG_OL}) && !isInside(inner, GUMBO_TAG_LI))
                inLists += countText(inner).letters;
        });
        return text.letters > 0 && inLists / text.letters > 0.9;
    }
    static double headingShare(const PageNode &node, const TextCount &text)
    {
        double inHeadings = 0;
        forEachElement(const_cast<PageNode &>(node), [&](PageNode &inner) {
            if (isOneOf(inner.tag,
                        {GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3, GUMBO_TAG_H4, GUMBO_TAG_H5, GUMBO_TAG_H6}))
                inHeadings += countText(inner).letters;
        });
        return text.letters > 0 ? inHeadings / text.letters : 0;
    }

    void shareButtons()
    {
        const QStringList &share = PageRules::shipped().share;
        forEachElement(m_article, [&](PageNode &node) {
            QString marks = node.marks;
            marks.replace(u'-', u' ').replace(u'_', u' ');
            const QStringList words = marks.split(u' ', Qt::SkipEmptyParts);
            const bool shares = std::any_of(words.cbegin(), words.cend(),
                                            [&](const QString &word) { return share.contains(word); });
            if (shares && countText(node).letters < shareText)
                detach(node);
        });
    }

    void headings()
    {
        each({GUMBO_TAG_H1, GUMBO_TAG_H2}, [this](PageNode &heading) {
            if (saysTheSame(textOf(heading), m_title) || (m_strictness.weighMarks && markWeight(heading) < 0))
                return true;
            heading.tag = GUMBO_TAG_H2; // the headline is above the text
            return false;
        });
    }

    // A table of one cell is a frame.
    void layoutTables()
    {
        QList<PageNode *> tables;
        forEachElement(m_article, [&](PageNode &node) {
            if (node.tag == GUMBO_TAG_TABLE && countOf(node, {GUMBO_TAG_TD, GUMBO_TAG_TH}) == 1)
                tables.append(&node);
        });
        for (PageNode *table : std::as_const(tables)) {
            forEachElement(*table, [](PageNode &node) {
                if (isOneOf(node.tag, {GUMBO_TAG_TD, GUMBO_TAG_TH, GUMBO_TAG_TR, GUMBO_TAG_TBODY}))
                    node.tag = GUMBO_TAG_DIV;
            });
            table->tag = GUMBO_TAG_DIV;
        }
    }

    PageNode &m_article;
    const ArticleGrabber::Strictness &m_strictness;
    QString m_title;
};
} // namespace

void cleanArticle(PageNode &article, const ArticleGrabber::Strictness &strictness, const QString &title)
{
    Cleaner(article, strictness, title).clean();
}

double markWeight(const PageNode &node)
{
    const PageRules &rules = PageRules::shipped();
    double weight = 0;
    for (const char *name : {"class", "id"}) {
        const QString marks = pageAttribute(node, name).toLower();
        if (marks.isEmpty())
            continue;
        weight -= PageRules::stands(rules.negative, marks) ? 25 : 0;
        weight += PageRules::stands(rules.positive, marks) ? 25 : 0;
    }
    return weight;
}

bool saysTheSame(const QString &heading, const QString &title)
{
    const QSet<QString> a = wordsOf(title), b = wordsOf(heading);
    if (a.isEmpty() || b.isEmpty())
        return false;
    const qsizetype shared = QSet<QString>(a).intersect(b).size();
    return double(shared) / double(std::max(a.size(), b.size())) >= wordsAlike;
}
