#include "ui/news/storyview.h"

#include "ui/news/storydocument.h"
#include "ui/news/storytext.h"
#include "ui/news/storytypography.h"
#include "ui/style/controls.h"
#include "ui/style/overlaybar.h"

#include <QAbstractTextDocumentLayout>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMimeData>
#include <QPainter>
#include <QPointer>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextFrame>

namespace {
constexpr int belowHeadline = 12, aroundFullText = 12, aboveNotes = 10;
// The strip stands closer: to a trail of one line, whose targets are higher than its words, and to the text,
// whose lines have their spare height above the words.
constexpr int belowTrail = 4, belowLines = 8, headlineToPrices = 8, belowPrices = 8;

// Of a block that is laid out already; asking the layout for another would lay out all that stands before it.
QRectF linesOf(const QTextBlock &block)
{
    const QTextLayout *layout = block.layout();
    if (!layout || layout->lineCount() == 0)
        return {};
    QRectF lines = layout->lineAt(0).rect();
    lines = lines.united(layout->lineAt(layout->lineCount() - 1).rect());
    return lines.translated(layout->position());
}

void setBottom(const QTextBlock &block, qreal bottom, qreal top)
{
    QTextBlockFormat format = block.blockFormat();
    if (format.bottomMargin() == bottom && format.topMargin() == top)
        return;
    format.setBottomMargin(bottom);
    format.setTopMargin(top);
    QTextCursor(block).setBlockFormat(format);
}
} // namespace

StoryView::StoryView(UiTheme &theme, QWidget *parent) : QTextBrowser(parent), m_theme(theme)
{
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    setOpenExternalLinks(false);
    setUndoRedoEnabled(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    viewport()->setAutoFillBackground(false);
    new OverlayBar(this);
    setTextInteractionFlags(Qt::TextBrowserInteraction); // by keyboard too, it would show a caret
    connect(this, &QTextBrowser::anchorClicked, this, [this](const QUrl &link) {
        if (const auto mark = storyMark(link))
            emit markActivated(*mark);
        else
            emit linkActivated(link);
    });
    connect(this, &QTextBrowser::highlighted, this,
            [this](const QUrl &link) { viewport()->setToolTip(realHost(link)); });
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (now && viewport()->isAncestorOf(now))
            scrollTo(now);
    });
    showDocument(std::make_unique<StoryDocument>());
}

const StoryDocument *StoryView::story() const
{
    return static_cast<const StoryDocument *>(document());
}

void StoryView::showDocument(std::unique_ptr<StoryDocument> next, bool keepPlace)
{
    const QPointer<QTextDocument> old(document()); // the first one is Qt's, which deletes it itself
    const int place = keepPlace ? verticalScrollBar()->value() : 0;
    next->setParent(this);
    next->fitPictures(textWidth());
    // What would have it laid out again is set before it is laid out at all.
    QTextOption wrap = next->defaultTextOption();
    wrap.setWrapMode(wordWrapMode());
    next->setDefaultTextOption(wrap);
    next->setTextWidth(viewport()->width()); // without one, a first page is all of it
    makeRoom(*next);
    StoryDocument *shown = next.release();
    setDocument(shown);
    delete old;
    connect(shown->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
            &StoryView::placeInsets);
    viewport()->setToolTip({});
    layInsets();
    verticalScrollBar()->setValue(place);
}

void StoryView::setInset(Inset which, QWidget *widget)
{
    widget->setParent(viewport());
    inset(which) = widget;
}

int StoryView::textWidth() const
{
    return column().width();
}

int StoryView::insetHeight(Inset which) const
{
    const QWidget *widget = m_insets[size_t(which)];
    return widget && widget->isEnabled() ? std::max(0, widget->heightForWidth(textWidth())) : 0;
}

int StoryView::abovePrices() const
{
    const int trail = insetHeight(Inset::Trail);
    if (trail == 0)
        return headlineToPrices;
    return trail + (trail > std::max(24, m_theme.px(20)) ? belowLines : belowTrail);
}

void StoryView::layInsets()
{
    if (m_laying || document()->isEmpty())
        return placeInsets();
    m_laying = true;
    const int place = verticalScrollBar()->value();
    makeRoom(*static_cast<StoryDocument *>(document()));
    verticalScrollBar()->setValue(place);
    m_laying = false;
    placeInsets();
}

// Margins of blocks that are there anyway, so that the text stays what it is.
void StoryView::makeRoom(StoryDocument &text)
{
    if (text.isEmpty())
        return;
    const int prices = insetHeight(Inset::Prices), full = insetHeight(Inset::FullText);
    QTextCursor edit(&text);
    edit.beginEditBlock();
    setBottom(text.firstBlock(),
              prices > 0 ? abovePrices() + prices + belowPrices : belowHeadline + insetHeight(Inset::Trail),
              0);
    if (const QTextBlock note = text.findBlockByNumber(text.firstNote()); note.isValid())
        setBottom(note, note.blockFormat().bottomMargin(), full > 0 ? full + 2 * aroundFullText : 0);
    QTextFrameFormat frame = text.rootFrame()->frameFormat();
    const int bottom = insetHeight(Inset::Foot) + aboveNotes;
    if (frame.bottomMargin() != bottom || frame.leftMargin() != gutter) {
        frame.setBottomMargin(bottom);
        frame.setLeftMargin(gutter);
        frame.setRightMargin(gutter);
        text.rootFrame()->setFrameFormat(frame);
    }
    edit.endEditBlock();
}

void StoryView::placeInsets()
{
    const int scrolled = verticalScrollBar()->value();
    const auto place = [&](Inset which, std::optional<qreal> top) {
        QWidget *widget = inset(which);
        if (!widget)
            return;
        const int height = insetHeight(which);
        widget->setVisible(top && height > 0);
        const int side = which == Inset::Foot ? gutter : 0;
        if (top)
            widget->setGeometry(gutter - side, qRound(*top) - scrolled, textWidth() + 2 * side, height);
    };
    const auto bottomOf = [](const QTextBlock &block) -> std::optional<qreal> {
        const QRectF lines = linesOf(block);
        return lines.isNull() ? std::nullopt : std::optional(lines.bottom());
    };
    const auto headline = document()->isEmpty() ? std::nullopt : bottomOf(document()->firstBlock());
    place(Inset::Trail, headline);
    place(Inset::Prices, headline ? std::optional(*headline + abovePrices()) : std::nullopt);
    const QTextBlock note = document()->findBlockByNumber(story()->firstNote());
    const QRectF lines = note.isValid() ? linesOf(note) : QRectF();
    place(Inset::FullText, lines.isNull() ? std::nullopt
                                          : std::optional(note.layout()->position().y() -
                                                          insetHeight(Inset::FullText) - aroundFullText));
    place(Inset::Foot, note.isValid() ? bottomOf(document()->lastBlock()) : std::nullopt);
}

QVariant StoryView::loadResource(int type, const QUrl &)
{
    return StoryDocument::nothing(type); // asked only for what the document has not
}

QRect StoryView::column(int paneWidth, const UiTheme &theme, bool beside)
{
    if (beside) {
        const int room = paneWidth - 2 * padding - theme.px(StoryView::beside) - besideGap;
        return {padding, 0, std::min(room, theme.px(measure)), 0};
    }
    const int width = std::min(paneWidth - 2 * padding, theme.px(measure));
    return {(paneWidth - width) / 2, 0, width, 0};
}

void StoryView::setBeside(bool beside)
{
    if (std::exchange(m_beside, beside) == beside)
        return;
    placeColumn();
    static_cast<StoryDocument *>(document())->fitPictures(textWidth());
    layInsets();
}

QRect StoryView::column() const
{
    return column(width(), m_theme, m_beside);
}

void StoryView::resizeEvent(QResizeEvent *event)
{
    placeColumn();
    QTextBrowser::resizeEvent(event);
    if (event->size().width() != event->oldSize().width()) {
        static_cast<StoryDocument *>(document())->fitPictures(textWidth());
        layInsets();
    }
}

void StoryView::placeColumn()
{
    const QRect place = column();
    setViewportMargins(place.left() - gutter, 0, width() - place.right() - 1 - gutter, 0);
}

void StoryView::scrollContentsBy(int dx, int dy)
{
    QTextBrowser::scrollContentsBy(dx, dy);
    placeInsets();
}

void StoryView::page(bool down)
{
    verticalScrollBar()->triggerAction(down ? QAbstractSlider::SliderPageStepAdd
                                            : QAbstractSlider::SliderPageStepSub);
}

void StoryView::scrollTo(QWidget *child)
{
    constexpr int air = 8;
    const QRect place(child->mapTo(viewport(), QPoint()), child->size());
    QScrollBar *bar = verticalScrollBar();
    if (place.top() - air < 0)
        bar->setValue(bar->value() + place.top() - air);
    else if (place.bottom() + air > viewport()->height())
        bar->setValue(bar->value() + place.bottom() + air - viewport()->height());
}

// Blocks that are laid out and, in part, seen.
template <typename Paint> void StoryView::forSeen(Paint paint)
{
    const int top = verticalScrollBar()->value(), bottom = top + viewport()->height();
    for (QTextBlock block = cursorForPosition({0, 0}).block(); block.isValid(); block = block.next()) {
        const QRectF lines = linesOf(block);
        if (lines.isNull() || (lines.top() > bottom && !QTextCursor(block).currentTable()))
            return;
        paint(block, lines.translated(0, -top));
    }
}

// What QTextDocument can't draw: the ground of code, the bar of a quote, the chips of marks.
void StoryView::paintGrounds(QPainter &painter)
{
    const Tokens &t = m_theme.tokens();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    forSeen([&](const QTextBlock &block, QRectF lines) {
        const bool mirrored = block.textDirection() == Qt::RightToLeft;
        const qreal wide = textWidth();
        if (isCode(block) && !QTextCursor(block).currentTable()) {
            const bool first = !isCode(block.previous()), last = !isCode(block.next());
            const QRectF ground(gutter, lines.top() - (first ? 6 : 0), wide,
                                lines.height() + (first ? 6 : 0) + (last ? 6 : 0));
            painter.setBrush(t.elevated);
            painter.drawRoundedRect(ground.adjusted(0, first ? 0 : -6, 0, last ? 0 : 6),
                                    first || last ? 6 : 0, first || last ? 6 : 0);
        }
        const QRectF next = linesOf(block.next()).translated(0, -verticalScrollBar()->value());
        for (int depth = quoteDepth(block), step = m_theme.px(22) * 2 / 3; depth > 0; --depth) {
            const qreal x = gutter + (depth - 1) * step;
            const bool on = quoteDepth(block.next()) >= depth && next.top() > lines.top(); // without a gap
            painter.fillRect(QRectF(mirrored ? 2 * gutter + wide - x - 2 : x, lines.top(), 2,
                                    (on ? next.top() : lines.bottom()) - lines.top()),
                             t.line);
        }
        paintChips(painter, block);
    });
}

void StoryView::paintChips(QPainter &painter, const QTextBlock &block)
{
    const Tokens &t = m_theme.tokens();
    const int high = m_theme.px(16), side = m_theme.px(10);
    for (auto it = block.begin(); it != block.end(); ++it) {
        const QTextFragment fragment = it.fragment();
        if (!fragment.charFormat().boolProperty(StoryDocument::chipProperty))
            continue;
        const int at = fragment.position() - block.position();
        const QTextLine line = block.layout()->lineForTextPosition(at);
        if (!line.isValid())
            continue;
        const qreal a = line.cursorToX(at), b = line.cursorToX(at + fragment.length());
        const QPointF corner = block.layout()->position() - QPointF(0, verticalScrollBar()->value());
        const QRectF chip(corner.x() + std::min(a, b),
                          corner.y() + line.y() + line.ascent() - m_theme.px(4) - high / 2.0, std::abs(b - a),
                          high);
        painter.setBrush(t.elevated);
        painter.setPen(t.highContrast ? QPen(t.text, 1) : QPen(Qt::NoPen));
        painter.drawRoundedRect(chip, 4, 4);
        const auto mark = storyMark(QUrl(fragment.charFormat().anchorHref()));
        const bool mirrored = b < a;
        drawIcon(painter, mark && mark->kind == StoryMark::Kind::Pictures ? Icon::Eye : Icon::Shield,
                 QRectF(mirrored ? chip.right() - 5 - side : chip.left() + 5, chip.top() + (high - side) / 2,
                        side, side),
                 t.textSecondary);
        painter.setPen(Qt::NoPen);
    }
}

void StoryView::paintEvent(QPaintEvent *event)
{
    {
        QPainter painter(viewport());
        painter.setClipRegion(event->region());
        paintGrounds(painter);
    }
    QTextBrowser::paintEvent(event);
}

// Marks are the program's words, not the story's.
QString StoryView::selectedText() const
{
    QString text;
    const QTextCursor cursor = textCursor();
    const int from = cursor.selectionStart(), to = cursor.selectionEnd();
    for (QTextBlock block = document()->findBlock(from); block.isValid() && block.position() < to;
         block = block.next()) {
        if (block.position() > from)
            text += u'\n';
        for (auto it = block.begin(); it != block.end(); ++it) {
            const QTextFragment fragment = it.fragment();
            const int a = std::max(from, fragment.position()),
                      b = std::min(to, fragment.position() + fragment.length());
            if (a < b && !fragment.charFormat().boolProperty(StoryDocument::chipProperty))
                text += QStringView(fragment.text()).mid(a - fragment.position(), b - a);
        }
    }
    text.replace(QChar::LineSeparator, u'\n')
        .replace(QChar::Nbsp, u' ')
        .remove(QChar::ObjectReplacementCharacter);
    return text;
}

// Plain: our colours have no place in somebody's document, least of all those of the dark theme.
QMimeData *StoryView::createMimeDataFromSelection() const
{
    auto *data = new QMimeData;
    data->setText(selectedText());
    return data;
}

void StoryView::copyWithSource()
{
    const bool selected = textCursor().hasSelection();
    const QTextCursor before = textCursor();
    if (!selected) {
        QTextCursor body(document());
        const QTextBlock note = document()->findBlockByNumber(story()->firstNote());
        body.setPosition(note.isValid() ? std::max(0, note.position() - 1) : document()->characterCount() - 1,
                         QTextCursor::KeepAnchor);
        setTextCursor(body);
    }
    QGuiApplication::clipboard()->setText(selectedText().trimmed() + QStringLiteral("\n\n") + m_source);
    setTextCursor(before);
}

void StoryView::contextMenuEvent(QContextMenuEvent *event)
{
    const QUrl link(anchorAt(event->pos()));
    auto *menu = new Menu(m_theme, this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *copy = menu->add(Icon::Copy, tr("Copy"), QKeySequence::Copy);
    copy->setEnabled(textCursor().hasSelection());
    connect(copy, &QAction::triggered, this, &StoryView::copy);
    QAction *sourced = menu->add(textCursor().hasSelection() ? tr("Copy with source")
                                                             : tr("Copy the story with its source"));
    sourced->setEnabled(!document()->isEmpty());
    connect(sourced, &QAction::triggered, this, &StoryView::copyWithSource);
    if (const QString host = realHost(link); !host.isEmpty()) {
        connect(menu->add(Icon::External, tr("Open %1").arg(host)), &QAction::triggered, this,
                [this, link] { emit linkActivated(link); });
        connect(menu->add(Icon::Link, tr("Copy link")), &QAction::triggered, this,
                [link] { QGuiApplication::clipboard()->setText(QString::fromUtf8(link.toEncoded())); });
    }
    menu->addSeparator();
    connect(menu->add(tr("Select all"), QKeySequence::SelectAll), &QAction::triggered, this,
            &StoryView::selectAll);
    emit menuWanted(menu);
    menu->popup(event->globalPos());
}

// Backspace and Alt+arrows would walk QTextBrowser's history of documents, which has none.
void StoryView::keyPressEvent(QKeyEvent *event)
{
    const bool history = event->key() == Qt::Key_Backspace || event->key() == Qt::Key_Back ||
                         event->modifiers() & Qt::AltModifier;
    if (event == QKeySequence::Copy && !textCursor().hasSelection())
        emit headlineCopyWanted();
    else if (history || event->key() == Qt::Key_Escape)
        event->ignore();
    else
        QTextBrowser::keyPressEvent(event);
}
