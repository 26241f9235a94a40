#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

// Rules are data: JSON files that ship as resources.

// resources/NAME.json. Ours and tested, so it is there and reads.
QJsonObject shippedRules(const QString &name);

// The texts of a JSON array, those that are texts.
QStringList textsOf(const QJsonValue &array);

// A rule file of the user's: what it says and, in a sentence for people, why nothing could be read.
struct UserRules
{
    QJsonObject json;
    QString problem;
};
// `name` is what the problem calls the file.
UserRules userRules(const QByteArray &json, const QString &name);
// The same from a file; no file at all is no problem.
UserRules userRulesIn(const QString &path);
