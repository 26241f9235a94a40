#pragma once

#include "app/alerts/alert.h"

#include <QJsonObject>

// How alerts are written down: {"id", "kind": "above", "coin": "bitcoin", "level": "115000", ..., "state":
// {...}}. Prices and percentages are texts with every digit, times RFC 3339. What is empty or as by default
// is left out.
QJsonObject alertEntryToJson(const AlertEntry &entry);
// Nothing when it can't be understood; what is missing has its default.
std::optional<AlertEntry> alertEntryFromJson(const QJsonObject &json);

QJsonObject firingToJson(const AlertFiring &firing);
std::optional<AlertFiring> firingFromJson(const QJsonObject &json);

// "above", "below", "moves", "story", "offPeg", "sourcesDiffer"
QString alertKindName(AlertCondition::Kind kind);
