#pragma once

#include "app/news/facts/phraserules.h"

// A story's text without the adverts in it.
struct AdvertCut
{
    QString html;
    QStringList removed;     // their HTML, in order; what stood together is one
    QList<qsizetype> places; // where each of them stood: characters of `html` before it
    int count() const { return int(removed.size()); }
};

// Finds adverts inside texts: "Sign up with code …", "Subscribe to our newsletter", "Lock now!"
// (resources/adverts.json). Careful: what is not sure stays, and a text that would be left empty stays whole.
// Reads its rules when made; then constant, pure and usable from any thread.
class AdvertCutter
{
public:
    AdvertCutter();
    // `sanitisedHtml` is what sanitizeHtml() made; so is the result.
    AdvertCut cut(const QString &sanitisedHtml) const;
    // The lines of a text without adverts; all of them where too little would be left.
    QStringList kept(const QStringList &lines) const;
    // Which lines of a text are adverts: those that are by themselves, and those beside them that could be.
    std::vector<bool> adverts(const QStringList &lines) const;

private:
    enum class Verdict { None, Beside, Sure };
    Verdict judge(const QString &line) const;

    Lexicon m_lexicon;
    PhraseRules m_rules;
    QStringList m_labels;             // folded
    std::vector<qsizetype> m_longest; // by rule
    std::vector<bool> m_beside;       // by rule
    qsizetype m_longestLine = 0;
};
