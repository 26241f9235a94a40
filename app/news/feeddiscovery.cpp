#include "app/news/feeddiscovery.h"

#include "app/news/htmltree.h"
#include "app/news/linkcleaner.h"

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype searchedLength = 256 * 1024; // the links stand in the page's head
constexpr qsizetype mostFeeds = 20;

QString attribute(const GumboElement &element, const char *name)
{
    const GumboAttribute *found = gumbo_get_attribute(&element.attributes, name);
    return found ? QString::fromUtf8(found->value).trimmed() : QString();
}

bool namesAFeed(const GumboElement &link)
{
    const QString type = attribute(link, "type").toLower();
    const bool feed = type == "application/rss+xml"_L1 || type == "application/atom+xml"_L1 ||
                      type == "application/feed+json"_L1;
    return feed && attribute(link, "rel").toLower().split(u' ').contains("alternate"_L1);
}

void collect(const GumboNode *node, QString &base, QList<QUrl> &into)
{
    const GumboVector &children = node->v.element.children;
    for (unsigned i = 0; i < children.length && into.size() < mostFeeds; ++i) {
        const auto *child = static_cast<const GumboNode *>(children.data[i]);
        if (child->type != GUMBO_NODE_ELEMENT)
            continue;
        const GumboElement &element = child->v.element;
        if (element.tag == GUMBO_TAG_BASE)
            base = resolveLink(base, attribute(element, "href"));
        if (element.tag == GUMBO_TAG_LINK && namesAFeed(element)) {
            const QUrl link(webLink(resolveLink(base, attribute(element, "href"))));
            if (!link.isEmpty() && !into.contains(link))
                into.append(link);
        }
        collect(child, base, into);
    }
}
} // namespace

QList<QUrl> feedsNamedBy(const QString &html, const QString &pageAddress)
{
    QList<QUrl> feeds;
    const HtmlTree tree(html.left(searchedLength));
    QString base = pageAddress;
    if (tree.root())
        collect(tree.root(), base, feeds);
    return feeds;
}
