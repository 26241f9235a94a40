#pragma once

#include "tests/support/fakemarket/fakemarket.h"
#include "tests/support/fakemarket/stories.h"

namespace fake {

// How a feed misbehaves. Each has a name: scripts say "feeds NAME PATH", and "/is/NAME" is the RSS feed
// behaving so from the start.
enum class FeedFault {
    None,
    Drip,         // a byte each 300 ms
    Silence,      // the request is never answered
    Huge,         // 50 MB of items
    Endless,      // items without end
    Bomb,         // 64 MiB out of 64 KiB of gzip
    CutGzip,      // gzip without its end
    CutBody,      // the connection ends before Content-Length
    Loop,         // redirects to itself
    Hops,         // six redirects, then the feed
    ToFile,       // redirects to file:///etc/hostname
    ToPrivate,    // redirects to http://10.0.0.1/
    Moved,        // 301 to the feed
    Found,        // 302 to the feed
    Missing,      // 404
    Gone,         // 410
    Forbidden,    // 403
    Limited,      // 429 with Retry-After: 60
    LimitedDate,  // 429 with a date
    LimitedBare,  // 429 without
    Unavailable,  // 503, HTML, Retry-After: 120
    Html,         // 200 and the site
    Challenge,    // 200 and "Just a moment..."
    JsonError,    // 200 and {"error":...}
    Empty,        // 200 and nothing
    Changing,     // the newest item has another title each time
    NoValidators, // neither ETag nor Last-Modified
    Ignoring,     // validators, but never 304
    Gbk,          // bytes in GB18030, declared so
    FutureDates,  // items of tomorrow
    Many,         // 10,000 items
    BigItem,      // an item of 5 MiB among the others
    Entities,     // a document type that grows: billion laughs, the quadratic kind, files, a second one
    NewIds,       // other ids and dates each time, the same links
};
struct FeedFaultInfo
{
    FeedFault fault;
    const char *name, *help;
};
const QList<FeedFaultInfo> &feedFaultTable();

// News on loopback: /rss.xml /atom.xml /feed.json /rdf.xml /zh.xml with ETag, Last-Modified, 304 and gzip,
// /article/ID pages, / as the home page that names its feeds, /is/NAME as above. /brief.xml gives beginnings
// alone, /pictures.xml a picture in each story (pages.h).
class Feeds final : public QObject
{
    Q_OBJECT
public:
    Feeds(Clock &clock, quint16 port = 0, QObject *parent = nullptr);
    ~Feeds() override;

    QUrl endpoint() const { return m_listener.url(); }
    QUrl feed(const QString &path) const { return QUrl(endpoint().toString() + path); }
    bool isListening() const { return m_listener.port() != 0; }

    void publish(const Story &story);
    void publishNext(); // one of our own
    // Gives an item another title and a later update; the id stays.
    void retitle(const QByteArray &id, const QByteArray &title);
    bool has(const QByteArray &id) const;
    void withdraw(const QByteArray &id); // falls out of the feed
    void behave(const QByteArray &path, FeedFault fault) { m_faults.insert(path, fault); }
    void refuse(bool refused) { m_listener.refuse(refused); }

    const QList<Story> &stories() const { return m_stories; }
    const QList<HttpRequest> &requests() const { return m_requests; }
    const QStringList &violations() const
    {
        return m_violations;
    } // validators not as given, asked inside Retry-After, after 410
    qint64 answered304() const { return m_unchanged; }

signals:
    void requested(const QByteArray &target);

private:
    void handle(Connection *connection, const HttpRequest &request);
    void serve(Connection *connection, const HttpRequest &request, const QByteArray &path, FeedFault fault);
    std::optional<HttpReply> feedAt(const QByteArray &path, FeedFault fault);
    std::optional<HttpReply> redirect(const QByteArray &path, FeedFault fault);
    std::optional<HttpReply> refusal(const QByteArray &path, FeedFault fault);
    bool pour(Connection *connection, FeedFault fault);
    void validate(const HttpRequest &request, HttpReply &reply, const QByteArray &path, bool canBe304);
    void ruleBroken(const QString &rule);
    QByteArray base() const { return m_listener.url().toEncoded(); }

    Clock &m_clock;
    Listener m_listener;
    UtcTime m_opened;
    QList<Story> m_stories, m_chinese;
    QHash<QByteArray, FeedFault> m_faults;
    QHash<QByteArray, UtcTime> m_changed; // Last-Modified of each body
    QHash<QByteArray, QByteArray> m_bodies;
    QHash<QByteArray, UtcTime> m_embargoes;
    QSet<QByteArray> m_etags, m_gone;
    QList<HttpRequest> m_requests;
    QStringList m_violations;
    qint64 m_unchanged = 0;
    int m_served = 0, m_next = 1;
};

} // namespace fake

using FakeFeeds = fake::Feeds;
