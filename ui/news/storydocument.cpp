#include "ui/news/storydocument.h"

#include <QCoreApplication>
#include <QImage>
#include <QTextBlock>
#include <QTextCursor>

namespace {
QString paragraph(const QString &plain)
{
    return QStringLiteral("<p>%1</p>").arg(plain.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")));
}

QString styleSheet(const StoryLook &look)
{
    return QStringLiteral("a { color: %1; text-decoration: underline; }"
                          "blockquote { color: %2; }"
                          "pre, code { font-family: monospace; font-size: %3px; }"
                          "table { border-collapse: collapse; }")
        .arg(look.link.name(), look.secondary.name())
        .arg(look.body.pixelSize() - 1);
}

void fix(QTextBlockFormat &format, int height)
{
    format.setLineHeight(height, QTextBlockFormat::FixedHeight);
}

// Body text as the design sets it; what the feed's HTML says of sizes and margins is not taken over.
void setBody(QTextDocument &document, const StoryLook &look)
{
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        QTextCursor cursor(block);
        QTextBlockFormat format = block.blockFormat();
        const bool heading = format.headingLevel() > 0, listed = block.textList() != nullptr;
        fix(format, heading ? look.headingHeight : look.bodyHeight);
        format.setTopMargin(heading ? 8 : 0);
        format.setBottomMargin(heading ? 6 : listed ? 4 : look.bodyHeight);
        if (format.nonBreakableLines()) // pre: long lines would make the page scroll sideways
            format.setNonBreakableLines(false);
        cursor.setBlockFormat(format);
        if (heading) {
            cursor.select(QTextCursor::BlockUnderCursor);
            QTextCharFormat chars;
            chars.setFont(look.heading);
            cursor.mergeCharFormat(chars);
        }
    }
}

void setPlain(const QTextBlock &block, const QFont &font, const QColor &colour, int height, int above,
              int below)
{
    QTextCursor cursor(block);
    QTextBlockFormat format;
    fix(format, height);
    format.setTopMargin(above);
    format.setBottomMargin(below);
    cursor.setBlockFormat(format);
    cursor.select(QTextCursor::BlockUnderCursor);
    QTextCharFormat chars;
    chars.setFont(font);
    chars.setForeground(colour);
    cursor.setCharFormat(chars);
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

StoryLook::StoryLook(const UiTheme &theme)
    : headline(theme.font(FontRole::ArticleHeadline)),
      body(theme.font(FontRole::Body)),
      heading(theme.font(FontRole::DialogTitle)),
      small(theme.font(FontRole::Meta)),
      headlineHeight(theme.fonts().lineHeight(FontRole::ArticleHeadline)),
      bodyHeight(theme.fonts().lineHeight(FontRole::Body)),
      headingHeight(theme.fonts().lineHeight(FontRole::DialogTitle)),
      smallHeight(theme.fonts().lineHeight(FontRole::Meta)),
      text(theme.tokens().text),
      secondary(theme.tokens().textSecondary),
      link(theme.tokens().accent),
      ground(theme.tokens().elevated)
{
}

std::unique_ptr<QTextDocument> storyDocument(const StoryText &story, const StoryLook &look)
{
    auto document = std::make_unique<StoryDocument>();
    document->setUndoRedoEnabled(false);
    document->setDocumentMargin(0);
    document->setDefaultFont(look.body);
    document->setDefaultStyleSheet(styleSheet(look));
    QString body = story.html.isEmpty() ? paragraph(story.summary) : story.html;
    if (story.html.isEmpty() && story.summary.isEmpty())
        body = story.loading ? QString() : paragraph(story.absence);
    QStringList after = story.notes;
    if (!story.loading)
        after.append(QCoreApplication::translate("StoryDocument",
                                                 "Disclaimer: the source’s own story, shown for information "
                                                 "only. It isn’t investment advice."));
    QString tail;
    for (const QString &note : std::as_const(after))
        tail += paragraph(note);
    document->setHtml(paragraph(story.headline) + body + tail);
    QTextCursor whole(document.get());
    whole.beginEditBlock(); // one change, not one for each paragraph
    setBody(*document, look);
    setPlain(document->firstBlock(), look.headline, look.text, look.headlineHeight, 0, 12);
    QTextBlock block = document->lastBlock();
    for (qsizetype i = after.size(); i > 0 && block.isValid(); --i, block = block.previous())
        setPlain(block, look.small, look.secondary, look.smallHeight, i == 1 ? 0 : 6, 0);
    // The blank line below the body's last paragraph is the disclaimer's distance instead.
    if (block.isValid() && block != document->firstBlock() && !after.isEmpty()) {
        QTextBlockFormat format = block.blockFormat();
        format.setBottomMargin(10);
        QTextCursor(block).setBlockFormat(format);
    }
    whole.endEditBlock();
    return document;
}
