#include "app/news/pagerules.h"

#include "app/news/facts/rulefile.h"

using namespace Qt::StringLiterals;

const PageRules &PageRules::shipped()
{
    static const PageRules rules = [] {
        const QJsonObject json = shippedRules(u"readability"_s);
        const auto list = [&](const char *name) { return textsOf(json.value(QLatin1StringView(name))); };
        return PageRules{list("unlikely"), list("maybe"),   list("positive"), list("negative"),
                         list("roles"),    list("bylines"), list("share"),    list("videos")};
    }();
    return rules;
}

bool PageRules::stands(const QStringList &words, const QString &marks)
{
    return std::any_of(words.cbegin(), words.cend(),
                       [&](const QString &word) { return marks.contains(word); });
}
