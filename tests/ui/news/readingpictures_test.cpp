// Draws stories of every kind into the build folder, to be looked at beside the design; and checks of each
// what can be checked of a picture.
#include "app/base/workerpool.h"
#include "tests/support/warnings.h"
#include "tests/ui/news/newsfakes.h"
#include "ui/news/readingpane.h"
#include "ui/news/storyview.h"

#include <QDir>
#include <QImage>
#include <QScrollBar>
#include <gtest/gtest.h>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {
bool has(const QImage &image, const QColor &colour)
{
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (image.pixelColor(x, y) == colour)
                return true;
    return false;
}

class ReadingPicturesTest : public testing::Test
{
protected:
    ReadingPicturesTest()
    {
        allowWarning(u"This plugin does not support"_s);
        world.theme.applyTo(*qApp);
        pane.resize(550, 700);
        pane.move(300, 300);
    }
    void show(const Story &story)
    {
        pane.open(story);
        pane.show();
        ASSERT_TRUE(waitUntil([&] { return view()->toPlainText().contains(u"Disclaimer"_s); }));
        settle();
    }
    StoryView *view() const { return pane.findChild<StoryView *>(); }
    QImage save(const QString &name)
    {
        QImage image(pane.size(), QImage::Format_RGB32);
        image.fill(world.theme.tokens().surface);
        pane.render(&image);
        const QString folder = QStringLiteral(WICKPOST_BINARY_DIR "/pictures");
        QDir().mkpath(folder);
        EXPECT_TRUE(image.save(u"%1/story-%2.png"_s.arg(folder, name)));
        return image;
    }
    void saveBoth(const QString &name)
    {
        save(name + u"-dark"_s);
        setLook(Theme::Light);
        save(name + u"-light"_s);
        setLook(Theme::Dark);
    }
    void setLook(Theme theme)
    {
        world.settings.change([theme](Settings &s) { s.theme = theme; });
        bool laid = false; // the text is laid down anew after what is under way
        const Request last = workers.run([] { return true; }, [&](bool done) { laid = done; });
        ASSERT_TRUE(waitUntil([&] { return laid; }));
        settle();
    }
    static Story report(const QString &title, UtcTime time, const QString &source)
    {
        Story story = makeStory(title, time, source);
        story.facts.kind = StoryKind::Geopolitics;
        return story;
    }
    Story designStory()
    {
        Story story = report(u"Officials call off talks in Istanbul"_s, designNow - 515min, u"金色财经"_s);
        story.article.section = u"Flash"_s;
        story.article.language = u"en"_s;
        story.article.html =
            u"<p>Delegations left Istanbul late on Friday without a date for another round, two people "
            u"briefed on "
            "the talks said. Transit through the strait continues under the terms agreed in spring.</p>"
            "<p>PoolX: Earn new token airdrops … Lock now!</p>"_s;
        story.facts.provenance = {u"Axios"_s, u"Jin10"_s};
        story.earlierTitles = {{u"Officials to call off talks in Istanbul"_s, designNow - 400min}};
        return story;
    }
    // With four more who tell of the event, and two stories alike.
    Story designWorld()
    {
        const QString told = u"Officials call off talks in Istanbul"_s;
        world.store.put({report(told, designNow - 602min, u"Axios"_s),
                         report(told, designNow - 530min, u"金十数据"_s),
                         report(told, designNow - 516min, u"Morning Ledger"_s),
                         report(told, designNow - 491min, u"Chainside"_s)});
        world.store.put(
            {report(u"Mediators set a date for Istanbul strait talks"_s, designNow - 26h, u"Jin10"_s),
             report(u"Shipping firms wait for word on strait transit"_s, designNow - 30h,
                    u"Block Dispatch"_s)});
        return world.store.put({designStory()}).first();
    }

    NewsWorld world;
    WorkerPool workers{1};
    ReadingPane pane{world.store, world.refresher, world.settings, world.theme, world.clock, workers};
};
} // namespace

TEST_F(ReadingPicturesTest, TheDesignsStory)
{
    show(designWorld());
    const QImage dark = save(u"design-dark"_s);
    EXPECT_TRUE(has(dark, world.theme.tokens().selected)) << "the market's chip";
    saveBoth(u"design"_s);
    pane.setBackTo(u"Latest"_s);
    for (const int width : {475, 420, 300}) {
        pane.resize(width, 700);
        settle();
        save(u"design-%1"_s.arg(width));
    }
    pane.setBackTo({});
    pane.resize(1000, 700);
    world.settings.change([](Settings &s) { s.textSizePercent = 200; });
    setLook(Theme::Dark);
    save(u"design-text200"_s);
}

TEST_F(ReadingPicturesTest, MarkupOfEveryKind)
{
    Story story = makeStory(u"How deep is the book? A year of weekends, measured"_s, designNow - 5min);
    story.article.author = u"Jonas Weiss"_s;
    story.article.section = u"Research"_s;
    story.article.html =
        u"<h2>What we looked at</h2><p>Spreads of <b>three</b> venues, <i>hour by hour</i>, with "
        u"<code>depth(10)</code> "
        "as the <a href=\"https://example.com/\">measure</a>.</p>"
        "<pre>def depth(bp):\n    return sum(level.size\n               for level in book if level.bp &lt;= "
        "bp)</pre>"
        "<blockquote><p>Nobody wants to be the last seller on a Sunday night.</p><p>So they leave early.</p>"
        "<blockquote><p>Nobody ever did.</p></blockquote></blockquote>"
        "<ul><li>measure against other weekends<ul><li>not Wednesdays</li></ul></li><li>look at "
        "depth</li></ul>"
        "<ol><li>first</li><li>second</li></ol>"
        "<table><thead><tr><th>Hour</th><th>Share of turnover</th><th>Spread</th></tr></thead><tbody>"
        "<tr><td>Asia</td><td>41 %</td><td>1.6</td></tr><tr><td>Europe</td><td>24 "
        "%</td><td>1.2</td></tr></tbody></table>"
        "<hr><p>The end. H<sub>2</sub>O, x<sup>2</sup>.</p><p><img src=\"https://example.com/a.png\"></p>"_s;
    pane.resize(550, 1100);
    show(world.store.put({story}).first());
    saveBoth(u"markup"_s);
    EXPECT_EQ(view()->horizontalScrollBar()->maximum(), 0);
}

TEST_F(ReadingPicturesTest, ChineseReadsWell)
{
    Story story = makeStory(u"XRP 24 小时成交量回升，价格守住 3 美元关口，市场关注下周监管会议"_s,
                            designNow - 2h, u"金色财经"_s);
    story.article.section = u"快讯"_s;
    story.article.language = u"zh"_s;
    story.facts.coins = {{u"XRP"_s, 1, u"XRP"_s}};
    story.article.html =
        u"<p>过去 24 小时，XRP 现货成交量较前一日回升，价格多次回落至 3 "
        u"美元附近后企稳。</p><blockquote>买盘主要来自亚洲时段。</blockquote>"
        "<ul><li>挂单深度恢复</li><li>期货资金费率接近零</li></ul><p>分析人士提醒，周末流动性偏低，短线波动可能放大。</p>"_s;
    show(world.store.put({story}).first());
    saveBoth(u"chinese"_s);
}

TEST_F(ReadingPicturesTest, ArabicReadsFromTheRight)
{
    Story story =
        makeStory(u"البنك المركزي يبقي أسعار الفائدة دون تغيير"_s, designNow - 20min, u"صحيفة الأسواق"_s);
    story.article.language = u"ar"_s;
    story.facts.kind = StoryKind::CentralBanks;
    story.article.html = u"<p>أعلن البنك المركزي يوم الخميس الإبقاء على أسعار الفائدة دون تغيير، وارتفع سعر "
                         u"BTC إلى 114,959.13 دولار بعد القرار.</p>"
                         "<blockquote><p>لا نرى سببا للعجلة.</p></blockquote><ul><li>التضخم "
                         "يتراجع</li><li>النمو مستقر</li></ul>"
                         "<p>PoolX: Earn new token airdrops … Lock now!</p>"_s;
    show(world.store.put({story}).first());
    saveBoth(u"arabic"_s);
}
