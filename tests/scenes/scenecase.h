#pragma once

#include "app/alerts/alertgrammar.h"
#include "app/cli/session.h"
#include "app/insight/insight.h"
#include "tests/support/fakemarket/commander.h"
#include "tests/support/waituntil.h"

#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>

// A whole session, without a screen, on the exchanges and the feed of fakemarket: over the real sockets, by
// the machine's own clock. Scripts begin before the session does; what is to happen later is ordered.
class SceneCase : public testing::Test
{
protected:
    static constexpr int patience = 20'000;

    void script(const QByteArray &lines)
    {
        const auto scheduled = commander.schedule(lines);
        ASSERT_TRUE(scheduled) << scheduled.error().detail.toStdString();
    }
    void order(const QByteArray &line)
    {
        const auto done = commander.run(line);
        ASSERT_TRUE(done) << done.error().detail.toStdString();
    }
    // The session, with prices of all that is watched and every story.
    void open()
    {
        options.alerts = true;
        for (const auto &venue : market.venues())
            options.global.endpoints.insert({QString::fromLatin1(venue->id())}, venue->endpoint());
        options.global.feedsFile = folder.filePath(QStringLiteral("feeds.opml"));
        QFile list(options.global.feedsFile);
        ASSERT_TRUE(list.open(QIODevice::WriteOnly));
        list.write("<opml version=\"2.0\"><body><outline type=\"rss\" text=\"Loopback\" xmlUrl=\"" +
                   feeds.feed(QStringLiteral("/rss.xml")).toEncoded() + "\"/></body></opml>");
        list.close();
        auto opened = Session::open(clock, settings, Paths::in(folder.path()), options);
        ASSERT_TRUE(opened) << opened.error().detail.toStdString();
        session = std::move(*opened);
        session->refresher().refreshAll();
        ASSERT_TRUE(waitUntil([this] { return session->allLive() && session->newsSettled(); }, patience));
    }
    // What the exchange itself says now; 0: nothing.
    double priceOn(const QString &venue, const AssetId &coin) const
    {
        for (const SourceQuote &source : session->board().quote(coin).sources)
            if (source.venue.value == venue && source.state == PriceState::Live)
                return source.ticker.last.toDouble();
        return 0;
    }
    // What a Request answers; nothing when it doesn't in time.
    template <typename T, typename Ask> std::optional<T> answer(Ask ask)
    {
        std::optional<Result<T>> told;
        const Request request = ask(Reply<T>([&told](Result<T> result) { told = std::move(result); }));
        waitUntil([&told] { return told.has_value(); }, patience);
        return told && *told ? std::optional(std::move(**told)) : std::nullopt;
    }

    const AssetId bitcoin{QStringLiteral("bitcoin")}, dogecoin{QStringLiteral("dogecoin")};
    SystemClock clock;
    QTemporaryDir folder;
    FakeMarket market{fake::Options{.clock = &clock, .talkative = false}};
    FakeFeeds feeds{clock};
    fake::Commander commander{market, feeds};
    SettingsFile settings{clock, QString(), defaultSettings(QStringLiteral("en_GB"))};
    SessionOptions options;
    std::unique_ptr<Session> session;
};
