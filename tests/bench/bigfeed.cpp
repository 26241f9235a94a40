#include "app/base/clock.h"
#include "app/news/feedparser.h"
#include "app/storage/sqlarticlestore.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <cstdio>
#include <sys/resource.h>

static void mark(const char *what, QElapsedTimer &t)
{
    rusage u;
    getrusage(RUSAGE_SELF, &u);
    std::printf("%-10s %6lld ms  max %ld MB\n", what, t.restart(), u.ru_maxrss / 1024);
}
int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QElapsedTimer t;
    t.start();
    QFile f(QString::fromLocal8Bit(argv[1]));
    f.open(QIODevice::ReadOnly);
    FeedDocument d;
    d.bytes = f.readAll();
    d.maxItems = 20000;
    mark("read", t);
    ParsedFeed feed = parseFeed(d);
    mark("parse", t);
    std::printf("%lld items\n", feed.items.size());
    SystemClock clock;
    Database db(clock, QString::fromLocal8Bit(argv[2]));
    SqlArticleStore store(db);
    FeedInfo info;
    info.id = {QStringLiteral("big")};
    info.source = QStringLiteral("Big");
    Request r = store.merge(info, feed, {}, clock.now(), [&](const Result<ArticleChanges> &c) {
        std::printf("%lld added\n", c ? c->added.size() : -1);
        app.quit();
    });
    app.exec();
    mark("merge", t);
}
