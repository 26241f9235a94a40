#include "app/news/linkcleaner.h"

#include <QUrl>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
struct Parts
{
    QString scheme, authority, path, query, fragment;
    bool hasAuthority = false, hasQuery = false, hasFragment = false;
};

bool isSchemeCharacter(QChar c, bool first)
{
    const bool letter = (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
    return letter || (!first && ((c >= u'0' && c <= u'9') || c == u'+' || c == u'-' || c == u'.'));
}

Parts split(QStringView link)
{
    Parts parts;
    qsizetype colon = 0;
    while (colon < link.size() && isSchemeCharacter(link[colon], colon == 0))
        ++colon;
    if (colon > 0 && colon < link.size() && link[colon] == u':') {
        parts.scheme = link.left(colon).toString();
        link = link.sliced(colon + 1);
    }
    if (const qsizetype hash = link.indexOf(u'#'); hash >= 0) {
        parts.hasFragment = true;
        parts.fragment = link.sliced(hash + 1).toString();
        link = link.left(hash);
    }
    if (const qsizetype mark = link.indexOf(u'?'); mark >= 0) {
        parts.hasQuery = true;
        parts.query = link.sliced(mark + 1).toString();
        link = link.left(mark);
    }
    if (link.startsWith("//"_L1)) {
        parts.hasAuthority = true;
        const qsizetype slash = link.indexOf(u'/', 2);
        parts.authority = link.sliced(2, (slash < 0 ? link.size() : slash) - 2).toString();
        link = slash < 0 ? QStringView() : link.sliced(slash);
    }
    parts.path = link.toString();
    return parts;
}

QString join(const Parts &parts)
{
    QString link;
    if (!parts.scheme.isEmpty())
        link += parts.scheme + u':';
    if (parts.hasAuthority)
        link += "//"_L1 + parts.authority;
    link += parts.path;
    if (parts.hasQuery)
        link += u'?' + parts.query;
    if (parts.hasFragment)
        link += u'#' + parts.fragment;
    return link;
}

// RFC 3986, 5.2.4.
QString withoutDots(const QString &path)
{
    if (!path.contains(u'.'))
        return path;
    const bool absolute = path.startsWith(u'/');
    QStringList kept;
    const QStringList segments = path.split(u'/');
    for (qsizetype i = absolute ? 1 : 0; i < segments.size(); ++i) {
        const bool last = i == segments.size() - 1;
        const bool up = segments[i] == ".."_L1;
        if (up && !kept.isEmpty())
            kept.removeLast();
        if (up || segments[i] == "."_L1) {
            if (last)
                kept.append(QString());
            continue;
        }
        kept.append(segments[i]);
    }
    return (absolute ? u"/"_s : QString()) + kept.join(u'/');
}

// Blanks around go, line ends and tabs inside too, other blanks are encoded: what browsers do.
QString tidy(QStringView link)
{
    QString result;
    for (const QChar c : link.trimmed()) {
        if (c == u' ')
            result += "%20"_L1;
        else if (c.unicode() >= 0x20 && c.unicode() != 0x7F)
            result += c;
    }
    return result;
}

bool isHttp(const QString &scheme)
{
    return scheme.compare("http"_L1, Qt::CaseInsensitive) == 0 ||
           scheme.compare("https"_L1, Qt::CaseInsensitive) == 0;
}

QStringView hostPart(QStringView authority)
{
    authority = authority.sliced(authority.lastIndexOf(u'@') + 1);
    if (authority.startsWith(u'['))
        return authority.left(authority.indexOf(u']') + 1);
    const qsizetype colon = authority.indexOf(u':');
    return colon < 0 ? authority : authority.left(colon);
}

bool isHost(QStringView host)
{
    if (host.isEmpty() || host == "."_L1)
        return false;
    const auto plain = [](QChar c) {
        return c.unicode() < 0x80 && (c.isLetterOrNumber() || u"-._"_s.contains(c));
    };
    if (std::all_of(host.begin(), host.end(), plain))
        return true;
    if (std::any_of(host.begin(), host.end(),
                    [](QChar c) { return c.unicode() <= 0x20 || u"|<>\"'`{}^\\%@,;()!$&*=+"_s.contains(c); }))
        return false;
    // Other letters, [::1]: what QUrl finds no host in, nobody who opens it does.
    QUrl url;
    url.setHost(host.toString(), QUrl::StrictMode);
    return !url.host().isEmpty();
}

bool isTracking(const QString &name)
{
    static constexpr QLatin1StringView prefixes[] = {"utm_"_L1,      "mtm_"_L1, "__hs"_L1,    "hsa_"_L1,
                                                     "campaign_"_L1, "itm_"_L1, "_branch_"_L1};
    static constexpr QLatin1StringView names[] = {
        "fbclid"_L1,      "gclid"_L1,      "dclid"_L1,      "gbraid"_L1, "wbraid"_L1,  "gclsrc"_L1,
        "msclkid"_L1,     "twclid"_L1,     "yclid"_L1,      "ysclid"_L1, "srsltid"_L1, "igshid"_L1,
        "mc_cid"_L1,      "mc_eid"_L1,     "_hsenc"_L1,     "_hsmi"_L1,  "mkt_tok"_L1, "vero_id"_L1,
        "oly_anon_id"_L1, "oly_enc_id"_L1, "rb_clickid"_L1, "s_cid"_L1,  "sc_cid"_L1,  "_openstat"_L1,
        "_bhlid"_L1,      "wickedid"_L1};
    const QString key = name.toLower();
    return std::any_of(std::begin(prefixes), std::end(prefixes), [&](auto p) { return key.startsWith(p); }) ||
           std::find(std::begin(names), std::end(names), key) != std::end(names);
}

QString withoutWww(const QString &host)
{
    return host.startsWith("www."_L1) ? host.mid(4) : host;
}

void dropTracking(Parts &parts, const QStringList &ownHosts)
{
    QStringList kept;
    for (const QString &parameter : parts.query.split(u'&')) {
        const qsizetype equals = parameter.indexOf(u'=');
        const QString name = parameter.left(equals);
        const QString value = equals < 0 ? QString() : withoutWww(parameter.mid(equals + 1).toLower());
        const bool ownRef =
            name == "ref"_L1 && std::any_of(ownHosts.begin(), ownHosts.end(), [&](const QString &host) {
                return !value.isEmpty() && withoutWww(host) == value;
            });
        if (!ownRef && !isTracking(name))
            kept.append(parameter);
    }
    parts.query = kept.join(u'&');
    parts.hasQuery = !parts.query.isEmpty();
}
} // namespace

QString resolveLink(const QString &base, const QString &reference)
{
    Parts ref = split(tidy(reference));
    Parts from = split(tidy(base));
    if (!ref.scheme.isEmpty()) {
        if (ref.hasAuthority)
            ref.path = withoutDots(ref.path);
        return join(ref);
    }
    if (from.scheme.isEmpty()) {
        if (ref.hasAuthority)
            ref.scheme = u"https"_s;
        return join(ref);
    }
    ref.scheme = from.scheme;
    if (ref.hasAuthority) {
        ref.path = withoutDots(ref.path);
        return join(ref);
    }
    ref.authority = from.authority;
    ref.hasAuthority = from.hasAuthority;
    if (ref.path.isEmpty()) {
        ref.path = from.path;
        if (!ref.hasQuery) {
            ref.query = from.query;
            ref.hasQuery = from.hasQuery;
        }
    } else if (ref.path.startsWith(u'/')) {
        ref.path = withoutDots(ref.path);
    } else if (from.hasAuthority && from.path.isEmpty()) {
        ref.path = withoutDots(u'/' + ref.path);
    } else {
        ref.path = withoutDots(from.path.left(from.path.lastIndexOf(u'/') + 1) + ref.path);
    }
    return join(ref);
}

QString webLink(const QString &link)
{
    const Parts parts = split(tidy(link));
    if (!isHttp(parts.scheme) || !parts.hasAuthority || !isHost(hostPart(parts.authority)))
        return {};
    return join(parts);
}

QString cleanLink(const QString &link, const QStringList &ownHosts)
{
    Parts parts = split(tidy(link));
    if (!isHttp(parts.scheme) || !parts.hasQuery)
        return join(parts);
    dropTracking(parts, ownHosts);
    return join(parts);
}

QString canonicalLink(const QString &link, const QStringList &ownHosts)
{
    Parts parts = split(tidy(link));
    if (!isHttp(parts.scheme))
        return join(parts);
    parts.scheme = parts.scheme.toLower();
    parts.authority = parts.authority.toLower();
    const auto defaultPort = parts.scheme == "http"_L1 ? ":80"_L1 : ":443"_L1;
    if (parts.authority.endsWith(defaultPort))
        parts.authority.chop(defaultPort.size());
    else if (parts.authority.endsWith(u':'))
        parts.authority.chop(1);
    if (parts.hasQuery)
        dropTracking(parts, ownHosts);
    parts.hasFragment = false;
    while (parts.path.endsWith(u'/'))
        parts.path.chop(1);
    return join(parts);
}

QString hostOf(const QString &link)
{
    return hostPart(split(tidy(link)).authority).toString().toLower();
}
