#include "ui/news/storyview.h"

#include "ui/news/storydocument.h"
#include "ui/news/storytext.h"
#include "ui/style/controls.h"
#include "ui/style/overlaybar.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QPointer>
#include <QScrollBar>

StoryView::StoryView(UiTheme &theme, QWidget *parent) : QTextBrowser(parent), m_theme(theme)
{
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    setOpenExternalLinks(false);
    setUndoRedoEnabled(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
    new OverlayBar(this);
    setTextInteractionFlags(Qt::TextBrowserInteraction); // by keyboard too, it would show a caret
    connect(this, &QTextBrowser::anchorClicked, this, &StoryView::linkActivated);
    connect(this, &QTextBrowser::highlighted, this,
            [this](const QUrl &link) { viewport()->setToolTip(realHost(link)); });
    showDocument(std::make_unique<StoryDocument>());
}

void StoryView::showDocument(std::unique_ptr<QTextDocument> next)
{
    const QPointer<QTextDocument> old(document()); // the first one is Qt's, which deletes it itself
    next->setParent(this);
    setDocument(next.release());
    delete old;
    viewport()->setToolTip({});
    verticalScrollBar()->setValue(0);
}

QVariant StoryView::loadResource(int type, const QUrl &)
{
    return StoryDocument::nothing(type);
}

QRect StoryView::column(int paneWidth, const UiTheme &theme)
{
    const int width = std::min(paneWidth - 2 * padding, theme.px(measure));
    return {(paneWidth - width) / 2, 0, width, 0};
}

void StoryView::resizeEvent(QResizeEvent *event)
{
    placeColumn();
    QTextBrowser::resizeEvent(event);
}

void StoryView::placeColumn()
{
    const QRect place = column(width(), m_theme);
    setViewportMargins(place.left(), 0, width() - place.right() - 1, 0);
}

void StoryView::page(bool down)
{
    verticalScrollBar()->triggerAction(down ? QAbstractSlider::SliderPageStepAdd
                                            : QAbstractSlider::SliderPageStepSub);
}

void StoryView::contextMenuEvent(QContextMenuEvent *event)
{
    const QUrl link(anchorAt(event->pos()));
    auto *menu = new Menu(m_theme, this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *copy = menu->add(Icon::Copy, tr("Copy"), QKeySequence::Copy);
    copy->setEnabled(textCursor().hasSelection());
    connect(copy, &QAction::triggered, this, &StoryView::copy);
    if (const QString host = realHost(link); !host.isEmpty()) {
        connect(menu->add(Icon::External, tr("Open %1").arg(host)), &QAction::triggered, this,
                [this, link] { emit linkActivated(link); });
        connect(menu->add(Icon::Link, tr("Copy link")), &QAction::triggered, this,
                [link] { QGuiApplication::clipboard()->setText(QString::fromUtf8(link.toEncoded())); });
    }
    menu->addSeparator();
    connect(menu->add(tr("Select all"), QKeySequence::SelectAll), &QAction::triggered, this,
            &StoryView::selectAll);
    menu->popup(event->globalPos());
}

// Backspace and Alt+arrows would walk QTextBrowser's history of documents, which has none.
void StoryView::keyPressEvent(QKeyEvent *event)
{
    const bool history = event->key() == Qt::Key_Backspace || event->key() == Qt::Key_Back ||
                         event->modifiers() & Qt::AltModifier;
    if (history || event->key() == Qt::Key_Escape)
        event->ignore();
    else
        QTextBrowser::keyPressEvent(event);
}
