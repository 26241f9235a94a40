#include "app/news/xmltree.h"

using namespace Qt::StringLiterals;

namespace {
struct KnownNamespace
{
    const char *address; // lower case, without scheme and closing slash or #
    Ns ns;
};
// The addresses found in the wild; feeds vary scheme, case and the last slash.
constexpr KnownNamespace knownNamespaces[] = {
    {"www.w3.org/2005/atom", Ns::Atom10},
    {"purl.org/atom/ns", Ns::Atom03},
    {"example.com/newformat", Ns::Atom03}, // drafts of 0.3
    {"example.com/necho", Ns::Atom03},
    {"purl.org/echo", Ns::Atom03},
    {"uri/of/echo/namespace", Ns::Atom03},
    {"purl.org/pie", Ns::Atom03},
    {"channel.netscape.com/rdf/simple/0.9", Ns::Rss090},
    {"my.netscape.com/rdf/simple/0.9", Ns::Rss090},
    {"my.netscape.com/publish/formats/rss-0.91.dtd", Ns::Rss20},
    {"purl.org/rss/1.0", Ns::Rss10},
    {"purl.org/net/rss1.1", Ns::Rss11},
    {"backend.userland.com/rss", Ns::Rss20},
    {"backend.userland.com/rss2", Ns::Rss20},
    {"backend.userland.com/rss091", Ns::Rss20},
    {"backend.userland.com/rss092", Ns::Rss20},
    {"blogs.law.harvard.edu/tech/rss", Ns::Rss20},
    {"cyber.law.harvard.edu/rss", Ns::Rss20},
    {"www.rssboard.org/rss-specification", Ns::Rss20},
    {"www.w3.org/1999/02/22-rdf-syntax-ns", Ns::Rdf},
    {"www.w3.org/1999/xhtml", Ns::Xhtml},
    {"www.w3.org/xml/1998/namespace", Ns::Xml},
    {"purl.org/dc/elements/1.0", Ns::Dc},
    {"purl.org/dc/elements/1.1", Ns::Dc},
    {"purl.org/dc/terms", Ns::DcTerms},
    {"purl.org/rss/1.0/modules/content", Ns::Content},
    {"search.yahoo.com/mrss", Ns::Media},
    {"search.yahoo.com/rss", Ns::Media},
    {"video.search.yahoo.com/mrss", Ns::Media},
    {"tools.search.yahoo.com/mrss", Ns::Media},
    {"www.itunes.com/dtds/podcast-1.0.dtd", Ns::Itunes},
    {"www.itunes.com/dtds/podcast-1.0", Ns::Itunes},
    {"example.com/dtds/podcast-1.0.dtd", Ns::Itunes},
    {"purl.org/rss/1.0/modules/syndication", Ns::Syndication},
    {"purl.org/rss/1.0/modules/slash", Ns::Slash},
    {"wellformedweb.org/commentapi", Ns::Wfw},
    {"creativecommons.org/ns", Ns::Cc},
    {"backend.userland.com/creativecommonsrssmodule", Ns::Cc},
    {"cyber.law.harvard.edu/rss/creativecommonsrssmodule.html", Ns::Cc},
    {"web.resource.org/cc", Ns::Cc},
    {"webns.net/mvcb", Ns::Admin},
    {"purl.org/rss/1.0/modules/taxonomy", Ns::Taxo},
    {"rssnamespace.org/feedburner/ext/1.0", Ns::Feedburner},
    {"www.google.com/schemas/play-podcasts/1.0", Ns::GooglePlay},
};

struct KnownPrefix
{
    const char *prefix;
    Ns ns;
};
constexpr KnownPrefix knownPrefixes[] = {
    {"xml", Ns::Xml},         {"rdf", Ns::Rdf},        {"dc", Ns::Dc},       {"dcterms", Ns::DcTerms},
    {"content", Ns::Content}, {"media", Ns::Media},    {"atom", Ns::Atom10}, {"itunes", Ns::Itunes},
    {"slash", Ns::Slash},     {"sy", Ns::Syndication}, {"wfw", Ns::Wfw},     {"xhtml", Ns::Xhtml},
    {"cc", Ns::Cc},           {"admin", Ns::Admin},    {"taxo", Ns::Taxo},   {"googleplay", Ns::GooglePlay},
};
} // namespace

Ns namespaceOf(QStringView address)
{
    QString key = address.trimmed().toString().toLower();
    for (const auto scheme : {"http://"_L1, "https://"_L1}) {
        if (key.startsWith(scheme))
            key.remove(0, scheme.size());
    }
    while (key.endsWith(u'/') || key.endsWith(u'#'))
        key.chop(1);
    for (const KnownNamespace &known : knownNamespaces) {
        if (key == QLatin1StringView(known.address))
            return known.ns;
    }
    return Ns::Other;
}

std::optional<Ns> namespaceOfPrefix(QStringView prefix)
{
    for (const KnownPrefix &known : knownPrefixes) {
        if (prefix.compare(QLatin1StringView(known.prefix), Qt::CaseInsensitive) == 0)
            return known.ns;
    }
    return std::nullopt;
}
