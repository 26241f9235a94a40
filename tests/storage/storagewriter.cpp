// Writes the same generation number into many rows, one transaction each, and says on stdout which one was
// acknowledged: `storagewriter FILE FIRST`. It never ends by itself; the test kills it and looks at the file.
#include "app/storage/database.h"
#include "app/storage/quoterows.h"

#include <QCoreApplication>
#include <cstdio>

namespace {
StoredQuotes generation(int number)
{
    StoredQuotes quotes;
    for (int i = 0; i < 20; ++i) {
        Ticker ticker;
        ticker.instrument = {VenueId{QStringLiteral("bitget")}, QStringLiteral("COIN%1-USDT").arg(i)};
        ticker.last = Decimal(number + 1, 0);
        quotes.tickers.append(ticker);
        quotes.trends.insert(AssetId{QStringLiteral("coin%1").arg(i)},
                             QList<float>(96, static_cast<float>(number + 1)));
    }
    return quotes;
}

class Writer
{
public:
    explicit Writer(Database &database) : m_database(database) {}
    void next(int number)
    {
        m_request = m_database.write<int>(
            [number](SqlConnection &connection) -> Result<int> {
                const StoredQuotes quotes = generation(number);
                if (const auto done = writeTickers(connection, quotes.tickers); !done)
                    return tl::unexpected(done.error());
                if (const auto done = writeTrends(connection, quotes.trends, {}); !done)
                    return tl::unexpected(done.error());
                return number;
            },
            [this](const Result<int> &written) {
                if (!written) {
                    std::fprintf(stderr, "%s\n", qPrintable(written.error().detail));
                    QCoreApplication::exit(1);
                    return;
                }
                std::printf("%d\n", *written);
                std::fflush(stdout);
                next(*written + 1);
            });
    }

private:
    Database &m_database;
    Request m_request;
};
} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc != 3)
        return 2;
    SystemClock clock;
    Database database(clock, QString::fromLocal8Bit(argv[1]));
    Writer writer(database);
    writer.next(QByteArray(argv[2]).toInt());
    return QCoreApplication::exec();
}
