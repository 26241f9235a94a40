#include "app/news/htmlsanitizer.h"

#include "app/news/htmltext.h"
#include "app/news/htmltree.h"
#include "app/news/htmlwriter.h"
#include "app/news/plainmarkup.h"

namespace {
constexpr qsizetype unreadableLength = 16 * 1024; // of an HTML that can't be parsed within bounds

class TreeTag final : public HtmlTag
{
public:
    explicit TreeTag(const GumboElement &element)
        // Tags gumbo doesn't know have no name of their own here.
        : HtmlTag(QLatin1StringView(
              element.tag == GUMBO_TAG_UNKNOWN ? "" : gumbo_normalized_tagname(element.tag))),
          m_element(element)
    {
    }
    bool has(QLatin1StringView name) const override { return find(name) != nullptr; }
    QString attribute(QLatin1StringView name) const override
    {
        const GumboAttribute *found = find(name);
        return found ? QString::fromUtf8(found->value) : QString();
    }

private:
    const GumboAttribute *find(QLatin1StringView name) const // a literal: it ends with a zero
    {
        return gumbo_get_attribute(&m_element.attributes, name.data());
    }
    const GumboElement &m_element;
};

void visit(const GumboNode *node, MarkupVisitor &visitor);

void visitChildren(const GumboNode *node, MarkupVisitor &visitor)
{
    const GumboVector &children = node->v.element.children;
    for (unsigned i = 0; i < children.length; ++i)
        visit(static_cast<const GumboNode *>(children.data[i]), visitor);
}

void visit(const GumboNode *node, MarkupVisitor &visitor)
{
    switch (node->type) {
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_CDATA:
    case GUMBO_NODE_WHITESPACE:
        visitor.text(QString::fromUtf8(node->v.text.text));
        break;
    case GUMBO_NODE_ELEMENT:
        // Nothing of SVG and MathML is wanted.
        if (node->v.element.tag_namespace != GUMBO_NAMESPACE_HTML || !visitor.enter(TreeTag(node->v.element)))
            break;
        visitChildren(node, visitor);
        visitor.leave();
        break;
    case GUMBO_NODE_DOCUMENT:
    case GUMBO_NODE_COMMENT:
    case GUMBO_NODE_TEMPLATE:
        break;
    }
}
} // namespace

SafeHtml sanitizeHtml(const QString &html, const SanitizerOptions &options)
{
    if (html.isEmpty())
        return {};
    const QStringView read = QStringView(html).left(options.maxInput);
    SafeHtmlWriter writer(options, read.size());
    if (!visitPlainMarkup(read, writer))
        return sanitizeByTree(html, options);
    SafeHtml result = writer.result();
    result.cut |= html.size() > options.maxInput;
    return result;
}

SafeHtml sanitizeByTree(const QString &html, const SanitizerOptions &options)
{
    const HtmlTree tree(html.left(options.maxInput));
    SafeHtmlWriter writer(options, html.size());
    if (tree.root())
        visitChildren(tree.root(), writer);
    SafeHtml result = writer.result();
    if (!tree.root()) { // built to exhaust us: what can be read of it
        result.text = plainLine(html.left(unreadableLength));
        result.html = htmlEscaped(result.text);
    }
    result.cut |= html.size() > options.maxInput || !tree.root();
    return result;
}
