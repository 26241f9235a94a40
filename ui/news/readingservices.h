#pragma once

#include "app/base/request.h"
#include "app/base/result.h"
#include "app/news/article.h"

#include <QByteArray>
#include <functional>

// What a story's reader may ask for beyond what is stored; only ever when it was asked itself. What is unset
// is not offered. Answers come on the GUI thread, after the call has returned.
struct ReadingServices
{
    // The article on the story's own page, as sanitised HTML. An error's detail is a sentence for people.
    std::function<Request(const Article &, Reply<QString>)> readPage;
    // The bytes of a picture.
    std::function<Request(const QUrl &, Reply<QByteArray>)> loadPicture;
};
