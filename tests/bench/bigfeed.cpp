// A very large feed, fetched, parsed, cleaned, tagged, stored and indexed, with all limits lifted:
//   bigfeed make ITEMS FILE     writes one
//   bigfeed URL DATABASE        does all that and says where the time went
// bigfeed.py compares it with newsboat.
#include "app/base/clock.h"
#include "app/base/heap.h"
#include "app/net/httpclient.h"
#include "app/news/feedparser.h"
#include "app/storage/sqlarticlestore.h"
#include "tests/bench/generatedstories.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <cstdio>
#include <sys/resource.h>

using namespace std::chrono_literals;

namespace {
constexpr int wordsEach = 385; // 3 KB: with 10,000 items 32 MB

int make(int items, const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return 1;
    file.write(GeneratedStories().rss(items, wordsEach, SystemClock().now()));
    return 0;
}

class Run
{
public:
    Run(const QUrl &url, const QString &path) : m_database(m_clock, path)
    {
        m_timer.start();
        HttpQuery query{url};
        query.bodyLimit = 256 * 1024 * 1024;
        query.totalLimit = 60s;
        query.userNamed = true;
        m_request = m_http->get(query, [this](const Result<HttpAnswer> &answer) {
            if (!answer)
                return end(answer.error().detail);
            say("fetch");
            m_document.bytes = answer->body;
            // Once the answer is gone, as a worker of the program would.
            QMetaObject::invokeMethod(
                QCoreApplication::instance(), [this] { parse(); }, Qt::QueuedConnection);
        });
    }

private:
    void parse()
    {
        m_document.maxItems = 1'000'000;
        m_document.keepFound = false;
        const ParsedFeed feed = parseFeed(std::move(m_document));
        say("parse");
        FeedInfo info;
        info.id = {QStringLiteral("big")};
        info.source = QStringLiteral("Big");
        m_request =
            m_store.merge(info, feed, {}, m_clock.now(), [this](const Result<ArticleChanges> &changes) {
                say("store");
                std::printf("%lld stories\n", static_cast<long long>(changes ? changes->added.size() : 0));
                end(changes ? QString() : changes.error().detail);
            });
    }
    void say(const char *what)
    {
        rusage used;
        getrusage(RUSAGE_SELF, &used);
        std::printf("%s %lld ms, %ld MB\n", what, static_cast<long long>(m_timer.restart()),
                    used.ru_maxrss / 1024);
    }
    static void end(const QString &trouble)
    {
        if (!trouble.isEmpty())
            std::fprintf(stderr, "%s\n", qPrintable(trouble));
        QCoreApplication::exit(trouble.isEmpty() ? 0 : 1);
    }

    SystemClock m_clock;
    Database m_database;
    SqlArticleStore m_store{m_database, shippedStoryRules()};
    std::unique_ptr<HttpClient> m_http = makeHttpClient(m_clock);
    FeedDocument m_document;
    QElapsedTimer m_timer;
    Request m_request;
};
} // namespace

int main(int argc, char **argv)
{
    useOneHeap(); // as the program does
    QCoreApplication app(argc, argv);
    if (argc == 4)
        return make(QByteArray(argv[2]).toInt(), QString::fromLocal8Bit(argv[3]));
    if (argc != 3)
        return 2;
    Run run(QUrl(QString::fromLocal8Bit(argv[1])), QString::fromLocal8Bit(argv[2]));
    return QCoreApplication::exec();
}
