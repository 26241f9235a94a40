#include "ui/news/storybody.h"

#include "app/news/facts/adverts.h"
#include "app/news/htmltext.h"
#include "ui/news/bodylimits.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {
constexpr auto scheme = "wickpost"_L1;
// Wide enough for the icon and the chip's own edge; unbreakable, so that a chip stays on one line.
const QString before = QString(8, QChar::Nbsp), behind = QString(3, QChar::Nbsp);

QString tr(const char *text)
{
    return QCoreApplication::translate("StoryBody", text);
}

QString chip(const StoryMark &mark, QString words)
{
    words.replace(u' ', QChar::Nbsp);
    return u"<a href=\"%1\">%2</a>"_s.arg(markUrl(mark).toString(), before + htmlEscaped(words) + behind);
}

const AdvertCutter &cutter()
{
    static const AdvertCutter shipped; // reads its rules: some milliseconds
    return shipped;
}

// At the end of the paragraph that stands before, else by itself.
void insertChip(QString &html, qsizetype place, const QString &chip, const QString &behindIt)
{
    constexpr auto paragraphEnd = "</p>"_L1;
    qsizetype at = place;
    while (at > 0 && html[at - 1].isSpace())
        --at;
    const QStringView head = QStringView(html).left(at);
    if (head.endsWith(paragraphEnd)) {
        html.insert(place, behindIt);
        html.insert(at - paragraphEnd.size(), u' ' + chip);
    } else if (head.isEmpty() || head.endsWith(u'>')) {
        html.insert(place, "<p>"_L1 + chip + "</p>"_L1 + behindIt);
    } else {
        html.insert(place, u' ' + chip + behindIt);
    }
}

void cutAdverts(StoryBody &body, const QSet<int> &shown)
{
    const AdvertCut cut = cutter().cut(body.html);
    body.adverts = cut.count();
    body.html = cut.html;
    for (int i = cut.count() - 1; i >= 0; --i) { // from the end: places before stay
        const bool open = shown.contains(i);
        const QString advert = open ? "<div class=\"advert\">"_L1 + cut.removed[i] + "</div>"_L1 : QString();
        insertChip(body.html, cut.places[i],
                   chip({StoryMark::Kind::Advert, i}, open ? tr("Hide the advert") : tr("1 advert removed")),
                   advert);
    }
}

QString addressOf(const QString &tag)
{
    static const QRegularExpression source(u"\\ssrc=\"([^\"]*)\""_s);
    QString address = source.match(tag).captured(1);
    return address.replace("&amp;"_L1, "&"_L1);
}

// What stands in the place of one <img>.
QString pictureHtml(const QString &address, const BodyOptions &options)
{
    const StoryPicture picture = options.pictures.value(address);
    switch (picture.state) {
    case StoryPicture::State::Shown:
        return u"<img src=\"%1\">"_s.arg(htmlEscaped(address));
    case StoryPicture::State::Failed:
        return "<i>"_L1 + tr("This picture could not be loaded.") + "</i>"_L1;
    case StoryPicture::State::Loading:
        break;
    }
    return "<i>"_L1 + tr("Loading the picture …") + "</i>"_L1;
}

// A link may hold no other: the chip of a picture that is one stands before it.
qsizetype outsideLink(const QString &html, qsizetype at)
{
    const qsizetype open = html.lastIndexOf("<a "_L1, at), close = html.lastIndexOf("</a>"_L1, at);
    return open > close ? open : at;
}

void dropEmpty(QString &html)
{
    static const QRegularExpression empty(u"<(p|a|figure|div|li)\\b[^>]*>\\s*</\\1>"_s);
    for (qsizetype size = -1; size != html.size();) {
        size = html.size();
        html.remove(empty);
    }
}

void placePictures(StoryBody &body, const BodyOptions &options)
{
    static const QRegularExpression image(u"<img\\b[^>]*>"_s);
    QString html;
    qsizetype from = 0, chipAt = -1;
    for (auto found = image.globalMatch(body.html); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        const QString address = addressOf(match.captured());
        html += QStringView(body.html).mid(from, match.capturedStart() - from);
        from = match.capturedEnd();
        if (!body.pictures.contains(address))
            body.pictures.append(address);
        if (options.withPictures)
            html += pictureHtml(address, options);
        else if (chipAt < 0 && options.offerPictures)
            chipAt = outsideLink(html, html.size());
    }
    if (from == 0)
        return;
    html += QStringView(body.html).mid(from);
    body.html = html;
    if (chipAt >= 0) {
        const auto count = body.pictures.size();
        const QString words = count == 1 ? tr("1 picture · Show") : tr("%1 pictures · Show").arg(count);
        body.html.insert(chipAt, chip({StoryMark::Kind::Pictures, 0}, words));
    }
    dropEmpty(body.html);
}
// A line's end at the end of <pre> makes no line of its own in a browser, but in Qt.
void dropLastLineEnd(QString &html)
{
    static const QRegularExpression lastEnd(u"\\n(?=(</code>)?</pre>)"_s);
    if (html.contains("</pre>"_L1))
        html.remove(lastEnd);
}
} // namespace

QUrl markUrl(const StoryMark &mark)
{
    return QUrl(mark.kind == StoryMark::Kind::Advert ? u"wickpost:advert/%1"_s.arg(mark.index)
                                                     : u"wickpost:pictures"_s);
}

std::optional<StoryMark> storyMark(const QUrl &url)
{
    if (url.scheme() != scheme)
        return std::nullopt;
    if (url.path() == "pictures"_L1)
        return StoryMark{StoryMark::Kind::Pictures, 0};
    return StoryMark{StoryMark::Kind::Advert, url.path().section(u'/', 1).toInt()};
}

QString withoutHeadline(const QString &sanitisedHtml, const QString &headline)
{
    static const QRegularExpression first(
        u"^\\s*(?:<(?:div|section|article|header)\\b[^>]*>\\s*)*(<(h[1-3])\\b[^>]*>(.*?)</\\2>)"_s,
        QRegularExpression::DotMatchesEverythingOption);
    const QRegularExpressionMatch heading = first.match(sanitisedHtml);
    if (!heading.hasMatch() ||
        plainLine(heading.captured(3)).compare(headline.simplified(), Qt::CaseInsensitive) != 0)
        return sanitisedHtml;
    QString html = sanitisedHtml;
    return html.remove(heading.capturedStart(1), heading.capturedLength(1));
}

StoryBody storyBody(const QString &sanitisedHtml, const BodyOptions &options)
{
    StoryBody body{sanitisedHtml, {}, 0};
    const bool more = shortenBody(body.html);
    breakLongWords(body.html);
    dropLastLineEnd(body.html);
    cutAdverts(body, options.shownAdverts);
    placePictures(body, options);
    if (more)
        body.html += "<p><i>"_L1 + tr("The text goes on; this is as much of it as is shown.") + "</i></p>"_L1;
    return body;
}
