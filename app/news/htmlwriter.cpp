#include "app/news/htmlwriter.h"

#include "app/news/htmltext.h"
#include "app/news/linkcleaner.h"

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace {
template <size_t N> bool isOneOf(QLatin1StringView name, const QLatin1StringView (&names)[N])
{
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

constexpr QLatin1StringView removedWhole[] = {
    "script"_L1,   "style"_L1,  "noscript"_L1, "template"_L1, "iframe"_L1, "frame"_L1,
    "frameset"_L1, "object"_L1, "embed"_L1,    "applet"_L1,   "form"_L1,   "input"_L1,
    "button"_L1,   "select"_L1, "textarea"_L1, "svg"_L1,      "math"_L1,   "canvas"_L1,
    "audio"_L1,    "link"_L1,   "meta"_L1,     "base"_L1,     "title"_L1,  "head"_L1,
    "option"_L1,   "xmp"_L1,    "noembed"_L1,  "noframes"_L1, "param"_L1,  "plaintext"_L1};
constexpr QLatin1StringView kept[] = {
    "p"_L1,      "br"_L1,         "hr"_L1,    "h1"_L1,    "h2"_L1,   "h3"_L1,      "h4"_L1,     "h5"_L1,
    "h6"_L1,     "blockquote"_L1, "pre"_L1,   "code"_L1,  "kbd"_L1,  "samp"_L1,    "em"_L1,     "i"_L1,
    "strong"_L1, "b"_L1,          "u"_L1,     "s"_L1,     "del"_L1,  "ins"_L1,     "sub"_L1,    "sup"_L1,
    "small"_L1,  "mark"_L1,       "q"_L1,     "cite"_L1,  "abbr"_L1, "time"_L1,    "a"_L1,      "img"_L1,
    "figure"_L1, "figcaption"_L1, "ul"_L1,    "ol"_L1,    "li"_L1,   "dl"_L1,      "dt"_L1,     "dd"_L1,
    "table"_L1,  "thead"_L1,      "tbody"_L1, "tfoot"_L1, "tr"_L1,   "th"_L1,      "td"_L1,     "caption"_L1,
    "ruby"_L1,   "rt"_L1,         "rp"_L1,    "div"_L1,   "span"_L1, "section"_L1, "article"_L1};
// Their text stands on lines of its own.
constexpr QLatin1StringView blocks[] = {
    "p"_L1,       "br"_L1,     "hr"_L1,         "h1"_L1,      "h2"_L1,     "h3"_L1,         "h4"_L1,
    "h5"_L1,      "h6"_L1,     "blockquote"_L1, "pre"_L1,     "figure"_L1, "figcaption"_L1, "ul"_L1,
    "ol"_L1,      "li"_L1,     "dl"_L1,         "dt"_L1,      "dd"_L1,     "table"_L1,      "tr"_L1,
    "caption"_L1, "div"_L1,    "section"_L1,    "article"_L1, "header"_L1, "footer"_L1,     "main"_L1,
    "aside"_L1,   "center"_L1, "address"_L1};
constexpr QLatin1StringView tableParts[] = {"table"_L1, "thead"_L1, "tbody"_L1, "tfoot"_L1,
                                            "tr"_L1,    "th"_L1,    "td"_L1,    "caption"_L1};
constexpr QLatin1StringView voids[] = {"br"_L1, "hr"_L1, "img"_L1};
// Pictures that count readers, and links that only share.
constexpr QLatin1StringView trackers[] = {
    "feeds.feedburner.com/~r"_L1, "feedsportal.com"_L1,      "stats.wordpress.com"_L1,   "pixel.wp.com"_L1,
    "doubleclick.net"_L1,         "google-analytics.com"_L1, "scorecardresearch.com"_L1, "facebook.com/tr"_L1,
    "quantserve.com"_L1};
constexpr QLatin1StringView shareButtons[] = {"twitter.com/share"_L1,
                                              "twitter.com/intent"_L1,
                                              "x.com/intent"_L1,
                                              "x.com/share"_L1,
                                              "facebook.com/sharer"_L1,
                                              "linkedin.com/sharearticle"_L1,
                                              "pinterest.com/pin/create"_L1};
constexpr int smallestPicture = 64; // below, a picture is an icon
constexpr int largestSize = 20000;

// Whether the address is on the list: host (or a host below it) and the start of the path.
template <size_t N> bool isListed(const QString &link, const QLatin1StringView (&list)[N])
{
    const qsizetype scheme = link.indexOf("://"_L1);
    if (scheme < 0)
        return false;
    const QString rest = link.mid(scheme + 3).toLower();
    const QString host = hostOf(link);
    return std::any_of(std::begin(list), std::end(list), [&](QLatin1StringView entry) {
        const qsizetype slash = entry.indexOf('/'_L1);
        const QLatin1StringView listedHost = slash < 0 ? entry : entry.first(slash);
        if (host != listedHost && !host.endsWith(u'.' + listedHost))
            return false;
        return slash < 0 || rest.mid(rest.indexOf(u'/')).startsWith(entry.sliced(slash));
    });
}

// Width or height: a whole number, with or without "px".
std::optional<int> sizeOf(QString value)
{
    value = value.trimmed().toLower();
    if (value.endsWith("px"_L1))
        value.chop(2);
    bool number = false;
    const double size = value.trimmed().toDouble(&number);
    return number && size >= 0 && size <= largestSize ? std::optional(int(size)) : std::nullopt;
}

bool isHidden(const HtmlTag &tag)
{
    if (tag.has("hidden"_L1))
        return true;
    QString style = tag.attribute("style"_L1).toLower();
    style.remove(u' ');
    return style.contains("display:none"_L1) || style.contains("visibility:hidden"_L1);
}

// The entry of a srcset with the greatest width or density. Addresses may hold commas, so an entry ends where
// its descriptor does.
QString largestOf(const QString &srcset)
{
    QString best, address;
    double bestSize = -1;
    const auto offer = [&](const QString &candidate, double size) {
        if (!candidate.isEmpty() && size > bestSize) {
            bestSize = size;
            best = candidate;
        }
    };
    for (QString word : srcset.split(u' ', Qt::SkipEmptyParts)) {
        word = word.trimmed();
        if (address.isEmpty()) {
            address = word;
            if (word.endsWith(u',')) {
                offer(word.chopped(1), 1);
                address.clear();
            }
            continue;
        }
        const qsizetype comma = word.indexOf(u',');
        const QString descriptor = comma < 0 ? word : word.left(comma);
        offer(address, descriptor.chopped(descriptor.isEmpty() ? 0 : 1).toDouble());
        address = comma < 0 ? QString() : word.mid(comma + 1);
    }
    offer(address, 1);
    return best;
}

// Of characters that mean something in HTML; empty: of another.
QLatin1StringView escapeOf(QChar c)
{
    switch (c.unicode()) {
    case u'<':
        return "&lt;"_L1;
    case u'>':
        return "&gt;"_L1;
    case u'&':
        return "&amp;"_L1;
    case u'"':
        return "&quot;"_L1;
    default:
        return {};
    }
}

// How much of the text fits as it will be written.
qsizetype fitting(QStringView text, qsizetype room)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        room -= std::max<qsizetype>(escapeOf(text[i]).size(), 1);
        if (room < 0)
            return i;
    }
    return text.size();
}

// Appends with the characters that mean something in HTML escaped.
void appendEscaped(QString &to, QStringView text)
{
    qsizetype from = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QLatin1StringView escape = escapeOf(text[i]);
        if (escape.isEmpty())
            continue;
        to += text.sliced(from, i - from);
        to += escape;
        from = i + 1;
    }
    to += text.sliced(from);
}
} // namespace

SafeHtmlWriter::SafeHtmlWriter(const SanitizerOptions &options, qsizetype expected) : m_options(options)
{
    m_html.reserve(std::min(expected, options.maxOutput));
    m_text.reserve(std::min(expected, options.maxOutput));
}

void SafeHtmlWriter::text(QStringView found)
{
    if (isFull())
        return;
    QString clean; // seldom needed
    if (isDisguised(found)) {
        clean = withoutDisguise(found.toString());
        found = clean;
    }
    const qsizetype room = m_options.maxOutput - m_html.size();
    const qsizetype fits = found.size() * longestEscape <= room ? found.size() : fitting(found, room);
    m_cut |= fits < found.size();
    found = found.left(fits);
    appendEscaped(m_html, found);
    if (m_pre > 0)
        m_text += found;
    else
        addWords(found);
}

// Blanks of any kind and number become one.
void SafeHtmlWriter::addWords(QStringView found)
{
    bool afterBlank = m_text.isEmpty() || m_text.back().isSpace();
    qsizetype from = 0;
    for (qsizetype i = 0; i < found.size(); ++i) {
        const bool blank = found[i].isSpace();
        if (blank && (afterBlank || found[i] != u' ')) {
            m_text += found.sliced(from, i - from);
            if (!afterBlank)
                m_text += u' ';
            from = i + 1;
        }
        afterBlank = blank;
    }
    m_text += found.sliced(from);
}

bool SafeHtmlWriter::enter(const HtmlTag &tag)
{
    const QLatin1StringView name = tag.name();
    if (isFull() || isOneOf(name, removedWhole) || isHidden(tag))
        return false;
    if (name == "video"_L1) {
        writePoster(tag);
        return false;
    }
    if (name == "img"_L1) {
        writePicture(tag);
        return false;
    }
    const bool block = isOneOf(name, blocks);
    if (block)
        breakLine();
    if (name == "a"_L1 && isListed(absolute(tag.attribute("href"_L1)), shareButtons))
        return false;
    const bool open = isOneOf(name, kept) && keepsTag(name) && writeOpenTag(name, tag);
    m_pre += name == "pre"_L1 ? 1 : 0;
    m_tables += name == "table"_L1 ? 1 : 0;
    m_depth += open ? 1 : 0;
    m_entered.append({name, open, block});
    return true;
}

void SafeHtmlWriter::leave()
{
    m_cut |= isFull();
    const auto [name, open, block] = m_entered.last();
    m_entered.removeLast();
    m_depth -= open ? 1 : 0;
    m_tables -= name == "table"_L1 ? 1 : 0;
    m_pre -= name == "pre"_L1 ? 1 : 0;
    if (open && name == "a"_L1)
        m_inLink = false;
    if (open && !isOneOf(name, voids))
        m_html += "</"_L1 + name + u'>';
    if (block)
        breakLine();
    else if ((name == "td"_L1 || name == "th"_L1) && !m_text.isEmpty() && !m_text.back().isSpace())
        m_text += u' ';
}

void SafeHtmlWriter::breakLine()
{
    while (m_text.endsWith(u' '))
        m_text.chop(1);
    if (!m_text.isEmpty() && !m_text.endsWith(u'\n'))
        m_text += u'\n';
}

bool SafeHtmlWriter::keepsTag(QLatin1StringView name)
{
    if (m_depth >= m_options.maxDepth || (m_tables >= m_options.maxTableDepth && name == "table"_L1) ||
        (m_tables > m_options.maxTableDepth && isOneOf(name, tableParts))) {
        m_cut |= m_depth >= m_options.maxDepth;
        return false;
    }
    if (name == "tr"_L1 && ++m_rows > m_options.maxRows) {
        m_cut = true;
        return false;
    }
    return true;
}

bool SafeHtmlWriter::writeOpenTag(QLatin1StringView name, const HtmlTag &tag)
{
    if (name == "a"_L1)
        return writeLink(tag);
    m_html += u'<' + name;
    if (name == "td"_L1 || name == "th"_L1) {
        writeNumber("colspan"_L1, tag, 100);
        writeNumber("rowspan"_L1, tag, 1000);
    } else if (name == "ol"_L1) {
        writeNumber("start"_L1, tag, 1'000'000);
    } else if (name == "time"_L1) {
        writeAttribute("datetime"_L1, tag.attribute("datetime"_L1).left(64));
    } else if (name == "blockquote"_L1 || name == "q"_L1) {
        writeAttribute("cite"_L1, webLink(absolute(tag.attribute("cite"_L1))));
    }
    m_html += u'>';
    return true;
}

QString SafeHtmlWriter::absolute(const QString &reference) const
{
    return reference.isEmpty() ? QString() : resolveLink(m_options.base, reference);
}

bool SafeHtmlWriter::writeLink(const HtmlTag &tag)
{
    const QString reference = tag.attribute("href"_L1).trimmed();
    QString link;
    if (reference.startsWith(u'#')) {
        link = reference; // a place in this very text
    } else {
        const QString target = absolute(reference);
        const bool mail = target.startsWith("mailto:"_L1, Qt::CaseInsensitive);
        link = mail ? target : cleanLink(webLink(target), m_options.ownHosts);
    }
    if (link.isEmpty() || m_inLink)
        return false;
    if (++m_links > m_options.maxLinks) {
        m_cut = true;
        return false;
    }
    m_html += "<a"_L1;
    writeAttribute("href"_L1, link);
    writeAttribute("title"_L1, tidyLine(tag.attribute("title"_L1)));
    m_html += u'>';
    m_inLink = true;
    return true;
}

void SafeHtmlWriter::writePicture(const HtmlTag &tag)
{
    const std::optional<int> width = sizeOf(tag.attribute("width"_L1));
    const std::optional<int> height = sizeOf(tag.attribute("height"_L1));
    if ((width && *width <= 1) || (height && *height <= 1))
        return; // counts readers
    QString source;
    for (const auto lazy : {"data-src"_L1, "data-original"_L1, "data-lazy-src"_L1}) {
        if (source.isEmpty())
            source = webLink(absolute(tag.attribute(lazy)));
    }
    if (source.isEmpty())
        source = webLink(absolute(tag.attribute("src"_L1)));
    if (source.isEmpty()) {
        QString set = tag.attribute("srcset"_L1);
        source = webLink(absolute(largestOf(set.isEmpty() ? tag.attribute("data-srcset"_L1) : set)));
    }
    if (source.isEmpty() || isListed(source, trackers) || isListed(source, shareButtons))
        return;
    if (++m_pictureCount > m_options.maxPictures) {
        m_cut = true;
        return;
    }
    source = cleanLink(source, m_options.ownHosts);
    m_html += "<img"_L1;
    writeAttribute("src"_L1, source);
    writeAttribute("alt"_L1, tidyLine(tag.attribute("alt"_L1)));
    writeAttribute("title"_L1, tidyLine(tag.attribute("title"_L1)));
    if (width)
        writeAttribute("width"_L1, QString::number(*width));
    if (height)
        writeAttribute("height"_L1, QString::number(*height));
    m_html += u'>';
    if (width.value_or(smallestPicture) >= smallestPicture &&
        height.value_or(smallestPicture) >= smallestPicture)
        m_pictures.append(source);
}

// A film can't be shown; its still picture can be looked at.
void SafeHtmlWriter::writePoster(const HtmlTag &tag)
{
    const QString poster = webLink(absolute(tag.attribute("poster"_L1)));
    if (poster.isEmpty() || m_inLink)
        return;
    m_html += "<a"_L1;
    writeAttribute("href"_L1, cleanLink(poster, m_options.ownHosts));
    m_html += ">[video]</a>"_L1;
}

void SafeHtmlWriter::writeNumber(QLatin1StringView name, const HtmlTag &tag, int most)
{
    bool number = false;
    const int value = tag.attribute(name).trimmed().toInt(&number);
    if (number && value >= 0 && value <= most)
        writeAttribute(name, QString::number(value));
}

void SafeHtmlWriter::writeAttribute(QLatin1StringView name, const QString &value)
{
    if (value.isEmpty())
        return;
    m_html += u' ' + name + "=\""_L1;
    appendEscaped(m_html, value);
    m_html += u'"';
}

SafeHtml SafeHtmlWriter::result()
{
    m_cut |= isFull();
    return {std::move(m_html).trimmed(), std::move(m_text).trimmed(), m_pictures, m_cut};
}
