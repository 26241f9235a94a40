#pragma once

#include "app/news/parsedfeed.h"

#include <QStringList>
#include <random>

// Stories of no sense with words as often as a language has them: a few make up half of the text, and
// "bitcoin" stands in nearly every second headline.
class GeneratedStories
{
public:
    explicit GeneratedStories(unsigned seed = 7);

    // Item `number`; `words` in its text, a third of the stories in Chinese.
    ParsedArticle item(int number, UtcTime published, int words);
    // The whole as RSS 2.0, newest first, five minutes apart.
    QByteArray rss(int items, int words, UtcTime newest);

private:
    QString word();
    QString sentence(int words);
    QString chinese(int characters);

    std::mt19937 m_random;
    QStringList m_words;
    std::discrete_distribution<int> m_frequency;
};
