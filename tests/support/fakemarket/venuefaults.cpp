// What a venue does under a fault. The rest of Venue is in venue.cpp.
#include "tests/support/fakemarket/venue.h"

namespace fake {

using namespace std::chrono;

namespace {
const QByteArray portalPage = "<!DOCTYPE html><html><head><title>Welcome to Hotel Wi-Fi</title></head>"
                              "<body><h1>Please sign in</h1><form action=\"/login\"></form></body></html>";
const QByteArray splitCharacter = "{\"note\":\"\xe4\xbb\xb7\"}"; // 价, three bytes
} // namespace

const FaultSpec *Venue::active(Fault fault, FaultSpec::Scope scope) const
{
    for (const FaultSpec &spec : m_faults)
        if (spec.fault == fault && spec.count != 0 && (scope == FaultSpec::Scope::Both || spec.isOn(scope)))
            return &spec;
    return nullptr;
}

bool Venue::isFaulty(Fault fault) const
{
    return active(fault) != nullptr;
}

bool Venue::affects(Fault fault, const Listing &listing) const
{
    for (const FaultSpec &spec : m_faults)
        if (spec.fault == fault && (spec.symbol.isEmpty() || listing.is(spec.symbol)))
            return true;
    return false;
}

void Venue::apply(Fault fault, const QByteArray &value, const QByteArray &symbol)
{
    FaultSpec spec;
    spec.fault = fault;
    spec.value = value;
    spec.symbol = symbol;
    apply(spec);
}

void Venue::apply(const FaultSpec &spec)
{
    if (!faultInfo(spec.fault).lasting) {
        strike(spec);
        return;
    }
    remove(spec); // the same one over again
    m_faults.append(spec);
    change(spec, true);
    if (spec.lasts)
        m_faultEnds.emplace_back(spec.fault, m_clock.after(*spec.lasts, [this, spec] { remove(spec); }));
}

void Venue::remove(const FaultSpec &spec)
{
    const auto same = [&](const FaultSpec &other) {
        return other.fault == spec.fault && other.symbol == spec.symbol;
    };
    const auto at = std::find_if(m_faults.cbegin(), m_faults.cend(), same);
    if (at == m_faults.cend())
        return;
    const FaultSpec gone = *at;
    m_faults.erase(at);
    change(gone, false);
}

void Venue::heal(Fault fault)
{
    const QList<FaultSpec> all = m_faults;
    for (const FaultSpec &spec : all)
        if (spec.fault == fault)
            remove(spec);
}

void Venue::healAll()
{
    while (!m_faults.isEmpty())
        remove(m_faults.first());
}

void Venue::spend(const FaultSpec *spec)
{
    if (spec->count > 0)
        --const_cast<FaultSpec *>(spec)->count; // ours, from m_faults
}

void Venue::change(const FaultSpec &spec, bool on)
{
    if (spec.fault == Fault::Refuse)
        m_listener.refuse(on);
    if (spec.fault == Fault::HalfOpen)
        for (Connection *connection : QList<Connection *>(m_listener.connections()))
            connection->freeze(on);
    if (spec.fault == Fault::Depeg) {
        if (on)
            m_path.set(spec.symbol, spec.value.toDouble(), now());
        else
            m_path.release(spec.symbol, now());
        emit repriced(spec.symbol);
    }
    for (Listing &listing : m_listings) {
        if (spec.symbol.isEmpty() ? spec.fault != Fault::Price
                                  : !listing.is(spec.symbol) && listing.coin != spec.symbol)
            continue;
        switch (spec.fault) {
        case Fault::Outlier:
            listing.offPercent = on ? spec.value.toDouble() : 0;
            publish(listing);
            break;
        case Fault::Price:
            publish(listing);
            break;
        case Fault::Halt:
            listing.state = on ? Listing::State::Halted : Listing::State::Trading;
            break;
        case Fault::Delist:
            listing.state = on ? Listing::State::Gone : Listing::State::Trading;
            break;
        case Fault::Rename:
            listing.base = on ? spec.value : listing.coin;
            listing.symbol = m_protocol->spell(listing.base, listing.quote);
            break;
        default:
            break;
        }
    }
    m_bySymbol.clear();
    for (size_t i = 0; i < m_listings.size(); ++i)
        m_bySymbol.insert(m_listings[i].symbol, i);
}

// ---- answers

HttpReply Venue::statusReply(const FaultSpec &spec)
{
    HttpReply reply = m_protocol->plainStatus(spec.value.toInt());
    if (spec.retryAfter.isEmpty())
        return reply;
    const bool asDate = spec.retryAfter.startsWith("date");
    const seconds wait{(asDate ? spec.retryAfter.mid(5) : spec.retryAfter).toLongLong()};
    embargo(wait);
    reply.headers.emplaceBack("Retry-After",
                              asDate ? httpDate(now() + wait) : QByteArray::number(wait.count()));
    return reply;
}

bool Venue::spoil(Connection *connection, const HttpRequest &request, bool upgrade)
{
    const auto scope = upgrade ? FaultSpec::Scope::Stream : FaultSpec::Scope::Rest;
    if (now() < m_embargo) {
        const int status = m_protocol->statusForImpatience(++m_impatience);
        if (status == 418)
            m_embargo = std::max(m_embargo, now() + 120s); // banned
        const auto rest = ceil<seconds>(m_embargo - now());
        ruleBroken(QStringLiteral("asked again %1 s before Retry-After was over").arg(rest.count()));
        HttpReply reply = m_protocol->plainStatus(status);
        reply.headers.emplaceBack("Retry-After", QByteArray::number(rest.count()));
        connection->reply(reply);
        return true;
    }
    m_impatience = 0;
    if (upgrade && active(Fault::HandshakeSilence))
        return true;
    if (upgrade && active(Fault::HandshakeFlood)) {
        QByteArray lines = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n";
        for (int i = 0; i < 200'000; ++i)
            lines += "X-Filler-" + QByteArray::number(i) + ": " + QByteArray(20, 'x') + "\r\n";
        connection->sendRaw(lines + "\r\n");
        return true;
    }
    std::optional<HttpReply> reply;
    const FaultSpec *spec = active(Fault::Status, scope);
    if (spec)
        reply = statusReply(*spec);
    else if ((spec = active(Fault::Html, scope)))
        reply = HttpReply::html(portalPage);
    else if ((spec = active(Fault::Redirect, scope))) {
        reply = HttpReply::html("<html>moved</html>", 301);
        reply->headers.emplaceBack("Location", m_listener.url().toEncoded() + "/elsewhere" + request.path);
    }
    if (!reply)
        return false;
    spend(spec);
    reply->keepAlive = !upgrade;
    connection->reply(*reply, delivery(scope));
    return true;
}

Delivery Venue::delivery(FaultSpec::Scope scope) const
{
    Delivery delivery;
    if (const FaultSpec *slow = active(Fault::Slow, scope))
        delivery.delay = milliseconds(slow->value.toLongLong());
    if (const FaultSpec *drip = active(Fault::Drip, scope))
        delivery.everyByte = milliseconds(std::max(1LL, drip->value.toLongLong()));
    if (active(Fault::CutBody, scope))
        delivery.cutAfter = 200;
    return delivery;
}

// ---- things that happen once

void Venue::strike(const FaultSpec &spec)
{
    if (spec.fault == Fault::Spike) {
        for (Listing &listing : m_listings) {
            if (!spec.symbol.isEmpty() && !listing.is(spec.symbol))
                continue;
            const double before =
                std::exchange(listing.offPercent, spec.value.isEmpty() ? 900 : spec.value.toDouble());
            publish(listing);
            listing.offPercent = before;
        }
        return;
    }
    for (Session *session : sessions())
        strike(*session, spec);
}

void Venue::strike(Session &session, const FaultSpec &spec)
{
    Connection &connection = *session.connection;
    switch (spec.fault) {
    case Fault::Cut:
        if (spec.value.isEmpty() || spec.value == "rst")
            connection.reset();
        else if (spec.value == "fin" || spec.value == "1006")
            connection.finish();
        else
            connection.close(static_cast<quint16>(spec.value.toUInt()));
        break;
    case Fault::Malformed:
        connection.sendText("{\"action\":\"snapshot\",\"arg\":{\"inst");
        connection.sendText("{\"event\":\"subscribe\"} trailing");
        connection.sendText("<html>");
        connection.sendText("");
        break;
    case Fault::Truncated:
        connection.sendRaw(encodeFrame({Opcode::Text, "{\"action\":"}, 400));
        break;
    case Fault::Huge:
        connection.sendText("{\"filler\":\"" + QByteArray(2 * 1024 * 1024, 'x') + "\"}");
        break;
    case Fault::Fragments:
        connection.sendFrame({.opcode = Opcode::Text, .payload = "{\"filler\":\"", .last = false});
        for (int i = 0; i < 1024; ++i)
            connection.sendFrame(
                {.opcode = Opcode::Continuation, .payload = QByteArray(4096, 'x'), .last = false});
        break;
    case Fault::Rsv:
        connection.sendFrame({.opcode = Opcode::Text, .payload = "{}", .reserved = 4});
        break;
    case Fault::BadUtf8:
        connection.sendText("{\"note\":\"\xff\xfe\xc0\"}");
        break;
    case Fault::SplitUtf8:
        connection.sendFrame({.opcode = Opcode::Text, .payload = splitCharacter.left(10), .last = false});
        connection.sendFrame({.opcode = Opcode::Continuation, .payload = splitCharacter.mid(10)});
        break;
    case Fault::Unknown:
        connection.sendText("{\"event\":\"fireworks\",\"type\":\"fireworks\",\"channel\":\"fireworks\","
                            "\"topic\":\"fireworks\","
                            "\"data\":{\"size\":7}}");
        break;
    case Fault::Notice:
        m_protocol->notice(session);
        break;
    default:
        break;
    }
}

} // namespace fake
