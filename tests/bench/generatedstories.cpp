#include "tests/bench/generatedstories.h"

#include <QDateTime>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace {
const char *const common =
    "the of and to in a is for that on with as are by at from has its was will be an it have this market "
    "price more after over not but crypto they which new would one per also than up token about could into "
    "two exchange million billion year first last week according data company network trading investors";
const char *const syllables =
    "ba be bi bo ca ce co da de di fa fo ga go ha hi in ja ka la le li ma me mi mo na "
    "ne no or pa pe po ra re ri ro sa se si so ta te ti to un va ve vi wa we za ze";
const char *const names[] = {"Bitcoin", "Ethereum", "Solana", "XRP", "ETF", "SEC"};
const QString han =
    u"比特币以太坊市场价格交易所上涨下跌资金流入现货基金监管消息金色财经报道分析师认为机构投资者增持减持"_s;
} // namespace

GeneratedStories::GeneratedStories(unsigned seed) : m_random(seed)
{
    m_words = QString::fromLatin1(common).split(u' ');
    const QStringList parts = QString::fromLatin1(syllables).split(u' ');
    std::uniform_int_distribution<qsizetype> any(0, parts.size() - 1), length(2, 4);
    while (m_words.size() < 20'000) {
        QString made;
        for (qsizetype i = length(m_random); i > 0; --i)
            made += parts[any(m_random)];
        m_words.append(made);
    }
    std::vector<double> weights; // Zipf
    for (qsizetype i = 0; i < m_words.size(); ++i)
        weights.push_back(1.0 / double(i + 10));
    m_frequency = std::discrete_distribution<int>(weights.begin(), weights.end());
}

QString GeneratedStories::word()
{
    return m_words[m_frequency(m_random)];
}

QString GeneratedStories::sentence(int words)
{
    QStringList list;
    for (int i = 0; i < words; ++i)
        list.append(m_random() % 25 == 0 ? QString::fromLatin1(names[m_random() % std::size(names)])
                                         : word());
    list.first()[0] = list.first()[0].toUpper();
    return list.join(u' ');
}

QString GeneratedStories::chinese(int characters)
{
    QString text;
    for (int i = 0; i < characters; i += 2)
        text += han.sliced(qsizetype(m_random() % size_t(han.size() - 1)), 2);
    return text;
}

ParsedArticle GeneratedStories::item(int number, UtcTime published, int words)
{
    const bool isChinese = number % 3 == 2;
    ParsedArticle article;
    article.key = u"k%1"_s.arg(number);
    article.title = isChinese ? chinese(24) : sentence(9);
    if (!isChinese && m_random() % 5 < 2)
        article.title += u" Bitcoin"_s;
    article.link = QUrl(u"https://news.example/%1"_s.arg(number));
    article.published = published;
    article.language = isChinese ? u"zh"_s : u"en"_s;
    article.text = isChinese ? chinese(words * 2) : sentence(words);
    article.summary = article.text.left(300);
    article.html = u"<p>"_s + article.text + u"</p>"_s;
    return article;
}

QByteArray GeneratedStories::rss(int items, int words, UtcTime newest)
{
    QByteArray xml =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" "
        "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>Generated</title>"
        "<link>https://news.example/</link><description>Generated</description>\n";
    for (int i = 0; i < items; ++i) {
        const auto time =
            QDateTime::fromMSecsSinceEpoch(toMsecs(newest - i * std::chrono::minutes{5}), Qt::UTC);
        const QString number = QString::number(i);
        xml += u"<item><title>%1</title><link>https://news.example/%2?utm_source=rss</link><guid>https://"
               u"news.example/%2"
               "</guid><pubDate>%3</pubDate><description>%4</description><content:encoded><![CDATA["_s
                   .arg(sentence(10), number, QLocale::c().toString(time, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"),
                        sentence(40))
                   .toUtf8();
        for (int part = 0; part < 5; ++part)
            xml +=
                u"<p>%1. <a href=\"https://news.example/%2\">more</a></p>"_s.arg(sentence(words / 5), number)
                    .toUtf8();
        xml += "]]></content:encoded></item>\n";
    }
    return xml + "</channel></rss>\n";
}
