#include "app/news/opml.h"
#include "app/news/userfeeds.h"
#include "tests/quotes/boardfixture.h"
#include "tests/support/warnings.h"
#include "tests/ui/news/newsfakes.h"
#include "ui/settings/feededitor.h"
#include "ui/settings/feedspage.h"
#include "ui/settings/question.h"
#include "ui/settings/settingsdialog.h"

#include <QFile>
#include <QFileDialog>
#include <QMenu>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {
class FeedsPageTest : public BoardTest
{
protected:
    FeedsPageTest() : file(clock, {}, defaultSettings()), theme(file), feeds({}, shipped())
    {
        allowWarning(u"This plugin does not support"_s); // menus, offscreen
        services.findFeed = [this](const QString &typed, Reply<FoundFeed> done) -> Request {
            asked = typed;
            answer = std::move(done);
            return std::make_unique<PendingRequest>();
        };
    }
    static FeedEntry entry(const char *id, const char *source, const char *language, const char *group,
                           bool on)
    {
        FeedEntry made;
        made.info.id = {QString::fromLatin1(id)};
        made.info.source = made.info.owner = QString::fromUtf8(source);
        made.info.language = QString::fromLatin1(language);
        made.info.url = QUrl(u"https://%1.example/feed"_s.arg(QString::fromLatin1(id)));
        made.group = QString::fromUtf8(group);
        made.on = on;
        return made;
    }
    static QList<FeedEntry> shipped()
    {
        return {entry("chainside", "Chainside", "en", "English", true),
                entry("protocol", "Protocol Weekly", "en", "English", false),
                entry("dispatch", "Block Dispatch", "en", "English", true),
                entry("ledger", "Morning Ledger", "en", "English", true),
                entry("jin", "金色", "zh", "中文", true)};
    }
    FeedsPage &open()
    {
        if (!dialog) {
            dialog = std::make_unique<SettingsDialog>(services, nullptr);
            theme.applyTo(*qApp);
            dialog->showPage(u"News feeds"_s);
            dialog->show();
        }
        settle();
        return *dialog->findChild<FeedsPage *>();
    }
    QList<FeedRow *> rows()
    {
        QList<FeedRow *> shown = open().findChildren<FeedRow *>();
        std::sort(shown.begin(), shown.end(), [](const FeedRow *a, const FeedRow *b) {
            return a->mapTo(a->window(), QPoint()).y() < b->mapTo(b->window(), QPoint()).y();
        });
        return shown;
    }
    FeedRow *row(const QString &source)
    {
        for (FeedRow *each : rows())
            if (each->entry().info.source == source)
                return each;
        return nullptr;
    }
    QString health(const QString &source)
    {
        return row(source) ? row(source)->accessibleDescription() : u"no row"_s;
    }
    template <typename T> T *named(const QString &name)
    {
        for (T *widget : open().findChildren<T *>())
            if ((widget->accessibleName() == name || widget->property("text").toString() == name) &&
                widget->isVisibleTo(&open()))
                return widget;
        return nullptr;
    }
    void click(const QString &button)
    {
        auto *found = named<QPushButton>(button);
        ASSERT_TRUE(found) << button.toStdString();
        QTest::mouseClick(found, Qt::LeftButton);
        settle();
    }
    QString notice()
    {
        return open().findChild<PageNotice *>()->isVisible() ? open().findChild<PageNotice *>()->words()
                                                             : QString();
    }
    // The words of every label that can be seen.
    QString shownWords()
    {
        QStringList all;
        for (const QLabel *label : open().findChildren<QLabel *>())
            if (label->isVisible())
                all.append(label->text());
        return all.join(u'\n');
    }
    // Opens the row's menu and does what the line says.
    void choose(const QString &source, const QString &line)
    {
        QTest::mouseClick(row(source), Qt::RightButton);
        QContextMenuEvent event(QContextMenuEvent::Mouse, QPoint(40, 10),
                                row(source)->mapToGlobal(QPoint(40, 10)));
        QApplication::sendEvent(row(source), &event);
        for (QMenu *menu : open().findChildren<QMenu *>()) {
            for (QAction *action : menu->actions()) {
                if (action->text().section(u'\t', 0, 0) == line) {
                    action->trigger();
                    menu->close();
                    settle();
                    return;
                }
            }
        }
        ADD_FAILURE() << "no line " << line.toStdString();
    }
    static FoundFeed foundDesk()
    {
        FoundFeed found;
        found.entry = entry("desk", "The Desk", "en", "", false);
        found.format = u"RSS 2.0"_s;
        found.items = 25;
        found.itemsPerDay = 30;
        found.headlines = {u"First <b>headline</b>"_s, u"Second headline"_s, u"Third headline"_s};
        return found;
    }
    QStringList listed()
    {
        QStringList names;
        for (const FeedEntry &feed : feeds.feeds())
            names.append(feed.info.source);
        return names;
    }

    SettingsFile file;
    UiTheme theme;
    UserFeeds feeds;
    FakeRefresher news;
    FakeStore articles;
    SettingsServices services{file,  board, AssetDirectory::shipped(),
                              feeds, news,  articles,
                              theme, clock, defaultSettings(),
                              {},    {},    {},
                              {},    {},    {},
                              false};
    QString asked;
    Reply<FoundFeed> answer;
    std::unique_ptr<SettingsDialog> dialog;
};
} // namespace

TEST_F(FeedsPageTest, FeedsStandInGroupsThoseThatAreOnFirst)
{
    QStringList names;
    for (const FeedRow *each : rows())
        names.append(each->entry().info.source);
    EXPECT_EQ(names, (QStringList{u"Chainside"_s, u"Block Dispatch"_s, u"Morning Ledger"_s,
                                  u"Protocol Weekly"_s, u"金色"_s}));
    EXPECT_TRUE(shownWords().contains(u"English"_s));
    EXPECT_TRUE(shownWords().contains(u"中文"_s));
    EXPECT_EQ(row(u"金色"_s)->accessibleName(), u"金色, 中文"_s);
}

TEST_F(FeedsPageTest, ASwitchAppliesAtOnceAndTheRowStaysWhereItIs)
{
    auto *toggle = row(u"Chainside"_s)->findChild<Toggle *>();
    EXPECT_EQ(toggle->accessibleName(), u"Chainside"_s);
    QTest::mouseClick(toggle, Qt::LeftButton);
    settle();
    EXPECT_FALSE(feeds.feed({u"chainside"_s})->on);
    EXPECT_EQ(health(u"Chainside"_s), u"off"_s);
    EXPECT_EQ(rows().first()->entry().info.source, u"Chainside"_s) << "nothing moves under the pointer";
    QTest::keyClick(row(u"Chainside"_s), Qt::Key_Space);
    EXPECT_TRUE(feeds.feed({u"chainside"_s})->on);
}

TEST_F(FeedsPageTest, EachRowTellsItsHealthInWords)
{
    FeedHealth good;
    good.state = FeedHealth::State::Good;
    good.lastSuccess = clock.now() - 2min;
    good.nextTry = clock.now() + 3min;
    good.itemsPerDay = 30;
    news.setHealth(u"chainside"_s, good);
    FeedHealth shut;
    shut.state = FeedHealth::State::Failing;
    shut.lastError = Error{Error::Kind::Refused, u"HTTP 403 from ledger.example"_s, std::nullopt};
    shut.nextTry = clock.now() + 12min;
    news.setHealth(u"ledger"_s, shut);
    EXPECT_EQ(health(u"Chainside"_s), u"2 min ago · about 30 a day"_s);
    EXPECT_EQ(health(u"Morning Ledger"_s), u"is blocked by the site"_s);
    EXPECT_TRUE(row(u"Morning Ledger"_s)->toolTip().contains(u"HTTP 403 from ledger.example"_s));
    EXPECT_TRUE(row(u"Morning Ledger"_s)->toolTip().contains(u"Next in 12 min"_s));
    EXPECT_EQ(health(u"Protocol Weekly"_s), u"off"_s);
    EXPECT_EQ(health(u"Block Dispatch"_s), u"not read yet"_s);
    clock.advance(60s);
    EXPECT_EQ(health(u"Chainside"_s), u"3 min ago · about 30 a day"_s) << "ages go on";
}

TEST_F(FeedsPageTest, AFeedThatIsGoneAndOffSaysWhy)
{
    FeedValidators gone;
    gone.url = feeds.feed({u"protocol"_s})->info.url;
    gone.gone = true;
    std::ignore = articles.merge(feeds.feed({u"protocol"_s})->info, {}, gone, clock.now(), {});
    open();
    EXPECT_EQ(health(u"Protocol Weekly"_s), u"is gone for good, says the site"_s);
}

TEST_F(FeedsPageTest, AFeedIsAddedOnlyAfterItsPreview)
{
    open();
    click(u"Add feed"_s);
    auto *address = named<QLineEdit>(u"Address of a feed or a site"_s);
    ASSERT_TRUE(address);
    EXPECT_TRUE(address->hasFocus());
    QTest::keyClicks(address, u"desk.example"_s);
    QTest::keyClick(address, Qt::Key_Return);
    EXPECT_EQ(asked, u"desk.example"_s);
    EXPECT_TRUE(shownWords().contains(u"Looking …"_s));
    answer(foundDesk());
    settle();
    EXPECT_TRUE(shownWords().contains(u"RSS 2.0 · 25 items · about 30 a day"_s))
        << shownWords().toStdString();
    EXPECT_TRUE(shownWords().contains(u"First <b>headline</b>"_s)) << "headlines are plain text";
    EXPECT_EQ(feeds.feeds().size(), 5) << "nothing is added yet";
    auto *name = named<QLineEdit>(u"Name"_s);
    name->setText(u"My desk"_s);
    named<QLineEdit>(u"Group"_s)->setText(u"Mine"_s);
    auto *add = named<AddFeedPanel>(u""_s)->findChildren<QPushButton *>().last();
    EXPECT_EQ(add->text(), u"Add feed"_s);
    QTest::mouseClick(add, Qt::LeftButton);
    settle();
    const auto added = feeds.feedAt(QUrl(u"https://desk.example/feed"_s));
    ASSERT_TRUE(added);
    EXPECT_EQ(added->info.source, u"My desk"_s);
    EXPECT_EQ(added->group, u"Mine"_s);
    EXPECT_TRUE(added->on);
    EXPECT_EQ(rows().first()->entry().info.source, u"My desk"_s) << "the user's own stand first";
    EXPECT_EQ(notice(), u"My desk added."_s);
    click(u"Undo"_s);
    EXPECT_FALSE(feeds.feedAt(QUrl(u"https://desk.example/feed"_s)));
}

TEST_F(FeedsPageTest, WhatIsNoFeedIsSaidInWordsAndMayBeTriedAgain)
{
    open();
    click(u"Add feed"_s);
    auto *address = named<QLineEdit>(u"Address of a feed or a site"_s);
    QTest::keyClicks(address, u"a.example"_s);
    click(u"Look"_s);
    answer(failure(Error::Kind::Refused, u"a.example refuses Wickpost from this network (HTTP 403)."_s));
    settle();
    EXPECT_TRUE(shownWords().contains(u"a.example refuses Wickpost from this network (HTTP 403)."_s));
    EXPECT_TRUE(named<QPushButton>(u"Look"_s)->isEnabled());
    QTest::keyClick(address, Qt::Key_Escape);
    settle();
    EXPECT_FALSE(address->isVisible());
    EXPECT_TRUE(dialog->isVisible()) << "Escape closes the panel, not the settings";
    EXPECT_EQ(rows().size(), 5);
}

TEST_F(FeedsPageTest, AListedFeedIsSwitchedOnInsteadOfAddedTwice)
{
    open();
    click(u"Add feed"_s);
    QTest::keyClicks(named<QLineEdit>(u"Address of a feed or a site"_s), u"x"_s);
    click(u"Look"_s);
    FoundFeed there = foundDesk();
    there.entry = *feeds.feed({u"chainside"_s});
    there.listed = true;
    answer(there);
    settle();
    EXPECT_TRUE(shownWords().contains(u"This feed is in the list already."_s));
    EXPECT_FALSE(named<QPushButton>(u"Switch on"_s));
    click(u"Look"_s);
    there.entry = *feeds.feed({u"protocol"_s});
    answer(there);
    settle();
    click(u"Switch on"_s);
    EXPECT_TRUE(feeds.feed({u"protocol"_s})->on);
    EXPECT_EQ(feeds.feeds().size(), 5);
}

TEST_F(FeedsPageTest, TheDemoFetchesNothing)
{
    services.demo = true;
    open();
    EXPECT_EQ(health(u"Chainside"_s), u"not asked in demo mode"_s);
    click(u"Add feed"_s);
    EXPECT_FALSE(named<QPushButton>(u"Look"_s)->isEnabled());
    EXPECT_TRUE(shownWords().contains(u"Nothing is fetched in demo mode"_s));
}

TEST_F(FeedsPageTest, RemovingOffersUndoForEightSeconds)
{
    row(u"Chainside"_s)->setFocus();
    QTest::keyClick(row(u"Chainside"_s), Qt::Key_Delete);
    settle();
    EXPECT_FALSE(row(u"Chainside"_s));
    EXPECT_EQ(notice(), u"Chainside removed. Its stories stay."_s);
    click(u"Undo"_s);
    EXPECT_TRUE(row(u"Chainside"_s));
    EXPECT_EQ(feeds.feeds(), shipped());
    choose(u"Chainside"_s, u"Remove"_s);
    clock.advance(9s);
    EXPECT_EQ(notice(), QString());
    EXPECT_EQ(feeds.feeds().size(), 4);
}

TEST_F(FeedsPageTest, AFeedIsEditedAsAWhole)
{
    QTest::keyClick(row(u"Chainside"_s), Qt::Key_Return);
    auto *editor = open().findChild<FeedEditor *>();
    ASSERT_TRUE(editor);
    const auto field = [&](const QString &name) {
        for (QLineEdit *each : editor->findChildren<QLineEdit *>())
            if (each->accessibleName() == name)
                return each;
        return static_cast<QLineEdit *>(nullptr);
    };
    const auto save = [&] {
        for (QPushButton *each : editor->findChildren<QPushButton *>())
            if (each->text() == u"Save"_s)
                QTest::mouseClick(each, Qt::LeftButton);
        settle();
    };
    EXPECT_EQ(field(u"Address"_s)->text(), u"https://chainside.example/feed"_s);
    field(u"Name"_s)->setText(QString());
    save();
    EXPECT_TRUE(editor->isVisible());
    EXPECT_EQ(editor->findChild<FeedForm *>()->accessibleDescription(), u"The feed has no name."_s);
    field(u"Name"_s)->setText(u"Chain side"_s);
    field(u"Address"_s)->setText(u"nonsense"_s);
    save();
    EXPECT_EQ(editor->findChild<FeedForm *>()->accessibleDescription(), u"The feed has no address."_s);
    field(u"Address"_s)->setText(u"http://chainside.example/new"_s);
    field(u"Language"_s)->setText(u"DE"_s);
    for (Combo *combo : editor->findChildren<Combo *>())
        if (combo->accessibleName() == u"Counts in Trending"_s)
            combo->setCurrentIndex(combo->findData(1.5));
    save();
    const FeedEntry now = *feeds.feed({u"chainside"_s});
    EXPECT_EQ(now.info.source, u"Chain side"_s);
    EXPECT_EQ(now.info.url, QUrl(u"http://chainside.example/new"_s));
    EXPECT_EQ(now.info.language, u"de"_s);
    EXPECT_EQ(now.weight, 1.5);
    EXPECT_TRUE(row(u"Chain side"_s));
}

TEST_F(FeedsPageTest, AnOutletIsHiddenAndShownAgain)
{
    choose(u"Block Dispatch"_s, u"Hide stories from Block Dispatch"_s);
    EXPECT_TRUE(health(u"Block Dispatch"_s).startsWith(u"hidden · "_s));
    EXPECT_TRUE(feeds.feed({u"dispatch"_s})->on) << "it is fetched all the same";
    EXPECT_EQ(notice(), u"Stories from Block Dispatch are hidden; they are still fetched."_s);
    choose(u"Block Dispatch"_s, u"Show stories from Block Dispatch"_s);
    EXPECT_FALSE(health(u"Block Dispatch"_s).startsWith(u"hidden · "_s));
}

TEST_F(FeedsPageTest, AFeedIsCheckedOnRequest)
{
    choose(u"Chainside"_s, u"Check now"_s);
    EXPECT_EQ(news.asked, 1);
}

TEST_F(FeedsPageTest, ListsGoInAndOutAndSayWhatHappened)
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"list.opml"_s);
    open().exportTo(path);
    EXPECT_EQ(notice(), u"The feeds are in list.opml."_s);
    const auto out = readOpml(path, {});
    ASSERT_TRUE(out);
    EXPECT_EQ(out->size(), 4);

    QFile odd(path);
    ASSERT_TRUE(odd.open(QIODevice::WriteOnly));
    odd.write("<opml><body><outline text='New' xmlUrl='https://new.example/feed'/>\n"
              "<outline text='Chainside' xmlUrl='https://chainside.example/feed'/>\n"
              "<outline text='Bad' xmlUrl='gopher://bad'/></body></opml>");
    odd.close();
    open().importFrom(path);
    settle();
    EXPECT_EQ(notice(), u"1 feed added, 1 there already. Not usable: list.opml, line 3: "
                        "\"gopher://bad\" is no address of a feed (http, https, or a file)"_s);
    EXPECT_TRUE(row(u"New"_s));
    open().importFrom(dir.filePath(u"none.opml"_s));
    EXPECT_TRUE(notice().contains(u"can't be read"_s));
}

TEST_F(FeedsPageTest, TheArrowKeysWalkOverTheRows)
{
    const QList<FeedRow *> all = rows();
    all.first()->setFocus();
    QTest::keyClick(all[0], Qt::Key_Down);
    EXPECT_TRUE(all[1]->hasFocus());
    QTest::keyClick(all[1], Qt::Key_End);
    EXPECT_TRUE(all.last()->hasFocus());
    QTest::keyClick(all.last(), Qt::Key_Home);
    EXPECT_TRUE(all.first()->hasFocus());
}

TEST_F(FeedsPageTest, ReadingIsSetByChoices)
{
    const auto choose = [&](const QString &name, int value) {
        auto *combo = named<Combo>(name);
        ASSERT_TRUE(combo);
        combo->setCurrentIndex(combo->findData(value));
        emit combo->activated(combo->currentIndex());
    };
    open();
    choose(u"Check every"_s, 900'000);
    choose(u"Keep texts for"_s, 7);
    choose(u"Size of all texts at most"_s, 500);
    EXPECT_EQ(file.settings().newsEveryMs, 900'000);
    EXPECT_EQ(file.settings().keepTextDays, 7);
    EXPECT_EQ(file.settings().keepTextMb, 500);
    auto *whole = named<Toggle>(u"Read an event as a whole"_s);
    ASSERT_TRUE(whole && whole->isChecked());
    QTest::mouseClick(whole, Qt::LeftButton);
    EXPECT_FALSE(file.settings().readMarksEvent);
    auto *heed = named<Toggle>(u"Heed what I open"_s);
    ASSERT_TRUE(heed && heed->isChecked());
    QTest::mouseClick(heed, Qt::LeftButton);
    EXPECT_FALSE(file.settings().useReadingHistory);
    file.change([](Settings &s) { s.useReadingHistory = true; });
    EXPECT_TRUE(heed->isChecked());
}

TEST_F(FeedsPageTest, WhatWasOpenedIsForgottenOnlyAfterAYes)
{
    click(u"Forget what I opened"_s);
    auto *ask = open().findChild<Question *>();
    ASSERT_TRUE(ask && ask->isVisible());
    EXPECT_EQ(ask->focusWidget()->property("text").toString(), u"Cancel"_s);
    ask->reject();
    settle();
    EXPECT_EQ(articles.forgotten, 0);
    EXPECT_EQ(notice(), QString());
    click(u"Forget what I opened"_s);
    open().findChild<Question *>()->accept();
    settle();
    EXPECT_EQ(articles.forgotten, 1);
    EXPECT_EQ(notice(), u"What you opened is forgotten."_s);
}

TEST_F(FeedsPageTest, TheDefaultsBringTheShippedListBackAndLeaveOwnFeeds)
{
    ASSERT_TRUE(feeds.add(foundDesk().entry));
    ASSERT_TRUE(feeds.setOn({u"chainside"_s}, false));
    ASSERT_TRUE(feeds.remove({u"ledger"_s}));
    file.change([](Settings &s) { s.newsEveryMs = 3'600'000; });
    FeedsPage &page = open();
    Settings settings = file.settings();
    page.restore(settings, defaultSettings());
    file.set(settings);
    settle();
    EXPECT_EQ(listed(), (QStringList{u"Chainside"_s, u"Protocol Weekly"_s, u"Block Dispatch"_s,
                                     u"Morning Ledger"_s, u"金色"_s, u"The Desk"_s}));
    EXPECT_TRUE(feeds.feed({u"chainside"_s})->on);
    EXPECT_EQ(file.settings().newsEveryMs, 300'000);
    EXPECT_EQ(rows().size(), 6);
}

TEST_F(FeedsPageTest, EveryControlHasAName)
{
    open();
    for (const QAbstractButton *button : open().findChildren<QAbstractButton *>())
        EXPECT_FALSE(button->accessibleName().isEmpty() && button->text().isEmpty())
            << button->metaObject()->className();
    for (const FeedRow *each : rows())
        EXPECT_FALSE(each->accessibleName().isEmpty());
}
