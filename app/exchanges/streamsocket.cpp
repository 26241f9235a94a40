#include "app/exchanges/streamsocket.h"

#include "app/base/log.h"
#include "app/net/hostrules.h"
#include "app/net/httpclient.h"
#include "app/net/neterror.h"

#include <QHostInfo>
#include <QRegularExpression>
#include <QTimer>
#include <QWebSocket>

using namespace std::chrono;

namespace {
constexpr milliseconds connectLimit = 10s, handshakeLimit = 15s, messageLimit = 10s;
constexpr milliseconds firstAddressLimit = 3s, nextAddressLimit = 2s;
constexpr quint64 mostBytes = 1024 * 1024; // Qt's own limit is 2 GiB (platform.md 0, point 4)
constexpr qint64 mostHandshakeBytes = 64 * 1024;

StreamFailure because(Error::Kind kind, const QString &detail, int httpStatus = 0, int closeCode = 0)
{
    StreamFailure failure;
    failure.error = {kind, detail, std::nullopt};
    failure.httpStatus = httpStatus;
    failure.closeCode = closeCode;
    return failure;
}
} // namespace

StreamSocket::StreamSocket(Clock &clock, const QUrl &url, QObject *parent)
    : QObject(parent), m_clock(clock), m_url(url), m_deadline(clock), m_partialLimit(clock)
{
    if (m_url.path().isEmpty()) // QTBUG-120492
        m_url.setPath(QStringLiteral("/"));
}

StreamSocket::~StreamSocket()
{
    drop();
}

void StreamSocket::open()
{
    Q_ASSERT(!m_socket);
    m_socket = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this);
    m_socket->setMaxAllowedIncomingFrameSize(mostBytes);
    m_socket->setMaxAllowedIncomingMessageSize(mostBytes);
    connect(m_socket, &QWebSocket::connected, this, [this] {
        m_open = true;
        m_deadline.disarm();
        emit opened();
    });
    connect(m_socket, &QWebSocket::disconnected, this, &StreamSocket::onDisconnected);
    connect(m_socket, &QWebSocket::sslErrors, this,
            [this](const QList<QSslError> &errors) { m_tlsErrors = errors; });
    connect(m_socket, &QWebSocket::textMessageReceived, this,
            [this](const QString &text) { onMessage(text.toUtf8()); });
    connect(m_socket, &QWebSocket::binaryMessageReceived, this, &StreamSocket::onMessage);
    connect(m_socket, &QWebSocket::textFrameReceived, this,
            [this](const QString &, bool last) { m_fragment = !last; });
    connect(m_socket, &QWebSocket::binaryFrameReceived, this,
            [this](const QByteArray &, bool last) { m_fragment = !last; });
    connect(m_socket, &QWebSocket::pong, this,
            [this](quint64 elapsed) { emit answered(milliseconds{static_cast<qint64>(elapsed)}); });
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(m_socket, &QWebSocket::errorOccurred, this, &StreamSocket::onError);
#else // QTBUG-101756: renamed in 6.5
    connect(m_socket, QOverload<QAbstractSocket::SocketError>::of(&QWebSocket::error), this,
            &StreamSocket::onError);
#endif
    m_deadline.arm(connectLimit, [this] { onConnectLimit(); });
    QNetworkRequest request(m_url);
    request.setRawHeader("User-Agent", userAgent());
    m_socket->open(request);
    if (!m_socket) // refused before it began
        return;
    // QWebSocket hides how far it has come: "connecting" stays on for a lost SYN as for a silent server, and
    // bytes of half a message are told to no one. The socket it reads from is its child.
    m_wire = m_socket->findChild<QAbstractSocket *>(QString(), Qt::FindDirectChildrenOnly);
    if (m_wire) {
        connect(m_wire, &QAbstractSocket::connected, this, [this] { m_wired = true; });
        m_nextAddress = m_clock.after(firstAddressLimit, [this] {
            if (m_wired || !m_wire)
                return;
            // By name: Qt 6.4 leaks a function whose look-up is given up.
            m_lookup = QHostInfo::lookupHost(m_url.host(), this, SLOT(hostFound(QHostInfo)));
        });
        connect(m_wire, &QIODevice::readyRead, this, &StreamSocket::onBytes);
    }
}

void StreamSocket::hostFound(const QHostInfo &host)
{
    m_lookup = -1;
    tryNextAddress(static_cast<int>(host.addresses().size()) - 1);
}

// Qt gives each address of a host 30 s before it tries the next, so a dead IPv6 would hide a good IPv4 behind
// our limit (platform.md 1.6, case 21). It counts them with a timer below the socket; when that is over at
// once, Qt goes on. The last address keeps what is left of our limit.
void StreamSocket::tryNextAddress(int left)
{
    if (m_wired || !m_wire || left < 1)
        return;
    for (QTimer *timer : m_wire->findChildren<QTimer *>()) {
        if (timer->isActive() && timer->intervalAsDuration() > connectLimit)
            timer->start(0);
    }
    m_nextAddress = m_clock.after(nextAddressLimit, [this, left] { tryNextAddress(left - 1); });
}

void StreamSocket::send(const QByteArray &text)
{
    if (m_open)
        m_socket->sendTextMessage(QString::fromUtf8(text));
}

void StreamSocket::ping()
{
    if (m_open)
        m_socket->ping();
}

void StreamSocket::closePolitely()
{
    if (m_open) {
        m_socket->disconnect(this);
        m_socket->close(QWebSocketProtocol::CloseCodeNormal);
    }
    drop();
}

void StreamSocket::onConnectLimit()
{
    if (m_wire && !m_wired)
        return fail(because(Error::Kind::Timeout,
                            QStringLiteral("no connection to %1 within 10 s").arg(hostKey(m_url))));
    m_deadline.arm(handshakeLimit - connectLimit, [this] {
        fail(because(Error::Kind::Timeout,
                     QStringLiteral("%1 did not finish the handshake within 15 s").arg(hostKey(m_url))));
    });
}

// After QWebSocket has taken what is whole.
void StreamSocket::onBytes()
{
    if (!m_socket || !m_wire)
        return;
    const qint64 left = m_wire->bytesAvailable();
    if (!m_open) {
        if (left > mostHandshakeBytes)
            fail(because(Error::Kind::Malformed,
                         QStringLiteral("%1 sent an endless handshake").arg(hostKey(m_url))));
        return;
    }
    if (left == 0 && !m_fragment) {
        m_partialSince.reset();
    } else if (!m_partialSince) {
        m_partialSince = m_clock.monotonic();
        if (!m_partialLimit.isArmed())
            m_partialLimit.arm(messageLimit, [this] { onPartialLimit(); });
    }
}

void StreamSocket::onMessage(const QByteArray &bytes)
{
    m_partialSince.reset();
    emit messageReceived(bytes);
}

void StreamSocket::onPartialLimit()
{
    if (!m_partialSince)
        return;
    const milliseconds age = m_clock.monotonic() - *m_partialSince;
    if (age < messageLimit) // another message than the one the timer was armed for
        return m_partialLimit.arm(messageLimit - age, [this] { onPartialLimit(); });
    fail(because(Error::Kind::Timeout,
                 QStringLiteral("a message of %1 was not whole within 10 s").arg(hostKey(m_url))));
}

void StreamSocket::onError(QAbstractSocket::SocketError error)
{
    const QString text = m_socket->errorString();
    if (!m_open && error == QAbstractSocket::ConnectionRefusedError && m_wired)
        return fail(refusal(text));
    if (!m_tlsErrors.isEmpty())
        return failWith(describeSocketError(m_url, QAbstractSocket::SslHandshakeFailedError,
                                            describeTls(m_tlsErrors, m_clock.now())));
    failWith(describeSocketError(m_url, error, text));
}

// QWebSocket tells the status of a refused handshake only inside its text (platform.md 1.4).
StreamFailure StreamSocket::refusal(const QString &text) const
{
    static const QRegularExpression pattern(QStringLiteral("http status code: (\\d{3})"));
    const QString host = hostKey(m_url);
    const auto match = pattern.match(text);
    const int status = match.hasMatch() ? match.captured(1).toInt() : 0;
    switch (status) {
    case 0:
        if (text.contains(QLatin1String("Unknown error condition"))) // what Qt makes of a 400
            return because(Error::Kind::Rejected, QStringLiteral("%1 rejected the handshake").arg(host), 400);
        // Among others Qt refuses the legal "Connection: keep-alive, Upgrade" (case 34).
        return because(Error::Kind::Malformed,
                       QStringLiteral("protocol error in the handshake of %1: %2").arg(host, text));
    case 200:
        return because(
            Error::Kind::Malformed,
            QStringLiteral("%1 answered with a page instead of a stream: the network may need a sign-in")
                .arg(host),
            status);
    case 403:
    case 451:
        return because(Error::Kind::Refused,
                       QStringLiteral("%1 does not serve this place (HTTP %2)").arg(host).arg(status),
                       status);
    case 418:
    case 429:
        return because(Error::Kind::RateLimited,
                       QStringLiteral("%1 asked to wait (HTTP %2)").arg(host).arg(status), status);
    default:
        break;
    }
    if (status >= 300 && status < 400)
        return because(Error::Kind::Rejected,
                       QStringLiteral("%1 sent the stream elsewhere (HTTP %2), which is not followed")
                           .arg(host)
                           .arg(status),
                       status);
    return because(status >= 500 ? Error::Kind::Network : Error::Kind::Rejected,
                   QStringLiteral("%1 refused the handshake (HTTP %2)").arg(host).arg(status), status);
}

void StreamSocket::onDisconnected()
{
    if (!m_open) {
        // A refused connection is told as disconnected first and as an error, with its reason, right after.
        QMetaObject::invokeMethod(
            this,
            [this] {
                fail(because(
                    Error::Kind::Network,
                    QStringLiteral("%1 closed the connection during the handshake").arg(hostKey(m_url))));
            },
            Qt::QueuedConnection);
        return;
    }
    const int code = static_cast<int>(m_socket->closeCode());
    const QString reason = m_socket->closeReason();
    QString text = QStringLiteral("%1 closed the stream (code %2").arg(hostKey(m_url)).arg(code);
    text += reason.isEmpty() ? QStringLiteral(")") : QStringLiteral(": %1)").arg(reason.left(200));
    // 1002, 1007 and 1009 are our own side's verdict about what came (RSV bits, bad UTF-8, too long); Qt's
    // 1001 with this text is its own 5 s limit inside a frame.
    auto kind = code == 1002 || code == 1007 || code == 1009 ? Error::Kind::Malformed : Error::Kind::Network;
    if (reason == QLatin1String("Timeout when reading data from socket."))
        kind = Error::Kind::Timeout;
    StreamFailure failure = because(kind, text, 0, code);
    failure.hiddenCode = reason.startsWith(QLatin1String("Invalid close code"));
    fail(failure);
}

void StreamSocket::failWith(Error error)
{
    StreamFailure failure;
    failure.error = std::move(error);
    fail(std::move(failure));
}

void StreamSocket::fail(StreamFailure failure)
{
    if (!m_socket)
        return;
    qCInfo(logNet) << "stream:" << failure.error.detail;
    drop();
    emit failed(failure);
}

void StreamSocket::drop()
{
    m_deadline.disarm();
    m_partialLimit.disarm();
    m_nextAddress.reset();
    if (m_lookup >= 0)
        QHostInfo::abortHostLookup(std::exchange(m_lookup, -1));
    m_open = false;
    m_wire = nullptr;
    if (!m_socket)
        return;
    QWebSocket *socket = std::exchange(m_socket, nullptr);
    if (QAbstractSocket *wire = socket->findChild<QAbstractSocket *>(QString(), Qt::FindDirectChildrenOnly))
        wire->disconnect(this);
    socket->disconnect(this);
    // Never wait for a signal here: after a refused handshake none comes (platform.md 0, point 2).
    socket->abort();
    socket->setParent(nullptr); // we may be inside one of its signals and be deleted ourselves
    socket->deleteLater();
}
