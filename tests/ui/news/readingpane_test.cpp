#include "app/base/workerpool.h"
#include "tests/support/warnings.h"
#include "tests/ui/news/newsfakes.h"
#include "ui/news/addresslabel.h"
#include "ui/news/eventcard.h"
#include "ui/news/fulltextbar.h"
#include "ui/news/linkbar.h"
#include "ui/news/linkbutton.h"
#include "ui/news/messagepane.h"
#include "ui/news/offersection.h"
#include "ui/news/picturedecoder.h"
#include "ui/news/readingpane.h"
#include "ui/news/storydocument.h"
#include "ui/news/storyoffers.h"
#include "ui/news/storyview.h"
#include "ui/news/wordingspopup.h"
#include "ui/style/controls.h"

#include <QAbstractTextDocumentLayout>
#include <QAccessible>
#include <QBuffer>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <gtest/gtest.h>

using namespace std::chrono_literals;

namespace {
QByteArray png(int width, int height)
{
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(Qt::darkGreen);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return buffer.data();
}

class ReadingPaneTest : public testing::Test
{
protected:
    ReadingPaneTest()
    {
        pane.resize(550, 600);
        pane.show();
    }
    Story store(const QString &title, const QString &html)
    {
        Story story = makeStory(title, designNow - 35min, QStringLiteral("金色财经"));
        story.article.section = QStringLiteral("Flash");
        story.article.html = html;
        story.article.summary = QStringLiteral("The summary.");
        return world.store.put({story}).first();
    }
    QString text() const { return view()->toPlainText(); }
    StoryView *view() const { return pane.findChild<StoryView *>(); }
    LinkBar *bar() const { return pane.findChild<LinkBar *>(); }
    void clickLink(const QString &url) { emit view()->anchorClicked(QUrl(url)); }
    IconButton *button(const QString &name) const
    {
        for (IconButton *button : pane.findChildren<IconButton *>())
            if (button->isVisible() && button->accessibleName().startsWith(name))
                return button;
        return nullptr;
    }

    LinkButton *linkButton(const QString &begins) const
    {
        for (LinkButton *button : pane.findChildren<LinkButton *>())
            if (button->isVisible() && button->text().startsWith(begins))
                return button;
        return nullptr;
    }
    QList<OfferRow *> rows() const
    {
        QList<OfferRow *> visible;
        for (OfferRow *row : pane.findChildren<OfferRow *>())
            if (row->isVisible())
                visible.append(row);
        return visible;
    }
    QPushButton *pushButton(const QString &words) const
    {
        for (QPushButton *button : pane.findChildren<QPushButton *>())
            if (button->isVisible() && button->text() == words)
                return button;
        return nullptr;
    }
    QTextImageFormat picture() const
    {
        for (QTextBlock block = view()->document()->begin(); block.isValid(); block = block.next())
            for (auto it = block.begin(); it != block.end(); ++it)
                if (it.fragment().charFormat().isImageFormat())
                    return it.fragment().charFormat().toImageFormat();
        return {};
    }
    int shownPictures() const { return picture().name().isEmpty() ? 0 : 1; }
    int pictureWidth() const { return int(picture().width()); }
    int unread()
    {
        int count = -1;
        const Request asked = world.store.unreadCount([&](Result<int> n) { count = *n; });
        waitUntil([&] { return count >= 0; });
        return count;
    }
    // One event, told by each of them; the last one first.
    QList<Story> toldBy(const QStringList &sources)
    {
        QList<Story> event;
        for (const QString &source : sources)
            event.prepend(world.store
                              .put({makeStory(QStringLiteral("Officials call off talks in Istanbul"),
                                              designNow - 30min + event.size() * 5min, source)})
                              .first());
        return event;
    }
    static Story coinStory(const QString &title, std::chrono::milliseconds ago)
    {
        Story story = makeStory(title, designNow - ago, QStringLiteral("Chainside"));
        story.facts.coins = {{QStringLiteral("BTC"), 1, QStringLiteral("Bitcoin")}};
        return story;
    }

    NewsWorld world;
    WorkerPool workers{1}; // one after the other, so that a later job tells when an earlier one is done
    ReadingPane pane{world.store, world.refresher, world.settings, world.theme, world.clock, workers};
};
} // namespace

TEST_F(ReadingPaneTest, HeadlineAndSummaryStandAtOnceTheBodyFollows)
{
    const Story story =
        store(QStringLiteral("Officials call off talks"), QStringLiteral("<p>The whole text.</p>"));
    pane.open(story);
    EXPECT_TRUE(text().startsWith(QStringLiteral("Officials call off talks\nThe summary.")));
    ASSERT_TRUE(waitUntil([&] { return text().contains(QStringLiteral("The whole text.")); }));
    EXPECT_FALSE(text().contains(QStringLiteral("The summary.")));
    EXPECT_TRUE(text().endsWith(QStringLiteral(
        "Disclaimer: the source’s own story, shown for information only. It isn’t investment advice.")));
}

TEST_F(ReadingPaneTest, ALongBodyIsLaidDownElsewhereAndShownWhole)
{
    const Story story =
        store(QStringLiteral("Long"), QStringLiteral("<p>word word word</p>").repeated(2'000) +
                                          QStringLiteral("<p>The very end.</p>"));
    pane.open(story);
    EXPECT_TRUE(text().startsWith(QStringLiteral("Long\nThe summary.")));
    ASSERT_TRUE(waitUntil([&] { return text().contains(QStringLiteral("The very end.")); }, 20'000));
    EXPECT_EQ(view()->document()->thread(), pane.thread());
}

TEST_F(ReadingPaneTest, TheLatestStoryOpenedWins)
{
    const Story slow =
        store(QStringLiteral("Slow"), QStringLiteral("<p>word word word</p>").repeated(20'000));
    const Story quick = store(QStringLiteral("Quick"), QStringLiteral("<p>Short.</p>"));
    pane.open(slow);
    ASSERT_TRUE(waitUntil([&] { return pane.openStory() == slow.article.id; }));
    pane.open(quick);
    ASSERT_TRUE(waitUntil([&] { return text().contains(QStringLiteral("Short.")); }));
    bool worked = false;
    const Request last = workers.run([] { return true; }, [&](bool done) { worked = done; });
    ASSERT_TRUE(waitUntil([&] { return worked; }, 20'000))
        << "whatever was laid down for the slow one is done";
    EXPECT_TRUE(text().startsWith(QStringLiteral("Quick")));
}

TEST_F(ReadingPaneTest, AStoryWithoutATextSaysWhereToReadIt)
{
    pane.open(store(QStringLiteral("x"), {})); // has a summary: that is the text
    ASSERT_TRUE(waitUntil([&] { return text().contains(QStringLiteral("Disclaimer")); }));
    EXPECT_TRUE(text().contains(QStringLiteral("The summary.")));
    pane.open(world.store.put({makeStory(QStringLiteral("Bare"), designNow)}).first());
    EXPECT_TRUE(waitUntil([&] {
        return text().contains(
            QStringLiteral("The source sent only this headline. Press O to read on at example.com."));
    }));
}

TEST_F(ReadingPaneTest, WhatIsOpenedCountsForWhatIsAlikeOnlyAsLongAsTheSettingSaysSo)
{
    const Story story = store(QStringLiteral("t"), QStringLiteral("<p>x</p>"));
    pane.open(story);
    world.clock.advance(2s);
    EXPECT_EQ(world.store.opened, QList{story.article.id});
    EXPECT_EQ(world.store.withHistory, QList{true});
    world.settings.change([](Settings &settings) { settings.useReadingHistory = false; });
    EXPECT_EQ(world.store.withHistory, (QList{true, false})) << "the open story's list heeds it at once";
    const Story next = store(QStringLiteral("u"), QStringLiteral("<p>y</p>"));
    pane.open(next);
    world.clock.advance(2s);
    settle();
    EXPECT_EQ(world.store.withHistory, (QList{true, false, false}));
    EXPECT_EQ(world.store.opened, QList{story.article.id}) << "nothing is noted any more";
    EXPECT_EQ(unread(), 0) << "it is read all the same";
}

TEST_F(ReadingPaneTest, IsReadAfterTwoSeconds)
{
    const Story story = store(QStringLiteral("t"), QStringLiteral("<p>x</p>"));
    pane.open(story);
    world.clock.advance(1900ms);
    EXPECT_EQ(unread(), 1);
    world.clock.advance(100ms);
    EXPECT_EQ(unread(), 0);
}

TEST_F(ReadingPaneTest, ClosedEarlierItStaysUnread)
{
    const Story story = store(QStringLiteral("t"), QStringLiteral("<p>x</p>"));
    QSignalSpy changed(&world.store, &ArticleStore::changed);
    pane.open(story);
    world.clock.advance(1s);
    pane.close();
    world.clock.advance(10s);
    EXPECT_EQ(changed.size(), 0);
    EXPECT_FALSE(pane.openStory());
    EXPECT_TRUE(pane.findChild<MessagePane *>()->isVisible());
}

TEST_F(ReadingPaneTest, Case58ALinkIsOpenedOnlyAfterItsHostWasShown)
{
    pane.open(store(QStringLiteral("t"),
                    QStringLiteral("<p><a href=\"https://evil.example/\">www.coindesk.com</a></p>")));
    QSignalSpy browser(&pane, &ReadingPane::browserRequested);
    clickLink(QStringLiteral("https://www.coindesk.com@evil.example/"));
    ASSERT_TRUE(bar()->isVisible());
    EXPECT_EQ(bar()->findChild<AddressLabel *>()->host(), QStringLiteral("evil.example"));
    EXPECT_EQ(browser.size(), 0);
    for (QPushButton *button : bar()->findChildren<QPushButton *>())
        if (button->text() == QStringLiteral("Open"))
            QTest::mouseClick(button, Qt::LeftButton);
    ASSERT_EQ(browser.size(), 1);
    EXPECT_EQ(browser.at(0).at(0).toUrl().host(), QStringLiteral("evil.example"));
    EXPECT_FALSE(bar()->isVisible());
}

TEST_F(ReadingPaneTest, Case58OtherSchemesAreNeverOpened)
{
    pane.open(store(QStringLiteral("t"), QStringLiteral("<p>x</p>")));
    QSignalSpy browser(&pane, &ReadingPane::browserRequested);
    for (const char *url : {"javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"}) {
        clickLink(QString::fromUtf8(url));
        ASSERT_TRUE(bar()->isVisible());
        for (QPushButton *button : bar()->findChildren<QPushButton *>())
            EXPECT_FALSE(button->isVisible());
        EXPECT_TRUE(pane.dismissLink());
    }
    EXPECT_EQ(browser.size(), 0);
    EXPECT_FALSE(pane.dismissLink());
}

TEST_F(ReadingPaneTest, AClickedLinkDoesNotReplaceTheStory)
{
    pane.open(store(QStringLiteral("t"), QStringLiteral("<p>Stays.</p>")));
    ASSERT_TRUE(waitUntil([&] { return text().contains(QStringLiteral("Stays.")); }));
    clickLink(QStringLiteral("file:///etc/hostname"));
    clickLink(QStringLiteral("https://example.com/"));
    EXPECT_TRUE(text().contains(QStringLiteral("Stays.")));
}

TEST_F(ReadingPaneTest, SavingShowsOnlyOnceTheStoreSaysSo)
{
    Story story = store(QStringLiteral("t"), QStringLiteral("<p>x</p>"));
    pane.open(story);
    bool saved = false;
    QObject::connect(&world.store, &ArticleStore::changed, &pane,
                     [&](const ArticleChanges &changes) { saved = changes.updated.first().state.saved; });
    QTest::mouseClick(button(QStringLiteral("Save")), Qt::LeftButton);
    EXPECT_FALSE(button(QStringLiteral("Save"))->isChecked());
    settle();
    EXPECT_TRUE(saved);
    story.state.saved = true;
    pane.refresh(story);
    ASSERT_NE(button(QStringLiteral("Remove from saved")), nullptr);
    EXPECT_TRUE(button(QStringLiteral("Remove from saved"))->isChecked());
}

TEST_F(ReadingPaneTest, CopiesTheLink)
{
    pane.open(store(QStringLiteral("t"), QStringLiteral("<p>x</p>")));
    QTest::mouseClick(button(QStringLiteral("Copy link")), Qt::LeftButton);
    EXPECT_TRUE(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("https://example.com/")));
}

TEST_F(ReadingPaneTest, AChangedHeadlineSaysSoAndOpensEveryWording)
{
    allowWarning(QStringLiteral("This plugin does not support")); // popups, offscreen
    Story story = store(QStringLiteral("Regulator to widen rules"), QStringLiteral("<p>x</p>"));
    pane.open(story);
    ASSERT_TRUE(waitUntil([&] { return text().contains(QStringLiteral("Disclaimer")); }));
    LinkButton *changed = linkButton(QStringLiteral("changed"));
    EXPECT_EQ(changed, nullptr);
    story.earlierTitles = {{QStringLiteral("Regulator to widen rules"), designNow}};
    story.article.title = QStringLiteral("Regulator may widen rules");
    pane.refresh(story);
    changed = linkButton(QStringLiteral("changed"));
    ASSERT_NE(changed, nullptr);
    EXPECT_EQ(changed->text(), QStringLiteral("changed 01:42: to → may"));
    QTest::mouseClick(changed, Qt::LeftButton);
    const auto *popup = pane.findChild<WordingsPopup *>();
    ASSERT_NE(popup, nullptr);
    QStringList words;
    for (const QLabel *label : popup->findChildren<QLabel *>())
        words.append(label->accessibleName());
    EXPECT_TRUE(words.contains(QStringLiteral("Regulator to widen rules")));
    EXPECT_TRUE(words.contains(QStringLiteral("Regulator may widen rules")));
}

TEST_F(ReadingPaneTest, AnAdvertShowsAfterAClickAndGoesAgain)
{
    pane.open(
        store(QStringLiteral("t"),
              QStringLiteral("<p>Delegations left the city late on Friday without a date.</p><p>PoolX: Earn "
                             "new token airdrops. Lock now!</p>")));
    ASSERT_TRUE(waitUntil([&] { return text().contains(QStringLiteral("1 advert removed")); }));
    EXPECT_FALSE(text().contains(QStringLiteral("Lock now")));
    clickLink(QStringLiteral("wickpost:advert/0"));
    ASSERT_TRUE(waitUntil([&] { return text().contains(QStringLiteral("Lock now")); }));
    EXPECT_FALSE(bar()->isVisible());
    clickLink(QStringLiteral("wickpost:advert/0"));
    EXPECT_TRUE(waitUntil([&] { return !text().contains(QStringLiteral("Lock now")); }));
}

TEST_F(ReadingPaneTest, OffersTheOthersOfTheEventAndOpensThemWithOneClick)
{
    Story story = store(QStringLiteral("Officials call off talks in Istanbul"), QStringLiteral("<p>x</p>"));
    Story first =
        makeStory(QStringLiteral("Talks in Istanbul called off"), designNow - 2h, QStringLiteral("Axios"));
    first = world.store.put({first}).first();
    story.cluster = first.cluster = story.article.id;
    const QList<Story> cluster{story, first};
    StoryOffers offers(world.theme, world.clock);
    offers.resize(500, 200);
    QSignalSpy wanted(&offers, &StoryOffers::storyWanted);
    offers.setReports(story, cluster);
    offers.show();
    auto *row = offers.findChild<OfferRow *>();
    ASSERT_NE(row, nullptr);
    EXPECT_EQ(row->accessibleName(), QStringLiteral("Talks in Istanbul called off, by Axios, 23:42 · first"));
    QTest::mouseClick(row, Qt::LeftButton);
    row->setFocus();
    QTest::keyClick(row, Qt::Key_Return);
    ASSERT_EQ(wanted.size(), 2);
    EXPECT_EQ(wanted.at(0).at(0).value<ArticleId>(), first.article.id);
    EXPECT_GT(offers.heightForWidth(500), 0);
    offers.clear();
    EXPECT_EQ(offers.heightForWidth(500), 0) << "nothing is shown where there is nothing to offer";
}

TEST_F(ReadingPaneTest, TheOtherSourcesUnfoldFromTheHead)
{
    allowWarning(QStringLiteral("This plugin does not support")); // popups, offscreen
    const QList<Story> event = toldBy({QStringLiteral("Axios"), QStringLiteral("Ledger")});
    QSignalSpy wanted(&pane, &ReadingPane::storyWanted);
    pane.open(event.first());
    ASSERT_TRUE(waitUntil([&] { return linkButton(QStringLiteral("+1 source")) != nullptr; }));
    ASSERT_TRUE(waitUntil([&] { return !rows().isEmpty(); }));
    QTest::mouseClick(linkButton(QStringLiteral("+1 source")), Qt::LeftButton);
    auto *card = pane.findChild<EventCard *>();
    ASSERT_NE(card, nullptr);
    emit card->storyWanted(event.last().article.id);
    ASSERT_EQ(wanted.size(), 1);
    EXPECT_EQ(wanted.at(0).at(0).value<ArticleId>(), event.last().article.id);
}

TEST_F(ReadingPaneTest, ListsBelowTheTextAreListsOfItemsForScreenReaders)
{
    pane.open(toldBy({QStringLiteral("Axios"), QStringLiteral("Ledger")}).first());
    ASSERT_TRUE(waitUntil([&] { return !rows().isEmpty(); }));
    OfferRow *row = rows().first();
    auto *item = QAccessible::queryAccessibleInterface(row);
    ASSERT_NE(item, nullptr);
    EXPECT_EQ(item->role(), QAccessible::ListItem);
    EXPECT_EQ(item->text(QAccessible::Name), row->accessibleName());
    QAccessibleInterface *section = item->parent();
    ASSERT_NE(section, nullptr);
    EXPECT_EQ(section->role(), QAccessible::List);
    EXPECT_EQ(section->text(QAccessible::Name), QStringLiteral("Also reported by"));
    EXPECT_EQ(section->childCount(), 1);
    QSignalSpy wanted(&pane, &ReadingPane::storyWanted);
    item->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    EXPECT_EQ(wanted.size(), 1);
}

TEST_F(ReadingPaneTest, TabWalksFromTheHeadOverTheTextToWhatIsBelow)
{
    ReadingServices services;
    services.readPage = [](const Article &, Reply<QString>) { return Request(); };
    pane.setServices(services);
    pane.open(toldBy({QStringLiteral("Axios"), QStringLiteral("Ledger")}).first());
    ASSERT_TRUE(waitUntil([&] { return pushButton(QStringLiteral("Read the full text")) != nullptr; }));
    ASSERT_TRUE(waitUntil([&] { return !rows().isEmpty(); }));
    clickLink(QStringLiteral("https://example.com/"));
    pane.activateWindow();
    button(QStringLiteral("Save"))->setFocus();
    QStringList walked;
    QList<const QWidget *> seen;
    for (int i = 0; i < 20; ++i) {
        const QWidget *at = pane.focusWidget();
        if (seen.contains(at))
            break;
        seen.append(at);
        const QString name =
            at->accessibleName().isEmpty() ? at->property("text").toString() : at->accessibleName();
        walked.append(name);
        QTest::keyClick(pane.focusWidget(), Qt::Key_Tab);
    }
    const auto place = [&](const QString &begins) {
        for (qsizetype i = 0; i < walked.size(); ++i)
            if (walked[i].startsWith(begins))
                return i;
        return qsizetype(-1);
    };
    QList<qsizetype> places;
    for (const char *name : {"Save", "Copy link", "Open", "Also reported by 1", "Story", "Read the full text",
                             "Officials call off"})
        places.append(place(QString::fromLatin1(name)));
    EXPECT_FALSE(places.contains(-1)) << walked.join(QStringLiteral(" | ")).toStdString();
    EXPECT_TRUE(std::is_sorted(places.begin(), places.end()))
        << walked.join(QStringLiteral(" | ")).toStdString();
    EXPECT_GT(walked.lastIndexOf(QStringLiteral("Close")), places.last()) << "the question about a link last";
}

TEST_F(ReadingPaneTest, StoriesAlikeStandBelowTheDisclaimerWithTheirReason)
{
    world.store.put({coinStory(QStringLiteral("Bitcoin miners in Norway ask for cheaper power"), 30h)});
    pane.open(
        world.store.put({coinStory(QStringLiteral("Bitcoin miners sell coins as power gets dearer"), 10min)})
            .first());
    ASSERT_TRUE(waitUntil([&] { return !rows().isEmpty(); }));
    QSignalSpy wanted(&pane, &ReadingPane::storyWanted);
    EXPECT_EQ(
        rows().first()->accessibleName(),
        QStringLiteral("Bitcoin miners in Norway ask for cheaper power, same coin: BTC, 2025/09/11 19:42"));
    EXPECT_GT(rows().first()->mapTo(view()->viewport(), QPoint()).y(), 0);
    QTest::mouseClick(rows().first(), Qt::LeftButton);
    ASSERT_EQ(wanted.size(), 1);
}

TEST_F(ReadingPaneTest, NoPictureIsLoadedBeforeTheReaderAsks)
{
    QList<QUrl> asked;
    Reply<QByteArray> answer;
    ReadingServices services;
    services.loadPicture = [&](const QUrl &url, Reply<QByteArray> done) {
        asked.append(url);
        answer = std::move(done);
        return Request();
    };
    pane.setServices(services);
    pane.open(
        store(QStringLiteral("t"), QStringLiteral("<p>A text.</p><img src=\"https://a.example/1.png\">")));
    ASSERT_TRUE(waitUntil([&] { return text().contains(QStringLiteral("1 picture · Show")); }));
    EXPECT_TRUE(asked.isEmpty());
    clickLink(QStringLiteral("wickpost:pictures"));
    ASSERT_TRUE(waitUntil([&] { return !asked.isEmpty(); }));
    EXPECT_EQ(asked, QList<QUrl>{QUrl(QStringLiteral("https://a.example/1.png"))});
    answer(png(900, 300));
    ASSERT_TRUE(waitUntil([&] { return shownPictures() == 1; }));
    EXPECT_EQ(pictureWidth(), StoryView::column(pane.width(), world.theme).width())
        << "no wider than the text";
    EXPECT_EQ(asked.size(), 1);
}

TEST_F(ReadingPaneTest, AnOutletsPicturesLoadAtOnceWhereTheReaderSaidSo)
{
    int asked = 0;
    ReadingServices services;
    services.loadPicture = [&](const QUrl &, Reply<QByteArray> done) {
        ++asked;
        done(failure(Error::Kind::Network, QStringLiteral("down")));
        return Request();
    };
    pane.setServices(services);
    world.settings.change([](Settings &settings) { settings.picturesFrom = {QStringLiteral("金色财经")}; });
    pane.open(
        store(QStringLiteral("t"), QStringLiteral("<p>A text.</p><img src=\"https://a.example/1.png\">")));
    ASSERT_TRUE(
        waitUntil([&] { return text().contains(QStringLiteral("This picture could not be loaded.")); }));
    EXPECT_EQ(asked, 1);
}

TEST_F(ReadingPaneTest, WithoutALoaderPicturesLeaveNoMark)
{
    pane.open(
        store(QStringLiteral("t"), QStringLiteral("<p>A text.</p><img src=\"https://a.example/1.png\">")));
    ASSERT_TRUE(waitUntil([&] { return text().contains(QStringLiteral("Disclaimer")); }));
    EXPECT_FALSE(text().contains(QStringLiteral("picture")));
}

TEST_F(ReadingPaneTest, TheFullTextReplacesTheBeginning)
{
    Reply<QString> answer;
    ReadingServices services;
    services.readPage = [&](const Article &, Reply<QString> done) {
        answer = std::move(done);
        return Request();
    };
    pane.setServices(services);
    pane.open(store(QStringLiteral("t"), QStringLiteral("<p>The beginning …</p>")));
    ASSERT_TRUE(waitUntil([&] { return pushButton(QStringLiteral("Read the full text")) != nullptr; }));
    QTest::mouseClick(pushButton(QStringLiteral("Read the full text")), Qt::LeftButton);
    EXPECT_NE(pushButton(QStringLiteral("Cancel")), nullptr);
    answer(QStringLiteral("<p>The beginning, and all the rest of it.</p>"));
    ASSERT_TRUE(waitUntil([&] { return text().contains(QStringLiteral("all the rest of it")); }));
    EXPECT_FALSE(text().contains(QStringLiteral("The beginning …")));
    EXPECT_EQ(pushButton(QStringLiteral("Read the full text")), nullptr);
}

TEST_F(ReadingPaneTest, TheButtonForTheFullTextStandsApartFromTheTextAndFromTheNotes)
{
    ReadingServices services;
    services.readPage = [](const Article &, Reply<QString>) { return Request(); };
    pane.setServices(services);
    pane.open(store(QStringLiteral("t"), QStringLiteral("<p>The beginning …</p>")));
    ASSERT_TRUE(waitUntil([&] { return pushButton(QStringLiteral("Read the full text")) != nullptr; }));
    view()->document()->documentLayout()->documentSize(); // laid out to its end
    const QTextBlock note = view()->document()->findBlockByNumber(view()->story()->firstNote());
    const QRect bar = pane.findChild<FullTextBar *>()->geometry();
    const QTextLayout *text = note.previous().layout();
    const qreal end = text->position().y() + text->lineAt(text->lineCount() - 1).rect().bottom();
    EXPECT_NEAR(bar.top() - end, 12, 1.5);
    EXPECT_NEAR(note.layout()->position().y() - bar.bottom() - 1, 12, 1);
}

TEST_F(ReadingPaneTest, AFullTextThatCannotBeHadSaysWhyAndOffersTheBrowser)
{
    ReadingServices services;
    services.readPage = [&](const Article &, Reply<QString> done) {
        return world.clock.after(
            1ms, [done] { done(failure(Error::Kind::Malformed, QStringLiteral("It sends a bot check."))); });
    };
    pane.setServices(services);
    pane.open(store(QStringLiteral("t"), QStringLiteral("<p>The beginning …</p>")));
    ASSERT_TRUE(waitUntil([&] { return pushButton(QStringLiteral("Read the full text")) != nullptr; }));
    QTest::mouseClick(pushButton(QStringLiteral("Read the full text")), Qt::LeftButton);
    world.clock.advance(1ms);
    ASSERT_NE(pushButton(QStringLiteral("Try again")), nullptr);
    const auto labels = pane.findChild<FullTextBar *>()->findChildren<QLabel *>();
    EXPECT_EQ(labels.first()->text(), QStringLiteral("It sends a bot check."));
    EXPECT_EQ(pageFailure(failure(Error::Kind::Malformed, {}).value(), QStringLiteral("example.com")),
              QStringLiteral("No article was found on the page at example.com."));
    QSignalSpy browser(&pane, &ReadingPane::browserRequested);
    QTest::mouseClick(pushButton(QStringLiteral("Open in browser")), Qt::LeftButton);
    EXPECT_EQ(browser.size(), 1);
    EXPECT_TRUE(text().contains(QStringLiteral("The beginning …"))) << "what there was stays";
}

TEST(PictureDecoder, TakesPicturesAloneAndNoneThatIsTooLarge)
{
    EXPECT_EQ(decodePicture(png(900, 300), 450).size(), QSize(450, 150));
    EXPECT_EQ(decodePicture(png(90, 30), 450).size(), QSize(90, 30));
    EXPECT_TRUE(
        decodePicture("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>", 450).isNull());
    EXPECT_TRUE(decodePicture(png(90, 30).left(20), 450).isNull());
    EXPECT_TRUE(decodePicture({}, 450).isNull());
    // 50,000 × 50,000, as its header says; not a byte of it would have to be there.
    QByteArray huge = png(9, 9);
    huge.replace(16, 8, QByteArray::fromHex("0000c3500000c350"));
    EXPECT_TRUE(decodePicture(huge, 450).isNull());
}

TEST_F(ReadingPaneTest, CopiesThePlainSelectionAndWithNoneTheHeadline)
{
    pane.open(store(QStringLiteral("Headline"), QStringLiteral("<p>One <b>bold</b> word.</p>")));
    ASSERT_TRUE(waitUntil([&] { return text().contains(QStringLiteral("bold")); }));
    QTest::keyClick(view(), Qt::Key_C, Qt::ControlModifier);
    EXPECT_TRUE(
        QGuiApplication::clipboard()->text().startsWith(QStringLiteral("Headline\nhttps://example.com/")));
    QTextCursor cursor = view()->document()->find(QStringLiteral("bold"));
    view()->setTextCursor(cursor);
    QTest::keyClick(view(), Qt::Key_C, Qt::ControlModifier);
    EXPECT_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("bold"));
    EXPECT_FALSE(QGuiApplication::clipboard()->mimeData()->hasHtml()) << "with the dark theme's colours";
}

TEST_F(ReadingPaneTest, TheBackRowHoldsTheActionsInNarrowWindows)
{
    pane.open(store(QStringLiteral("t"), QStringLiteral("<p>x</p>")));
    EXPECT_EQ(button(QStringLiteral("Back")), nullptr);
    pane.setBackTo(QStringLiteral("Latest"));
    pane.setNeighbours(false, true);
    QSignalSpy back(&pane, &ReadingPane::backRequested), next(&pane, &ReadingPane::nextRequested);
    QTest::mouseClick(button(QStringLiteral("Back")), Qt::LeftButton);
    QTest::mouseClick(button(QStringLiteral("Next story")), Qt::LeftButton);
    EXPECT_EQ(back.size(), 1);
    EXPECT_EQ(next.size(), 1);
    EXPECT_FALSE(button(QStringLiteral("Previous story"))->isEnabled());
    int saves = 0;
    for (IconButton *each : pane.findChildren<IconButton *>())
        saves += each->isVisible() && each->accessibleName() == QStringLiteral("Save");
    EXPECT_EQ(saves, 1);
}

TEST_F(ReadingPaneTest, WithNothingOpenItSaysWhatIsUnread)
{
    pane.setUnread(3);
    const auto labels = pane.findChild<MessagePane *>()->findChildren<QLabel *>();
    EXPECT_TRUE(std::any_of(labels.cbegin(), labels.cend(), [](const QLabel *label) {
        return label->text() == QStringLiteral("3 unread stories. J opens the newest, N the next unread.");
    }));
}
