#include "app/news/readability.h"

#include "app/news/articlegrabber.h"
#include "app/news/htmlsanitizer.h"
#include "app/news/htmltext.h"
#include "app/news/linkcleaner.h"
#include "app/news/pagehead.h"

using namespace Qt::StringLiterals;

namespace {
constexpr double enough = 500; // letters: with less, the page is read again less strictly
constexpr double worthIt =
    2; // so many times more must then be found: a flash is short, and what is around it is not it

// The content of scripts and styles is no markup, but holds much that looks like it: parsing would count it
// as nesting.
QString withoutCode(const QString &html)
{
    static constexpr std::pair<QLatin1StringView, QLatin1StringView> codes[] = {{"<script"_L1, "</script"_L1},
                                                                                {"<style"_L1, "</style"_L1},
                                                                                {"<svg"_L1, "</svg"_L1},
                                                                                {"<!--"_L1, "-->"_L1}};
    QString out;
    out.reserve(html.size());
    const QStringView text(html);
    qsizetype kept = 0; // up to here
    for (qsizetype at = text.indexOf(u'<'); at >= 0; at = text.indexOf(u'<', at)) {
        const auto code = std::find_if(std::begin(codes), std::end(codes), [&](const auto &each) {
            return text.sliced(at).startsWith(each.first, Qt::CaseInsensitive);
        });
        if (code == std::end(codes)) {
            ++at;
            continue;
        }
        out += text.sliced(kept, at - kept);
        const qsizetype close = text.indexOf(code->second, at, Qt::CaseInsensitive);
        const qsizetype bracket = close < 0 ? -1 : text.indexOf(u'>', close);
        at = kept = bracket < 0 ? text.size() : bracket + 1;
    }
    out += text.sliced(kept);
    return out;
}

struct Attempt
{
    double letters = 0;
    QString html, byline;
};

Attempt attempt(const HtmlTree &parsed, ArticleGrabber::Strictness strictness, const QString &title)
{
    PageTree tree(parsed);
    ArticleGrabber grabber(tree, strictness, title);
    const PageNode *article = grabber.article();
    if (!article)
        return {};
    return {countText(*article).letters, pageHtml(*article), grabber.byline()};
}

Attempt bestAttempt(const QString &html, const QString &title)
{
    const HtmlTree parsed(withoutCode(html));
    Attempt best;
    for (const ArticleGrabber::Strictness strictness :
         {ArticleGrabber::Strictness{true, true, true}, ArticleGrabber::Strictness{false, true, true},
          ArticleGrabber::Strictness{false, false, true}, ArticleGrabber::Strictness{false, false, false}}) {
        Attempt next = attempt(parsed, strictness, title);
        if (next.letters > best.letters * worthIt)
            best = std::move(next);
        if (best.letters >= enough)
            break;
    }
    return best;
}
} // namespace

PageArticle readArticle(const QString &html, const QUrl &address)
{
    const PageHead head = readPageHead(html, address);
    const Attempt best = bestAttempt(html, head.title);
    PageArticle article;
    article.title = head.title;
    article.author = head.author.isEmpty() ? plainLine(best.byline) : head.author;
    article.published = head.published;
    if (head.picture.scheme() == QStringLiteral("https"))
        article.picture = head.picture;
    SanitizerOptions options;
    options.base = address.toString(QUrl::FullyEncoded);
    options.ownHosts = {address.host()};
    const SafeHtml safe = sanitizeHtml(best.html, options);
    article.html = safe.html;
    article.text = safe.text.trimmed();
    article.cut = safe.cut;
    return article;
}

QString pageTitle(const QString &html)
{
    return readPageHead(html, {}).title;
}
