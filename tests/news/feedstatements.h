#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QRegularExpression>
#include <QString>

// One thing a case says about a feed: the value at `path` passes `test`. INDEX.md of the case collection
// describes paths and tests.
struct Statement
{
    QString path;
    QJsonObject where; // picks the item whose fields have these values; then `path` starts at it
    QString test;      // "equals", "contains", ...
    QJsonValue wanted;
};

QList<Statement> statementsOf(const QJsonArray &expect);
bool holds(const Statement &statement, const QJsonObject &feed);
QString describe(const Statement &statement, const QJsonObject &feed);

// A kind of statement this reader doesn't follow, and why. `use` names the field to look at instead.
struct Policy
{
    QString suite;
    QRegularExpression file, path;
    QString reason, use;
};

struct ConformanceRules
{
    QList<Policy> policies;
    // gofeed's names and ours: a pattern and its replacement, for whole paths.
    QList<QPair<QRegularExpression, QString>> gofeedNames;
};
// Of tests/data/news/conformance.json.
ConformanceRules readRules();

// gofeed's expected tree as statements in our names; what has no name of ours keeps its own, for the
// policies.
QList<Statement> gofeedStatements(const QJsonObject &tree, const ConformanceRules &rules);
