#include "tests/support/fakemarket/commander.h"

#include "tests/support/fakemarket/json.h"

namespace fake {

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
Result<void> Commander::check(const QByteArrayList &words) const
{
    const QByteArray venue = words.value(0), order = words.value(1);
    if (words.size() < 2)
        return refused(QStringLiteral("an order is VENUE and what it should do"));
    if (venue == "feeds") {
        const bool known = order == "story" || order == "refuse" || order == "unrefuse" ||
                           (feedFault(order) && words.size() == 3);
        return known
                   ? Result<void>()
                   : refused(QStringLiteral("not an order to feeds: ") + QString::fromUtf8(words.join(' ')));
    }
    if (venue != "*" && !Market::venueIds().contains(venue))
        return refused(QStringLiteral("no such venue: ") + QString::fromUtf8(venue));
    if (order == "heal") {
        const auto fault = words.size() > 2 ? parseFault({words.at(2)}) : Result<FaultSpec>(FaultSpec{});
        return fault ? Result<void>() : tl::unexpected(fault.error());
    }
    if (order == "push" || order == "price")
        return words.size() == 4 ? Result<void>()
                                 : refused(QString::fromUtf8(order) + QStringLiteral(" takes two words"));
    const auto spec = parseFault(words.mid(1));
    return spec ? Result<void>() : tl::unexpected(spec.error());
}

Result<void> Commander::runFeeds(const QByteArrayList &words)
{
    const QByteArray order = words.at(1);
    if (order == "story")
        m_feeds.publishNext();
    else if (order == "refuse" || order == "unrefuse")
        m_feeds.refuse(order == "refuse");
    else
        m_feeds.behave(words.at(2), feedFault(order)->fault);
    return {};
}

Result<void> Commander::run(const QByteArray &line)
{
    const QByteArrayList words = split(line);
    if (const auto fine = check(words); !fine)
        return fine;
    const QByteArray id = words.at(0), order = words.at(1);
    if (id == "feeds")
        return runFeeds(words);
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

Result<void> Commander::schedule(const QByteArray &script)
{
    std::vector<std::pair<std::chrono::milliseconds, QByteArray>> orders;
    int number = 0;
    for (const QByteArray &raw : script.split('\n')) {
        ++number;
        const QByteArrayList words = split(raw.left(raw.contains('#') ? raw.indexOf('#') : raw.size()));
        if (words.isEmpty())
            continue;
        const auto at = parseSpan(words.first());
        const auto fine = check(words.mid(1));
        if (!at || !fine)
            return refused(QStringLiteral("line %1: %2")
                               .arg(number)
                               .arg(at ? fine.error().detail : QStringLiteral("begins with no time")));
        orders.emplace_back(*at, words.mid(1).join(' '));
    }
    for (const auto &[at, line] : orders)
        m_scheduled.push_back(m_market.clock().after(at, [this, line = line] {
            if (const auto done = run(line); !done)
                std::fprintf(stderr, "fakemarket: %s: %s\n", line.constData(),
                             qUtf8Printable(done.error().detail));
        }));
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
