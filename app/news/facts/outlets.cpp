#include "app/news/facts/outlets.h"

#include "app/news/facts/rulefile.h"
#include "app/news/facts/terms.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace {
struct SignName
{
    QLatin1StringView name;
    Outlets::Sign sign;
};
constexpr SignName signNames[] = {{"before"_L1, Outlets::Before}, {"quoting"_L1, Outlets::Quoting},
                                  {"via"_L1, Outlets::Via},       {"filler"_L1, Outlets::Filler},
                                  {"after"_L1, Outlets::After},   {"relayed"_L1, Outlets::Relayed}};
} // namespace

Outlets::Outlets(const LetterFold &fold) : m_fold(fold)
{
    const QJsonObject json = shippedRules(u"outlets"_s);
    for (const QJsonValue &value : json.value("outlets"_L1).toArray()) {
        const QJsonObject one = value.toObject();
        const auto index = qint32(m_outlets.size());
        m_outlets.append({one.value("name"_L1).toString(), one.value("crypto"_L1).toBool(),
                          one.value("wire"_L1).toBool()});
        QStringList names = textsOf(one.value("names"_L1));
        names.prepend(m_outlets.last().name);
        for (const QString &name : names) {
            m_names.append({name, index});
            m_byName.insert(m_fold.folded(name), index);
        }
        for (const QString &host : textsOf(one.value("domains"_L1)))
            m_byName.insert(host, index);
    }
    const QJsonObject signs = json.value("signs"_L1).toObject();
    for (const SignName &sign : signNames)
        for (const QString &phrase : textsOf(signs.value(sign.name)))
            m_signs.append({phrase, sign.sign});
}

void Outlets::addTo(Lexicon &lexicon) const
{
    for (const auto &[name, index] : m_names)
        lexicon.add(name, termOf(TermSet::Outlets, quint32(index)));
    for (const Phrase &phrase : m_signs)
        lexicon.add(phrase.text, termOf(TermSet::OutletSigns, phrase.sign));
}

qint32 Outlets::find(const QString &name) const
{
    const QString folded = m_fold.folded(name.trimmed());
    return m_byName.value(folded.startsWith("www."_L1) ? folded.mid(4) : folded, -1);
}

QString outletName(const QString &nameOrSource)
{
    static const LetterFold fold;
    static const Outlets outlets(fold);
    const qint32 index = outlets.find(nameOrSource);
    return index < 0 ? nameOrSource.trimmed() : outlets.at(index).name;
}
