// Writes one generation after the other and says on stdout which one was acknowledged: `storagewriter FILE
// FIRST` the same number into many rows of prices, one transaction each; `storagewriter FILE FIRST news` a
// fetch of stories and what a reader does to them. It never ends by itself; the test kills it and looks at
// the file.
#include "app/storage/quoterows.h"
#include "app/storage/sqlarticlestore.h"
#include "tests/storage/writtennews.h"

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

class NewsWriter
{
public:
    explicit NewsWriter(Database &database) : m_store(database, plainRules()) {}
    void next(int number)
    {
        m_request = m_store.merge(writtenFeed(), writtenNews(number), writtenValidators(number),
                                  writtenAt(number), [this, number](const Result<ArticleChanges> &merged) {
                                      if (!merged) {
                                          std::fprintf(stderr, "%s\n", qPrintable(merged.error().detail));
                                          QCoreApplication::exit(1);
                                          return;
                                      }
                                      std::printf("%d\n", number);
                                      std::fflush(stdout);
                                      read(*merged);
                                      next(number + 1);
                                  });
    }

private:
    // Between two fetches the reader marks, saves, corrects.
    void read(const ArticleChanges &merged)
    {
        for (const Story &story : merged.added.mid(0, 3)) {
            m_store.setRead({story.article.id}, true, ReadReach::Cluster);
            m_store.setPromotion(story.article.id, story.article.id.value % 2 == 0);
            m_store.noteOpened(story.article.id, story.article.firstSeen);
        }
        m_store.correctTag({QStringLiteral("SUN"), QStringLiteral("weather"), merged.added.size() % 2 == 0});
    }

    SqlArticleStore m_store;
    Request m_request;
};
} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc < 3)
        return 2;
    SystemClock clock;
    Database database(clock, QString::fromLocal8Bit(argv[1]));
    Writer prices(database);
    NewsWriter news(database);
    const int first = QByteArray(argv[2]).toInt();
    if (argc > 3)
        news.next(first);
    else
        prices.next(first);
    return QCoreApplication::exec();
}
