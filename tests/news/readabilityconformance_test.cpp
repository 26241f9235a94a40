// An extra check over the pages of Mozilla's Readability (github.com/mozilla/readability, test/test-pages): a
// checkout of it, named by WICKPOST_READABILITY. They are not ours to ship. What is compared is the text: the
// words our article shares with the expected one.
#include "app/news/htmlsanitizer.h"
#include "app/news/readability.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QHash>
#include <algorithm>
#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

namespace {
QString fileText(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QHash<QString, int> wordsOf(const QString &text)
{
    QHash<QString, int> words;
    QString word;
    for (const QChar c : text + u' ') {
        if (c.isLetterOrNumber() && c.unicode() < 0x2E80) {
            word += c.toLower();
            continue;
        }
        if (!word.isEmpty())
            ++words[word];
        word.clear();
        if (c.unicode() >= 0x2E80 && c.isLetterOrNumber())
            ++words[QString(c)];
    }
    return words;
}

double likeness(const QString &ours, const QString &expected)
{
    const auto a = wordsOf(ours), b = wordsOf(expected);
    int shared = 0, all = 0;
    for (auto it = a.cbegin(); it != a.cend(); ++it) {
        shared += std::min(it.value(), b.value(it.key()));
        all += it.value();
    }
    for (const int count : b)
        all += count;
    return all == 0 ? 1 : 2.0 * shared / all;
}
} // namespace

TEST(ReadabilityConformance, TakesTheArticlesOfMozillasPages)
{
    const QString pages = qEnvironmentVariable("WICKPOST_READABILITY") + u"/test/test-pages"_s;
    if (!QDir(pages).exists())
        GTEST_SKIP() << "WICKPOST_READABILITY names no checkout of mozilla/readability";
    QList<double> all;
    QElapsedTimer timer;
    timer.start();
    for (const QString &name : QDir(pages).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const PageArticle article = readArticle(fileText(pages + u'/' + name + u"/source.html"_s),
                                                QUrl(u"http://fakehost/test/page.html"_s));
        const SafeHtml expected = sanitizeHtml(fileText(pages + u'/' + name + u"/expected.html"_s));
        all.append(likeness(article.text, expected.text));
        std::printf("%.3f %s (%lld of %lld letters)\n", all.last(), qPrintable(name),
                    static_cast<long long>(article.text.size()),
                    static_cast<long long>(expected.text.size()));
    }
    std::sort(all.begin(), all.end());
    double sum = 0;
    for (const double each : std::as_const(all))
        sum += each;
    const auto above = [&](double least) {
        return static_cast<int>(all.cend() - std::lower_bound(all.cbegin(), all.cend(), least));
    };
    std::printf("%d pages in %lld ms: mean %.3f, median %.3f, %d at 0.95 or more, %d below 0.75\n",
                static_cast<int>(all.size()), static_cast<long long>(timer.elapsed()),
                sum / double(all.size()), all[all.size() / 2], above(0.95),
                static_cast<int>(all.size()) - above(0.75));
    EXPECT_GT(sum / double(all.size()), 0.9);
}
