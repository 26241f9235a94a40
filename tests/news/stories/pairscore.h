#pragma once

#include "app/news/stories/storyclusters.h"

#include "app/news/facts/storyanalyst.h"
#include "tests/news/stories/storycase.h"
#include "tests/support/fixtures.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <iostream>

// A headline and the event it tells of, as people see it; empty: of its own.
struct LabelledHeadline
{
    QString id, event;
    Article article;
    StoryFacts facts;
};

// The headlines of tests/data/news/`name`, tagged as they would be in the store.
inline QList<LabelledHeadline> eventsIn(const QString &name)
{
    const StoryAnalyst analyst;
    QList<LabelledHeadline> headlines;
    for (const QJsonValue &value :
         QJsonDocument::fromJson(fixture(u"news/"_s + name))["headlines"_L1].toArray()) {
        LabelledHeadline one;
        one.id = QString::number(headlines.size() + 1);
        one.event = value["event"_L1].toString();
        one.article =
            headline(headlines.size() + 1, value["title"_L1].toString(),
                     noon + std::chrono::minutes{value["minutes"_L1].toInt()}, value["source"_L1].toString());
        FactsInput input;
        input.title = one.article.title;
        input.source = one.article.source;
        one.facts = analyst.factsOf(input, {});
        headlines.append(one);
    }
    return headlines;
}

struct PairScore
{
    int right = 0, wrong = 0, missed = 0;
    double precision() const { return right + wrong == 0 ? 1 : double(right) / (right + wrong); }
    double recall() const { return right + missed == 0 ? 1 : double(right) / (right + missed); }
};

// Over all pairs within 36 h, as news.md 7 counted: a headline without an event is an event of its own. The
// pairs that went wrong are printed when WICKPOST_SHOW_PAIRS is set.
inline PairScore pairScore(const QList<LabelledHeadline> &headlines, const std::string &what)
{
    StoryClusters clusters;
    for (const LabelledHeadline &one : headlines)
        clusters.add(one.article, one.facts);
    PairScore score;
    const bool show = qEnvironmentVariableIsSet("WICKPOST_SHOW_PAIRS");
    for (qsizetype i = 0; i < headlines.size(); ++i) {
        for (qsizetype j = 0; j < i; ++j) {
            const LabelledHeadline &a = headlines[j], &b = headlines[i];
            if (std::chrono::abs(a.article.sortTime - b.article.sortTime) > std::chrono::hours{36})
                continue;
            const bool same = !a.event.isEmpty() && a.event == b.event;
            const bool found = clusters.clusterOf(a.article.id) == clusters.clusterOf(b.article.id);
            score.right += same && found;
            score.wrong += !same && found;
            score.missed += same && !found;
            if (show && same != found)
                std::cout << (found ? "  wrong " : "  missed ") << a.id.toStdString() << ' '
                          << b.id.toStdString() << "\n      " << a.article.title.toStdString() << "\n      "
                          << b.article.title.toStdString() << '\n';
        }
    }
    std::cout << what << ": precision " << qRound(score.precision() * 1000) / 1000.0 << ", recall "
              << qRound(score.recall() * 1000) / 1000.0 << " (" << score.right << " right, " << score.wrong
              << " wrong, " << score.missed << " missed)\n";
    return score;
}
