#include "app/exchanges/recording.h"

#include "app/net/httpclient.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace std::chrono;

namespace {
constexpr int formatVersion = 3;
constexpr milliseconds flushInterval = 1s;       // a crash loses no more
constexpr qint64 longestLine = 64 * 1024 * 1024; // an instruments list of 32 MiB, escaped

bool isUtf8(const QByteArray &bytes)
{
    return QString::fromUtf8(bytes).toUtf8() == bytes;
}

QString kindName(RecordedMessage::Kind kind)
{
    switch (kind) {
    case RecordedMessage::Kind::Frame:
        return QStringLiteral("frame");
    case RecordedMessage::Kind::Rest:
        return QStringLiteral("rest");
    case RecordedMessage::Kind::Feed:
        return QStringLiteral("feed");
    case RecordedMessage::Kind::Unchanged:
        return QStringLiteral("unchanged");
    }
    return {};
}

std::optional<RecordedMessage::Kind> kindFromName(const QString &name)
{
    using Kind = RecordedMessage::Kind;
    for (const Kind kind : {Kind::Frame, Kind::Rest, Kind::Feed, Kind::Unchanged})
        if (kindName(kind) == name)
            return kind;
    return {};
}

QString formatName()
{
    return QStringLiteral("wickpost-recording");
}
} // namespace

Result<std::unique_ptr<RecordingWriter>> RecordingWriter::create(const QString &path, const Clock &clock)
{
    std::unique_ptr<RecordingWriter> writer(new RecordingWriter(path, clock));
    if (!writer->m_file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return failure(Error::Kind::Storage,
                       QStringLiteral("cannot write %1: %2").arg(path, writer->m_file.errorString()));
    const QJsonObject header{
        {QStringLiteral("format"), formatName()},
        {QStringLiteral("version"), formatVersion},
        {QStringLiteral("program"), QString::fromLatin1(userAgent().mid(userAgent().indexOf('/') + 1))},
        {QStringLiteral("started"), toMsecs(clock.now())}};
    writer->put(QJsonDocument(header).toJson(QJsonDocument::Compact));
    if (const auto flushed = writer->flush(); !flushed)
        return tl::unexpected<Error>(flushed.error());
    return writer;
}

RecordingWriter::~RecordingWriter()
{
    (void)flush();
}

void RecordingWriter::frame(const VenueId &venue, const QUrl &url, const QByteArray &bytes,
                            UtcTime receivedAt)
{
    write({receivedAt, venue, RecordedMessage::Kind::Frame, url, bytes});
}

void RecordingWriter::answer(const VenueId &venue, const QUrl &url, const QByteArray &body,
                             UtcTime receivedAt)
{
    write({receivedAt, venue, RecordedMessage::Kind::Rest, url, body});
}

void RecordingWriter::document(const QString &outlet, const QUrl &url, const QByteArray &body,
                               UtcTime receivedAt)
{
    write({receivedAt, {}, RecordedMessage::Kind::Feed, url, body, outlet});
}

void RecordingWriter::unchanged(const QString &outlet, const QUrl &url, UtcTime receivedAt)
{
    write({receivedAt, {}, RecordedMessage::Kind::Unchanged, url, {}, outlet});
}

void RecordingWriter::write(const RecordedMessage &message)
{
    if (m_error)
        return;
    QJsonObject line{{QStringLiteral("t"), toMsecs(message.at)},
                     {QStringLiteral("kind"), kindName(message.kind)},
                     {QStringLiteral("url"), message.url.toString(QUrl::FullyEncoded)}};
    if (message.isOfFeed())
        line.insert(QStringLiteral("feed"), message.feed);
    else
        line.insert(QStringLiteral("venue"), message.venue.value);
    if (message.kind != RecordedMessage::Kind::Unchanged) {
        if (isUtf8(message.data))
            line.insert(QStringLiteral("data"), QString::fromUtf8(message.data));
        else
            line.insert(QStringLiteral("base64"), QString::fromLatin1(message.data.toBase64()));
    }
    put(QJsonDocument(line).toJson(QJsonDocument::Compact));
    if (!m_error)
        ++m_messages;
    if (m_clock.monotonic() - m_flushedAt >= flushInterval)
        (void)flush();
}

void RecordingWriter::put(const QByteArray &line)
{
    const QByteArray whole = line + '\n';
    if (m_file.write(whole) != whole.size())
        m_error = Error{Error::Kind::Storage,
                        QStringLiteral("cannot write %1: %2").arg(m_file.fileName(), m_file.errorString()),
                        std::nullopt};
    m_bytes += whole.size();
}

Result<void> RecordingWriter::flush()
{
    m_flushedAt = m_clock.monotonic();
    if (!m_error && !m_file.flush())
        m_error = Error{Error::Kind::Storage,
                        QStringLiteral("cannot write %1: %2").arg(m_file.fileName(), m_file.errorString()),
                        std::nullopt};
    if (m_error)
        return tl::unexpected<Error>(*m_error);
    return {};
}

Result<std::unique_ptr<RecordingReader>> RecordingReader::open(const QString &path)
{
    std::unique_ptr<RecordingReader> reader(new RecordingReader(path));
    if (!reader->m_file.open(QIODevice::ReadOnly))
        return failure(Error::Kind::Storage,
                       QStringLiteral("cannot read %1: %2").arg(path, reader->m_file.errorString()));
    if (const auto header = reader->readHeader(); !header)
        return tl::unexpected<Error>(header.error());
    return reader;
}

tl::unexpected<Error> RecordingReader::wrong(const QString &why) const
{
    return failure(Error::Kind::Malformed,
                   QStringLiteral("%1, line %2: %3").arg(m_file.fileName()).arg(m_line).arg(why));
}

Result<void> RecordingReader::readHeader()
{
    m_line = 1;
    const QByteArray line = m_file.readLine(64 * 1024);
    if (line.isEmpty())
        return wrong(QStringLiteral("the file is empty"));
    const QJsonObject header = QJsonDocument::fromJson(line).object();
    if (header.value(QLatin1String("format")).toString() != formatName())
        return wrong(QStringLiteral("not a Wickpost recording"));
    const int version = header.value(QLatin1String("version")).toInt();
    if (version < 1 || version > formatVersion)
        return wrong(QStringLiteral("format version %1, this program reads version %2")
                         .arg(version)
                         .arg(formatVersion));
    m_started = fromMsecs(header.value(QLatin1String("started")).toInteger());
    return {};
}

Result<void> RecordingReader::rewind()
{
    if (!m_file.seek(0))
        return failure(Error::Kind::Storage,
                       QStringLiteral("cannot read %1: %2").arg(m_file.fileName(), m_file.errorString()));
    return readHeader();
}

Result<std::optional<RecordedMessage>> RecordingReader::next()
{
    QByteArray line;
    do {
        if (m_file.atEnd())
            return std::optional<RecordedMessage>();
        line = m_file.readLine(longestLine);
        ++m_line;
    } while (line.trimmed().isEmpty());
    if (!line.endsWith('\n') && !m_file.atEnd())
        return wrong(QStringLiteral("longer than 64 MiB"));

    QJsonParseError parse{};
    const QJsonDocument document = QJsonDocument::fromJson(line, &parse);
    if (parse.error != QJsonParseError::NoError)
        return wrong(QStringLiteral("not JSON: %1").arg(parse.errorString()));
    const QJsonObject object = document.object();
    const auto text = [&](const char *key) { return object.value(QLatin1String(key)); };
    RecordedMessage message;
    message.at = fromMsecs(text("t").toInteger());
    message.venue = {text("venue").toString()};
    message.url = QUrl(text("url").toString());
    message.feed = text("feed").toString();
    const auto kind = kindFromName(text("kind").toString());
    if (!text("t").isDouble() || toMsecs(message.at) <= 0)
        return wrong(QStringLiteral("\"t\" is not a time in milliseconds"));
    if (!kind)
        return wrong(QStringLiteral("\"kind\" is neither frame, rest, feed nor unchanged"));
    message.kind = *kind;
    if (message.isOfFeed() ? message.feed.isEmpty() : message.venue.value.isEmpty())
        return wrong(QStringLiteral("\"venue\" or \"feed\" is missing"));
    if (!message.url.isValid() || message.url.isEmpty())
        return wrong(QStringLiteral("\"url\" is not an address"));
    if (*kind == RecordedMessage::Kind::Unchanged)
        return std::optional(message);
    if (text("data").isString()) {
        message.data = text("data").toString().toUtf8();
    } else if (text("base64").isString()) {
        const auto decoded = QByteArray::fromBase64Encoding(text("base64").toString().toLatin1(),
                                                            QByteArray::AbortOnBase64DecodingErrors);
        if (!decoded)
            return wrong(QStringLiteral("\"base64\" is damaged"));
        message.data = *decoded;
    } else {
        return wrong(QStringLiteral("there is neither \"data\" nor \"base64\""));
    }
    return std::optional(message);
}
