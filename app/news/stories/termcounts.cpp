#include "app/news/stories/termcounts.h"

#include <QDataStream>
#include <QIODevice>
#include <cmath>

using namespace std::chrono_literals;

namespace {
constexpr double backgroundStories = 1000; // what UsedTerm::share is a share of
constexpr auto halfLife = std::chrono::days{30};
constexpr quint32 magic = 0x57505443; // "WPTC"
constexpr quint32 version = 1;        // raised when StoryTerm or the reading of texts changes
} // namespace

double rarity(const UsedTerm &term, const TermCounts &counts)
{
    const double all = backgroundStories + double(counts.stories());
    return std::max(std::log(all / (double(term.share) + double(counts.storiesWith(term.term)) + 1)), 0.0);
}

void StoredTermCounts::add(const StoryReading &story, UtcTime now)
{
    if (!isKnown(m_halved))
        m_halved = now;
    if (now - m_halved >= halfLife) {
        halve();
        m_halved = now;
    }
    ++m_stories;
    for (const UsedTerm &term : story.terms)
        ++m_counts[term.term];
}

void StoredTermCounts::halve()
{
    m_stories /= 2;
    m_counts.removeIf([](QHash<StoryTerm, quint32>::iterator it) {
        *it /= 2;
        return *it == 0;
    });
}

QByteArray StoredTermCounts::toBytes() const
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    out << magic << version << qint64(m_stories) << toMsecs(m_halved) << m_counts;
    return bytes;
}

std::optional<StoredTermCounts> StoredTermCounts::fromBytes(const QByteArray &bytes)
{
    QDataStream in(bytes);
    in.setVersion(QDataStream::Qt_6_4);
    quint32 isOurs = 0, isVersion = 0;
    qint64 stories = 0, halved = 0;
    StoredTermCounts counts;
    in >> isOurs >> isVersion;
    if (isOurs != magic || isVersion != version)
        return std::nullopt;
    in >> stories >> halved >> counts.m_counts;
    if (in.status() != QDataStream::Ok || !in.atEnd() || stories < 0)
        return std::nullopt;
    counts.m_stories = stories;
    counts.m_halved = fromMsecs(halved);
    return counts;
}
