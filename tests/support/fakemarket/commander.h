#pragma once

#include "tests/support/fakemarket/feeds.h"

namespace fake {

// Takes orders in words, from a script or from the control port:
//     VENUE FAULT [SYMBOL] [VALUE] [rest|ws] [for=10s] [count=N] [retry=SECONDS|date+SECONDS]
//     VENUE heal [FAULT]          VENUE push SYMBOL PRICE         * price COIN DOLLARS
//     feeds NAME PATH             feeds story                     feeds refuse | unrefuse
//     scene NAME ... (scenes.h)   * move COIN PERCENT [over=SPAN] VENUE spike SYMBOL PERCENT [for=SPAN]
//     feeds tell ID TITLE         feeds retitle ID TITLE
// VENUE is a name or "*". Scenes and what they are made of may lie in the past.
class Commander final : public QObject
{
    Q_OBJECT
public:
    Commander(Market &market, Feeds &feeds, QObject *parent = nullptr);

    Result<void> run(const QByteArray &line);
    // Lines "TIME ORDER", TIME since now ("5s", "250ms"; "-3h": so long ago, for orders that may lie in the
    // past, and done at once); "#" begins a comment. The first line that is not understood is the error, and
    // then nothing is scheduled.
    Result<void> schedule(const QByteArray &script);
    // Times of scripts and scenes to come, and spans in orders, are that many times shorter. Past ones stay.
    void setPace(double times) { m_pace = times; }

    // The control port: GET or POST /do?line=... or /do?venue=&fault=&args=, /violations, /stats, /help.
    bool listen(quint16 port = 0);
    QUrl endpoint() const { return m_listener.url(); }

private:
    Result<void> check(const QByteArrayList &words, bool past = false) const;
    Result<void> checkFeeds(const QByteArrayList &words) const;
    Result<void> runAt(const QByteArrayList &words, UtcTime at, bool past);
    Result<void> runFeeds(const QByteArrayList &words, UtcTime at);
    Result<void> runVenues(const QByteArrayList &words);
    Result<void> runSpike(const QByteArrayList &words, UtcTime at);
    Result<void> runScene(const QByteArrayList &words, UtcTime at, bool past);
    void runWhen(const QByteArrayList &words, UtcTime at); // at once when that is in the past
    std::chrono::milliseconds span(const QByteArrayList &words, const QByteArray &key,
                                   std::chrono::milliseconds byDefault) const;
    HttpReply answer(const HttpRequest &request);
    QByteArray stats() const;
    QByteArray violations() const;

    Market &m_market;
    Feeds &m_feeds;
    Listener m_listener;
    std::vector<Request> m_scheduled;
    double m_pace = 1;
    int m_scenes = 0;
};

// Every fault of venues and feeds, a line each.
QByteArray faultHelp();

} // namespace fake
