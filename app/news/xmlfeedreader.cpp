#include "app/news/xmlfeedreader.h"

#include "app/news/htmltext.h"
#include "app/news/linkcleaner.h"
#include "app/news/xmlfeedfound.h"

using namespace Qt::StringLiterals;

XmlFeedReader::XmlFeedReader(ParsedFeed &feed, const FeedDocument &document, bool atom)
    : m_feed(feed),
      m_document(document),
      m_atom(atom),
      m_hints(dateHints(document, {})),
      m_base(document.url.toString(QUrl::FullyEncoded))
{
}

bool XmlFeedReader::isDate(const QString &local)
{
    return isOneOf(local,
                   {"pubdate"_L1, "date"_L1, "published"_L1, "issued"_L1, "updated"_L1, "modified"_L1});
}

XmlFeedReader::Kind XmlFeedReader::kindOf(const XmlNode &node) const
{
    switch (node.ns) {
    case Ns::None:
    case Ns::Rss090:
    case Ns::Rss10:
    case Ns::Rss11:
    case Ns::Rss20:
        return Kind::Own;
    case Ns::Atom03:
    case Ns::Atom10:
        return m_atom ? Kind::Own : Kind::Atom;
    case Ns::Content:
        return Kind::Content;
    case Ns::Dc:
    case Ns::DcTerms:
        return Kind::Dc;
    case Ns::Itunes:
    case Ns::GooglePlay:
        return Kind::Itunes;
    case Ns::Media:
        return Kind::Media;
    default:
        return Kind::Other;
    }
}

QString XmlFeedReader::line(const XmlNode &node) const
{
    return node.textContent().simplified().left(feedlimits::linkLength);
}

QString XmlFeedReader::resolved(const XmlNode &node, const QString &reference) const
{
    return reference.isEmpty() ? QString()
                               : resolveLink(node.base(m_base), reference).left(feedlimits::linkLength);
}

void XmlFeedReader::readFeed(const XmlNode &channel)
{
    // Dates and addresses depend on these two, wherever they stand.
    QString language = channel.language(), self, page;
    for (const XmlNode *node = channel.firstElement(); node; node = node->nextElement()) {
        if (node->local == "language"_L1 && kindOf(*node) != Kind::Other)
            language = line(*node);
        if (node->local != "link"_L1)
            continue;
        const QString href = node->attribute("href"_L1);
        if (node->attribute("rel"_L1) == "self"_L1 && self.isEmpty())
            self = webLink(href);
        else if (page.isEmpty())
            page = webLink(href.isEmpty() ? node->textContent() : href);
    }
    m_hints = dateHints(m_document, language);
    if (m_atom && !(self.isEmpty() && page.isEmpty()))
        m_base = self.isEmpty() ? page : self;
    else if (m_base.isEmpty())
        m_base = self.isEmpty() ? page : self;

    Found found;
    for (const XmlNode *node = channel.firstElement(); node; node = node->nextElement()) {
        if (node->local == "item"_L1 || node->local == "entry"_L1)
            continue;
        const Kind kind = kindOf(*node);
        readShared(*node, kind, found);
        readFeedOnly(*node, kind, found);
    }
    offerLine(found.page, 500, resolved(channel, channel.attribute("href"_L1))); // CDF
    offerDate(found.updated, 500, readDate(channel.attribute("lastmod"_L1), m_hints));
    offerLine(found.language, 500, channel.language());
    m_feed.foundTitle = found.title.value();
    m_feed.foundDescription = found.summary.value();
    m_feed.foundRights = found.rights.value();
    m_feed.language = found.language.value();
    m_feed.id = found.id.value();
    m_feed.link = webLink(found.page.value());
    m_feed.feedUrl = found.self.value();
    m_feed.published = found.published.value();
    m_feed.updated = found.updated.value();
    m_feed.authors = found.authors;
    m_feed.contributors = found.contributors;
    m_feed.categories = found.categories;
    for (const QString &other : {webLink(found.picture.value()), m_feed.logo, m_feed.icon}) {
        if (m_feed.image.url.isEmpty())
            m_feed.image.url = other;
    }
    if (found.updatePeriod > 0)
        m_feed.updateIntervalMinutes = found.updatePeriod / std::max(1, found.updateFrequency);
}

void XmlFeedReader::readFeedImage(const XmlNode &parent)
{
    for (const XmlNode *node = parent.firstElement(); node; node = node->nextElement()) {
        if (node->local != "image"_L1 || kindOf(*node) != Kind::Own)
            continue;
        if (m_feed.image.url.isEmpty() && m_feed.image.title.isEmpty())
            readImage(*node);
    }
}

void XmlFeedReader::readImage(const XmlNode &node)
{
    m_feed.image = image(node);
    // A square one can be shown as an icon; without a size it is RSS's banner of 88 by 31.
    const XmlNode *width = node.child(Ns::None, "width"_L1), *height = node.child(Ns::None, "height"_L1);
    if (width && height && line(*width).toInt() > 0 && line(*width) == line(*height) && m_feed.icon.isEmpty())
        m_feed.icon = m_feed.image.url;
}

FeedImage XmlFeedReader::image(const XmlNode &node) const
{
    FeedImage image;
    for (const XmlNode *part = node.firstElement(); part; part = part->nextElement()) {
        if (part->local == "url"_L1 && image.url.isEmpty())
            image.url = webLink(resolved(*part, line(*part)));
        else if (part->local == "title"_L1 && image.title.isEmpty())
            image.title = part->textContent();
        else if (part->local == "link"_L1 && image.link.isEmpty())
            image.link = webLink(resolved(*part, line(*part)));
    }
    return image;
}

ParsedArticle XmlFeedReader::readItem(const XmlNode &item)
{
    ParsedArticle article;
    Found found;
    for (const XmlNode *node = item.firstElement(); node; node = node->nextElement()) {
        const Kind kind = kindOf(*node);
        readShared(*node, kind, found);
        readItemOnly(*node, kind, found, article);
    }
    offerLine(found.page, 400, resolved(item, item.attribute("href"_L1))); // CDF
    offerDate(found.updated, 500, readDate(item.attribute("lastmod"_L1), m_hints));
    offerLine(found.page, 500, webLink(item.attribute(Ns::Rdf, "about"_L1)));
    offerLine(found.id, 5, item.attribute(Ns::Rdf, "about"_L1));
    offerLine(found.language, 500, item.language());
    article.foundTitle = found.title.value();
    article.foundSummary = found.summary.value();
    article.foundContent = found.content.value();
    article.foundRights = found.rights.value();
    article.foundLink = webLink(found.page.value());
    article.guidIsPermalink &= article.foundLink == webLink(found.id.value());
    article.foundLanguage = found.language.value();
    article.id = found.id.value();
    article.published = found.published.value();
    article.updated = found.updated.value();
    if (!found.authors.isEmpty())
        article.authors = found.authors; // else perhaps the source's
    article.contributors = found.contributors;
    article.categories = found.categories;
    article.enclosures = found.enclosures;
    article.comments = webLink(found.comments.value());
    article.thumbnail = QUrl(webLink(found.picture.value()));
    article.base = item.base(m_base);
    return article;
}

void XmlFeedReader::readShared(const XmlNode &node, Kind kind, Found &found) const
{
    readTexts(node, kind, found);
    readDates(node, kind, found);
    readPeople(node, kind, found);
    readCategories(node, kind, found);
    readLink(node, kind, found);
    readMedia(node, found);
    if (node.local == "language"_L1 && kind != Kind::Other)
        offerLine(found.language, int(kind) * 10, line(node));
    if (isOneOf(node.local, {"id"_L1, "guid"_L1}) && (kind == Kind::Own || kind == Kind::Atom))
        offerLine(found.id, int(kind) * 10, line(node));
    if (node.is(Ns::Dc, "identifier"_L1))
        offerLine(found.id, int(kind) * 10, line(node));
}

void XmlFeedReader::readFeedOnly(const XmlNode &node, Kind kind, Found &found)
{
    const QString &name = node.local;
    if (node.ns == Ns::Syndication) {
        if (name == "updateperiod"_L1) {
            static constexpr std::pair<QLatin1StringView, int> periods[] = {
                {"hourly"_L1, 60}, {"daily"_L1, 1440}, {"weekly"_L1, 10080}, {"monthly"_L1, 43200}};
            for (const auto &[word, minutes] : periods) {
                if (line(node).compare(word, Qt::CaseInsensitive) == 0)
                    found.updatePeriod = minutes;
            }
        } else if (name == "updatefrequency"_L1) {
            found.updateFrequency = std::clamp(line(node).toInt(), 1, 1000);
        }
        return;
    }
    if (node.ns == Ns::Admin && name == "generatoragent"_L1 && m_feed.generator.isEmpty())
        m_feed.generator = node.attribute(Ns::Rdf, "resource"_L1);
    if (kind != Kind::Own && kind != Kind::Atom)
        return;
    if (name == "generator"_L1 && m_feed.generator.isEmpty())
        m_feed.generator = line(node);
    else if (name == "ttl"_L1 && line(node).toInt() > 0)
        m_feed.ttlMinutes = line(node).toInt();
    else if (name == "icon"_L1 && m_feed.icon.isEmpty())
        m_feed.icon = webLink(resolved(node, line(node)));
    else if (name == "logo"_L1 && m_feed.logo.isEmpty())
        m_feed.logo = webLink(resolved(node, line(node)));
    else if (name == "image"_L1 && node.hasElements() && m_feed.image.url.isEmpty())
        readImage(node);
}

void XmlFeedReader::readItemOnly(const XmlNode &node, Kind kind, Found &found, ParsedArticle &article) const
{
    const QString &name = node.local;
    if (node.ns == Ns::Wfw && name == "commentrss"_L1)
        offerLine(found.comments, 300, resolved(node, line(node)));
    if (node.ns == Ns::Feedburner && name == "origenclosurelink"_L1 && found.enclosures.size() == 1)
        found.enclosures.first().url = webLink(line(node)); // the address behind the counter
    if (kind != Kind::Own && kind != Kind::Atom)
        return;
    if (name == "guid"_L1) {
        // Feeds claim permalinks that are plain numbers: as a link only what is an address.
        const QString claim = node.attribute("ispermalink"_L1).toLower();
        article.guidIsPermalink = claim.isEmpty() || claim == "true"_L1;
        if (article.guidIsPermalink)
            offerLine(found.page, 450, webLink(line(node)));
    } else if (name == "enclosure"_L1) {
        readEnclosure(node, found);
    } else if (name == "id"_L1 && m_atom) {
        offerLine(found.page, 460, webLink(line(node)));
    } else if (name == "comments"_L1 && !line(node).contains(u' ')) {
        offerLine(found.comments, int(kind) * 10, resolved(node, line(node)));
    } else if (name == "content"_L1 && m_atom) {
        offerLine(found.page, 300, webLink(resolved(node, node.attribute("src"_L1))));
    } else if (name == "image"_L1 || name == "thumbnail"_L1) {
        const QString target = node.hasElements() ? image(node).url : webLink(resolved(node, line(node)));
        offerLine(found.picture, pictureRank(3, {}), target);
    } else if (name == "source"_L1) {
        if (const QString url = node.attribute("url"_L1); !url.isEmpty())
            article.sourceLink = webLink(resolved(node, url));
        if (node.hasElements())
            readSource(node, article);
        else
            article.sourceTitle = line(node);
    }
}

void XmlFeedReader::readSource(const XmlNode &node, ParsedArticle &article) const
{
    ParsedFeed feed;
    XmlFeedReader(feed, m_document, m_atom).readFeed(node);
    article.sourceTitle =
        feed.foundTitle.plain ? tidyLine(feed.foundTitle.value) : plainLine(feed.foundTitle.value);
    article.sourceLink = feed.link;
    article.authors = feed.authors;
    article.source = feed;
}
