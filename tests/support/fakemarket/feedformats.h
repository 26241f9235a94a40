#pragma once

#include "tests/support/fakemarket/stories.h"

namespace fake {

// The same stories in the formats feeds come in. `base` is the site, "http://127.0.0.1:PORT".
enum class Told { Whole, Beginning }; // with the body and a picture, or the summary alone
QByteArray rss(const QByteArray &title, const QByteArray &language, const QByteArray &base,
               const QList<Story> &stories, Told told = Told::Whole);
QByteArray atom(const QByteArray &title, const QByteArray &base, const QList<Story> &stories);
QByteArray jsonFeed(const QByteArray &title, const QByteArray &base, const QList<Story> &stories);
QByteArray rdf(const QByteArray &title, const QByteArray &base, const QList<Story> &stories);
QByteArray homePage(const QByteArray &base);

} // namespace fake
