#include "ui/news/storydocument.h"

#include "ui/news/bodylimits.h"
#include "ui/news/storytypography.h"

#include <QCoreApplication>
#include <QImage>
#include <QTextBlock>
#include <QTextCursor>

namespace {
QString paragraph(const QString &plain)
{
    return QStringLiteral("<p>%1</p>").arg(plain.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")));
}

QString disclaimer()
{
    return QCoreApplication::translate("StoryDocument",
                                       "Disclaimer: the source’s own story, shown for information only. It "
                                       "isn’t investment advice.");
}

QString textHtml(const StoryText &story, const StoryBody &body)
{
    if (!body.html.isEmpty())
        return body.html;
    if (!story.summary.isEmpty())
        return paragraph(story.summary);
    return story.loading ? QString() : paragraph(story.absence);
}
} // namespace

QVariant StoryDocument::nothing(int type)
{
    if (type != ImageResource)
        return QByteArray();
    QImage clear(1, 1, QImage::Format_ARGB32_Premultiplied);
    clear.fill(Qt::transparent);
    return clear;
}

QVariant StoryDocument::loadResource(int type, const QUrl &name)
{
    if (type == ImageResource) {
        const QImage &image = m_pictures.value(name.toString()).image;
        if (!image.isNull())
            return image;
    }
    return nothing(type);
}

void StoryDocument::fitPictures(int width)
{
    if (m_pictures.isEmpty())
        return;
    QTextCursor whole(this);
    whole.beginEditBlock();
    for (QTextBlock block = begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); it != block.end(); ++it) {
            const QTextFragment fragment = it.fragment();
            if (!fragment.charFormat().isImageFormat())
                continue;
            QTextImageFormat format = fragment.charFormat().toImageFormat();
            const QImage &image = m_pictures.value(format.name()).image;
            if (image.isNull())
                continue;
            const QSizeF fitted =
                QSizeF(image.size())
                    .scaled(std::min(width, image.width()), image.height(), Qt::KeepAspectRatio);
            format.setWidth(fitted.width());
            format.setHeight(fitted.height());
            whole.setPosition(fragment.position());
            whole.setPosition(fragment.position() + fragment.length(), QTextCursor::KeepAnchor);
            whole.setCharFormat(format);
            break; // the fragments are others now
        }
    }
    whole.endEditBlock();
}

std::unique_ptr<StoryDocument> storyDocument(const StoryText &story, const StoryLook &look)
{
    auto document = std::make_unique<StoryDocument>();
    document->setUndoRedoEnabled(false);
    document->setDocumentMargin(0);
    document->setIndentWidth(look.bodyHeight);
    document->setDefaultFont(look.body);
    document->setDefaultStyleSheet(storyStyleSheet(look));
    const StoryBody body = story.html.isEmpty()
                               ? StoryBody()
                               : storyBody(withoutHeadline(story.html, story.headline), story.body);
    QStringList after = story.notes;
    if (!story.loading)
        after.append(disclaimer());
    QString tail;
    for (const QString &note : std::as_const(after))
        tail += paragraph(note);
    document->setPictures(story.body.pictures);
    document->setPictureAddresses(body.pictures);
    document->setHtml(paragraph(story.headline) + textHtml(story, body) + tail);
    if (!after.isEmpty())
        document->setFirstNote(document->blockCount() - int(after.size()));
    setTypography(*document, look);
    const int end = document->firstNote() < 0 ? document->blockCount() : document->firstNote();
    const int parts = divideLongBlocks(*document, 1, end); // behind the headline
    if (document->firstNote() >= 0)
        document->setFirstNote(document->firstNote() + parts);
    return document;
}
