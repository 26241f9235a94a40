#pragma once

#include "app/news/article.h"

#include <QByteArray>
#include <QHash>

// What the reader opened, as decayed counts by tag and outlet (half-life 14 days): nothing else is kept, and
// it never leaves the machine. A default one knows nothing; assigning one forgets everything.
class ReadingHistory
{
public:
    void add(const Story &opened, UtcTime now);
    // 0 to 1: how much the story is of what the reader opens. 0 while fewer than a handful were opened.
    double interest(const Story &story, UtcTime now) const;
    bool isEmpty() const { return m_counts.isEmpty(); }

    QByteArray toBytes() const;
    static std::optional<ReadingHistory> fromBytes(const QByteArray &bytes); // nothing: cut or not ours
    bool operator==(const ReadingHistory &) const = default;

private:
    // Counts are kept as of m_since and weighed by the time passed, so that nothing needs renewing.
    QHash<QString, double> m_counts; // "BTC" as "coin BTC", "etf" as "kind etf", "source CoinDesk"
    UtcTime m_since{};
};

// What a story is tagged with, as the history and the ranking of related stories count it.
QStringList storyTags(const StoryFacts &facts);
