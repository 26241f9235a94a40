#include "app/news/facts/storyanalyst.h"

#include "app/news/facts/cointagger.h"
#include "app/news/facts/rulefile.h"

namespace {
constexpr qsizetype longestText = 20'000; // characters looked at

QString wholeText(const FactsInput &story)
{
    if (story.text.isEmpty() || story.summary.isEmpty() || story.text.startsWith(story.summary.chopped(1)))
        return (story.text.isEmpty() ? story.summary : story.text).left(longestText);
    return (story.summary + u'\n' + story.text).left(longestText);
}

CoinRules coinRules(const QString &userFile)
{
    CoinRules rules = CoinRules::shipped();
    if (userFile.isEmpty())
        return rules;
    const UserRules user = userRulesIn(userFile);
    if (!user.problem.isEmpty())
        rules.problems.append(user.problem);
    else if (!user.json.isEmpty())
        rules.overlay(user.json, userFile);
    return rules;
}
} // namespace

struct StoryAnalyst::Rules
{
    explicit Rules(CoinRules coins) : tagger(std::move(coins), lexicon) { tagger.rules().addTo(lexicon); }

    Lexicon lexicon;
    CoinTagger tagger;
};

StoryAnalyst::StoryAnalyst(const QString &userCoinTags)
    : m_rules(std::make_unique<Rules>(coinRules(userCoinTags)))
{
}
StoryAnalyst::StoryAnalyst(StoryAnalyst &&) noexcept = default;
StoryAnalyst &StoryAnalyst::operator=(StoryAnalyst &&) noexcept = default;
StoryAnalyst::~StoryAnalyst() = default;

const QStringList &StoryAnalyst::problems() const
{
    return m_rules->tagger.rules().problems;
}

StoryFacts StoryAnalyst::factsOf(const FactsInput &story, const QList<TagCorrection> &corrections) const
{
    const QString body = wholeText(story);
    const ReadText title = m_rules->lexicon.read(story.title), text = m_rules->lexicon.read(body);
    StoryFacts facts;
    const CoinTagger::Tags tags = m_rules->tagger.tags(
        {title, text, story.categories, story.link, {false, story.announcement}}, corrections);
    facts.coins = tags.coins;
    facts.manyCoins = tags.many;
    return facts;
}
