#include "app/news/facts/promotions.h"

#include "app/news/facts/rulefile.h"
#include "app/news/facts/terms.h"

#include <QJsonArray>
#include <limits>

using namespace Qt::StringLiterals;

namespace {
constexpr qint32 startLength = 300, wholeText = std::numeric_limits<qint32>::max();
}

Promotions::Promotions(const LetterFold &fold)
    : m_fold(fold), m_rules(shippedRules(u"promotions"_s), TermSet::Promotions)
{
    const QJsonObject json = shippedRules(u"promotions"_s);
    m_labels = labelsIn(json.value("labels"_L1), fold);
    m_titleStarts = labelsIn(json.value("titleStarts"_L1), fold);
    m_sources = labelsIn(json.value("sources"_L1), fold);
}

QList<Promotions::Label> Promotions::labelsIn(const QJsonValue &lists, const LetterFold &fold)
{
    QList<Label> labels;
    for (const QJsonValue &list : lists.toArray())
        for (const QString &word : textsOf(list.toObject().value("words"_L1)))
            labels.append(
                {fold.folded(word).replace(u'-', u' '), list.toObject().value("why"_L1).toString()});
    return labels;
}

QString Promotions::labelled(const QString &label) const
{
    const QString word = m_fold.folded(label.simplified()).replace(u'-', u' ').replace(u'_', u' ');
    for (const Label &one : m_labels)
        if (one.word == word)
            return one.why;
    return {};
}

// "Sponsored: …", "【广告】…"; not "Sponsored posts flood …".
QString Promotions::titled(const ReadText &title) const
{
    const auto words = qint32(title.words.size());
    for (const Label &one : m_titleStarts) {
        qint32 i = 0;
        qsizetype at = 0;
        for (; i < words && at < one.word.size(); ++i) {
            const QString word = m_fold.folded(title.of(title.words[size_t(i)]));
            if (!QStringView(one.word).sliced(at).startsWith(word))
                break;
            at += word.size();
            at += at < one.word.size() && one.word[at] == u' ' ? 1 : 0;
        }
        const bool ended =
            i < words && at >= one.word.size() &&
            (title.words[size_t(i)].gap == Gap::Clause || title.words[size_t(i)].gap == Gap::Bracket);
        if (ended)
            return one.why;
    }
    return {};
}

QString Promotions::ruled(const ReadText &text, qint32 until, QLatin1StringView where,
                          bool announcement) const
{
    for (const size_t rule : m_rules.holding(text, until)) {
        const QJsonObject &json = m_rules.rules()[rule].json;
        if (json.value("where"_L1).toString() == where &&
            (announcement || !json.value("announcement"_L1).toBool()))
            return json.value("why"_L1).toString();
    }
    return {};
}

QString Promotions::why(const Story &story) const
{
    const QString source = m_fold.folded(story.source.trimmed());
    for (const Label &one : m_sources)
        if (one.word == source)
            return one.why;
    for (const QString &category : story.categories)
        if (const QString why = labelled(category); !why.isEmpty())
            return why;
    // The last part is the story's own name.
    const QStringList parts = story.link.path().split(u'/', Qt::SkipEmptyParts);
    for (qsizetype i = 0; i + 1 < parts.size(); ++i)
        if (const QString why = labelled(parts[i]); !why.isEmpty())
            return why;
    QString why = titled(story.title);
    if (why.isEmpty())
        why = ruled(story.title, wholeText, "title"_L1, story.announcement);
    if (why.isEmpty())
        why = ruled(story.text, startLength, "start"_L1, story.announcement);
    if (why.isEmpty())
        why = ruled(story.text, wholeText, "text"_L1, story.announcement);
    return why;
}
