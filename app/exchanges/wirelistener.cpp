#include "app/exchanges/wirelistener.h"

class WireListener::Watching final : public PendingRequest
{
public:
    Watching(WireListener *listener, InstrumentId instrument, std::function<void(const WireMessage &)> heard)
        : m_listener(listener), instrument(std::move(instrument)), heard(std::move(heard))
    {
        m_listener->m_watching.append(this);
    }
    ~Watching() override
    {
        if (!m_listener)
            return;
        m_listener->m_watching.removeAll(this);
        if (!m_listener->isWatched(instrument.venue))
            m_listener->m_last.remove(instrument.venue);
    }

private:
    QPointer<WireListener> m_listener;

public:
    const InstrumentId instrument;
    const std::function<void(const WireMessage &)> heard;
};

void WireListener::listenTo(const QuoteBoard &board)
{
    connect(&board, &QuoteBoard::tickTaken, this, &WireListener::take);
}

bool WireListener::isWatched(const VenueId &venue) const
{
    return std::any_of(m_watching.cbegin(), m_watching.cend(),
                       [&](const Watching *watching) { return watching->instrument.venue == venue; });
}

void WireListener::frame(const VenueId &venue, const QUrl &, const QByteArray &bytes, UtcTime receivedAt)
{
    if (!m_watching.isEmpty() && isWatched(venue))
        m_last[venue].frame = {bytes, receivedAt};
}

void WireListener::answer(const VenueId &venue, const QUrl &, const QByteArray &body, UtcTime receivedAt)
{
    if (!m_watching.isEmpty() && isWatched(venue))
        m_last[venue].answer = {body, receivedAt};
}

Request WireListener::watch(const InstrumentId &instrument, std::function<void(const WireMessage &)> heard)
{
    return std::make_unique<Watching>(this, instrument, std::move(heard));
}

void WireListener::take(const Ticker &ticker)
{
    if (m_watching.isEmpty() || !m_last.contains(ticker.instrument.venue))
        return;
    const Last &last = m_last[ticker.instrument.venue];
    const QByteArray digits = ticker.last.toString().toLatin1();
    const bool pushed = last.frame.bytes.contains(digits);
    const Heard &source = pushed ? last.frame : last.answer;
    if (!source.bytes.contains(digits))
        return;
    const WireMessage message{messageAbout(source.bytes, ticker.instrument.symbol, digits, longest),
                              source.at, pushed};
    const QList<Watching *> watching = m_watching; // one may end by what it hears
    for (Watching *each : watching)
        if (m_watching.contains(each) && each->instrument == ticker.instrument)
            each->heard(message);
}

QString messageAbout(const QByteArray &bytes, const QString &symbol, const QByteArray &digits,
                     qsizetype longest)
{
    if (bytes.size() <= longest)
        return QString::fromUtf8(bytes);
    const QByteArray name = '"' + symbol.toUtf8() + '"';
    qsizetype at = bytes.indexOf(name);
    for (qsizetype next = at; next >= 0; next = bytes.indexOf(name, next + 1)) {
        const qsizetype price = bytes.indexOf(digits, next);
        if (price >= 0 && price - next < longest / 2) {
            at = next;
            break;
        }
    }
    const qsizetype from = std::max<qsizetype>(0, at - longest / 4);
    QString text = QString::fromUtf8(bytes.mid(from, longest));
    if (from > 0)
        text.prepend(u'…');
    if (from + longest < bytes.size())
        text.append(u'…');
    return text;
}
