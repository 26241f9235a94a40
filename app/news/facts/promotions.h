#pragma once

#include "app/news/facts/phraserules.h"

#include <QUrl>

// Whether a story is a promotion, and why (resources/promotions.json).
class Promotions
{
public:
    struct Story
    {
        const ReadText &title, &text;
        const QStringList &categories;
        const QUrl &link;
        const QString &source;
        bool announcement = false;
    };

    explicit Promotions(const LetterFold &fold); // outlives this
    void addTo(Lexicon &lexicon) const { m_rules.addTo(lexicon); }
    // Why it is one, in words ("sponsored post"); empty: it is none.
    QString why(const Story &story) const;

private:
    struct Label
    {
        QString word; // folded
        QString why;
    };
    QString labelled(const QString &label) const;
    QString titled(const ReadText &title) const;
    QString ruled(const ReadText &text, qint32 until, QLatin1StringView where, bool announcement) const;
    static QList<Label> labelsIn(const QJsonValue &lists, const LetterFold &fold);

    const LetterFold &m_fold;
    QList<Label> m_labels, m_titleStarts, m_sources;
    PhraseRules m_rules;
};
