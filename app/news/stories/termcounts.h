#pragma once

#include "app/base/time.h"
#include "app/news/stories/storyreader.h"

#include <QByteArray>
#include <QHash>

// How many stories there are, and how many have a term.
class TermCounts
{
public:
    virtual ~TermCounts() = default;
    virtual qsizetype stories() const = 0;
    virtual qsizetype storiesWith(StoryTerm term) const = 0;
};

// How rare a term is: the natural logarithm of how many stories there are for each that has it. What a word
// list says of it counts like a thousand stories.
double rarity(const UsedTerm &term, const TermCounts &counts);

// A table of counts that grows with the store. Old stories count ever less: after 30 days everything is
// halved. About 16 bytes a term.
class StoredTermCounts : public TermCounts
{
public:
    qsizetype stories() const override { return m_stories; }
    qsizetype storiesWith(StoryTerm term) const override { return m_counts.value(term); }

    // One story more, its terms each once (StoryReading). `now`: when it came.
    void add(const StoryReading &story, UtcTime now);

    QByteArray toBytes() const;
    // Nothing when the bytes are cut, of another version, or not ours: then the store is counted anew.
    static std::optional<StoredTermCounts> fromBytes(const QByteArray &bytes);
    bool operator==(const StoredTermCounts &other) const
    {
        return m_stories == other.m_stories && m_halved == other.m_halved && m_counts == other.m_counts;
    }

private:
    void halve();

    qsizetype m_stories = 0;
    UtcTime m_halved{};
    QHash<StoryTerm, quint32> m_counts;
};
