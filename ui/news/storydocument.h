#pragma once

#include "ui/news/storybody.h"
#include "ui/style/theme.h"

#include <QTextDocument>
#include <QTextFormat>
#include <memory>

// A text document that never reads anything but its own text and the pictures it was given. QTextDocument
// itself opens local files that its HTML names, and its image handler tries again by itself when it got
// nothing (platform.md 0.6): so an image is always answered, with one clear pixel, and everything else with
// nothing.
class StoryDocument : public QTextDocument
{
    Q_OBJECT
public:
    static constexpr int chipProperty = QTextFormat::UserProperty + 1; // of a mark's characters

    using QTextDocument::QTextDocument;
    static QVariant nothing(int type);
    void setPictures(const QHash<QString, StoryPicture> &pictures) { m_pictures = pictures; }
    // No picture wider than the text, none larger than it is.
    void fitPictures(int width);
    // The first block below the story's own text: notes, disclaimer. Negative: none yet.
    int firstNote() const { return m_firstNote; }
    void setFirstNote(int block) { m_firstNote = block; }
    // Of the text as it was shown last.
    const QStringList &pictures() const { return m_addresses; }
    void setPictureAddresses(const QStringList &addresses) { m_addresses = addresses; }

protected:
    QVariant loadResource(int type, const QUrl &name) override;

private:
    QHash<QString, StoryPicture> m_pictures;
    QStringList m_addresses;
    int m_firstNote = -1;
};

// How a story's text looks, as values, so that a long one can be laid down away from the GUI thread.
struct StoryLook
{
    QFont headline, body, heading, small, chip, code;
    int headlineHeight = 24, bodyHeight = 22, headingHeight = 20, smallHeight = 14, codeHeight = 20;
    QColor text, secondary, link, ground, rule;
    // `language`: of the story, so that Japanese and Korean stories get their own shapes of han.
    explicit StoryLook(const UiTheme &theme, const QString &language = {});
};

struct StoryText
{
    QString headline;     // plain
    QString html;         // sanitised; may be empty
    QString summary;      // plain; stands in for the body while there is none
    QStringList notes;    // plain sentences below the text
    bool loading = false; // the body is under way: no word about its absence, no disclaimer yet
    QString absence;      // what to say when there is neither body nor summary
    BodyOptions body = {};
};
// Headline, body, notes, disclaimer. Any thread; the document belongs to it.
std::unique_ptr<StoryDocument> storyDocument(const StoryText &story, const StoryLook &look);
