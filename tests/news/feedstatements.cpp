#include "tests/news/feedstatements.h"

#include "tests/support/fixtures.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
// All values at the path; `each` is '*' or '?' when it passed through such a step.
QList<QJsonValue> valuesAt(const QJsonValue &from, const QString &path, QChar &each)
{
    static const QRegularExpression step(u"([^.\\[\\]]+)|\\[(\\d+|\\*|\\?)\\]"_s);
    QList<QJsonValue> current{from};
    for (auto it = step.globalMatch(path); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        const QString name = match.captured(1), index = match.captured(2);
        QList<QJsonValue> next;
        for (const QJsonValue &value : current) {
            if (!name.isEmpty()) {
                next.append(value[name]);
            } else if (index == "*"_L1 || index == "?"_L1) {
                each = index[0];
                for (const QJsonValue &element : value.toArray())
                    next.append(element);
            } else {
                next.append(value.toArray().at(index.toInt()));
            }
        }
        current = next;
    }
    return current;
}

qsizetype sizeOf(const QJsonValue &value)
{
    return value.isArray() ? value.toArray().size() : value.toString().size();
}
bool isEmptyValue(const QJsonValue &value)
{
    return value.isNull() || value.isUndefined() || value == QJsonValue(false) ||
           (value.isString() && value.toString().isEmpty()) || (value.isArray() && value.toArray().isEmpty());
}

QString unescaped(QString html)
{
    return html.replace("&lt;"_L1, "<"_L1)
        .replace("&gt;"_L1, ">"_L1)
        .replace("&quot;"_L1, "\""_L1)
        .replace("&amp;"_L1, "&"_L1);
}

bool isEqual(const QJsonValue &value, const QJsonValue &wanted)
{
    if (isEmptyValue(value) && isEmptyValue(wanted))
        return true;
    if (value.isDouble() && wanted.isString())
        return QString::number(value.toInteger()) == wanted.toString();
    if (value.isString() && wanted.isString() && value != wanted) {
        // A date may be given as the feed has it; ours is the same instant in UTC.
        QDateTime instant =
            QDateTime::fromString(wanted.toString().replace("GMT"_L1, "+0000"_L1), Qt::RFC2822Date);
        if (!instant.isValid())
            instant = QDateTime::fromString(wanted.toString(), Qt::ISODate);
        return instant.isValid() && instant == QDateTime::fromString(value.toString(), Qt::ISODate);
    }
    return value == wanted;
}

bool passes(const QString &test, const QJsonValue &value, const QJsonValue &wanted)
{
    const QString text = value.toString(), sought = wanted.toString();
    if (test == "equals"_L1)
        return isEqual(value, wanted);
    if (test == "equals_html"_L1) // text as it is, or already written as HTML
        return text == sought || text.toHtmlEscaped() == sought || unescaped(text) == unescaped(sought);
    if (test == "not_equals"_L1)
        return value != wanted;
    if (test == "contains"_L1)
        return text.contains(sought);
    if (test == "not_contains"_L1)
        return !text.contains(sought);
    if (test == "starts_with"_L1)
        return text.startsWith(sought);
    if (test == "length"_L1)
        return sizeOf(value) == wanted.toInteger();
    if (test == "min_length"_L1)
        return sizeOf(value) >= wanted.toInteger();
    if (test == "max_length"_L1)
        return sizeOf(value) <= wanted.toInteger();
    if (test == "absent"_L1 || test == "empty"_L1)
        return isEmptyValue(value);
    if (test == "nonempty"_L1)
        return !isEmptyValue(value);
    if (test == "less_than"_L1)
        return value.toDouble() < wanted.toDouble();
    if (test == "not_after"_L1) // "now"
        return QDateTime::fromString(text, Qt::ISODate) <= QDateTime::currentDateTimeUtc();
    return false; // a test we don't know must not count as passed
}

QList<QJsonValue> valuesFor(const Statement &statement, const QJsonObject &feed, QChar &each)
{
    QJsonValue from = feed;
    if (!statement.where.isEmpty()) {
        from = QJsonValue();
        for (const QJsonValue &item : feed["items"_L1].toArray()) {
            bool all = true;
            for (auto it = statement.where.begin(); it != statement.where.end(); ++it)
                all = all && item[it.key()] == it.value();
            if (all && from.isNull())
                from = item;
        }
    }
    return valuesAt(from, statement.path, each);
}

void collectLeaves(const QJsonValue &value, const QString &path, QList<QPair<QString, QJsonValue>> &into)
{
    if (value.isObject() && !value.toObject().isEmpty()) {
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            collectLeaves(it.value(), path.isEmpty() ? it.key() : path + u'.' + it.key(), into);
    } else if (value.isArray() && !value.toArray().isEmpty()) {
        int index = 0;
        for (const QJsonValue &element : value.toArray())
            collectLeaves(element, path + u"[%1]"_s.arg(index++), into);
    } else {
        into.append({path, value});
    }
}
} // namespace

QList<Statement> statementsOf(const QJsonArray &expect)
{
    static const QSet<QString> notTests{u"path"_s, u"origin_path"_s, u"derived"_s, u"why"_s, u"where"_s};
    QList<Statement> statements;
    for (const QJsonValue &entry : expect) {
        const QJsonObject object = entry.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            if (!notTests.contains(it.key()))
                statements.append(
                    {object["path"_L1].toString(), object["where"_L1].toObject(), it.key(), it.value()});
        }
    }
    return statements;
}

bool holds(const Statement &statement, const QJsonObject &feed)
{
    QChar each;
    const QList<QJsonValue> values = valuesFor(statement, feed, each);
    if (statement.test == "unique"_L1) {
        QSet<QString> seen;
        for (const QJsonValue &value : values)
            seen.insert(value.toString());
        return seen.size() == values.size();
    }
    const auto passing = [&](const QJsonValue &value) {
        return passes(statement.test, value, statement.wanted);
    };
    return each == u'?' ? std::any_of(values.begin(), values.end(), passing)
                        : std::all_of(values.begin(), values.end(), passing);
}

QString describe(const Statement &statement, const QJsonObject &feed)
{
    QChar each;
    QJsonArray found;
    for (const QJsonValue &value : valuesFor(statement, feed, each))
        found.append(value);
    const auto json = [](const QJsonArray &array) {
        return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact)).left(160);
    };
    return u"%1 %2 %3 but is %4"_s.arg(statement.path, statement.test, json({statement.wanted}), json(found));
}

ConformanceRules readRules()
{
    const QJsonObject object = QJsonDocument::fromJson(fixture(u"news/conformance.json"_s)).object();
    const auto whole = [](const QJsonValue &pattern) {
        const QString text = pattern.toString();
        return QRegularExpression(QRegularExpression::anchoredPattern(text.isEmpty() ? u".*"_s : text));
    };
    ConformanceRules rules;
    for (const QJsonValue &entry : object["policies"_L1].toArray()) {
        rules.policies.append({entry["suite"_L1].toString(), whole(entry["file"_L1]), whole(entry["path"_L1]),
                               entry["reason"_L1].toString(), entry["use"_L1].toString()});
    }
    for (const QJsonValue &entry : object["gofeed names"_L1].toArray())
        rules.gofeedNames.append({whole(entry.toArray().at(0)), entry.toArray().at(1).toString()});
    return rules;
}

QList<Statement> gofeedStatements(const QJsonObject &tree, const ConformanceRules &rules)
{
    QList<QPair<QString, QJsonValue>> leaves;
    collectLeaves(tree, {}, leaves);
    QList<Statement> statements;
    for (const auto &[path, value] : leaves) {
        Statement statement{path, {}, u"equals"_s, value};
        if (value.isArray() || value.isObject()) {
            statement.test = u"length"_s;
            statement.wanted = 0;
        }
        for (const auto &[pattern, replacement] : rules.gofeedNames) {
            if (!pattern.match(path).hasMatch())
                continue;
            statement.path.replace(pattern, replacement);
            break;
        }
        statements.append(statement);
    }
    return statements;
}
