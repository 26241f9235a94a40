#pragma once

#include "app/news/storyquery.h"
#include "app/news/storysearch.h"
#include "app/storage/sqlconnection.h"

#include <QVariant>

// Questions as SQL, over "articles a JOIN article_states s".

// What stands behind WHERE, and its values, in order.
struct Conditions
{
    QStringList texts;
    QVariantList values;
    void ask(const QString &text, const QVariantList &given = {})
    {
        texts.append(text);
        values.append(given);
    }
    QString where() const;
};

// All but the words and the page. Asks the connection how common the coins are.
Result<Conditions> conditionsOf(SqlConnection &connection, const StoryQuery &query);

// Search terms in FTS5's query language, over article_search. Not empty unless `terms` is.
QString matchExpression(const QList<SearchTerm> &terms);
