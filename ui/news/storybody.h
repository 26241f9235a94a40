#pragma once

#include <QHash>
#include <QImage>
#include <QSet>
#include <QStringList>
#include <QUrl>
#include <optional>

// A story's sanitised text made ready to be shown: adverts cut, pictures where they may be, and a mark that
// can be pressed in the place of what is not. Pure; any thread.

// What is pressed. The marks' addresses have a scheme of ours that the sanitiser lets no feed write.
struct StoryMark
{
    enum class Kind { Advert, Pictures };
    Kind kind = Kind::Advert;
    int index = 0; // which advert
    bool operator==(const StoryMark &) const = default;
};
QUrl markUrl(const StoryMark &mark);
std::optional<StoryMark> storyMark(const QUrl &url);

// One picture of a text, once the reader asked for pictures.
struct StoryPicture
{
    enum class State { Loading, Shown, Failed };
    State state = State::Loading;
    QImage image;
};

struct BodyOptions
{
    QSet<int> shownAdverts;    // by their order in the text
    bool offerPictures = true; // false: they can't be had, and leave no mark
    bool withPictures = false;
    QHash<QString, StoryPicture> pictures; // by address
};

struct StoryBody
{
    QString html;
    QStringList pictures; // addresses, each once, in order
    int adverts = 0;
};
// Without a first heading that is the headline again, as pages and some feeds have it.
QString withoutHeadline(const QString &sanitisedHtml, const QString &headline);
StoryBody storyBody(const QString &sanitisedHtml, const BodyOptions &options);
