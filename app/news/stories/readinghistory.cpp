#include "app/news/stories/readinghistory.h"

#include <QDataStream>
#include <QIODevice>
#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {
constexpr auto halfLife = days{14};
constexpr double enoughReads = 5;
constexpr double tagPart = 0.75; // of the interest; the rest is the outlet's
constexpr double faded = 0.01;
constexpr quint32 magic = 0x57505248; // "WPRH"
constexpr quint32 version = 1;

double growth(milliseconds passed)
{
    return std::exp2(duration<double>(passed) / duration<double>(halfLife));
}
QString sourceKey(const Story &story)
{
    return u"source "_s + story.article.source;
}
} // namespace

QStringList storyTags(const StoryFacts &facts)
{
    QStringList tags;
    for (const CoinTag &coin : facts.coins)
        tags.append(u"coin "_s + coin.symbol);
    if (facts.kind)
        tags.append(u"kind "_s + storyKindName(*facts.kind));
    return tags;
}

void ReadingHistory::add(const Story &opened, UtcTime now)
{
    const double passed = isKnown(m_since) ? growth(now - m_since) : 1;
    for (auto it = m_counts.begin(); it != m_counts.end();)
        it = (*it /= passed) < faded ? m_counts.erase(it) : std::next(it);
    m_since = now;
    for (const QString &tag : storyTags(opened.facts))
        m_counts[tag] += 1;
    m_counts[sourceKey(opened)] += 1;
}

double ReadingHistory::interest(const Story &story, UtcTime now) const
{
    double mostOfTags = 0, mostOfSources = 0, reads = 0;
    for (auto it = m_counts.begin(); it != m_counts.end(); ++it) {
        const bool source = it.key().startsWith("source "_L1);
        double &most = source ? mostOfSources : mostOfTags;
        most = std::max(most, *it);
        reads += source ? *it : 0;
    }
    double tag = 0;
    for (const QString &one : storyTags(story.facts))
        tag = std::max(tag, m_counts.value(one));
    const double known = std::min(reads / growth(now - m_since) / enoughReads, 1.0);
    const auto share = [](double part, double most) { return most > 0 ? part / most : 0; };
    return known * (tagPart * share(tag, mostOfTags) +
                    (1 - tagPart) * share(m_counts.value(sourceKey(story)), mostOfSources));
}

QByteArray ReadingHistory::toBytes() const
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    out << magic << version << toMsecs(m_since) << m_counts;
    return bytes;
}

std::optional<ReadingHistory> ReadingHistory::fromBytes(const QByteArray &bytes)
{
    QDataStream in(bytes);
    in.setVersion(QDataStream::Qt_6_4);
    quint32 isOurs = 0, isVersion = 0;
    qint64 since = 0;
    ReadingHistory history;
    in >> isOurs >> isVersion;
    if (isOurs != magic || isVersion != version)
        return std::nullopt;
    in >> since >> history.m_counts;
    if (in.status() != QDataStream::Ok || !in.atEnd())
        return std::nullopt;
    history.m_since = fromMsecs(since);
    return history;
}
