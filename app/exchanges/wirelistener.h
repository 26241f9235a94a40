#pragma once

#include "app/exchanges/sourceservices.h"
#include "app/quotes/quoteboard.h"
#include "app/quotes/wirewatch.h"

#include <QObject>
#include <QPointer>

// Hears the traffic of the sources and finds, for a price that the board has just taken, the message it came
// with: the newest one of its venue in which the price stands, digit for digit. Where none has it (an answer
// that was decoded elsewhere meanwhile) nothing is said.
class WireListener final : public QObject, public TrafficTap, public WireWatch
{
    Q_OBJECT
public:
    static constexpr qsizetype longest = 2000; // characters of a message that are shown

    // Before the sources are made: they are given the tap. The board comes with listenTo().
    using QObject::QObject;
    void listenTo(const QuoteBoard &board);

    void frame(const VenueId &venue, const QUrl &url, const QByteArray &bytes, UtcTime receivedAt) override;
    void answer(const VenueId &venue, const QUrl &url, const QByteArray &body, UtcTime receivedAt) override;
    [[nodiscard]] Request watch(const InstrumentId &instrument,
                                std::function<void(const WireMessage &)> heard) override;

private:
    class Watching;
    struct Heard
    {
        QByteArray bytes;
        UtcTime at{};
    };
    struct Last
    {
        Heard frame, answer;
    };
    void take(const Ticker &ticker);
    bool isWatched(const VenueId &venue) const;

    QList<Watching *> m_watching; // their callers own them
    QHash<VenueId, Last> m_last;  // of watched venues
};

// The part of a message that is about this market: all of it when it is short, else what stands around the
// first mention of `symbol` after which `digits` stand.
QString messageAbout(const QByteArray &bytes, const QString &symbol, const QByteArray &digits,
                     qsizetype longest);
