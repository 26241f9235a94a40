#pragma once

#include "tests/support/fakemarket/http.h"
#include "tests/support/fakemarket/stories.h"

namespace fake {

// A story whose feed gives a sentence, and the rest on a page that is not a good one.
struct PageCase
{
    const char *id, *title, *help;
};
const QList<PageCase> &pageCases();
// What /brief.xml tells: the beginnings of stories, whose texts stand on their pages, and the cases above.
QList<Story> briefStories(const QList<Story> &whole, UtcTime newest);
// What /pictures.xml tells: a story with a picture of each kind, good ones and others.
QList<Story> pictureStories(const QByteArray &base, UtcTime newest);

// A page as sites make them: menu, cookie bar, adverts, share buttons, byline, picture, the whole text, more
// stories, newsletter, footer.
QByteArray articlePage(const Story &story, const QByteArray &base);
// The page of a case; nothing: no case has this id.
std::optional<HttpReply> casePage(const QByteArray &id, const QByteArray &base);
// "en-4800.png", "photo.jpg", "drawing.svg", "huge.png" (50,000 × 50,000 as it claims), "heavy.png" (6 MB),
// "page.png" (HTML), "dot.png" (1 × 1), "cut.png".
std::optional<HttpReply> picture(const QByteArray &name);

} // namespace fake
