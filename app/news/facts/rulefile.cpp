#include "app/news/facts/rulefile.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 userFileLimit = 4 * 1024 * 1024;
}

QJsonObject shippedRules(const QString &name)
{
    QFile file(u":/wickpost/%1.json"_s.arg(name));
    const bool open = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(open, "shippedRules", qPrintable(name));
    const QJsonObject rules = open ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
    Q_ASSERT_X(!rules.isEmpty(), "shippedRules", qPrintable(name));
    return rules;
}

QStringList textsOf(const QJsonValue &array)
{
    QStringList texts;
    for (const QJsonValue &value : array.toArray())
        if (value.isString())
            texts.append(value.toString());
    return texts;
}

UserRules userRules(const QByteArray &json, const QString &name)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError) {
        const qsizetype line = json.first(std::min<qsizetype>(error.offset, json.size())).count('\n') + 1;
        return {{}, u"%1, line %2: %3"_s.arg(name).arg(line).arg(error.errorString())};
    }
    if (!document.isObject())
        return {{}, u"%1: is no JSON object"_s.arg(name)};
    return {document.object(), {}};
}

UserRules userRulesIn(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return {};
    if (!file.open(QIODevice::ReadOnly))
        return {{}, u"%1: %2"_s.arg(path, file.errorString())};
    if (file.size() > userFileLimit)
        return {{}, u"%1: is larger than 4 MB"_s.arg(path)};
    return userRules(file.readAll(), path);
}
