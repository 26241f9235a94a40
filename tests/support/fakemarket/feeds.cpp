#include "tests/support/fakemarket/feeds.h"

#include "tests/support/fakemarket/feedformats.h"
#include "tests/support/fakemarket/pages.h"

#include <QCryptographicHash>
#include <QStringConverter>
#include <cstdio>

namespace fake {

using namespace std::chrono;

namespace {

// A feed whose text takes 64 MiB, all of it blanks.
const QByteArray &bomb()
{
    static const QByteArray bytes = gzip("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>" +
                                         QByteArray(64 * 1024 * 1024, ' ') + "</title></channel></rss>");
    return bytes;
}

QByteArray fillerItem(qint64 number, int size = 900)
{
    const QByteArray digits = QByteArray::number(number);
    return "<item><title>Filler " + digits + "</title><guid isPermaLink=\"false\">filler-" + digits +
           "</guid><description>" + QByteArray(size, 'x') + "</description></item>\n";
}

QByteArray rssOf(const QByteArray &items, const QByteArray &dtd = {})
{
    return "<?xml version=\"1.0\"?>" + dtd + "<rss version=\"2.0\"><channel><title>Odd</title>" + items +
           "</channel></rss>";
}

QByteArray manyItems()
{
    QByteArray items;
    for (int i = 1; i <= 10'000; ++i)
        items += fillerItem(i, 500);
    return rssOf(items);
}

// Each would be gigabytes, or somebody's file.
QByteArray entityBombs()
{
    QByteArray dtd = "<!DOCTYPE rss [<!ENTITY a \"laugh\">";
    for (char c = 'b'; c <= 'k'; ++c)
        dtd += QByteArray("<!ENTITY ") + c + " \"" +
               QByteArray("&_;").replace('_', char(c - 1)).repeated(10) + "\">";
    dtd += "<!ENTITY big \"" + QByteArray(4000, 'x') +
           "\"><!ENTITY file SYSTEM \"file:///etc/hostname\">"
           "<!ENTITY % net SYSTEM \"http://10.0.0.1/x.dtd\">%net;]>";
    return rssOf("<item><title>One &k; two &file;</title><description>" + QByteArray("&big;").repeated(5000) +
                     "</description><guid>bomb</guid></item>" + fillerItem(1),
                 dtd + "<!DOCTYPE rss [<!ENTITY second \"2\">]>");
}

} // namespace

const QList<FeedFaultInfo> &feedFaultTable()
{
    static const QList<FeedFaultInfo> table{
        {FeedFault::None, "well", "as it should be"},
        {FeedFault::Drip, "drip", "a byte each 300 ms"},
        {FeedFault::Silence, "silence", "never answered"},
        {FeedFault::Huge, "huge", "50 MB of items"},
        {FeedFault::Endless, "endless", "items without end"},
        {FeedFault::Bomb, "bomb", "64 MiB out of 64 KiB of gzip"},
        {FeedFault::CutGzip, "cut-gzip", "gzip without its end"},
        {FeedFault::CutBody, "cut-body", "the connection ends before Content-Length"},
        {FeedFault::Loop, "loop", "redirects to itself"},
        {FeedFault::Hops, "hops", "six redirects, then the feed"},
        {FeedFault::ToFile, "to-file", "redirects to file:///etc/hostname"},
        {FeedFault::ToPrivate, "to-private", "redirects to http://10.0.0.1/"},
        {FeedFault::Moved, "moved", "301 to the feed"},
        {FeedFault::Found, "found", "302 to the feed"},
        {FeedFault::Missing, "missing", "404"},
        {FeedFault::Gone, "gone", "410"},
        {FeedFault::Forbidden, "forbidden", "403"},
        {FeedFault::Limited, "limited", "429 with Retry-After: 60"},
        {FeedFault::LimitedDate, "limited-date", "429 with Retry-After as a date"},
        {FeedFault::LimitedBare, "limited-bare", "429 without Retry-After"},
        {FeedFault::Unavailable, "unavailable", "503 with HTML and Retry-After: 120"},
        {FeedFault::Html, "html", "200 and the site"},
        {FeedFault::Challenge, "challenge", "200 and a bot check"},
        {FeedFault::JsonError, "json-error", "200 and a JSON error"},
        {FeedFault::Empty, "empty", "200 and nothing"},
        {FeedFault::Changing, "changing", "the newest item has another title each time"},
        {FeedFault::NoValidators, "no-validators", "neither ETag nor Last-Modified"},
        {FeedFault::Ignoring, "ignoring", "validators, but never 304"},
        {FeedFault::Gbk, "gbk", "bytes in GB18030"},
        {FeedFault::FutureDates, "future", "items of tomorrow"},
        {FeedFault::Many, "many", "10,000 items"},
        {FeedFault::BigItem, "big-item", "an item of 5 MiB among the others"},
        {FeedFault::Entities, "entities", "XML bombs"},
        {FeedFault::NewIds, "new-ids", "other ids and dates each time"},
    };
    return table;
}

Feeds::Feeds(Clock &clock, quint16 port, QObject *parent)
    : QObject(parent),
      m_clock(clock),
      m_listener(clock, this),
      m_opened(clock.now()),
      m_stories(englishStories(clock.now())),
      m_chinese(chineseStories(clock.now()))
{
    connect(&m_listener, &Listener::connected, this, [this](Connection *connection) {
        connect(connection, &Connection::requested, this,
                [this, connection](const HttpRequest &request) { handle(connection, request); });
    });
    m_listener.listen(port);
}

Feeds::~Feeds()
{
    m_listener.disconnect(this);
}

void Feeds::publish(const Story &story)
{
    m_stories.prepend(story);
}

void Feeds::publishNext()
{
    publish(nextStory(m_next++, m_clock.now()));
}

void Feeds::retitle(const QByteArray &id, const QByteArray &title)
{
    for (Story &story : m_stories) {
        if (story.id != id)
            continue;
        story.title = title;
        story.updated = m_clock.now();
    }
}

bool Feeds::has(const QByteArray &id) const
{
    return std::any_of(m_stories.cbegin(), m_stories.cend(),
                       [&](const Story &story) { return story.id == id; });
}

void Feeds::withdraw(const QByteArray &id)
{
    m_stories.removeIf([&](const Story &story) { return story.id == id; });
}

void Feeds::ruleBroken(const QString &rule)
{
    m_violations.append(rule);
    std::fprintf(stderr, "fakemarket: feeds: rule broken: %s\n", qUtf8Printable(rule));
}

void Feeds::handle(Connection *connection, const HttpRequest &request)
{
    m_requests.append(request);
    emit requested(request.target);
    if (request.header("user-agent").isEmpty())
        ruleBroken(QStringLiteral("no User-Agent"));
    const UtcTime now = m_clock.now();
    if (now < m_embargoes.value(request.path))
        ruleBroken(QStringLiteral("asked again before Retry-After was over: ") +
                   QString::fromUtf8(request.path));
    if (m_gone.contains(request.path))
        ruleBroken(QStringLiteral("asked again after 410: ") + QString::fromUtf8(request.path));
    FeedFault fault = m_faults.value(request.path, FeedFault::None);
    QByteArray path = request.path;
    if (const auto name = request.below("/is/")) {
        for (const FeedFaultInfo &info : feedFaultTable())
            if (fault == FeedFault::None && *name == info.name)
                fault = info.fault;
        path = "/rss.xml";
    }
    serve(connection, request, path, fault);
}

std::optional<HttpReply> Feeds::redirect(const QByteArray &path, FeedFault fault)
{
    const auto to = [](int status, const QByteArray &where) {
        HttpReply reply = HttpReply::html("<html>moved</html>", status);
        reply.headers.emplaceBack("Location", where);
        return reply;
    };
    switch (fault) {
    case FeedFault::Loop:
        return to(302, base() + "/is/loop");
    case FeedFault::Hops:
        return to(302, base() + "/hop/5");
    case FeedFault::ToFile:
        return to(302, "file:///etc/hostname");
    case FeedFault::ToPrivate:
        return to(302, "http://10.0.0.1/rss.xml");
    case FeedFault::Moved:
        return to(301, base() + (path == "/rss.xml" ? "/moved/rss.xml" : "/rss.xml"));
    case FeedFault::Found:
        return to(302, base() + (path == "/rss.xml" ? "/moved/rss.xml" : "/rss.xml"));
    default:
        break;
    }
    if (path.startsWith("/hop/"))
        return to(302, base() + (path == "/hop/1" ? "/moved/rss.xml"
                                                  : "/hop/" + QByteArray::number(path.mid(5).toInt() - 1)));
    return {};
}

std::optional<HttpReply> Feeds::refusal(const QByteArray &path, FeedFault fault)
{
    const auto page = [](int status) {
        return HttpReply::html("<html><h1>" + QByteArray::number(status) + "</h1></html>", status);
    };
    const auto wait = [&](int status, seconds span, bool asDate) {
        HttpReply reply = page(status);
        m_embargoes[path] = m_clock.now() + span;
        reply.headers.emplaceBack("Retry-After",
                                  asDate ? httpDate(m_clock.now() + span) : QByteArray::number(span.count()));
        return reply;
    };
    switch (fault) {
    case FeedFault::Missing:
        return page(404);
    case FeedFault::Gone:
        m_gone.insert(path);
        return page(410);
    case FeedFault::Forbidden:
        return page(403);
    case FeedFault::Limited:
        return wait(429, 60s, false);
    case FeedFault::LimitedDate:
        return wait(429, 60s, true);
    case FeedFault::LimitedBare:
        return page(429);
    case FeedFault::Unavailable:
        return wait(503, 120s, false);
    case FeedFault::Html:
        return HttpReply::html(homePage(base()));
    case FeedFault::Challenge:
        return HttpReply::html(
            "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Enable JavaScript and "
            "cookies to continue</body></html>");
    case FeedFault::JsonError:
        return HttpReply::json(R"({"error":"internal","message":"try later"})");
    case FeedFault::Empty:
        return HttpReply{200, {}, "application/rss+xml", {}, true};
    default:
        return {};
    }
}

std::optional<HttpReply> Feeds::feedAt(const QByteArray &path, FeedFault fault)
{
    QList<Story> stories = m_stories;
    if (fault == FeedFault::Changing && !stories.isEmpty())
        stories.first().title = "Live: " + QByteArray::number(++m_served) + " – " + stories.first().title;
    if (fault == FeedFault::FutureDates)
        for (Story &story : stories)
            story.published = story.updated = story.published + 24h;
    const auto xml = [](const QByteArray &type, const QByteArray &body) {
        return HttpReply{200, body, type, {}, true};
    };
    if (fault == FeedFault::Many)
        return xml("text/xml", manyItems());
    if (fault == FeedFault::BigItem)
        return xml("text/xml", rssOf(fillerItem(1) + fillerItem(2, 5 * 1024 * 1024) + fillerItem(3)));
    if (fault == FeedFault::Entities)
        return xml("text/xml", entityBombs());
    if (fault == FeedFault::NewIds) {
        ++m_served;
        QByteArray body = rss("Fake Market News", "en", base(), stories);
        return xml(
            "text/xml",
            body.replace("isPermaLink=\"false\">", "isPermaLink=\"false\">n" + QByteArray::number(m_served))
                .replace("<pubDate>", "<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate><was>")
                .replace(" GMT</pubDate><dc", " GMT</was><dc"));
    }
    if (fault == FeedFault::Gbk) {
        QStringEncoder encode("GB18030");
        const QByteArray utf8 = rss("假市场新闻", "zh-cn", base(), m_chinese)
                                    .replace("encoding=\"UTF-8\"", "encoding=\"gb2312\"");
        return xml("text/xml", encode(QString::fromUtf8(utf8)));
    }
    if (path == "/rss.xml" || path == "/moved/rss.xml")
        return xml("application/rss+xml; charset=utf-8", rss("Fake Market News", "en", base(), stories));
    if (path == "/atom.xml")
        return xml("application/atom+xml", atom("Fake Market Atom", base(), stories));
    if (path == "/rdf.xml")
        return xml("application/rdf+xml", rdf("Fake Market RDF", base(), stories));
    if (path == "/zh.xml")
        return xml("application/xml; charset=utf-8", rss("假市场新闻", "zh-cn", base(), m_chinese));
    if (path == "/brief.xml")
        return xml("application/rss+xml; charset=utf-8",
                   rss("Fake Market Briefs", "en", base(), briefStories(stories, m_opened), Told::Beginning));
    if (path == "/pictures.xml")
        return xml("application/rss+xml; charset=utf-8",
                   rss("Fake Market Pictures", "en", base(), pictureStories(base(), m_opened)));
    if (path == "/feed.json")
        return xml("application/feed+json", jsonFeed("Fake Market JSON", base(), stories));
    return {};
}

void Feeds::validate(const HttpRequest &request, HttpReply &reply, const QByteArray &path, bool canBe304)
{
    if (m_bodies.value(path) != reply.body) {
        m_bodies[path] = reply.body;
        m_changed[path] = m_clock.now();
    }
    const QByteArray etag =
        "W/\"" + QCryptographicHash::hash(reply.body, QCryptographicHash::Sha1).toHex().left(16) + '"';
    const QByteArray modified = httpDate(m_changed.value(path));
    const QByteArray asked = request.header("if-none-match");
    if (!asked.isEmpty() && !m_etags.contains(asked))
        ruleBroken(QStringLiteral("an ETag we never gave: ") + QString::fromUtf8(asked));
    m_etags.insert(etag);
    reply.headers.emplaceBack("ETag", etag);
    reply.headers.emplaceBack("Last-Modified", modified);
    const bool same = asked.isEmpty() ? request.header("if-modified-since") == modified : asked == etag;
    if (!same || !canBe304)
        return;
    reply.status = 304;
    reply.contentType.clear();
    ++m_unchanged;
}

bool Feeds::pour(Connection *connection, FeedFault fault)
{
    if (fault != FeedFault::Huge && fault != FeedFault::Endless)
        return false;
    const qint64 most = fault == FeedFault::Huge ? 50'000 : -1; // items of about 1 KB
    HttpReply head;
    head.contentType = "application/rss+xml";
    head.keepAlive = false;
    connection->sendRaw(head.head() +
                        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Huge</title>\n");
    connection->pour([most, sent = qint64(0)]() mutable {
        if (most >= 0 && sent > most)
            return QByteArray();
        return ++sent == most + 1 ? QByteArray("</channel></rss>\n") : fillerItem(sent);
    });
    return true;
}

void Feeds::serve(Connection *connection, const HttpRequest &request, const QByteArray &path, FeedFault fault)
{
    if (fault == FeedFault::Silence || pour(connection, fault))
        return;
    Delivery delivery;
    if (fault == FeedFault::Drip)
        delivery.everyByte = 300ms;
    if (fault == FeedFault::CutBody)
        delivery.cutAfter = 900;
    std::optional<HttpReply> reply = redirect(path, fault);
    if (!reply)
        reply = refusal(request.path, fault);
    if (reply) {
        connection->reply(*reply, delivery);
        return;
    }
    if (path == "/" || path == "/index.html")
        reply = HttpReply::html(homePage(base()));
    else if (const auto id = request.below("/article/")) {
        reply = casePage(*id, base());
        for (const Story &story : m_stories + m_chinese + pictureStories(base(), m_opened))
            if (!reply && story.id == *id)
                reply = HttpReply::html(articlePage(story, base()));
    } else if (const auto name = request.below("/picture/")) {
        reply = picture(*name);
    } else {
        reply = feedAt(path, fault);
        if (reply && fault != FeedFault::NoValidators)
            validate(request, *reply, request.path, fault != FeedFault::Ignoring);
    }
    if (!reply)
        reply = HttpReply::html("<html><h1>404</h1></html>", 404);
    const bool packed = fault == FeedFault::Bomb || fault == FeedFault::CutGzip ||
                        (request.header("accept-encoding").contains("gzip") && reply->status == 200);
    if (packed) {
        reply->body = fault == FeedFault::Bomb
                          ? bomb()
                          : gzip(reply->body, fault == FeedFault::CutGzip ? reply->body.size() / 10 : 0);
        reply->headers.emplaceBack("Content-Encoding", "gzip");
    }
    connection->reply(*reply, delivery);
}

} // namespace fake
