#include "app/news/facts/kindfinder.h"

#include "app/news/facts/rulefile.h"
#include "app/news/facts/terms.h"

#include <algorithm>
#include <array>
#include <limits>

using namespace Qt::StringLiterals;

namespace {
constexpr qint32 startLength = 300;
constexpr double usualPoints = 2, enough = 2;
constexpr double enoughOfText = 2.5; // where the headline says nothing
constexpr double mostOfTitle = 6, mostOfText = 3;
constexpr double textShare = 0.5;
constexpr size_t kinds = 7;
} // namespace

KindFinder::KindFinder() : m_rules(shippedRules(u"storykinds"_s), TermSet::Kinds)
{
    for (const PhraseRules::Rule &rule : m_rules.rules()) {
        const auto kind = storyKind(rule.json.value("kind"_L1).toString());
        Q_ASSERT_X(kind, "storykinds.json", qPrintable(rule.json.value("kind"_L1).toString()));
        m_kinds.push_back(kind.value_or(StoryKind::Macro));
        m_announced.push_back(rule.json.value("announcement"_L1).toBool());
        m_points.push_back(rule.json.value("points"_L1).toDouble(usualPoints));
    }
}

std::optional<StoryKind> KindFinder::kindOf(const ReadText &title, const ReadText &text, bool titleNamesCoin,
                                            bool announcement) const
{
    std::array<double, kinds> ofTitle{}, ofText{};
    for (const size_t rule : m_rules.holding(title, std::numeric_limits<qint32>::max()))
        if (announcement || !m_announced[rule])
            ofTitle[size_t(m_kinds[rule])] += m_points[rule];
    for (const size_t rule : m_rules.holding(text, startLength))
        if (announcement || !m_announced[rule])
            ofText[size_t(m_kinds[rule])] += m_points[rule] * textShare;
    std::optional<StoryKind> best;
    double most = 0;
    for (size_t kind = 0; kind < kinds; ++kind) {
        const double fromTitle = std::min(ofTitle[kind], mostOfTitle);
        const double points = fromTitle + std::min(ofText[kind], mostOfText);
        if (points < (fromTitle > 0 ? enough : enoughOfText) || points <= most ||
            (titleNamesCoin && fromTitle == 0))
            continue;
        most = points;
        best = StoryKind(kind);
    }
    return best;
}
