#include "app/news/facts/adverts.h"

#include "app/news/facts/rulefile.h"
#include "app/news/facts/terms.h"
#include "app/news/htmltree.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype leastLeft = 20; // characters of text that stay, or nothing goes
constexpr qsizetype usualLongest = 300;

bool isBlock(const GumboNode *node)
{
    static constexpr GumboTag tags[] = {
        GUMBO_TAG_P,     GUMBO_TAG_DIV,    GUMBO_TAG_SECTION,    GUMBO_TAG_ARTICLE, GUMBO_TAG_BLOCKQUOTE,
        GUMBO_TAG_LI,    GUMBO_TAG_UL,     GUMBO_TAG_OL,         GUMBO_TAG_TABLE,   GUMBO_TAG_THEAD,
        GUMBO_TAG_TBODY, GUMBO_TAG_TFOOT,  GUMBO_TAG_TR,         GUMBO_TAG_TD,      GUMBO_TAG_TH,
        GUMBO_TAG_H1,    GUMBO_TAG_H2,     GUMBO_TAG_H3,         GUMBO_TAG_H4,      GUMBO_TAG_H5,
        GUMBO_TAG_H6,    GUMBO_TAG_FIGURE, GUMBO_TAG_FIGCAPTION, GUMBO_TAG_DL,      GUMBO_TAG_DT,
        GUMBO_TAG_DD,    GUMBO_TAG_PRE,    GUMBO_TAG_CAPTION,    GUMBO_TAG_HR};
    return node->type == GUMBO_NODE_ELEMENT &&
           std::find(std::begin(tags), std::end(tags), node->v.element.tag) != std::end(tags);
}

bool isBreak(const GumboNode *node)
{
    return node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == GUMBO_TAG_BR;
}

struct Range
{
    qsizetype begin = -1, end = -1; // bytes of the source
    bool isEmpty() const { return begin < 0; }
};

// Where a node stands in the source; empty when the parser made it up.
Range rangeOf(const GumboNode *node)
{
    if (node->type != GUMBO_NODE_ELEMENT) {
        const auto begin = qsizetype(node->v.text.start_pos.offset);
        return {begin, begin + qsizetype(node->v.text.original_text.length)};
    }
    const GumboElement &element = node->v.element;
    if (element.original_tag.length == 0)
        return {};
    const auto begin = qsizetype(element.start_pos.offset);
    const bool closed = element.original_end_tag.length > 0;
    return {begin, closed ? qsizetype(element.end_pos.offset + element.original_end_tag.length)
                          : begin + qsizetype(element.original_tag.length)};
}

void addText(const GumboNode *node, QString &text)
{
    if (node->type == GUMBO_NODE_ELEMENT) {
        const GumboVector &children = node->v.element.children;
        for (unsigned i = 0; i < children.length; ++i)
            addText(static_cast<const GumboNode *>(children.data[i]), text);
        return;
    }
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA ||
        node->type == GUMBO_NODE_WHITESPACE)
        text += QString::fromUtf8(node->v.text.text);
}

// Walks a text line by line. Without verdicts it gathers the lines; with them it notes what goes.
class LineWalk
{
public:
    explicit LineWalk(std::vector<bool> adverts = {}) : m_adverts(std::move(adverts)) {}

    struct Cut
    {
        Range range;
        int keptBefore = 0; // lines: cuts with none kept between are one advert
    };
    void visit(const GumboNode *node) { visitChildren(node); }
    const QStringList &lines() const { return m_lines; }
    const std::vector<Cut> &cuts() const { return m_cuts; }
    qsizetype keptLength() const { return m_keptLength; }

private:
    struct Lines
    {
        int kept = 0, cut = 0;
    };
    Lines visitChildren(const GumboNode *node);
    void endLine(Lines &lines, const Range &breakAfter);

    std::vector<bool> m_adverts; // by line
    QStringList m_lines;
    std::vector<Cut> m_cuts;
    Range m_line; // the inline nodes gathered
    QString m_text;
    int m_kept = 0;
    qsizetype m_keptLength = 0;
};

LineWalk::Lines LineWalk::visitChildren(const GumboNode *node)
{
    Lines lines;
    const GumboVector &children = node->v.element.children;
    for (unsigned i = 0; i < children.length; ++i) {
        const auto *child = static_cast<const GumboNode *>(children.data[i]);
        if (isBreak(child)) {
            endLine(lines, rangeOf(child));
            continue;
        }
        const Range range = rangeOf(child);
        if (!isBlock(child)) {
            addText(child, m_text);
            if (!range.isEmpty())
                m_line = {m_line.isEmpty() ? range.begin : m_line.begin, range.end};
            continue;
        }
        endLine(lines, {});
        const size_t before = m_cuts.size();
        const int keptBefore = m_kept;
        const Lines inside = visitChildren(child);
        lines.kept += inside.kept;
        lines.cut += inside.cut;
        if (inside.cut > 0 && inside.kept == 0 && !range.isEmpty()) { // nothing else in it: it goes whole
            m_cuts.resize(before);
            m_cuts.push_back({range, keptBefore});
        }
    }
    endLine(lines, {});
    return lines;
}

void LineWalk::endLine(Lines &lines, const Range &breakAfter)
{
    const QString text = m_text.simplified();
    if (!text.isEmpty()) {
        const auto line = size_t(m_lines.size());
        m_lines.append(text);
        if (line < m_adverts.size() && m_adverts[line] && !m_line.isEmpty()) {
            ++lines.cut;
            m_cuts.push_back({{m_line.begin, breakAfter.isEmpty() ? m_line.end : breakAfter.end}, m_kept});
        } else {
            ++lines.kept;
            ++m_kept;
            m_keptLength += text.size();
        }
    }
    m_line = {};
    m_text.clear();
}
} // namespace

AdvertCutter::AdvertCutter() : m_rules(shippedRules(u"adverts"_s), TermSet::Adverts)
{
    m_rules.addTo(m_lexicon);
    for (const QString &label : textsOf(shippedRules(u"adverts"_s).value("labels"_L1)))
        m_labels.append(m_lexicon.fold().folded(label));
    for (const PhraseRules::Rule &rule : m_rules.rules()) {
        m_longest.push_back(rule.json.value("longest"_L1).toInt(usualLongest));
        m_beside.push_back(rule.json.value("beside"_L1).toBool());
        m_longestLine = std::max(m_longestLine, m_longest.back());
    }
}

AdvertCutter::Verdict AdvertCutter::judge(const QString &line) const
{
    if (line.size() > m_longestLine)
        return Verdict::None;
    if (m_labels.contains(m_lexicon.fold().folded(line)))
        return Verdict::Sure;
    Verdict verdict = Verdict::None;
    const ReadText text = m_lexicon.read(line);
    for (const size_t rule :
         m_rules.holding(text, std::numeric_limits<qint32>::max(), PhraseRules::Scope::WholeText)) {
        if (line.size() <= m_longest[rule])
            verdict = std::max(verdict, m_beside[rule] ? Verdict::Beside : Verdict::Sure);
    }
    return verdict;
}

std::vector<bool> AdvertCutter::adverts(const QStringList &lines) const
{
    const auto count = size_t(lines.size());
    std::vector<Verdict> verdicts;
    std::vector<bool> found;
    for (const QString &line : lines) {
        verdicts.push_back(judge(line));
        found.push_back(verdicts.back() == Verdict::Sure);
    }
    for (size_t i = 1; i < count; ++i)
        found[i] = found[i] || (found[i - 1] && verdicts[i] == Verdict::Beside);
    for (size_t i = count; i-- > 1;)
        found[i - 1] = found[i - 1] || (found[i] && verdicts[i - 1] == Verdict::Beside);
    return found;
}

QStringList AdvertCutter::kept(const QStringList &lines) const
{
    const std::vector<bool> isAdvert = adverts(lines);
    QStringList kept;
    qsizetype length = 0;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (isAdvert[size_t(i)])
            continue;
        kept.append(lines[i]);
        length += lines[i].size();
    }
    return length < leastLeft ? lines : kept;
}

AdvertCut AdvertCutter::cut(const QString &sanitisedHtml) const
{
    const HtmlTree tree(sanitisedHtml);
    if (tree.root() == nullptr || tree.bounded())
        return {sanitisedHtml, {}, {}};
    LineWalk reading;
    reading.visit(tree.root());
    LineWalk walk(adverts(reading.lines()));
    walk.visit(tree.root());
    if (walk.cuts().empty() || walk.keptLength() < leastLeft)
        return {sanitisedHtml, {}, {}};
    const QByteArray source = sanitisedHtml.toUtf8();
    QByteArray left;
    AdvertCut result;
    qsizetype from = 0;
    int keptBefore = -1;
    for (const LineWalk::Cut &cut : walk.cuts()) {
        if (cut.range.begin < from || cut.range.end > source.size())
            return {sanitisedHtml, {}, {}}; // the parser moved things about
        const QString advert =
            QString::fromUtf8(source.sliced(cut.range.begin, cut.range.end - cut.range.begin));
        left += source.sliced(from, cut.range.begin - from);
        from = cut.range.end;
        if (cut.keptBefore == keptBefore) {
            result.removed.last() += advert;
        } else {
            result.removed.append(advert);
            result.places.append(QString::fromUtf8(left).size());
        }
        keptBefore = cut.keptBefore;
    }
    left += source.sliced(from);
    result.html = QString::fromUtf8(left);
    return result;
}
