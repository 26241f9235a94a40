// Runs the feed cases of other readers beside the repository (../shared/feeds), where they are there. They
// are not ours to ship, so everything this test covers is covered by our own tests too.

#include "tests/news/feedstatements.h"

#include "app/news/feeddate.h"
#include "app/news/feedjson.h"
#include "app/news/feedparser.h"
#include "app/news/htmlsanitizer.h"
#include "app/news/linkcleaner.h"
#include "tests/support/fixtures.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMap>
#include <iostream>

using namespace Qt::StringLiterals;

namespace {
const QString feeds = QStringLiteral(WICKPOST_SHARED_DIR "/feeds/");
const QString hostileUrl = u"https://feeds.example.com/feed"_s; // as the collection says

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}
QJsonObject objectIn(const QString &path)
{
    return QJsonDocument::fromJson(contentOf(path)).object();
}

#ifdef __SANITIZE_ADDRESS__
constexpr int slowdown = 8; // of the sanitizers, roughly
#else
constexpr int slowdown = 1;
#endif

// "rss092" as others name it: "0.92".
QString versionOf(const QString &format)
{
    QString digits = format;
    digits.removeIf([](QChar c) { return !c.isDigit(); });
    if (digits.isEmpty())
        return {};
    return digits.left(1) + u'.' + (digits.size() == 1 ? u"0"_s : digits.mid(1));
}

struct Tally
{
    int held = 0, failed = 0;
    QMap<QString, int> leftOut; // by reason
    QStringList failures;
    double share() const { return held + failed == 0 ? 0 : double(held) / (held + failed); }
};

void print(const QString &suite, const Tally &tally)
{
    int left = 0;
    for (const int count : tally.leftOut)
        left += count;
    std::cout << suite.toStdString() << ": " << tally.held << " held, " << left << " left out, "
              << tally.failed << " failed (" << qRound(tally.share() * 1000) / 10.0 << " %)\n";
    for (auto it = tally.leftOut.begin(); it != tally.leftOut.end(); ++it)
        std::cout << "    left out " << it.value() << ": " << it.key().toStdString() << "\n";
    for (const QString &failure : tally.failures)
        std::cout << "    failed " << failure.toStdString() << "\n";
}

class FeedConformance : public testing::Test
{
protected:
    void SetUp() override
    {
        if (!QFileInfo::exists(feeds))
            GTEST_SKIP() << "THE FEED CASES ARE NOT HERE (" << feeds.toStdString()
                         << "): nothing was compared";
        rules = readRules();
        ASSERT_FALSE(rules.policies.isEmpty());
    }

    // The feed beside the expectations: "x.expect.json" belongs to "x.xml" or, as "x.xml.expect.json", to
    // "x.xml".
    static QString caseFile(const QString &expectations)
    {
        const QString stem = expectations.chopped(u".expect.json"_s.size());
        if (QFileInfo(stem).isFile())
            return stem;
        const QDir folder = QFileInfo(stem).dir();
        for (const QString &name : folder.entryList(QDir::Files)) {
            const QString path = folder.filePath(name);
            if (!name.endsWith(".expect.json"_L1) &&
                QFileInfo(path).completeBaseName() == QFileInfo(stem).fileName())
                return path;
        }
        return {};
    }

    static QJsonObject parsed(const QString &path, const QJsonObject &about, const QString &fallbackUrl)
    {
        FeedDocument document;
        document.bytes = contentOf(path);
        QString url = about["document_url"_L1].toString();
        QString moved;
        const QJsonObject headers = about["http_headers"_L1].toObject();
        for (auto it = headers.begin(); it != headers.end(); ++it) {
            const QString name = it.key().toLower();
            if (name == "content-type"_L1)
                document.contentType = it.value().toString().toUtf8();
            else if (name == "content-location"_L1) // where the bytes really are, as a redirect would say
                moved = webLink(resolveLink(url, it.value().toString()));
        }
        document.url = QUrl(!moved.isEmpty() ? moved : url.isEmpty() ? fallbackUrl : url);
        document.receivedAt = UtcTime{std::chrono::sys_days{std::chrono::January / 1 / 2026}};
        QElapsedTimer timer;
        timer.start();
        const ParsedFeed feed = parseFeed(document);
        QJsonObject object = QJsonDocument::fromJson(feedToJson(path, feed, document.receivedAt)).object();
        object[u"parse_time_ms"_s] = timer.elapsed() / slowdown;
        object[u"format_version"_s] = versionOf(feed.format);
        object[u"plain_title"_s] = feed.title;
        object[u"network_requests"_s] = 0; // the parser links no network and opens no file:
        object[u"external_reads"_s] = 0;   // the layering test sees to it
        return object;
    }

    const Policy *policyFor(const QString &suite, const QString &file, const QString &path) const
    {
        for (const Policy &policy : rules.policies) {
            if ((policy.suite.isEmpty() || policy.suite == suite) && policy.file.match(file).hasMatch() &&
                policy.path.match(path).hasMatch())
                return &policy;
        }
        return nullptr;
    }

    void check(const QString &suite, const QString &file, Statement statement, const QJsonObject &feed,
               Tally &tally) const
    {
        if (const Policy *policy = policyFor(suite, file, statement.path)) {
            if (policy->use.isEmpty()) {
                ++tally.leftOut[policy->reason];
                return;
            }
            statement.path.replace(policy->path, policy->use);
        }
        if (holds(statement, feed)) {
            ++tally.held;
        } else {
            ++tally.failed;
            tally.failures.append(file + u": "_s + describe(statement, feed));
        }
    }

    Tally runSuite(const QString &suite) const
    {
        Tally tally;
        QStringList files;
        for (QDirIterator it(feeds + suite, {u"*.expect.json"_s}, QDir::Files, QDirIterator::Subdirectories);
             it.hasNext();)
            files.append(it.next());
        files.sort();
        for (const QString &expectations : files) {
            const QString path = caseFile(expectations);
            if (path.isEmpty())
                continue;
            const QJsonObject about = objectIn(expectations);
            const QJsonObject feed = parsed(path, about, suite == "hostile"_L1 ? hostileUrl : QString());
            const QString file = path.mid(feeds.size() + suite.size() + 1);
            for (const Statement &statement : statementsOf(about["expect"_L1].toArray()))
                check(suite, file, statement, feed, tally);
        }
        print(suite, tally);
        return tally;
    }

    ConformanceRules rules;
};

constexpr double bar = 0.97;
} // namespace

TEST_F(FeedConformance, HoldsForFeedparser)
{
    const Tally tally = runSuite(u"feedparser"_s);
    EXPECT_GE(tally.share(), bar);
    EXPECT_GT(tally.held, 1500);
}

TEST_F(FeedConformance, HoldsForSimplePie)
{
    const Tally tally = runSuite(u"simplepie"_s);
    EXPECT_GE(tally.share(), bar);
    EXPECT_GT(tally.held, 400);
}

TEST_F(FeedConformance, HoldsForMiniflux)
{
    const Tally tally = runSuite(u"miniflux"_s);
    EXPECT_GE(tally.share(), bar);
    EXPECT_GT(tally.held, 180);
}

TEST_F(FeedConformance, HoldsForNetNewsWire)
{
    const Tally tally = runSuite(u"netnewswire"_s);
    EXPECT_GE(tally.share(), bar);
    EXPECT_GT(tally.held, 70);
}

TEST_F(FeedConformance, HoldsForNewsboat)
{
    const Tally tally = runSuite(u"newsboat"_s);
    EXPECT_GE(tally.share(), bar);
    EXPECT_GT(tally.held, 100);
}

TEST_F(FeedConformance, HoldsForEveryHostileCase)
{
    const Tally tally = runSuite(u"hostile"_s);
    EXPECT_EQ(tally.failed, 0);
    EXPECT_GT(tally.held, 80);
}

TEST_F(FeedConformance, HoldsForRealFeeds)
{
    const Tally tally = runSuite(u"real"_s);
    EXPECT_EQ(tally.failed, 0);
    EXPECT_GT(tally.held, 100);
}

TEST_F(FeedConformance, HoldsForGofeed)
{
    Tally tally;
    QStringList files;
    for (QDirIterator it(feeds + u"gofeed"_s, {u"*.json"_s}, QDir::Files, QDirIterator::Subdirectories);
         it.hasNext();)
        files.append(it.next());
    files.sort();
    for (const QString &expectations : files) {
        QString path = expectations.chopped(5) + u".xml"_s;
        if (expectations.endsWith("_expected.json"_L1))
            path = expectations.chopped(u"_expected.json"_s.size()) + u".json"_s;
        if (!QFileInfo(path).isFile() || path == expectations)
            continue;
        const QJsonObject feed = parsed(path, {}, {});
        const QString file = path.mid(feeds.size() + u"gofeed/"_s.size());
        for (const Statement &statement : gofeedStatements(objectIn(expectations), rules))
            check(u"gofeed"_s, file, statement, feed, tally);
    }
    print(u"gofeed"_s, tally);
    EXPECT_GE(tally.share(), bar);
    EXPECT_GT(tally.held, 500);
}

// The tables hold inputs of single functions.
TEST_F(FeedConformance, HoldsForTheTables)
{
    Tally tally;
    const auto compare = [&](const QString &table, const QString &input, const QString &found,
                             const QString &wanted) {
        if (const Policy *policy = policyFor(u"tables"_s, table, input)) {
            ++tally.leftOut[policy->reason];
        } else if (found == wanted) {
            ++tally.held;
        } else {
            ++tally.failed;
            tally.failures.append(u"%1: \"%2\" is \"%3\", not \"%4\""_s.arg(table, input, found, wanted));
        }
    };
    const auto rows = [](const QString &table) {
        return objectIn(feeds + u"tables/%1.json"_s.arg(table))["cases"_L1].toArray();
    };
    for (const QJsonValue &row : rows(u"dates"_s)) {
        const std::optional<UtcTime> time = parseFeedDate(row["input"_L1].toString());
        QString found = time ? toRfc3339(*time).left(19) + u'Z' : u"none"_s;
        if (row["must_parse"_L1].toBool() && time)
            found = u"any"_s;
        const QString wanted = row["must_parse"_L1].toBool() ? u"any"_s
                               : row["expect"_L1].isNull()   ? u"none"_s
                                                             : row["expect"_L1].toString();
        compare(u"dates"_s, row["input"_L1].toString(), found, wanted);
    }
    for (const QJsonValue &row : rows(u"resolve_urls"_s)) {
        compare(u"resolve_urls"_s, row["relative"_L1].toString(),
                resolveLink(row["base"_L1].toString(), row["relative"_L1].toString()),
                row["expect"_L1].toString());
    }
    for (const QJsonValue &row : rows(u"normalize_urls"_s))
        compare(u"normalize_urls"_s, row["input"_L1].toString(), {}, row["expect"_L1].toString());
    for (const QJsonValue &row : rows(u"clean_urls"_s)) {
        const QString input = row["input"_L1].toString();
        const QStringList own{hostOf(row["base"_L1].toString()), hostOf(row["feed_url"_L1].toString())};
        compare(u"clean_urls"_s, input,
                input.startsWith("http"_L1) ? cleanLink(webLink(input), own) : cleanLink(input, own),
                row["expect"_L1].toString());
    }
    for (const QJsonValue &row : rows(u"sanitize_html"_s)) {
        SanitizerOptions options;
        options.base = row["base"_L1].toString();
        const QString input = row["input"_L1].toString();
        // The collection says: compare what must stay and what must be gone, not the bytes. Ours of theirs is
        // what both agree to keep.
        compare(u"sanitize_html"_s, input, sanitizeHtml(input, options).html,
                sanitizeHtml(row["expect"_L1].toString(), options).html);
    }
    print(u"tables"_s, tally);
    EXPECT_GE(tally.share(), bar);
    EXPECT_GT(tally.held, 200);
}

// The validator's cases state messages, not values: here they must only be survived, quickly.
TEST_F(FeedConformance, SurvivesTheValidatorsCases)
{
    int count = 0;
    for (QDirIterator it(feeds + u"feedvalidator"_s, {u"*.xml"_s}, QDir::Files, QDirIterator::Subdirectories);
         it.hasNext();) {
        const QString path = it.next();
        const QJsonObject feed = parsed(path, {}, hostileUrl);
        EXPECT_LT(feed["parse_time_ms"_L1].toInt(), 2000) << path.toStdString();
        for (const QJsonValue &item : feed["items"_L1].toArray()) {
            const QString html = item["safe_html"_L1].toString();
            for (const auto bad : {"<script"_L1, "<iframe"_L1, "<object"_L1, "<embed"_L1, " style="_L1,
                                   " onclick="_L1, "javascript:"_L1})
                EXPECT_FALSE(html.contains(bad)) << path.toStdString() << ": " << html.toStdString();
        }
        ++count;
    }
    EXPECT_GT(count, 900);
}
