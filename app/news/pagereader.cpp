#include "app/news/pagereader.h"

#include "app/net/hostrules.h"
#include "app/news/feedencoding.h"
#include "app/news/feedrequest.h"
#include "app/news/pagesigns.h"
#include "app/news/searchtext.h"
#include "app/news/webwords.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype headBytes = 4096;
constexpr double leastShared = 0.25; // of the headline's words, somewhere on the page

// A page names its encoding in itself: <meta charset="…">, <meta … content="text/html; charset=…">.
QByteArray withCharset(const QByteArray &contentType, const QByteArray &body)
{
    if (contentType.toLower().contains("charset"))
        return contentType;
    const QByteArray head = body.first(std::min(body.size(), headBytes)).toLower();
    const qsizetype meta = head.indexOf("<meta"), at = head.indexOf("charset", meta);
    if (meta < 0 || at < 0)
        return contentType;
    QByteArray name;
    for (const char c : head.sliced(at + 7)) {
        const bool part = QByteArrayView("abcdefghijklmnopqrstuvwxyz0123456789-_").contains(c);
        if (part)
            name += c;
        else if (!name.isEmpty() || c == '>')
            break;
    }
    return name.isEmpty() ? contentType : "text/html; charset=" + name;
}

bool isPage(const QByteArray &contentType)
{
    const QByteArray type = contentType.toLower();
    return type.isEmpty() || type.contains("html") || type.contains("xml") || type.startsWith("text/plain");
}

bool isAbout(const PageArticle &article, const QString &headline)
{
    const QStringList wanted = searchWords(headline);
    const QStringList there = searchWords(article.title + u'\n' + article.text);
    const QSet<QString> words(there.cbegin(), there.cend());
    const auto shared = std::count_if(wanted.cbegin(), wanted.cend(),
                                      [&](const QString &word) { return words.contains(word); });
    return wanted.isEmpty() || double(shared) >= leastShared * double(wanted.size());
}

Error::Kind kindOf(PageTrouble trouble)
{
    switch (trouble) {
    case PageTrouble::Missing:
        return Error::Kind::Rejected;
    case PageTrouble::NeedsScript:
        return Error::Kind::Malformed;
    default:
        return Error::Kind::Refused;
    }
}

class PageJob final : public PendingRequest
{
public:
    PageJob(HttpClient &http, WorkerPool &workers, const Clock &clock, HostQueue &hosts, PageRequest page,
            Reply<PageArticle> done)
        : m_http(http), m_workers(workers), m_clock(clock), m_page(std::move(page)), m_done(std::move(done))
    {
        QUrl &link = m_page.link;
        if (link.scheme() == "http"_L1 && !m_page.userNamed && !isLoopback(link.host()))
            link.setScheme(u"https"_s);
        hosts.wait(m_turn, hostKey(link), [this] { ask(); });
    }

private:
    void ask()
    {
        HttpQuery query;
        query.url = m_page.link;
        query.headers = {{"Accept", "text/html, application/xhtml+xml;q=0.9, */*;q=0.5"}};
        query.bodyLimit = PageReader::bodyLimit;
        query.totalLimit = PageReader::totalLimit;
        query.userNamed = m_page.userNamed;
        m_step = m_http.get(query, [this](const Result<HttpAnswer> &answer) { answered(answer); });
    }

    void answered(const Result<HttpAnswer> &answer)
    {
        if (!answer)
            return fail(answer.error().kind, webRefusal(m_page.link.host(), answer.error(), 0));
        if (answer->status < 200 || answer->status >= 300) {
            const Error error = FeedRequest::statusError(*answer, m_clock.now());
            return fail(error.kind, webRefusal(answer->url.host(), error, answer->status));
        }
        m_step = m_workers.run([body = answer->body, type = answer->header("content-type"), url = answer->url,
                                page = m_page] { return articleOfPage(body, type, url, page); },
                               [this](Result<PageArticle> article) { finish(std::move(article)); });
    }

    void fail(Error::Kind kind, const QString &sentence) { finish(failure(kind, sentence)); }

    // The last thing done with this object: `done` may destroy it.
    void finish(Result<PageArticle> result)
    {
        m_turn.reset();
        const auto done = std::exchange(m_done, nullptr);
        done(std::move(result));
    }

    HttpClient &m_http;
    WorkerPool &m_workers;
    const Clock &m_clock;
    PageRequest m_page;
    Reply<PageArticle> m_done;
    std::unique_ptr<HostQueue::Turn> m_turn; // ends after the step
    Request m_step;
};
} // namespace

Request PageReader::read(const PageRequest &page, Reply<PageArticle> done)
{
    return std::make_unique<PageJob>(m_http, m_workers, m_clock, m_hosts, page, std::move(done));
}

Result<PageArticle> articleOfPage(const QByteArray &body, const QByteArray &contentType, const QUrl &address,
                                  const PageRequest &asked)
{
    const QString host = address.host();
    if (!isPage(contentType))
        return failure(Error::Kind::Malformed,
                       u"%1 sends no page but %2."_s.arg(host, QString::fromLatin1(contentType)));
    const QString html = decodeFeed(body, withCharset(contentType, body), asked.language).text;
    if (const PageTrouble trouble = pageTrouble(html); trouble != PageTrouble::None)
        return failure(kindOf(trouble),
                       u"%1 sends %2 instead of the story."_s.arg(host, pageTroubleName(trouble)));
    PageArticle article = readArticle(html, address);
    if (article.isEmpty())
        return failure(Error::Kind::Malformed, u"No article was found on the page at %1."_s.arg(host));
    if (!isAbout(article, asked.headline))
        return failure(Error::Kind::Rejected, u"The page at %1 is about something else by now."_s.arg(host));
    return article;
}
