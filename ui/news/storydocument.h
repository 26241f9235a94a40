#pragma once

#include "app/news/article.h"
#include "ui/style/theme.h"

#include <QTextDocument>
#include <memory>

// A text document that never reads anything but its own text. QTextDocument itself opens local files that its
// HTML names, and its image handler tries again by itself when it got nothing (platform.md 0.6): so an image
// is always answered, with one clear pixel, and everything else with nothing.
class StoryDocument : public QTextDocument
{
    Q_OBJECT
public:
    using QTextDocument::QTextDocument;
    static QVariant nothing(int type);

protected:
    QVariant loadResource(int type, const QUrl &) override { return nothing(type); }
};

// How a story's text looks, as values, so that a long one can be laid down away from the GUI thread.
struct StoryLook
{
    QFont headline, body, heading, small;
    int headlineHeight = 24, bodyHeight = 22, headingHeight = 20, smallHeight = 14;
    QColor text, secondary, link, ground;
    explicit StoryLook(const UiTheme &theme);
};

struct StoryText
{
    QString headline;     // plain
    QString html;         // sanitised; may be empty
    QString summary;      // plain; stands in for the body while there is none
    QStringList notes;    // plain sentences below the text
    bool loading = false; // the body is under way: no word about its absence, no disclaimer yet
    QString absence;      // what to say when there is neither body nor summary
};
// Headline, body, notes, disclaimer. Any thread; the document belongs to it.
std::unique_ptr<QTextDocument> storyDocument(const StoryText &story, const StoryLook &look);
