#pragma once

#include "tests/ui/news/newsfakes.h"
#include "ui/news/filterbar.h"
#include "ui/news/messagepane.h"
#include "ui/news/newspane.h"
#include "ui/style/controls.h"

#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <gtest/gtest.h>

using namespace std::chrono_literals;

// A pane of news on a store in memory, as a user finds it.
class NewsPaneTest : public testing::Test
{
protected:
    NewsPaneTest() { world.refresher.success = designNow - 2min; }

    void open(const QList<Story> &stories)
    {
        if (!stories.isEmpty())
            world.store.put(stories);
        pane = std::make_unique<NewsPane>(world.store, world.refresher, world.settings, world.theme,
                                          world.clock);
        pane->resize(336, 500);
        pane->show();
        list = pane->findChild<NewsList *>(QStringLiteral("stories"));
        ASSERT_TRUE(waitUntil([&] { return list->isVisible() || message()->isVisible(); }));
        QObject::connect(pane.get(), &NewsPane::storyOpened, pane.get(), [this](const Story &story) {
            opened.append(story.article.title);
            pane->setOpenStory(story);
        });
    }
    QList<Story> many(int count)
    {
        QList<Story> stories;
        for (int i = 0; i < count; ++i)
            stories.append(makeStory(QStringLiteral("Story %1").arg(i), designNow - i * 1min));
        return stories;
    }
    MessagePane *message() const { return pane->findChild<MessagePane *>(); }
    QPushButton *arrivals() const { return list->findChild<QPushButton *>(); }
    QRect rowOf(const QString &title) const
    {
        for (int i = 0; i < list->model()->rowCount(); ++i)
            if (list->model()->index(i, 0).data().toString() == title)
                return list->visualRect(list->model()->index(i, 0));
        return {};
    }
    void click(const QString &title, Qt::MouseButton button = Qt::LeftButton)
    {
        QTest::mouseClick(list->viewport(), button, {}, rowOf(title).center());
    }
    QStringList visibleTitles() const
    {
        QStringList titles;
        for (int i = 0; i < list->model()->rowCount(); ++i) {
            const QModelIndex index = list->model()->index(i, 0);
            if (index.flags() & Qt::ItemIsEnabled)
                titles.append(index.data().toString());
        }
        return titles;
    }

    NewsWorld world;
    std::unique_ptr<NewsPane> pane;
    NewsList *list = nullptr;
    QStringList opened;
};

// Events that several outlets tell of.
class NewsPaneEventsTest : public NewsPaneTest
{
protected:
    // Outlets that all tell of one event, the newest first.
    static QList<Story> event(const QStringList &sources, const QString &title)
    {
        QList<Story> reports;
        for (const QString &source : sources)
            reports.append(makeStory(title, designNow - (5min * (reports.size() + 1)), source));
        return reports;
    }
    static QList<Story> breach()
    {
        return event(
            {QStringLiteral("Chainside"), QStringLiteral("Morning Ledger"), QStringLiteral("Meridian Wire")},
            QStringLiteral("Harbour exchange halts withdrawals after a breach of its hot wallet"));
    }
    static Story tagged(const QString &title, const QString &coin)
    {
        Story story = makeStory(title, designNow - 1h);
        story.facts.coins = {{coin, 1, coin.toLower()}};
        return story;
    }
    void openTab(int tab)
    {
        auto *tabs = pane->findChild<Tabs *>();
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(tab).center());
        settle();
    }
    NewsList *shown() const
    {
        for (NewsList *each : pane->findChildren<NewsList *>())
            if (each->isVisible())
                return each;
        return nullptr;
    }
    QList<QAbstractButton *> chips() const
    {
        QList<QAbstractButton *> found;
        for (QAbstractButton *button : pane->findChild<FilterBar *>()->findChildren<QAbstractButton *>())
            if (button->isVisible() &&
                button->accessibleName().startsWith(QStringLiteral("Remove the filter")))
                found.append(button);
        return found;
    }
    QString labels(QWidget *of) const
    {
        QStringList texts;
        for (const QLabel *label : of->findChildren<QLabel *>())
            if (label->isVisible())
                texts.append(label->text());
        return texts.join(u'|');
    }
};
