#include "app/news/feedfinder.h"

#include "app/net/hostrules.h"
#include "app/news/feedpace.h"
#include "app/news/feedrequest.h"
#include "app/news/feedsource.h"
#include "app/news/languageguess.h"
#include "app/news/webwords.h"

#include <QSet>

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {
constexpr qsizetype longestName = 60;
constexpr qsizetype mostNamed = 5;
constexpr double flashesPerDay = 72; // three an hour: a news wire
constexpr int chinaZone = 8 * 60;

struct Address
{
    QUrl url;
    bool schemeTyped = true;
};

// "coindesk.com/feed" has no scheme, "localhost:8080" none either.
std::optional<Address> typedAddress(const QString &typed)
{
    const QString text = typed.trimmed();
    const bool named = text.contains("://"_L1) || text.startsWith(u'/') ||
                       text.startsWith("feed:"_L1, Qt::CaseInsensitive) ||
                       text.startsWith("file:"_L1, Qt::CaseInsensitive);
    if (text.isEmpty() || text.contains(u' '))
        return std::nullopt;
    const auto url = feedAddress(named ? text : "https://"_L1 + text, {});
    const auto isHost = [](const QUrl &url) {
        return (url.host().contains(u'.') || url.host() == "localhost"_L1) && url.userInfo().isEmpty();
    };
    if (!url || (!named && !isHost(*url)))
        return std::nullopt;
    return Address{*url, named};
}

// The list names languages without their regions, but Chinese by its script: "zh-TW" is zh-hant.
QString asListed(const QString &language)
{
    if (!language.startsWith("zh"_L1))
        return language.section(u'-', 0, 0);
    const bool traditional = language.contains("hant"_L1) || language.contains("tw"_L1) ||
                             language.contains("hk"_L1) || language.contains("mo"_L1);
    return traditional ? u"zh-hant"_s : u"zh"_s;
}

QString languageOf(const ParsedFeed &feed)
{
    const QString said = feed.language.simplified().toLower().replace(u'_', u'-');
    QString texts;
    for (const ParsedArticle &item : feed.items)
        texts += item.title + u'\n';
    const QString guessed = guessLanguage(texts);
    // Templates say "en" whatever the feed is in; another script is not to be mistaken.
    const bool other =
        !guessed.isEmpty() && QStringList{u"zh"_s, u"zh-hant"_s, u"ja"_s, u"ko"_s}.contains(guessed);
    if (said.isEmpty() || (other && !said.startsWith(guessed.left(2))))
        return guessed;
    return asListed(said);
}

// What a reader wants to see beside each story: "CoinDesk" of "CoinDesk: Bitcoin, Ethereum, Crypto News".
QString nameOf(const ParsedFeed &feed, const QUrl &url)
{
    QString name = feed.title.simplified();
    const QString site = QUrl(feed.link).host();
    if (name.isEmpty() || name == feed.link) // the parser's stand-in for a missing title
        name = !site.isEmpty() ? site : url.isLocalFile() ? url.fileName() : url.host();
    for (const char16_t *end : {u" | ", u" – ", u" — ", u" » ", u" - ", u": "}) {
        const qsizetype at = name.size() > longestName / 2 ? name.indexOf(QStringView(end)) : -1;
        if (at >= 3)
            name = name.left(at);
    }
    return name.left(longestName).trimmed();
}

QList<const ParsedArticle *> newestFirst(const ParsedFeed &feed)
{
    QList<const ParsedArticle *> items;
    for (const ParsedArticle &item : feed.items)
        items.append(&item);
    std::stable_sort(items.begin(), items.end(), [](const ParsedArticle *a, const ParsedArticle *b) {
        return a->published > b->published;
    });
    return items;
}

FoundFeed foundFeed(const ParsedFeed &feed, const FeedEntry &entry, bool listed, UtcTime now)
{
    FoundFeed found;
    found.entry = entry;
    found.listed = listed;
    found.format = feedFormatName(feed.format);
    found.items = static_cast<int>(feed.items.size());
    found.itemsPerDay = itemsPerDay(feed.items, now);
    for (const ParsedArticle *item :
         newestFirst(feed).first(std::min<qsizetype>(feed.items.size(), FeedFinder::mostHeadlines)))
        found.headlines.append(item->title);
    if (listed)
        return found;
    found.entry.info.source = nameOf(feed, entry.info.url);
    found.entry.info.homePage = QUrl(feed.link);
    found.entry.info.language = languageOf(feed);
    if (found.entry.info.language.startsWith("zh"_L1)) // dates without a zone are Beijing's there
        found.entry.info.zoneOffsetMinutes = chinaZone;
    setFeedKind(found.entry, found.itemsPerDay.value_or(0) > flashesPerDay ? FeedEntry::Kind::Flashes
                                                                           : FeedEntry::Kind::News);
    return found;
}

// One search under way; destroyed by its owner, also inside `done`.
class FeedSearch final : public PendingRequest
{
public:
    FeedSearch(HttpClient &http, WorkerPool &workers, Clock &clock, const QString &typed,
               QList<FeedEntry> listed, Reply<FoundFeed> done)
        : m_http(http),
          m_workers(workers),
          m_clock(clock),
          m_listed(std::move(listed)),
          m_done(std::move(done))
    {
        const auto address = typedAddress(typed);
        if (!address) {
            m_step = m_clock.after(0ms, [this, typed] {
                fail(Error::Kind::Rejected,
                     u"“%1” is no address of a feed or a site."_s.arg(typed.simplified()));
            });
            return;
        }
        m_mayBeHttp = !address->schemeTyped;
        ask(address->url);
    }

private:
    enum class Phase { Typed, Named, Usual };

    QString shown(const QUrl &url) const { return url.isLocalFile() ? url.toLocalFile() : url.host(); }

    void ask(const QUrl &url)
    {
        m_url = url;
        m_tried.insert(feedIdFor(url));
        m_entry = entryAt(url);
        if (url.isLocalFile()) {
            m_step = m_workers.run([path = url.toLocalFile()] { return FeedRequest::readFile(path); },
                                   [this](const FeedRequest::File &file) {
                                       if (!file.problem.isEmpty())
                                           return fail(Error::Kind::Storage, file.problem + u'.');
                                       parse(file.bytes, {});
                                   });
            return;
        }
        HttpQuery query = FeedRequest::query(m_entry.info, url);
        query.userNamed = true;
        m_step = m_http.get(query, [this](const Result<HttpAnswer> &answer) { answered(answer); });
    }

    // As the list has it, else what can be said before anything was read.
    FeedEntry entryAt(const QUrl &url)
    {
        const FeedEntry *best = nullptr;
        for (const FeedEntry &entry : std::as_const(m_listed))
            if (feedIdFor(entry.info.url) == feedIdFor(url) && (!best || (entry.on && !best->on)))
                best = &entry;
        m_known = best != nullptr;
        FeedEntry entry = best ? *best : FeedEntry{};
        if (!best) {
            entry.info.id = feedIdFor(url);
            entry.info.url = url;
        }
        return entry;
    }

    void answered(const Result<HttpAnswer> &answer)
    {
        if (!answer) {
            if (m_mayBeHttp && answer.error().kind == Error::Kind::Network)
                return askPlainly();
            return without(answer.error(), 0);
        }
        if (answer->status < 200 || answer->status >= 300)
            return without(FeedRequest::statusError(*answer, m_clock.now()), answer->status);
        m_url = answer->url;
        m_moved = answer->permanentUrl;
        parse(answer->body, answer->header("content-type"));
    }

    void askPlainly()
    {
        m_mayBeHttp = false;
        QUrl plain = m_url;
        plain.setScheme(u"http"_s);
        ask(plain);
    }

    void parse(const QByteArray &body, const QByteArray &contentType)
    {
        FeedDocument document;
        document.bytes = body;
        document.url = m_url;
        document.contentType = contentType;
        document.language = m_entry.info.language;
        document.zoneOffsetMinutes = m_entry.info.zoneOffsetMinutes;
        document.receivedAt = m_clock.now();
        document.maxItems = HttpNewsSource::mostItems;
        m_step =
            m_workers.run([document, parse = feedParseFor(m_entry.info.format)] { return parse(document); },
                          [this](const ParsedFeed &feed) { parsed(feed); });
    }

    void parsed(const ParsedFeed &feed)
    {
        if (feed.ok()) {
            if (!m_moved.isEmpty())
                m_entry = entryAt(m_moved);
            FoundFeed found = foundFeed(feed, m_entry, m_known, m_clock.now());
            for (const QUrl &url : std::as_const(m_queue))
                if (m_phase == Phase::Named)
                    found.others.append(url);
            return finish(std::move(found));
        }
        if (m_phase != Phase::Typed)
            return next();
        if (!feed.page)
            return fail(Error::Kind::Malformed, u"%1 sends no feed: %2."_s.arg(shown(m_url), feed.error));
        if (*feed.page == PageTrouble::BotCheck)
            return fail(Error::Kind::Refused,
                        u"%1 shows %2 instead of the page, and refuses Wickpost from this network."_s.arg(
                            shown(m_url), pageTroubleName(*feed.page)));
        m_page = m_url;
        m_phase = Phase::Named;
        for (const QUrl &url : feed.alternates)
            name(url);
        next();
    }

    // A page may send us where a server may: not from https to http, not into the house.
    void name(QUrl url)
    {
        if (m_page.scheme() == "https"_L1 && url.scheme() == "http"_L1)
            url.setScheme(u"https"_s); // the address of old times
        if (m_queue.size() < mostNamed && checkRedirect(m_page, url, true))
            m_queue.append(url);
    }

    // No answer that could be read. Only what was typed is a matter for people.
    void without(const Error &error, int status)
    {
        if (m_phase != Phase::Typed)
            return next();
        fail(error.kind, webRefusal(shown(m_url), error, status));
    }

    void next()
    {
        while (!m_queue.isEmpty()) {
            const QUrl url = m_queue.takeFirst();
            if (m_tried.contains(feedIdFor(url)))
                continue;
            m_step = m_clock.after(FeedFinder::gap, [this, url] { ask(url); });
            return;
        }
        if (m_phase == Phase::Named && !m_page.isLocalFile()) {
            m_phase = Phase::Usual;
            for (const QString &place : FeedFinder::usualPlaces())
                m_queue.append(m_page.resolved(QUrl(place)));
            return next();
        }
        fail(Error::Kind::Malformed,
             u"%1 is a page without a feed: it names none, and none is at the usual places."_s.arg(
                 shown(m_page)));
    }

    void fail(Error::Kind kind, const QString &sentence) { finish(failure(kind, sentence)); }

    // The last thing done with this object: `done` may destroy it.
    void finish(Result<FoundFeed> result)
    {
        const auto done = std::exchange(m_done, nullptr);
        done(std::move(result));
    }

    HttpClient &m_http;
    WorkerPool &m_workers;
    Clock &m_clock;
    const QList<FeedEntry> m_listed;
    Reply<FoundFeed> m_done;
    Phase m_phase = Phase::Typed;
    QUrl m_url, m_page;
    QUrl m_moved; // where the address moved for good
    QList<QUrl> m_queue;
    QSet<FeedId> m_tried;
    FeedEntry m_entry;
    bool m_known = false, m_mayBeHttp = false;
    Request m_step;
};
} // namespace

QStringList FeedFinder::usualPlaces()
{
    return {u"/feed"_s, u"/rss"_s, u"/rss.xml"_s, u"/atom.xml"_s, u"/feed.xml"_s, u"/index.xml"_s};
}

Request FeedFinder::find(const QString &typed, const QList<FeedEntry> &listed, Reply<FoundFeed> done)
{
    return std::make_unique<FeedSearch>(m_http, m_workers, m_clock, typed, listed, std::move(done));
}

QString feedFormatName(const QString &format)
{
    static const QHash<QString, QString> names{
        {u"rss090"_s, u"RSS 0.90"_s},     {u"rss091u"_s, u"RSS 0.91"_s},
        {u"rss091n"_s, u"RSS 0.91"_s},    {u"rss092"_s, u"RSS 0.92"_s},
        {u"rss093"_s, u"RSS 0.93"_s},     {u"rss094"_s, u"RSS 0.94"_s},
        {u"rss20"_s, u"RSS 2.0"_s},       {u"rss10"_s, u"RSS 1.0"_s},
        {u"rss11"_s, u"RSS 1.1"_s},       {u"rss"_s, u"RSS"_s},
        {u"atom03"_s, u"Atom 0.3"_s},     {u"atom10"_s, u"Atom"_s},
        {u"atom"_s, u"Atom"_s},           {u"cdf"_s, u"CDF"_s},
        {u"json1"_s, u"JSON Feed"_s},     {u"json11"_s, u"JSON Feed"_s},
        {u"rss-json"_s, u"RSS in JSON"_s}};
    return names.value(format, u"JSON"_s);
}
