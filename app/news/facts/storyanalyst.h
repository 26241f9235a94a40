#pragma once

#include "app/news/storyfacts.h"

#include <QStringList>
#include <QUrl>
#include <memory>

// Stored beside the facts: when it grows, what is stored can be worked out anew.
constexpr int factsVersion = 1;

// What the analysis reads of a story. All texts plain.
struct FactsInput
{
    QString title;
    QString summary;        // may be empty
    QString text;           // the body; may be empty, may begin with the summary
    QStringList categories; // the item's own, as the outlet writes them (ParsedArticle::sections); never
                            // the subject of a feed that only searched for a coin
    QUrl link;
    QString source;            // the outlet as shown ("金色财经")
    QString language;          // BCP 47; empty: unknown
    bool announcement = false; // an exchange's own
};

// Works out what stories are about, by the rules in resources/ (cointags.json, ...). Reads the rules when
// made (some milliseconds); then constant and free of I/O: one may be used from several threads at once.
// Never fails: a text that says nothing gives empty facts.
class StoryAnalyst
{
public:
    // The shipped rules, with the user's changes when there is such a file (JSON of the shape of
    // cointags.json: {"coins": [{"symbol": "TRUMP", "muted": true}]}). No file is no problem.
    explicit StoryAnalyst(const QString &userCoinTags = {});
    StoryAnalyst(StoryAnalyst &&) noexcept;
    StoryAnalyst &operator=(StoryAnalyst &&) noexcept;
    ~StoryAnalyst();

    // `corrections` are all of the user's, oldest first.
    StoryFacts factsOf(const FactsInput &story, const QList<TagCorrection> &corrections) const;

    // The outlet's name as StoryFacts::provenance writes it, from any of its names, an Article::source or its
    // host ("路透社" → "Reuters", "律动" → "BlockBeats"); the text itself when we don't know it. Two names
    // are one outlet when this gives the same.
    QString outlet(const QString &nameOrSource) const;

    // What is wrong with the user's file, in sentences.
    const QStringList &problems() const;

private:
    struct Rules;
    std::unique_ptr<const Rules> m_rules;
};
