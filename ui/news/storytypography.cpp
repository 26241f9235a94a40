#include "ui/news/storytypography.h"

#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocumentFragment>
#include <QTextList>
#include <QTextTable>

namespace {
// Qt's own margin of one <blockquote>; what is deeper adds up.
constexpr int qtQuoteMargin = 40;

void fix(QTextBlockFormat &format, int height)
{
    format.setLineHeight(height, QTextBlockFormat::FixedHeight);
}

bool hasPicture(const QTextBlock &block)
{
    for (auto it = block.begin(); it != block.end(); ++it)
        if (it.fragment().charFormat().isImageFormat())
            return true;
    return false;
}

bool isIn(const QTextBlock &block, const QTextBlock &other)
{
    return other.isValid() && isCode(block) == isCode(other) && quoteDepth(block) == quoteDepth(other);
}

// Qt breaks no line that came with <pre>, and the page doesn't scroll sideways: they are broken like others,
// and known by a property of ours.
constexpr int codeProperty = QTextFormat::UserProperty + 2;

// Below a block: a blank line between paragraphs, less within a list, nothing within code or a table cell.
int bottomOf(const QTextBlock &block, const StoryLook &look, bool inTable)
{
    const QTextBlock next = block.next();
    if (inTable)
        return 0;
    if (isCode(block))
        return isIn(block, next) ? 0 : look.bodyHeight;
    if (block.blockFormat().headingLevel() > 0)
        return 6;
    if (block.textList())
        return next.isValid() && next.textList() ? 4 : look.bodyHeight / 2 + 4;
    return look.bodyHeight / 2 + 2;
}

// Qt marks the first paragraph of a quote alone; its margin tells of the others.
void findQuotes(QTextDocument &document)
{
    bool inside = false;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        QTextBlockFormat format = block.blockFormat();
        const int margins = int(format.leftMargin()) / qtQuoteMargin;
        inside = margins > 0 && (inside || format.hasProperty(QTextFormat::BlockQuoteLevel));
        if (!inside)
            continue;
        format.setProperty(QTextFormat::BlockQuoteLevel, margins);
        QTextCursor(block).setBlockFormat(format);
    }
}

void setQuote(QTextBlockFormat &format, int depth, int step, bool mirrored)
{
    format.setLeftMargin(mirrored ? 0 : depth * step);
    format.setRightMargin(mirrored ? depth * step : 0);
}

void setBlock(const QTextBlock &block, const StoryLook &look)
{
    QTextCursor cursor(block);
    QTextBlockFormat format = block.blockFormat();
    const bool heading = format.headingLevel() > 0, inTable = cursor.currentTable() != nullptr;
    if (hasPicture(block))
        format.setLineHeight(100, QTextBlockFormat::ProportionalHeight);
    else
        fix(format, heading ? look.headingHeight : isCode(block) ? look.codeHeight : look.bodyHeight);
    format.setTopMargin(heading ? 8 : 0);
    format.setBottomMargin(bottomOf(block, look, inTable));
    if (const int depth = quoteDepth(block); depth > 0)
        setQuote(format, depth, look.bodyHeight * 2 / 3, block.textDirection() == Qt::RightToLeft);
    if (isCode(block)) { // on the ground that the view paints
        format.setNonBreakableLines(false);
        format.setProperty(codeProperty, true);
        format.setLeftMargin(12);
        format.setRightMargin(12);
    }
    cursor.setBlockFormat(format);
    if (heading) {
        cursor.select(QTextCursor::BlockUnderCursor);
        QTextCharFormat chars;
        chars.setFont(look.heading);
        chars.setProperty(QTextFormat::FontSizeAdjustment, 0); // of h1 to h6, over the font's own
        cursor.mergeCharFormat(chars);
    }
}

void setMarks(const QTextBlock &block, const StoryLook &look)
{
    QList<QPair<int, int>> marks;
    for (auto it = block.begin(); it != block.end(); ++it) {
        const QTextFragment fragment = it.fragment();
        if (storyMark(QUrl(fragment.charFormat().anchorHref())))
            marks.append({fragment.position(), fragment.length()});
    }
    for (const auto &[at, length] : std::as_const(marks)) {
        QTextCursor cursor(block);
        cursor.setPosition(at);
        cursor.setPosition(at + length, QTextCursor::KeepAnchor);
        QTextCharFormat format;
        format.setFont(look.chip);
        format.setFontUnderline(false);
        format.setForeground(look.secondary);
        format.setProperty(StoryDocument::chipProperty, true);
        cursor.mergeCharFormat(format);
    }
}

bool isRightToLeft(const QTextTable &table)
{
    QTextCursor all = table.firstCursorPosition();
    all.setPosition(table.lastPosition(), QTextCursor::KeepAnchor);
    return all.selectedText().isRightToLeft();
}

QTextCursor contentOf(const QTextTableCell &cell)
{
    QTextCursor content = cell.firstCursorPosition();
    content.setPosition(cell.lastPosition(), QTextCursor::KeepAnchor);
    return content;
}

// Qt lays out columns from the left, whatever the script: those of a right-to-left table change places. One
// with joined cells stays as it is.
void mirror(QTextTable &table)
{
    for (int row = 0; row < table.rows(); ++row)
        for (int column = 0; column < table.columns(); ++column)
            if (const QTextTableCell cell = table.cellAt(row, column);
                cell.columnSpan() > 1 || cell.rowSpan() > 1)
                return;
    for (int row = 0; row < table.rows(); ++row) {
        for (int left = 0, right = table.columns() - 1; left < right; ++left, --right) {
            QTextCursor a = contentOf(table.cellAt(row, left)), b = contentOf(table.cellAt(row, right));
            const QTextDocumentFragment fromA = a.selection(), fromB = b.selection();
            b.insertFragment(fromA);
            a.insertFragment(fromB);
        }
    }
}

void mirrorTables(QTextFrame &frame)
{
    for (QTextFrame *child : frame.childFrames()) {
        mirrorTables(*child);
        auto *table = qobject_cast<QTextTable *>(child);
        if (!table || !isRightToLeft(*table))
            continue;
        mirror(*table);
        QTextCursor cells = table->firstCursorPosition();
        cells.setPosition(table->lastPosition(), QTextCursor::KeepAnchor);
        QTextBlockFormat right;
        right.setAlignment(Qt::AlignRight | Qt::AlignAbsolute);
        cells.mergeBlockFormat(right);
        QTextTableFormat format = table->format();
        format.setAlignment(Qt::AlignRight);
        table->setFormat(format);
    }
}

void setTables(QTextFrame &frame, const StoryLook &look)
{
    for (QTextFrame *child : frame.childFrames()) {
        setTables(*child, look);
        auto *table = qobject_cast<QTextTable *>(child);
        if (!table)
            continue;
        QTextTableFormat format = table->format();
        format.setBorder(1);
        format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        format.setBorderBrush(look.rule);
        format.setBorderCollapse(true);
        format.setCellSpacing(0);
        format.setCellPadding(6);
        // Qt leaves out the margin of the block above.
        format.setTopMargin(
            std::max(8.0, table->firstCursorPosition().block().previous().blockFormat().bottomMargin()));
        format.setBottomMargin(look.bodyHeight / 2 + 4);
        format.clearBackground();
        table->setFormat(format);
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

int quoteDepth(const QTextBlock &block)
{
    return block.blockFormat().intProperty(QTextFormat::BlockQuoteLevel);
}

bool isCode(const QTextBlock &block)
{
    const QTextBlockFormat format = block.blockFormat();
    return format.nonBreakableLines() || format.boolProperty(codeProperty);
}

StoryLook::StoryLook(const UiTheme &theme, const QString &language)
    : headline(theme.font(FontRole::ArticleHeadline)),
      body(theme.font(FontRole::Body)),
      heading(theme.font(FontRole::DialogTitle)),
      small(theme.font(FontRole::MetaText)),
      chip(theme.font(FontRole::Chip)),
      code(QStringLiteral("monospace")),
      headlineHeight(theme.fonts().lineHeight(FontRole::ArticleHeadline)),
      bodyHeight(theme.fonts().lineHeight(FontRole::Body)),
      headingHeight(theme.fonts().lineHeight(FontRole::DialogTitle)),
      smallHeight(theme.fonts().lineHeight(FontRole::MetaText)),
      codeHeight(theme.px(20)),
      text(theme.tokens().text),
      secondary(theme.tokens().textSecondary),
      link(theme.tokens().accent),
      ground(theme.tokens().elevated),
      rule(theme.tokens().border)
{
    if (language.isEmpty())
        return;
    for (QFont *font : {&headline, &body, &heading})
        font->setFamilies(Fonts::families(language));
}

QString storyStyleSheet(const StoryLook &look)
{
    return QStringLiteral("a { color: %1; text-decoration: underline; }"
                          "blockquote { color: %2; }"
                          "figcaption { color: %2; font-size: %4px; }"
                          ".advert { color: %2; }"
                          "pre, code, kbd, samp { font-family: monospace; font-size: %3px; }"
                          "th { font-weight: 600; text-align: left; }")
        .arg(look.link.name(), look.secondary.name())
        .arg(look.body.pixelSize() - 1)
        .arg(look.small.pixelSize());
}

void setTypography(StoryDocument &document, const StoryLook &look)
{
    QTextCursor whole(&document);
    whole.beginEditBlock(); // one change, not one for each paragraph
    findQuotes(document);
    mirrorTables(*document.rootFrame());
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        setBlock(block, look);
        setMarks(block, look);
    }
    setTables(*document.rootFrame(), look);
    setPlain(document.firstBlock(), look.headline, look.text, look.headlineHeight, 0, 12);
    QTextBlock block = document.lastBlock();
    const int notes = document.firstNote() < 0 ? 0 : document.blockCount() - document.firstNote();
    for (int i = notes; i > 0 && block.isValid(); --i, block = block.previous())
        setPlain(block, look.small, look.secondary, look.smallHeight, i == 1 ? 0 : 6, 0);
    // The blank line below the body's last paragraph is the first note's distance instead.
    if (block.isValid() && block != document.firstBlock() && notes > 0) {
        QTextBlockFormat format = block.blockFormat();
        format.setBottomMargin(10);
        QTextCursor(block).setBlockFormat(format);
    }
    whole.endEditBlock();
}
