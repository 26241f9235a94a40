#include "tests/support/fakemarket/stories.h"

namespace fake {

using namespace std::chrono;

namespace {

struct Text
{
    const char *title, *summary, *author, *tags;
};

constexpr Text english[] = {
    {"Bitcoin holds above $114,000 as traders wait for the inflation figures",
     "Spot volumes were thin on Friday. Desks in London and Singapore said that few clients wanted to add "
     "risk before the release.",
     "Mara Lind", "Markets,Bitcoin"},
    {"Fed officials split over the pace of rate cuts",
     "Two voters said the labour market now worries them more than prices do.", "Jonas Weber",
     "Macro,Policy"},
    {"Ethereum developers set a date for the next test network fork",
     "Client teams agreed on a call to activate the change on two test networks first.", "Priya Raman",
     "Technology,Ethereum"},
    {"Solana fee income reaches its highest week of the year",
     "A rush of new tokens filled blocks; validators earned more than in any week since January.",
     "Tom\xc3\xa1s Ruiz", "Markets,Solana"},
    {"Stablecoin supply grows for the tenth week in a row",
     "Tether and USDC together added 2.1 billion dollars, issuers' figures show.", "Mara Lind",
     "Stablecoins,USDT,USDC"},
    {"XRP: what the court's last word means for exchanges",
     "Lawyers read the ruling differently; listings in three states may return.", "Ada Brook",
     "Regulation,XRP"},
    {"Miners sell less than they mine for the first time since spring",
     "Reserves of public mining companies rose by 1,900 bitcoin.", "Jonas Weber", "Mining,Bitcoin"},
    {"A Cardano fund opens to small investors in Zurich", "The product pays out staking income each quarter.",
     "Priya Raman", "Funds,ADA"},
    {"Dogecoin payments come to a chain of petrol stations",
     "Sixty stations in two countries take part in the trial.", "Ada Brook", "Adoption,DOGE"},
    {"TRON lowers its energy price again",
     "Transfers of USDT on the network cost about half of what they did in August.", "Tom\xc3\xa1s Ruiz",
     "Technology,TRX"},
    {"Exchange pauses BNB withdrawals for a wallet upgrade",
     "Deposits went on; the pause lasted forty minutes.", "Mara Lind", "Exchanges,BNB"},
    {"Opinion: volatility is cheap, and that is the problem",
     "When nobody pays for insurance, the first fire is dear.", "Guest author", "Opinion"},
};

constexpr Text chinese[] = {
    {"比特币在通胀数据公布前维持在 11.4 万美元上方",
     "周五现货成交清淡，伦敦与新加坡的交易员表示客户不愿在数据前加仓。", "林玛", "市场,BTC"},
    {"美联储官员对降息节奏意见不一", "两位票委表示，就业比物价更令人担心。", "韦伯", "宏观"},
    {"以太坊开发者确定下一次测试网分叉日期", "客户端团队在电话会议上同意先在两个测试网启用。", "拉曼",
     "技术,ETH"},
    {"稳定币供应连续第十周增长", "发行方数据显示，USDT 与 USDC 合计增加 21 亿美元。", "林玛",
     "稳定币,USDT,USDC"},
    {"狗狗币支付进入连锁加油站", "两国共六十个站点参加试点。", "布鲁克", "应用,DOGE"},
    {"波场再次下调能量价格", "网络上的 USDT 转账费用约为八月的一半。", "鲁伊斯", "技术,TRX"},
};

QList<Story> make(const Text *first, const Text *last, const QByteArray &prefix, UtcTime newest)
{
    QList<Story> list;
    for (const Text *text = first; text != last; ++text) {
        const auto age = minutes(7) + minutes(71) * (text - first);
        Story story;
        story.id = prefix + QByteArray::number(4800 - (text - first));
        story.title = text->title;
        story.summary = text->summary;
        story.html = "<p>" + story.summary + "</p><p>" +
                     QByteArray(prefix == "zh-" ? "（完）" : "More follows.") + "</p>";
        story.author = text->author;
        story.tags = QByteArray(text->tags).split(',');
        story.published = story.updated = newest - age;
        list.append(story);
    }
    return list;
}

} // namespace

QList<Story> englishStories(UtcTime newest)
{
    return make(std::begin(english), std::end(english), "en-", newest);
}

QList<Story> chineseStories(UtcTime newest)
{
    return make(std::begin(chinese), std::end(chinese), "zh-", newest);
}

Story toldStory(const QByteArray &id, const QByteArray &title, UtcTime at)
{
    Story story;
    story.id = id;
    story.title = title;
    story.summary = "A report with more will follow.";
    story.html = "<p>" + story.summary + "</p>";
    story.author = "Mara Lind";
    story.published = story.updated = at;
    return story;
}

Story nextStory(int number, UtcTime at)
{
    const Text &text = english[static_cast<size_t>(number) % std::size(english)];
    Story story;
    story.id = "new-" + QByteArray::number(number);
    story.title = "Update " + QByteArray::number(number) + ": " + text.title;
    story.summary = text.summary;
    story.html = "<p>" + story.summary + "</p>";
    story.author = text.author;
    story.tags = QByteArray(text.tags).split(',');
    story.published = story.updated = at;
    return story;
}

} // namespace fake
