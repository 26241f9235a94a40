#pragma once

#include "app/exchanges/sourceservices.h"

#include <QFile>
#include <memory>

// A recording: what came from the venues (and, when asked for, from the feeds), raw, with the time it came.
// JSON Lines, UTF-8:
//
//   {"format":"wickpost-recording","version":3,"program":"0.1.0","started":1786613190000}
//   {"t":1786613190242,"venue":"bitget","kind":"frame","url":"wss://ws.bitget.com/v2/ws/public","data":"{...}"}
//   {"t":1786613190993,"venue":"bitget","kind":"rest","url":"https://api.bitget.com/...","data":"{...}"}
//   {"t":1786613191204,"feed":"CoinDesk","kind":"feed","url":"https://www.coindesk.com/...","data":"<rss
//   ..."}
//   {"t":1786613491310,"feed":"CoinDesk","kind":"unchanged","url":"https://www.coindesk.com/..."}
//
// `t` is our wall clock in milliseconds at the moment of receipt. Bytes that are not UTF-8 stand base64-coded
// under "base64" instead of "data". Addresses are the venue's own, whatever --endpoint replaced. It is the
// format of a bug report: short, readable, and it replays through the same decoders. Version 1 had no feeds,
// version 2 no "unchanged".
struct RecordedMessage
{
    enum class Kind { Frame, Rest, Feed, Unchanged };
    UtcTime at{};
    VenueId venue; // none: of a feed
    Kind kind = Kind::Frame;
    QUrl url;
    QByteArray data;
    QString feed = {}; // its outlet
    bool isOfFeed() const { return kind == Kind::Feed || kind == Kind::Unchanged; }
    bool operator==(const RecordedMessage &) const = default;
};

class RecordingWriter final : public TrafficTap
{
public:
    // Creates or replaces the file. An error says what the system said.
    static Result<std::unique_ptr<RecordingWriter>> create(const QString &path, const Clock &clock);
    ~RecordingWriter() override;

    void frame(const VenueId &venue, const QUrl &url, const QByteArray &bytes, UtcTime receivedAt) override;
    void answer(const VenueId &venue, const QUrl &url, const QByteArray &body, UtcTime receivedAt) override;

    void document(const QString &outlet, const QUrl &url, const QByteArray &body,
                  UtcTime receivedAt) override;
    void unchanged(const QString &outlet, const QUrl &url, UtcTime receivedAt) override;

    qint64 messages() const { return m_messages; }
    qint64 bytes() const { return m_bytes; }
    // Why nothing more is written (disk full, ...); what was written before is good.
    const std::optional<Error> &error() const { return m_error; }
    // Everything so far is in the file.
    Result<void> flush();

private:
    RecordingWriter(const QString &path, const Clock &clock) : m_file(path), m_clock(clock) {}
    void write(const RecordedMessage &message);
    void put(const QByteArray &line);

    QFile m_file;
    const Clock &m_clock;
    MonoTime m_flushedAt{};
    qint64 m_messages = 0, m_bytes = 0;
    std::optional<Error> m_error;
};

// Reads a recording message by message. Errors name the line and what is wrong with it.
class RecordingReader
{
public:
    static Result<std::unique_ptr<RecordingReader>> open(const QString &path);
    // Nothing at the end.
    Result<std::optional<RecordedMessage>> next();
    Result<void> rewind(); // to the first message
    UtcTime started() const { return m_started; }
    qint64 line() const { return m_line; }

private:
    explicit RecordingReader(const QString &path) : m_file(path) {}
    Result<void> readHeader();
    tl::unexpected<Error> wrong(const QString &why) const;

    QFile m_file;
    UtcTime m_started{};
    qint64 m_line = 0;
};
