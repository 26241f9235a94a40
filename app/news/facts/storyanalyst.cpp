#include "app/news/facts/storyanalyst.h"

#include "app/news/facts/cointagger.h"
#include "app/news/facts/columns.h"
#include "app/news/facts/kindfinder.h"
#include "app/news/facts/promotions.h"
#include "app/news/facts/provenance.h"
#include "app/news/facts/rulefile.h"

namespace {
constexpr qsizetype longestTitle = 1'000, longestText = 8'000, endLength = 600; // characters
constexpr double ofItsOwn = 2; // of a coin's weight: more than a mention

QString wholeText(const FactsInput &story)
{
    const bool one =
        story.text.isEmpty() || story.summary.isEmpty() || story.text.startsWith(story.summary.chopped(1));
    const QString text = one ? (story.text.isEmpty() ? story.summary : story.text)
                             : QString(story.summary + u'\n' + story.text);
    // The end says whose story it is ("(Jin10)", "This is a sponsored post").
    return text.size() <= longestText + endLength ? text
                                                  : text.left(longestText) + u'\n' + text.right(endLength);
}

// A story of these kinds whose headline names no coin is the whole market's: that its text mentions what
// bitcoin did meanwhile makes it no story of bitcoin.
bool concernsAll(std::optional<StoryKind> kind)
{
    return kind == StoryKind::Geopolitics || kind == StoryKind::CentralBanks || kind == StoryKind::Macro;
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
    explicit Rules(CoinRules coins)
        : tagger(std::move(coins), lexicon),
          outlets(lexicon.fold()),
          provenance(outlets),
          promotions(lexicon.fold()),
          columns(lexicon.fold(), outlets)
    {
        tagger.rules().addTo(lexicon);
        kinds.addTo(lexicon);
        outlets.addTo(lexicon);
        promotions.addTo(lexicon);
    }

    Lexicon lexicon;
    CoinTagger tagger;
    KindFinder kinds;
    Outlets outlets;
    ProvenanceFinder provenance;
    Promotions promotions;
    Columns columns;
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

QString StoryAnalyst::outlet(const QString &nameOrSource) const
{
    const qint32 found = m_rules->outlets.find(nameOrSource);
    return found < 0 ? nameOrSource.trimmed() : m_rules->outlets.at(found).name;
}

StoryFacts StoryAnalyst::factsOf(const FactsInput &story, const QList<TagCorrection> &corrections) const
{
    const Rules &rules = *m_rules;
    const QString body = wholeText(story);
    const ReadText title = rules.lexicon.read(QStringView(story.title).left(longestTitle));
    const ReadText text = rules.lexicon.read(body);
    const qint32 own = rules.outlets.find(story.source);
    const CoinContext context{own >= 0 && rules.outlets.at(own).crypto, story.announcement};
    const CoinTagger::Tags tags =
        rules.tagger.tags({title, text, story.categories, story.link, context}, corrections);
    StoryFacts facts;
    facts.coins = tags.coins;
    facts.manyCoins = tags.many;
    facts.kind = rules.kinds.kindOf(title, text, tags.named, story.announcement);
    if (!tags.named && concernsAll(facts.kind))
        facts.coins.removeIf([](const CoinTag &tag) { return tag.weight < ofItsOwn; });
    facts.provenance = rules.provenance.chain(title, text, own);
    facts.promotion =
        rules.promotions.why({title, text, story.categories, story.link, story.source, story.announcement});
    facts.recurring = rules.columns.isColumn(story.title, own);
    return facts;
}
