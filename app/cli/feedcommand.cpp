#include "app/cli/feedcommand.h"

#include "app/news/feedjson.h"
#include "app/news/feedparser.h"

#include <QFile>

namespace {
constexpr qint64 fileLimit = 64 * 1024 * 1024; // the parser has limits of its own; this one spares the memory
constexpr qint64 bodyLimit = 8 * 1024 * 1024;
constexpr std::chrono::seconds totalLimit{30};

bool isAddress(const QString &name)
{
    return name.startsWith(QLatin1String("http://")) || name.startsWith(QLatin1String("https://"));
}
} // namespace

FeedCommand::FeedCommand(Clock &clock, HttpClient &http, const FeedOptions &options, Write out, Write err)
    : m_clock(clock), m_http(http), m_options(options), m_out(std::move(out)), m_err(std::move(err))
{
}

void FeedCommand::start()
{
    m_step = m_clock.after(std::chrono::milliseconds{0}, [this] { next(); });
}

void FeedCommand::next()
{
    if (m_at == m_options.inputs.size()) {
        emit finished(m_anyRead ? 0 : 1);
        return;
    }
    const QString name = m_options.inputs.at(m_at++);
    if (isAddress(name))
        readUrl(name, QUrl(name));
    else
        readFile(name);
}

void FeedCommand::readFile(const QString &name)
{
    QFile file(name);
    const QUrl url(m_options.url);
    if (!file.open(QIODevice::ReadOnly))
        print(name, {}, url, {}, QStringLiteral("can't be read: %1").arg(file.errorString()));
    else
        print(name, file.read(fileLimit), url, m_options.contentType.toUtf8(), {});
}

void FeedCommand::readUrl(const QString &name, const QUrl &url)
{
    HttpQuery query;
    query.url = url;
    query.bodyLimit = bodyLimit;
    query.totalLimit = totalLimit;
    query.userNamed = true;
    m_request = m_http.get(query, [this, name, url](const Result<HttpAnswer> &answer) {
        if (!answer)
            print(name, {}, url, {}, answer.error().detail);
        else if (answer->status >= 400)
            print(name, {}, url, {}, QStringLiteral("the server answers HTTP %1").arg(answer->status));
        else
            print(name, answer->body, m_options.url.isEmpty() ? answer->url : QUrl(m_options.url),
                  m_options.contentType.isEmpty() ? answer->header("content-type")
                                                  : m_options.contentType.toUtf8(),
                  {});
    });
}

void FeedCommand::print(const QString &name, const QByteArray &bytes, const QUrl &url,
                        const QByteArray &contentType, const QString &failure)
{
    ParsedFeed parsed;
    if (failure.isEmpty()) {
        FeedDocument document;
        document.bytes = bytes;
        document.url = url;
        document.contentType = contentType;
        document.receivedAt = m_clock.now();
        parsed = parseFeed(document);
    } else {
        parsed.error = failure;
    }
    m_anyRead |= parsed.ok();
    if (!parsed.ok())
        m_err(QStringLiteral("%1: %2").arg(name, parsed.error).toUtf8());
    m_out(feedToJson(name, parsed, m_clock.now()).trimmed());
    m_step = m_clock.after(std::chrono::milliseconds{0}, [this] { next(); });
}
