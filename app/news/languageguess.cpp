#include "app/news/languageguess.h"

#include "app/news/facts/rulefile.h"

#include <QHash>
#include <QSet>

using namespace Qt::StringLiterals;

namespace {
struct Languages
{
    QHash<QString, QSet<QString>> words;
    QString traditional;
};

const Languages &languages()
{
    static const Languages all = [] {
        const QJsonObject rules = shippedRules(u"languages"_s);
        Languages read;
        const QJsonObject words = rules.value("words"_L1).toObject();
        for (auto it = words.begin(); it != words.end(); ++it) {
            const QStringList texts = textsOf(it.value());
            read.words.insert(it.key(), QSet<QString>(texts.cbegin(), texts.cend()));
        }
        read.traditional = rules.value("traditional"_L1).toString();
        return read;
    }();
    return all;
}

bool isTraditional(const QString &text)
{
    return std::any_of(text.cbegin(), text.cend(),
                       [](QChar c) { return languages().traditional.contains(c); });
}

// The language whose little words are the most; two of one language are the least that tells.
QString byWords(const QString &text)
{
    QHash<QString, int> counts;
    QString word;
    const QString lower = text.toLower() + u' ';
    for (const QChar c : lower) {
        if (c.isLetter()) {
            word += c;
            continue;
        }
        for (auto it = languages().words.cbegin(); it != languages().words.cend(); ++it)
            counts[it.key()] += it->contains(word);
        word.clear();
    }
    QString best;
    int most = 1;
    bool shared = false;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        shared = *it == most ? true : *it > most ? false : shared;
        if (*it > most) {
            most = *it;
            best = it.key();
        }
    }
    return shared ? QString() : best;
}
} // namespace

QString guessLanguage(const QString &text)
{
    QHash<QChar::Script, int> scripts;
    int letters = 0;
    for (const char32_t c : text.toUcs4()) {
        if (!QChar::isLetter(c))
            continue;
        ++letters;
        ++scripts[QChar::script(c)];
    }
    // Headlines of any language are full of Latin names, and one Han character says as much as four letters.
    const auto has = [&](QChar::Script script, int oneIn = 5) {
        return scripts.value(script) * oneIn > letters;
    };
    if (has(QChar::Script_Hiragana, 10) || has(QChar::Script_Katakana, 10))
        return u"ja"_s;
    if (has(QChar::Script_Hangul, 10))
        return u"ko"_s;
    if (has(QChar::Script_Han, 10))
        return isTraditional(text) ? u"zh-hant"_s : u"zh"_s;
    if (has(QChar::Script_Arabic))
        return u"ar"_s;
    if (has(QChar::Script_Cyrillic))
        return text.contains(u'і') || text.contains(u'ї') ? u"uk"_s : u"ru"_s;
    if (has(QChar::Script_Thai))
        return u"th"_s;
    return byWords(text);
}
