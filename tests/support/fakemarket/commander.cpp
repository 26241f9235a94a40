#include "tests/support/fakemarket/commander.h"

#include "tests/support/fakemarket/json.h"
#include "tests/support/fakemarket/scenes.h"

namespace fake {

using namespace std::chrono_literals;

namespace {

Result<void> refused(const QString &why)
{
    return failure(Error::Kind::Rejected, why);
}

const FeedFaultInfo *feedFault(const QByteArray &name)
{
    for (const FeedFaultInfo &info : feedFaultTable())
        if (name == info.name)
            return &info;
    return nullptr;
}

// "+3%" of "* move COIN +3%" and of "VENUE spike SYMBOL +3%".
std::optional<double> percentOf(const QByteArrayList &words)
{
    QByteArray word = words.value(3);
    if (word.endsWith('%'))
        word.chop(1);
    bool ok = false;
    const double percent = word.toDouble(&ok);
    return ok && percent > -100 ? std::optional(percent) : std::nullopt;
}

std::chrono::milliseconds paced(std::chrono::milliseconds span, double pace)
{
    return std::chrono::milliseconds{static_cast<qint64>(static_cast<double>(span.count()) / pace)};
}

// With shorter spans.
QByteArrayList pacedWords(QByteArrayList words, double pace)
{
    for (QByteArray &word : words)
        for (const QByteArray key : {"for=", "over="})
            if (const auto span = parseSpan(word.mid(key.size())); word.startsWith(key) && span)
                word = key + QByteArray::number(paced(*span, pace).count()) + "ms";
    return words;
}

QByteArrayList split(const QByteArray &line)
{
    QByteArrayList words = line.simplified().split(' ');
    words.removeAll(QByteArray());
    return words;
}

} // namespace

QByteArray faultHelp()
{
    QByteArray text = "Faults of venues:\n";
    for (const FaultInfo &info : faultTable())
        text +=
            "  " + QByteArray(info.name).leftJustified(18) + info.help + (info.lasting ? "\n" : " (once)\n");
    text += "Faults of feeds (also at /is/NAME):\n";
    for (const FeedFaultInfo &info : feedFaultTable())
        text += "  " + QByteArray(info.name).leftJustified(18) + info.help + '\n';
    return text;
}

Commander::Commander(Market &market, Feeds &feeds, QObject *parent)
    : QObject(parent), m_market(market), m_feeds(feeds), m_listener(market.clock(), this)
{
    connect(&m_listener, &Listener::connected, this, [this](Connection *connection) {
        connect(connection, &Connection::requested, this,
                [this, connection](const HttpRequest &request) { connection->reply(answer(request)); });
    });
}

bool Commander::listen(quint16 port)
{
    return m_listener.listen(port);
}

// What can be told without doing it.
Result<void> Commander::check(const QByteArrayList &words, bool past) const
{
    const QByteArray venue = words.value(0), order = words.value(1);
    if (words.size() < 2)
        return refused(QStringLiteral("an order is VENUE and what it should do"));
    const bool mayBePast =
        venue == "scene" || order == "move" || order == "spike" || order == "tell" || order == "retitle";
    if (past && !mayBePast)
        return refused(QStringLiteral("not an order for the past: ") + QString::fromUtf8(words.join(' ')));
    if (venue == "scene") {
        const auto scene = makeScene(words.mid(1), "scene");
        if (!scene)
            return tl::unexpected(scene.error());
        for (const SceneOrder &part : *scene)
            if (const auto fine = check(split(part.line)); !fine)
                return fine;
        return {};
    }
    if (venue == "feeds")
        return checkFeeds(words);
    if (venue != "*" && !Market::venueIds().contains(venue))
        return refused(QStringLiteral("no such venue: ") + QString::fromUtf8(venue));
    if (order == "heal") {
        const auto fault = words.size() > 2 ? parseFault({words.at(2)}) : Result<FaultSpec>(FaultSpec{});
        return fault ? Result<void>() : tl::unexpected(fault.error());
    }
    if (order == "push" || order == "price")
        return words.size() == 4 ? Result<void>()
                                 : refused(QString::fromUtf8(order) + QStringLiteral(" takes two words"));
    if (order == "move" || order == "spike") {
        const bool known = order == "spike" ? venue != "*" : findCoin(words.value(2)) != nullptr;
        return known && percentOf(words)
                   ? Result<void>()
                   : refused(QStringLiteral("not a move: ") + QString::fromUtf8(words.join(' ')));
    }
    const auto spec = parseFault(words.mid(1));
    return spec ? Result<void>() : tl::unexpected(spec.error());
}

Result<void> Commander::checkFeeds(const QByteArrayList &words) const
{
    const QByteArray order = words.at(1);
    const bool known = order == "story" || order == "refuse" || order == "unrefuse" ||
                       ((order == "tell" || order == "retitle") && words.size() > 3) ||
                       (feedFault(order) && words.size() == 3);
    return known ? Result<void>()
                 : refused(QStringLiteral("not an order to feeds: ") + QString::fromUtf8(words.join(' ')));
}

Result<void> Commander::runFeeds(const QByteArrayList &words, UtcTime at)
{
    const QByteArray order = words.at(1);
    const auto title = [&words] { return words.mid(3).join(' '); };
    if (order == "story")
        m_feeds.publishNext();
    else if (order == "tell")
        m_feeds.publish(toldStory(words.at(2), title(), at));
    else if (order == "retitle" && !m_feeds.has(words.at(2)))
        return refused(QStringLiteral("no such story: ") + QString::fromUtf8(words.at(2)));
    else if (order == "retitle")
        m_feeds.retitle(words.at(2), title());
    else if (order == "refuse" || order == "unrefuse")
        m_feeds.refuse(order == "refuse");
    else
        m_feeds.behave(words.at(2), feedFault(order)->fault);
    return {};
}

std::chrono::milliseconds Commander::span(const QByteArrayList &words, const QByteArray &key,
                                          std::chrono::milliseconds byDefault) const
{
    for (const QByteArray &word : words)
        if (word.startsWith(key + '='))
            return parseSpan(word.mid(key.size() + 1)).value_or(byDefault);
    return byDefault;
}

Result<void> Commander::runSpike(const QByteArrayList &words, UtcTime at)
{
    return m_market.spike(words.at(0), words.at(2), *percentOf(words), span(words, "for", 20s), at)
               ? Result<void>()
               : refused(QStringLiteral("no such market: ") + QString::fromUtf8(words.at(2)));
}

Result<void> Commander::runScene(const QByteArrayList &words, UtcTime at, bool past)
{
    const auto scene = makeScene(words.mid(1), "scene-" + QByteArray::number(++m_scenes));
    if (!scene)
        return tl::unexpected(scene.error());
    for (const SceneOrder &part : *scene)
        runWhen(split(part.line), at + (past ? part.after : paced(part.after, m_pace)));
    return {};
}

// An order without a moment of its own.
Result<void> Commander::runVenues(const QByteArrayList &words)
{
    const QByteArray id = words.at(0), order = words.at(1);
    if (order == "price") {
        m_market.setPrice(words.at(2), words.at(3));
        return {};
    }
    if (order != "heal" && order != "push")
        return m_market.apply(id, *parseFault(words.mid(1)));
    bool any = false;
    for (const auto &venue : m_market.venues()) {
        if (id != "*" && venue->id() != id)
            continue;
        if (order == "heal" && words.size() > 2)
            venue->heal(parseFault({words.at(2)})->fault);
        else if (order == "heal")
            venue->healAll();
        else if (venue->listing(words.at(2)))
            venue->push(words.at(2), words.at(3));
        any = any || order == "heal" || venue->listing(words.at(2));
    }
    return any ? Result<void>()
               : refused(QStringLiteral("no such market: ") + QString::fromUtf8(words.at(2)));
}

Result<void> Commander::run(const QByteArray &line)
{
    return runAt(split(line), m_market.clock().now(), false);
}

Result<void> Commander::runAt(const QByteArrayList &asked, UtcTime at, bool past)
{
    if (const auto fine = check(asked, past); !fine)
        return fine;
    const QByteArrayList words = past ? asked : pacedWords(asked, m_pace);
    if (words.at(0) == "scene")
        return runScene(words, at, past);
    if (words.at(0) == "feeds")
        return runFeeds(words, at);
    if (words.at(1) == "spike")
        return runSpike(words, at);
    if (words.at(1) != "move")
        return runVenues(words);
    m_market.move(words.at(2), *percentOf(words), span(words, "over", 0s), at);
    return {};
}

void Commander::runWhen(const QByteArrayList &words, UtcTime at)
{
    const auto run = [this, words](UtcTime moment, bool past) {
        if (const auto done = runAt(words, moment, past); !done)
            std::fprintf(stderr, "fakemarket: %s: %s\n", words.join(' ').constData(),
                         qUtf8Printable(done.error().detail));
    };
    const UtcTime now = m_market.clock().now();
    if (at <= now)
        run(at, at < now);
    else
        m_scheduled.push_back(
            m_market.clock().after(at - now, [this, run] { run(m_market.clock().now(), false); }));
}

Result<void> Commander::schedule(const QByteArray &script)
{
    std::vector<std::pair<std::chrono::milliseconds, QByteArrayList>> orders;
    int number = 0;
    for (const QByteArray &raw : script.split('\n')) {
        ++number;
        const QByteArrayList words = split(raw.left(raw.contains('#') ? raw.indexOf('#') : raw.size()));
        if (words.isEmpty())
            continue;
        const bool past = words.first().startsWith('-');
        const auto at = parseSpan(words.first().mid(past ? 1 : 0));
        const auto fine = check(words.mid(1), past);
        if (!at || !fine)
            return refused(QStringLiteral("line %1: %2")
                               .arg(number)
                               .arg(at ? fine.error().detail : QStringLiteral("begins with no time")));
        orders.emplace_back(past ? -*at : paced(*at, m_pace), words.mid(1));
    }
    const UtcTime now = m_market.clock().now();
    for (const auto &[after, words] : orders)
        runWhen(words, now + after);
    return {};
}

QByteArray Commander::violations() const
{
    JsonArray rows;
    for (const Violation &violation : m_market.violations())
        rows.raw(JsonObject()
                     .text("venue", violation.venue)
                     .text("rule", violation.rule.toUtf8())
                     .number("at", toMsecs(violation.at))
                     .end());
    for (const QString &rule : m_feeds.violations())
        rows.raw(JsonObject().text("venue", "feeds").text("rule", rule.toUtf8()).end());
    return rows.end();
}

QByteArray Commander::stats() const
{
    JsonObject all;
    for (const auto &venue : m_market.venues()) {
        JsonArray topics;
        for (const QString &topic : venue->subscriptions())
            topics.text(topic.toUtf8());
        all.raw(venue->id(), JsonObject()
                                 .number("connections", venue->connectionCount())
                                 .number("streams", venue->streamCount())
                                 .number("connectionsEver", venue->connectionsEver())
                                 .number("requests", venue->requestsEver())
                                 .number("messages", venue->messagesEver())
                                 .number("framesSent", venue->framesSent())
                                 .number("violations", venue->violations().size())
                                 .raw("subscriptions", topics.end())
                                 .end());
    }
    all.raw("feeds", JsonObject()
                         .number("requests", m_feeds.requests().size())
                         .number("unchanged", m_feeds.answered304())
                         .number("violations", m_feeds.violations().size())
                         .end());
    return all.end();
}

HttpReply Commander::answer(const HttpRequest &request)
{
    if (request.path == "/violations")
        return HttpReply::json(violations());
    if (request.path == "/stats")
        return HttpReply::json(stats());
    if (request.path == "/help")
        return {200, faultHelp(), "text/plain; charset=utf-8", {}, true};
    if (request.path != "/do")
        return HttpReply::json(R"({"error":"/do?line=... /violations /stats /help"})", 404);
    QByteArray line = request.param("line").replace('+', ' ');
    if (line.isEmpty())
        line = request.param("venue") + ' ' + request.param("fault") + ' ' +
               request.param("args").replace('+', ' ');
    const auto done = run(line);
    if (!done)
        return HttpReply::json(JsonObject().text("error", done.error().detail.toUtf8()).end(), 400);
    return HttpReply::json(JsonObject().text("done", line.simplified()).end());
}

} // namespace fake
