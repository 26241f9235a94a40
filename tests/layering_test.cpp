// Between our own folders the linker is too kind, so this reads the include lines.
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <algorithm>
#include <gtest/gtest.h>

namespace {
struct Line
{
    QString file, folder, included; // "app/quotes/x.cpp", "app/quotes", "app/base/decimal.h"
};

QList<Line> includeLines(const QString &top)
{
    QList<Line> lines;
    const QString root = QStringLiteral(WICKPOST_SOURCE_DIR "/");
    QDirIterator files(root + top, {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                       QDirIterator::Subdirectories);
    static const QRegularExpression include(QStringLiteral("^\\s*#\\s*include\\s*[<\"]([^>\"]+)[>\"]"));
    while (files.hasNext()) {
        const QString name = files.next().mid(root.size());
        QFile file(root + name);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << name.toStdString();
        const QStringList text = QString::fromUtf8(file.readAll()).split(u'\n');
        for (const QString &line : text) {
            const auto match = include.match(line);
            if (match.hasMatch())
                lines.append({name, name.section(u'/', 0, 1), match.captured(1)});
        }
    }
    return lines;
}

// What each folder may include of ours, besides itself.
const QHash<QString, QStringList> &allowed()
{
    const auto list = [](const char *text) {
        return QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts);
    };
    static const QHash<QString, QStringList> table{
        {QStringLiteral("app/base"), {}},
        {QStringLiteral("app/net"), list("app/base")},
        {QStringLiteral("app/market"), list("app/base")},
        {QStringLiteral("app/settings"), list("app/base app/market")},
        {QStringLiteral("app/quotes"), list("app/base app/market")},
        {QStringLiteral("app/exchanges"), list("app/base app/net app/market app/quotes")},
        {QStringLiteral("app/news"), list("app/base app/net app/market")},
        {QStringLiteral("app/insight"), list("app/base app/market app/settings app/quotes app/news")},
        {QStringLiteral("app/alerts"), list("app/base app/market app/quotes app/news")},
        {QStringLiteral("app/storage"), list("app/base app/market app/quotes app/news app/insight")},
        {QStringLiteral("app/cli"), list("app/base app/net app/market app/settings app/quotes app/exchanges "
                                         "app/news app/insight app/alerts app/storage")},
        {QStringLiteral("ui/style"), list("app/base app/market app/settings app/quotes")},
        {QStringLiteral("ui/platform"), list("app/base")},
        {QStringLiteral("ui/quotes"),
         list("app/base app/market app/settings app/quotes app/insight ui/style")},
        {QStringLiteral("ui/charts"), list("app/base app/market app/settings app/quotes app/news ui/style")},
        {QStringLiteral("ui/news"), list("app/base app/market app/settings app/news app/insight ui/style")},
        {QStringLiteral("ui/alerts"),
         list("app/base app/market app/settings app/quotes app/news app/alerts ui/style")},
        {QStringLiteral("ui/insight"),
         list("app/base app/market app/settings app/quotes app/news app/insight ui/style")},
        {QStringLiteral("ui/settings"),
         list("app/base app/market app/settings app/quotes app/news ui/style ui/platform")},
        {QStringLiteral("ui/shell"),
         list("app/base app/market app/settings app/quotes app/news app/insight app/alerts ui/style "
              "ui/alerts ui/quotes ui/charts ui/news ui/insight ui/settings ui/platform")},
        {QStringLiteral("ui/program"),
         list("app/base app/market app/settings app/quotes app/news app/insight app/cli ui/style ui/alerts "
              "ui/settings ui/platform ui/shell")},
    };
    return table;
}
} // namespace

TEST(LayeringTest, NoFolderIncludesWhatStandsAboveIt)
{
    int seen = 0;
    for (const QString &top : {QStringLiteral("app"), QStringLiteral("ui")}) {
        const QList<Line> lines = includeLines(top);
        for (const Line &line : lines) {
            if (line.file == QLatin1String("ui/main.cpp") ||
                !(line.included.startsWith(QLatin1String("app/")) ||
                  line.included.startsWith(QLatin1String("ui/"))))
                continue;
            ++seen;
            const QString target = line.included.section(u'/', 0, 1);
            ASSERT_TRUE(allowed().contains(line.folder)) << "unknown folder " << line.folder.toStdString();
            EXPECT_TRUE(target == line.folder || allowed().value(line.folder).contains(target))
                << line.file.toStdString() << " includes " << line.included.toStdString();
        }
    }
    EXPECT_GT(seen, 50);
}

TEST(LayeringTest, NoFileIncludesAnotherTwice)
{
    for (const QString &top : {QStringLiteral("app"), QStringLiteral("ui"), QStringLiteral("tests")}) {
        QSet<std::pair<QString, QString>> seen;
        for (const Line &line : includeLines(top)) {
            const std::pair one(line.file, line.included);
            EXPECT_FALSE(seen.contains(one))
                << line.file.toStdString() << ": " << line.included.toStdString();
            seen.insert(one);
        }
    }
}

TEST(LayeringTest, AppNeedsNoScreen)
{
    static const QRegularExpression screen(
        QStringLiteral("^(QtWidgets|QtGui|QtCharts|QWidget|QApplication|QGuiApplication|QPainter|QPixmap|"
                       "QImage|QColor|QFont|QIcon|QTextDocument)"));
    for (const Line &line : includeLines(QStringLiteral("app")))
        EXPECT_FALSE(screen.match(line.included).hasMatch())
            << line.file.toStdString() << " includes " << line.included.toStdString();
}

TEST(LayeringTest, UiNeverTouchesNetworkOrDisk)
{
    static const QRegularExpression below(QStringLiteral(
        "^(QtNetwork|QtWebSockets|QtSql|QNetwork|QWebSocket|QTcp|QLocalSocket|QLocalServer|QSsl|QSql)"));
    for (const Line &line : includeLines(QStringLiteral("ui"))) {
        if (line.file == QLatin1String("ui/main.cpp"))
            continue;
        EXPECT_FALSE(below.match(line.included).hasMatch())
            << line.file.toStdString() << " includes " << line.included.toStdString();
    }
}

TEST(LayeringTest, ReadingAStorysWordsNeedsNoFeedsAndNoStore)
{
    static const QStringList below{QStringLiteral("app/news/facts/"), QStringLiteral("app/news/storyfacts.h"),
                                   QStringLiteral("app/news/htmltree.h"), QStringLiteral("app/market/"),
                                   QStringLiteral("app/base/")};
    int seen = 0;
    for (const Line &line : includeLines(QStringLiteral("app/news"))) {
        if (!line.file.startsWith(QLatin1String("app/news/facts/")) ||
            !line.included.startsWith(QLatin1String("app/")))
            continue;
        ++seen;
        EXPECT_TRUE(std::any_of(below.begin(), below.end(),
                                [&](const QString &one) { return line.included.startsWith(one); }))
            << line.file.toStdString() << " includes " << line.included.toStdString();
    }
    EXPECT_GT(seen, 20);
}

TEST(LayeringTest, VenueFoldersKnowNothingOfEachOther)
{
    static const QStringList venues{QStringLiteral("bitget"),    QStringLiteral("binance"),
                                    QStringLiteral("coinbase"),  QStringLiteral("kraken"),
                                    QStringLiteral("okx"),       QStringLiteral("bybit"),
                                    QStringLiteral("coingecko"), QStringLiteral("simulated")};
    for (const Line &line : includeLines(QStringLiteral("app/exchanges"))) {
        const QString own = line.file.section(u'/', 2, 2);
        const QString other = line.included.startsWith(QLatin1String("app/exchanges/"))
                                  ? line.included.section(u'/', 2, 2)
                                  : QString();
        if (venues.contains(own) && venues.contains(other)) {
            EXPECT_EQ(own, other) << line.file.toStdString();
        }
    }
}

TEST(LayeringTest, QtChartsHasOneFolder)
{
    for (const Line &line : includeLines(QStringLiteral("ui"))) {
        const bool charts = line.included.startsWith(QLatin1String("QtCharts")) ||
                            line.included.startsWith(QLatin1String("QChart"));
        if (charts) {
            EXPECT_EQ(line.folder, QStringLiteral("ui/charts")) << line.file.toStdString();
        }
    }
}

TEST(LayeringTest, WhatIsLinuxOnlySitsInOnePlace)
{
    // xcb, D-Bus and XDG sit in ui/platform, so that Windows and macOS builds stay possible.
    for (const QString &top : {QStringLiteral("app"), QStringLiteral("ui")}) {
        for (const Line &line : includeLines(top)) {
            const bool linuxOnly = line.included.startsWith(QLatin1String("xcb/")) ||
                                   line.included.startsWith(QLatin1String("QDBus")) ||
                                   line.included.startsWith(QLatin1String("X11/"));
            if (linuxOnly) {
                EXPECT_EQ(line.folder, QStringLiteral("ui/platform")) << line.file.toStdString();
            }
        }
    }
}
