#pragma once

#include "tests/support/fakemarket/feeds.h"

namespace fake {

// Takes orders in words, from a script or from the control port:
//     VENUE FAULT [SYMBOL] [VALUE] [rest|ws] [for=10s] [count=N] [retry=SECONDS|date+SECONDS]
//     VENUE heal [FAULT]          VENUE push SYMBOL PRICE         * price COIN DOLLARS
//     feeds NAME PATH             feeds story                     feeds refuse | unrefuse
// VENUE is a name or "*".
class Commander final : public QObject
{
    Q_OBJECT
public:
    Commander(Market &market, Feeds &feeds, QObject *parent = nullptr);

    Result<void> run(const QByteArray &line);
    // Lines "TIME ORDER", TIME since now ("5s", "250ms"); "#" begins a comment. The first line that is not
    // understood is the error, and then nothing is scheduled.
    Result<void> schedule(const QByteArray &script);

    // The control port: GET or POST /do?line=... or /do?venue=&fault=&args=, /violations, /stats, /help.
    bool listen(quint16 port = 0);
    QUrl endpoint() const { return m_listener.url(); }

private:
    Result<void> check(const QByteArrayList &words) const;
    Result<void> runFeeds(const QByteArrayList &words);
    HttpReply answer(const HttpRequest &request);
    QByteArray stats() const;
    QByteArray violations() const;

    Market &m_market;
    Feeds &m_feeds;
    Listener m_listener;
    std::vector<Request> m_scheduled;
};

// Every fault of venues and feeds, a line each.
QByteArray faultHelp();

} // namespace fake
