// From the socket to the model: a WebSocket server in a thread of its own sends Binance tickers of ten coins;
// our whole path (StreamConnection, dialect, board, WatchlistModel) takes them, beside a bare QWebSocket that
// only counts the same messages. One item is one ticker; the difference is what Wickpost adds to Qt's socket.
#include "app/exchanges/streamconnection.h"
#include "app/exchanges/venuedialect.h"
#include "app/quotes/quoteboard.h"
#include "ui/quotes/watchlistmodel.h"

#include <QApplication>
#include <QThread>
#include <QWebSocket>
#include <QWebSocketServer>
#include <benchmark/benchmark.h>

namespace {
constexpr int perBatch = 1000;
const QStringList coins{QStringLiteral("BTC"),  QStringLiteral("ETH"),  QStringLiteral("XRP"),
                        QStringLiteral("LTC"),  QStringLiteral("SOL"),  QStringLiteral("BNB"),
                        QStringLiteral("USDC"), QStringLiteral("DOGE"), QStringLiteral("TRX"),
                        QStringLiteral("ADA")};
const VenueId binance{QStringLiteral("binance")};

// Answers SUBSCRIBE, and sends a batch of tickers on demand.
class Server : public QObject
{
    Q_OBJECT
public:
    Server() : m_server(QStringLiteral("bench"), QWebSocketServer::NonSecureMode, this)
    {
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QWebSocketServer::newConnection, this, [this] {
            m_client = m_server.nextPendingConnection();
            connect(m_client, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
                const auto at = text.indexOf(QLatin1String("\"id\":")) + 5;
                auto end = at;
                while (end < text.size() && text.at(end).isDigit())
                    ++end;
                m_client->sendTextMessage(
                    QStringLiteral("{\"result\":null,\"id\":%1}").arg(text.mid(at, end - at)));
                sendBatch(); // a stream is live once data comes
            });
        });
    }
    QUrl url() const { return m_server.serverUrl(); }

public slots:
    void sendBatch()
    {
        for (int i = 0; i < perBatch; ++i)
            m_client->sendTextMessage(frame(i));
        m_client->flush();
    }

private:
    QString frame(int i)
    {
        ++m_time;
        return QStringLiteral(
                   R"({"e":"24hrTicker","E":%1,"s":"%2USDT","p":"-332.40000000","P":"-0.517","w":"63872.11283914",)"
                   R"("x":"64305.10000000","c":"%3","Q":"0.00123000","b":"%3","B":"4.77471000",)"
                   R"("a":"63972.70000000","A":"11.33198000","o":"64305.10000000","h":"64450.00000000",)"
                   R"("l":"63211.60000000","v":"15235.21134000","q":"973112987.53129400","O":1786453929176,)"
                   R"("C":%1,"F":5012345678,"L":5013456789,"n":1111112})")
            .arg(m_time)
            .arg(coins.at(i % coins.size()))
            .arg(QString::number(63000 + m_time % 900) + QStringLiteral(".12000000"));
    }

    QWebSocketServer m_server;
    QWebSocket *m_client = nullptr;
    qint64 m_time = QDateTime::currentMSecsSinceEpoch() - 1'000'000;
};

struct Wire
{
    Wire() : server(new Server)
    {
        server->moveToThread(&thread);
        thread.start();
    }
    ~Wire()
    {
        QMetaObject::invokeMethod(server, &QObject::deleteLater, Qt::BlockingQueuedConnection);
        thread.quit();
        thread.wait();
    }
    void sendBatch() const { QMetaObject::invokeMethod(server, &Server::sendBatch, Qt::QueuedConnection); }
    QThread thread;
    Server *server;
};

void until(const std::function<bool()> &done)
{
    while (!done())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

// The board's view of one stream.
class OneStream final : public QuoteSource
{
public:
    OneStream(const SourceServices &services, const QUrl &url) : m_entry(entry()), m_dialect(m_entry.make())
    {
        m_info = m_dialect->info();
        SubscriptionSet wanted;
        for (const QString &coin : coins) {
            Instrument instrument;
            instrument.id = {binance, coin + QStringLiteral("USDT")};
            instrument.base = coin;
            instrument.quote = QStringLiteral("USDT");
            instrument.tickSize = Decimal(1, 2);
            m_instruments.append(instrument);
            wanted.tickers.insert(instrument.id);
        }
        m_connection = std::make_unique<StreamConnection>(services, m_entry.make, url, wanted, this);
        connect(m_connection.get(), &StreamConnection::tickerReceived, this, &QuoteSource::tickerReceived);
        connect(m_connection.get(), &StreamConnection::linkChanged, this,
                [this] { emit statusChanged(status()); });
    }
    const SourceInfo &info() const override { return m_info; }
    SourceStatus status() const override
    {
        SourceStatus status;
        status.link = m_connection->link();
        return status;
    }
    void setSubscriptions(const SubscriptionSet &) override {}
    Request fetchInstruments(Reply<QList<Instrument>> done) override
    {
        QMetaObject::invokeMethod(
            this, [this, done] { done(m_instruments); }, Qt::QueuedConnection);
        return nullptr;
    }
    Request fetchTickers(const QList<InstrumentId> &, Reply<QList<Ticker>>) override { return nullptr; }
    Request fetchCandles(const CandleQuery &, Reply<QList<Candle>>) override { return nullptr; }
    QUrl marketPage(const Instrument &) const override { return {}; }
    void reconnectNow() override {}

private:
    static const VenueEntry &entry()
    {
        return *std::find_if(venues().cbegin(), venues().cend(),
                             [](const VenueEntry &venue) { return venue.id == binance; });
    }
    const VenueEntry &m_entry;
    std::unique_ptr<VenueDialect> m_dialect;
    SourceInfo m_info;
    QList<Instrument> m_instruments;
    std::unique_ptr<StreamConnection> m_connection;
};

void socketToModel(benchmark::State &state)
{
    const Wire wire;
    SystemClock clock;
    const auto http = makeHttpClient(clock);
    HostBudget budget(clock);
    WorkerPool workers;
    const SourceServices services{clock, *http, budget, workers, [] { return 0.5; }, {}, nullptr};
    SettingsFile settings(clock, {}, defaultSettings());
    UiTheme theme(settings);
    QuoteBoard board(clock, AssetDirectory::shipped());
    board.setWatchlist(settings.settings().watchlist);
    OneStream source(services, wire.server->url());
    board.setSources({&source});
    WatchlistModel model(board, settings, theme, clock);
    // The board takes ticks once it has read the list; whole batches from then on.
    qint64 received = 0;
    QObject::connect(&source, &QuoteSource::tickerReceived, &board, [&received] { ++received; });
    until([&] { return received >= perBatch; });
    wire.sendBatch();
    until([&] { return received >= 2 * perBatch; });
    for (auto _ : state) {
        const qint64 wanted = received + perBatch;
        wire.sendBatch();
        until([&] { return received >= wanted; });
    }
    state.SetItemsProcessed(state.iterations() * perBatch);
    board.setSources({});
}
BENCHMARK(socketToModel)->Unit(benchmark::kMillisecond)->MinTime(2);

void bareSocket(benchmark::State &state)
{
    const Wire wire;
    QWebSocket socket;
    qint64 taken = 0;
    QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket, [&taken] { ++taken; });
    socket.open(wire.server->url());
    until([&] { return socket.state() == QAbstractSocket::ConnectedState; });
    for (auto _ : state) {
        const qint64 wanted = taken + perBatch;
        wire.sendBatch();
        until([&] { return taken >= wanted; });
    }
    state.SetItemsProcessed(state.iterations() * perBatch);
}
BENCHMARK(bareSocket)->Unit(benchmark::kMillisecond)->MinTime(2);
} // namespace

int main(int argc, char **argv)
{
    const QApplication app(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}

#include "socket_bench.moc"
