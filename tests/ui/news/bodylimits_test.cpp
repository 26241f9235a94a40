#include "ui/news/bodylimits.h"

#include "tests/ui/news/newsfakes.h"
#include "ui/news/storydocument.h"
#include "ui/news/storyview.h"

#include <QCoreApplication>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextList>
#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

namespace {
QStringList blocks(const QTextDocument &document)
{
    QStringList texts;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next())
        texts.append(block.text());
    return texts;
}

// The blocks of this HTML, those of over `most` characters divided.
QStringList divided(QTextDocument &document, const QString &html, qsizetype most)
{
    document.setHtml(html);
    const int before = document.blockCount();
    const int added = divideLongBlocks(document, 0, before, most);
    EXPECT_EQ(added, document.blockCount() - before);
    return blocks(document);
}
} // namespace

TEST(DivideLongBlocks, EndsALineWhereAWordEnds)
{
    QTextDocument document;
    EXPECT_EQ(divided(document, u"<p>one two three four</p><p>five</p>"_s, 8),
              (QStringList{u"one two "_s, u"three "_s, u"four"_s, u"five"_s}));
    EXPECT_EQ(divided(document, u"<p>0123456789</p>"_s, 10), QStringList{u"0123456789"_s});
    EXPECT_EQ(divided(document, u"<p>比特币价格突破一百</p>"_s, 4),
              (QStringList{u"比特币价"_s, u"格突破一"_s, u"百"_s}));
}

TEST(DivideLongBlocks, NoCharacterIsTornApart)
{
    QTextDocument document;
    const QString face = u"\U0001F600"_s, accented = u"e\u0301"_s;
    for (const QString &unit : {face, accented})
        for (int most = 4; most < 9; ++most)
            for (const QString &text : divided(document, u"<p>"_s + unit.repeated(20) + u"</p>"_s, most)) {
                EXPECT_LE(text.size(), most);
                EXPECT_EQ(text, unit.repeated(text.size() / 2));
            }
}

TEST(DivideLongBlocks, ThePartsStandLikeOneParagraph)
{
    QTextDocument document;
    divided(document, u"<p style=\"margin-top:7px;margin-bottom:9px\"><b>one two three four</b></p>"_s, 8);
    ASSERT_EQ(document.blockCount(), 3);
    const QTextBlock first = document.firstBlock(), second = first.next(), last = document.lastBlock();
    EXPECT_EQ(first.blockFormat().topMargin(), 7);
    EXPECT_EQ(first.blockFormat().bottomMargin(), 0);
    EXPECT_EQ(second.blockFormat().topMargin(), 0);
    EXPECT_EQ(second.blockFormat().bottomMargin(), 0);
    EXPECT_EQ(last.blockFormat().topMargin(), 0);
    EXPECT_EQ(last.blockFormat().bottomMargin(), 9);
    EXPECT_GT(last.begin().fragment().charFormat().fontWeight(), QFont::Normal);
}

TEST(DivideLongBlocks, AnItemOfAListIsOneItemStill)
{
    QTextDocument document;
    divided(document, u"<ul><li>one two three four</li><li>five</li></ul>"_s, 8);
    ASSERT_EQ(document.blockCount(), 4);
    QTextList *list = document.firstBlock().textList();
    ASSERT_NE(list, nullptr);
    EXPECT_EQ(list->count(), 2);
    EXPECT_EQ(list->item(1).text(), u"five"_s);
    EXPECT_EQ(document.firstBlock().next().blockFormat().indent(), list->format().indent());
}

TEST(DivideLongBlocks, ALongParagraphIsLaidOutAsFarAsItIsSeen)
{
    NewsWorld world;
    StoryView view(world.theme);
    view.resize(600, 700);
    view.show();
    QString text;
    for (int i = 0; i < 15'000; ++i)
        text += u"price "_s;
    view.showDocument(storyDocument({u"Headline"_s, u"<p>"_s + text + u"</p>"_s, {}, {}, false, {}},
                                    StoryLook(world.theme)));
    const QTextBlock note = view.document()->findBlockByNumber(view.story()->firstNote());
    EXPECT_TRUE(note.text().startsWith(u"Disclaimer"_s)) << note.text().toStdString();
    EXPECT_GT(view.document()->firstBlock().next().layout()->lineCount(), 0);
    EXPECT_EQ(note.layout()->lineCount(), 0) << "all of it was laid out before the first paint";
}
