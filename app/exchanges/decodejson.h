#pragma once

#include "app/exchanges/venuedialect.h"

// The core of `wickpost decode`: raw frames and REST bodies to JSON lines (README, "Command line", is the
// contract). Never crashes and never prints a price the bytes do not carry.

enum class DecodeKind { Stream, Ticker, Tickers, Candles, Instruments };
std::optional<DecodeKind> decodeKindFromName(QStringView name);

struct DecodeRequest
{
    VenueId venue; // one of venues(), or "coingecko"
    DecodeKind kind = DecodeKind::Stream;
    QString symbol;                   // for bodies that do not name their instrument
    Interval interval = Interval::H1; // the candles' of a body: no venue's answer names it
};

struct DecodeSummary
{
    int tickers = 0, candles = 0, instruments = 0, acks = 0, heartbeats = 0, errors = 0, ignored = 0,
        malformed = 0;
    // "12 tickers, 1 ack, 3 ignored"; "nothing" when there was nothing.
    QString text() const;
};

class JsonDecoder
{
public:
    // An unknown venue, or a stream where there is none, is Unsupported.
    static Result<JsonDecoder> make(const DecodeRequest &request);

    // The JSON lines of a whole input: one frame a line for Stream, one body otherwise. Each ends with "\n".
    QByteArray decode(const QByteArray &input);
    QByteArray decodeFrame(const QByteArray &frame);
    QByteArray decodeBody(const QByteArray &body);
    const DecodeSummary &summary() const { return m_summary; } // of everything so far

private:
    JsonDecoder() = default;

    DecodeRequest m_request;
    std::unique_ptr<VenueDialect> m_dialect; // none for CoinGecko
    DecodeSummary m_summary;
};

// The frames of a recording: its lines without the empty ones. One JSON document spread over several lines
// is one frame.
QByteArrayList framesOf(const QByteArray &input);
