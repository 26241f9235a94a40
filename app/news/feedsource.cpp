#include "app/news/feedsource.h"

#include "app/base/log.h"
#include "app/news/feedrequest.h"

#include <QCryptographicHash>
#include <optional>

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {
struct ParsedBody
{
    QByteArray hash;
    bool unchanged = false;
    ParsedFeed feed;
};

ParsedBody parseBody(const FeedDocument &document, const QByteArray &lastHash, const FeedParse &parse)
{
    ParsedBody out;
    out.hash = QCryptographicHash::hash(document.bytes, QCryptographicHash::Sha256);
    out.unchanged = out.hash == lastHash;
    if (!out.unchanged)
        out.feed = parse(document);
    return out;
}

// max-age, else Expires, as a time from now. Nothing when the answer says not to keep it.
std::optional<seconds> freshFor(const HttpAnswer &answer, UtcTime now)
{
    const QByteArray control = answer.header("cache-control").toLower();
    for (const QByteArray &part : control.split(',')) {
        const QByteArray directive = part.trimmed();
        if (directive == "no-cache" || directive == "no-store")
            return std::nullopt;
        bool ok = false;
        const qint64 age = directive.startsWith("max-age=") ? directive.mid(8).toLongLong(&ok) : 0;
        if (ok && age > 0)
            return seconds{age};
        if (ok)
            return std::nullopt;
    }
    const auto expires = parseHttpDateHeader(answer.header("expires"));
    if (!expires || *expires <= now)
        return std::nullopt;
    return duration_cast<seconds>(*expires - now);
}

// Verbatim, but for servers whose own word makes them worthless (Miniflux: "Expires: 0"; NetNewsWire: 2038).
void takeValidators(const HttpAnswer &answer, FeedValidators &into)
{
    const bool useless = answer.header("expires").trimmed() == "0";
    const QByteArray modified = answer.header("last-modified");
    into.etag = useless ? QByteArray() : answer.header("etag");
    into.lastModified = useless || modified.contains(" 2038 ") ? QByteArray() : modified;
}

// One fetch under way, over the feed's addresses in order. Everything it waits for is in m_step, so that
// destroying it cancels; it may be destroyed by its own answer.
class FeedFetchJob final : public PendingRequest
{
public:
    FeedFetchJob(const FeedInfo &info, const FeedParse &parse, HttpClient &http, WorkerPool &workers,
                 const Clock &clock, const FeedValidators &last, Reply<FeedFetch> done)
        : m_info(info),
          m_parse(parse),
          m_http(http),
          m_workers(workers),
          m_clock(clock),
          m_last(last.url == info.url ? last : FeedValidators{}),
          m_done(std::move(done))
    {
        if (!m_last.movedTo.isEmpty())
            m_addresses.append(m_last.movedTo);
        m_addresses.append(info.url);
        m_addresses.append(info.otherUrls);
        ask();
    }

private:
    const QUrl &address() const { return m_addresses[m_at]; }
    QString where() const { return address().isLocalFile() ? address().toLocalFile() : address().host(); }

    void ask()
    {
        if (address().isLocalFile()) {
            m_step = m_workers.run([path = address().toLocalFile()] { return FeedRequest::readFile(path); },
                                   [this](const FeedRequest::File &file) { fileRead(file); });
            return;
        }
        HttpQuery query = FeedRequest::query(m_info, address());
        if (!m_last.etag.isEmpty())
            query.headers.append({"If-None-Match", m_last.etag});
        if (!m_last.lastModified.isEmpty())
            query.headers.append({"If-Modified-Since", m_last.lastModified});
        m_step = m_http.get(query, [this](const Result<HttpAnswer> &answer) { answered(answer); });
    }

    void fileRead(const FeedRequest::File &file)
    {
        if (!file.problem.isEmpty())
            return failed({Error::Kind::Storage, file.problem, std::nullopt});
        HttpAnswer answer;
        answer.status = 200;
        answer.body = file.bytes;
        answer.url = address();
        parse(answer);
    }

    void answered(const Result<HttpAnswer> &result)
    {
        if (!result)
            return failed(result.error());
        const HttpAnswer &answer = *result;
        if (answer.status == 304 && !m_last.contentHash.isEmpty())
            return notModified(answer);
        if (answer.status >= 200 && answer.status < 300)
            return parse(answer);
        if (answer.status == 410 && !m_firstError)
            m_gone = true;
        failed(FeedRequest::statusError(answer, m_clock.now()));
    }

    void notModified(const HttpAnswer &answer)
    {
        FeedFetch fetch = fetchOf(answer);
        fetch.unchanged = true;
        fetch.validators = m_last;
        if (!answer.header("etag").isEmpty() || !answer.header("last-modified").isEmpty())
            takeValidators(answer, fetch.validators);
        finish(std::move(fetch));
    }

    void parse(const HttpAnswer &answer)
    {
        FeedDocument document;
        // A feed begins with what is newest. The body is 8 MiB already, a parser takes some ten times its
        // text, and a broken feed may cost 16 MiB (platform.md, case 50).
        document.bytes = answer.cut ? answer.body.left(HttpNewsSource::readOfCut) : answer.body;
        document.url = answer.url;
        document.contentType = answer.header("content-type");
        document.language = m_info.language;
        document.zoneOffsetMinutes = m_info.zoneOffsetMinutes;
        document.receivedAt = m_clock.now();
        document.maxItems = HttpNewsSource::mostItems;
        document.keepFound = false;
        FeedFetch fetch = fetchOf(answer);
        if (answer.cut)
            fetch.problem = Error{Error::Kind::Malformed,
                                  u"%1: longer than %2 MB, the rest was left out"_s.arg(where()).arg(
                                      FeedRequest::bodyLimit / 1024 / 1024),
                                  std::nullopt};
        m_step = m_workers.run([document, hash = m_last.contentHash,
                                parse = m_parse] { return parseBody(document, hash, parse); },
                               [this, fetch](ParsedBody body) { parsed(fetch, std::move(body)); });
    }

    void parsed(FeedFetch fetch, ParsedBody body)
    {
        if (!body.unchanged && !body.feed.ok())
            return failed({Error::Kind::Malformed, u"%1: %2"_s.arg(where(), body.feed.error), std::nullopt});
        // Qt tells nobody that a packed body came without its end; the parser sees it.
        if (body.feed.unfinished && !fetch.problem)
            fetch.problem = Error{Error::Kind::Network, u"%1: the document ends in the middle"_s.arg(where()),
                                  std::nullopt};
        if (body.feed.unfinished)
            body.feed.items.removeIf([](const ParsedArticle &item) { return item.unfinished; });
        fetch.unchanged = body.unchanged;
        fetch.validators.contentHash = body.hash;
        for (const auto &minutes : {body.feed.ttlMinutes, body.feed.updateIntervalMinutes})
            if (minutes && *minutes > 0)
                fetch.suggestedInterval =
                    std::max(fetch.suggestedInterval.value_or(0s), seconds{std::chrono::minutes{*minutes}});
        for (const QString &note : std::as_const(body.feed.notes))
            qCInfo(logNews, "%s: %s", qPrintable(m_info.id.value), qPrintable(note));
        fetch.feed = std::move(body.feed);
        finish(std::move(fetch));
    }

    FeedFetch fetchOf(const HttpAnswer &answer) const
    {
        FeedFetch fetch;
        takeValidators(answer, fetch.validators);
        fetch.validators.url = m_info.url;
        // An alternative address is not where the feed moved, and a new address that fails is forgotten.
        if (m_at == 0) {
            fetch.validators.movedTo = m_last.movedTo;
            fetch.permanentUrl = answer.permanentUrl;
        }
        fetch.suggestedInterval = freshFor(answer, m_clock.now());
        return fetch;
    }

    void failed(const Error &error)
    {
        if (!m_firstError)
            m_firstError = error;
        if (m_at + 1 < m_addresses.size()) {
            ++m_at;
            return ask();
        }
        if (!m_gone)
            return finish(tl::unexpected(*m_firstError));
        FeedFetch fetch;
        fetch.gone = true;
        fetch.validators = m_last;
        fetch.validators.url = m_info.url;
        fetch.validators.gone = true;
        finish(std::move(fetch));
    }

    // The last thing done with this object: `done` may destroy it.
    void finish(Result<FeedFetch> result)
    {
        const auto done = std::exchange(m_done, nullptr);
        done(std::move(result));
    }

    const FeedInfo m_info;
    const FeedParse m_parse;
    HttpClient &m_http;
    WorkerPool &m_workers;
    const Clock &m_clock;
    const FeedValidators m_last; // empty when they belong to another address
    Reply<FeedFetch> m_done;
    QList<QUrl> m_addresses;
    qsizetype m_at = 0;
    bool m_gone = false;
    std::optional<Error> m_firstError;
    Request m_step;
};
} // namespace

HttpNewsSource::HttpNewsSource(FeedInfo info, FeedParse parse, HttpClient &http, WorkerPool &workers,
                               const Clock &clock)
    : m_info(std::move(info)), m_parse(std::move(parse)), m_http(http), m_workers(workers), m_clock(clock)
{
}

Request HttpNewsSource::fetch(const FeedValidators &last, Reply<FeedFetch> done)
{
    return std::make_unique<FeedFetchJob>(m_info, m_parse, m_http, m_workers, m_clock, last, std::move(done));
}

std::unique_ptr<NewsSource> makeNewsSource(const FeedInfo &info, HttpClient &http, WorkerPool &workers,
                                           const Clock &clock)
{
    return std::make_unique<HttpNewsSource>(info, feedParseFor(info.format), http, workers, clock);
}
