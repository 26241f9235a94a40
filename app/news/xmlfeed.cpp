#include "app/news/xmlfeedreader.h"

#include "app/news/htmltext.h"
#include "app/news/linkcleaner.h"

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace {
constexpr int deepestRoot = 3; // how many elements may wrap a feed

bool isFeedRoot(const XmlNode &node)
{
    if (node.ns == Ns::Xhtml)
        return false;
    if (node.local == "rss"_L1 || node.local == "feed"_L1)
        return true;
    return node.local == "rdf"_L1 || (node.local == "channel"_L1 && node.ns == Ns::Rss11);
}

const XmlNode *findRoot(const XmlNode *node, int depth)
{
    if (!node || isFeedRoot(*node))
        return node;
    if (depth == 0)
        return nullptr;
    for (const XmlNode *child = node->firstElement(); child; child = child->nextElement()) {
        if (const XmlNode *found = findRoot(child, depth - 1))
            return found;
    }
    return nullptr;
}

QString rssVersion(const XmlNode &root, const XmlTree &tree)
{
    const QString version = root.attribute("version"_L1);
    if (version == "0.90"_L1)
        return u"rss090"_s;
    if (version == "0.91"_L1)
        return tree.doctype.contains("netscape.com"_L1, Qt::CaseInsensitive) ? u"rss091n"_s : u"rss091u"_s;
    for (const auto known : {"0.92"_L1, "0.93"_L1, "0.94"_L1}) {
        if (version == known)
            return "rss0"_L1 + version.mid(2);
    }
    return version.startsWith(u'2') ? u"rss20"_s : u"rss"_s;
}

QString rdfVersion(const XmlNode &root)
{
    for (const XmlNode *child = root.firstElement(); child; child = child->nextElement()) {
        if (child->ns == Ns::Rss090)
            return u"rss090"_s;
        if (child->ns == Ns::Rss10)
            return u"rss10"_s;
    }
    // Nothing inside: by the namespace the document declares.
    for (const XmlAttribute &attribute : root.attributes) {
        if (attribute.name == "xmlns"_L1 && attribute.value.contains("purl.org/rss/1.0"_L1))
            return u"rss10"_s;
        if (attribute.name == "xmlns"_L1 && attribute.value.contains("netscape.com/rdf/simple/0.9"_L1))
            return u"rss090"_s;
    }
    return u"rss"_s;
}

QString formatOf(const XmlNode &root, const XmlTree &tree)
{
    if (root.ns == Ns::Rss11)
        return u"rss11"_s;
    if (root.local == "rdf"_L1)
        return rdfVersion(root);
    if (root.local == "rss"_L1)
        return rssVersion(root, tree);
    if (root.local == "channel"_L1)
        return root.attribute("href"_L1).isEmpty() && !root.child(Ns::None, "abstract"_L1) ? u"rss"_s
                                                                                           : u"cdf"_s;
    if (root.ns == Ns::Atom10)
        return u"atom10"_s;
    return root.ns == Ns::Atom03 || root.attribute("version"_L1) == "0.3"_L1 ? u"atom03"_s : u"atom"_s;
}

const XmlNode *channelOf(const XmlNode &root)
{
    if (root.local == "feed"_L1 || root.local == "channel"_L1)
        return &root;
    for (const XmlNode *child = root.firstElement(); child; child = child->nextElement()) {
        if (child->local == "channel"_L1)
            return child;
    }
    return &root; // items without a channel
}

void collectItems(const XmlNode &parent, std::vector<const XmlNode *> &into)
{
    for (const XmlNode *child = parent.firstElement(); child; child = child->nextElement()) {
        if (child->local == "item"_L1 || child->local == "entry"_L1)
            into.push_back(child);
        else if (child->local == "items"_L1 && child->ns == Ns::Rss11)
            collectItems(*child, into);
    }
}

// What `read` makes of an item, which may have to be read from its text first.
template <typename Read> auto withItem(const XmlTree &tree, const XmlNode &item, Read read)
{
    if (item.part < 0)
        return read(item);
    const XmlTree own = readXmlPart(tree, item);
    return read(own.root ? *own.root : item);
}

UtcTime newestDate(const XmlNode &item, const DateHints &hints)
{
    UtcTime newest{};
    for (const XmlNode *child = item.firstElement(); child; child = child->nextElement()) {
        if (XmlFeedReader::isDate(child->local))
            newest = std::max(newest, readDate(child->textContent(), hints));
    }
    return newest;
}

// Of more items than wanted the newest, in the document's order; without dates the first.
void keepNewest(std::vector<const XmlNode *> &items, int wanted, const DateHints &hints, const XmlTree &tree)
{
    if (items.size() <= size_t(wanted))
        return;
    std::vector<std::pair<UtcTime, size_t>> order;
    for (size_t i = 0; i < items.size(); ++i) {
        order.emplace_back(
            withItem(tree, *items[i], [&](const XmlNode &item) { return newestDate(item, hints); }), i);
    }
    std::stable_sort(order.begin(), order.end(),
                     [](const auto &a, const auto &b) { return a.first > b.first; });
    order.resize(size_t(wanted));
    std::sort(order.begin(), order.end(), [](const auto &a, const auto &b) { return a.second < b.second; });
    std::vector<const XmlNode *> kept;
    for (const auto &[time, index] : order)
        kept.push_back(items[index]);
    items = std::move(kept);
}
} // namespace

ParsedFeed readXmlFeed(XmlTree tree, const FeedDocument &document)
{
    ParsedFeed feed;
    feed.malformed = tree.malformed;
    feed.unfinished = tree.truncated && !tree.limited;
    if (!tree.note.isEmpty())
        feed.notes.append(tree.note);
    const XmlNode *root = findRoot(tree.root, deepestRoot);
    const bool page = tree.root && (tree.root->local == "html"_L1 ||
                                    tree.doctype.startsWith("<!doctype html"_L1, Qt::CaseInsensitive));
    if (page && (!root || root->local != "rss"_L1)) {
        feed.error = u"a web page, not a feed"_s;
        feed.page = PageTrouble::None;
        return feed;
    }
    if (!root && tree.root && tree.root->local == "channel"_L1)
        root = tree.root; // CDF, or RSS without its outermost element
    const bool isEntry = tree.root && !root && tree.root->local == "entry"_L1 &&
                         (tree.root->ns == Ns::Atom10 || tree.root->ns == Ns::Atom03);
    if (isEntry)
        root = tree.root; // Atom allows an entry by itself
    if (!root) {
        feed.error =
            tree.root ? u"not a feed: <%1>"_s.arg(tree.root->name.left(40)) : u"neither XML nor JSON"_s;
        return feed;
    }
    feed.malformed |= root != tree.root;
    feed.format = formatOf(*root, tree);
    const XmlNode *channel = channelOf(*root);
    XmlFeedReader reader(feed, document, feed.format.startsWith("atom"_L1));
    if (isEntry) {
        feed.items.append(reader.readItem(*root));
        return feed;
    }
    reader.readFeed(*channel);
    if (channel != root)
        reader.readFeedImage(*root); // RDF keeps it beside the channel

    std::vector<const XmlNode *> items;
    collectItems(*channel, items);
    if (channel != root)
        collectItems(*root, items);
    const size_t found = items.size();
    keepNewest(items, document.maxItems, reader.hints(), tree);
    if (items.size() < found)
        feed.notes.append(u"%1 items: the newest %2 were kept"_s.arg(found).arg(items.size()));
    for (const XmlNode *item : items) {
        feed.items.append(withItem(tree, *item, [&](const XmlNode &read) { return reader.readItem(read); }));
        feed.items.last().unfinished = item->unfinished;
        if (item->part >= 0)
            tree.parts[size_t(item->part)] = {};
    }
    return feed;
}
