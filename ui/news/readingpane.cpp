#include "ui/news/readingpane.h"

#include "app/base/clock.h"
#include "app/base/log.h"
#include "app/base/workerpool.h"
#include "ui/news/linkbar.h"
#include "ui/news/messagepane.h"
#include "ui/news/storydocument.h"
#include "ui/news/storyhead.h"
#include "ui/news/storytext.h"
#include "ui/news/storyview.h"
#include "ui/style/controls.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedLayout>
#include <QThread>
#include <QTimer>

ReadingPane::ReadingPane(ArticleStore &store, UiTheme &theme, Clock &clock, WorkerPool &workers,
                         QWidget *parent)
    : QWidget(parent),
      m_store(store),
      m_theme(theme),
      m_clock(clock),
      m_workers(workers),
      m_pages(new QStackedLayout(this)),
      m_page(new QWidget),
      m_backRow(new QWidget(m_page)),
      m_headRow(new QWidget(m_page)),
      m_empty(new MessagePane(theme)),
      m_back(new IconButton(theme, Icon::ChevronLeft, tr("Back"), m_backRow)),
      m_previous(new IconButton(theme, Icon::ChevronUp, tr("Previous story"), m_backRow)),
      m_next(new IconButton(theme, Icon::ChevronDown, tr("Next story"), m_backRow)),
      m_backName(new QLabel(m_backRow)),
      m_head(new StoryHead(theme, clock, m_headRow)),
      m_view(new StoryView(theme, m_page)),
      m_linkBar(new LinkBar(theme, m_page))
{
    setProperty("pane", QStringLiteral("surface"));
    setAttribute(Qt::WA_StyledBackground);
    buildRows();
    auto *column = new QVBoxLayout(m_page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_backRow);
    column->addWidget(m_headRow);
    column->addWidget(m_view, 1);
    column->addWidget(m_linkBar);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_page);
    m_view->setAccessibleName(tr("Story"));
    connect(m_view, &StoryView::linkActivated, m_linkBar, &LinkBar::ask);
    connect(m_linkBar, &LinkBar::opened, this, &ReadingPane::browserRequested);
    connect(&theme, &UiTheme::changed, this, [this] {
        placeRows();
        showEmpty();
        if (m_story)
            showText(*m_story, m_body != nullptr);
    });
    setBackTo({});
    showEmpty();
}

ReadingPane::~ReadingPane() = default;

void ReadingPane::buildRows()
{
    m_back->setName(tr("Back"), Qt::Key_Escape);
    m_previous->setName(tr("Previous story"), Qt::Key_K);
    m_next->setName(tr("Next story"), Qt::Key_J);
    connect(m_back, &QAbstractButton::clicked, this, &ReadingPane::backRequested);
    connect(m_previous, &QAbstractButton::clicked, this, &ReadingPane::previousRequested);
    connect(m_next, &QAbstractButton::clicked, this, &ReadingPane::nextRequested);

    const auto actions = [this](QWidget *row, QHBoxLayout *layout) {
        auto *save = new IconButton(m_theme, Icon::Bookmark, tr("Save"), row);
        auto *link = new IconButton(m_theme, Icon::Link, tr("Copy link"), row);
        auto *browser = new IconButton(m_theme, Icon::External, tr("Open in browser"), row);
        save->setCheckable(true);
        link->setName(tr("Copy link"), Qt::Key_L);
        connect(save, &QAbstractButton::clicked, this, [this, save] {
            save->setChecked(m_story && m_story->state.saved); // the store says when it is so
            if (m_story)
                m_store.setSaved(m_story->article.id, !m_story->state.saved);
        });
        connect(link, &QAbstractButton::clicked, this, [this] {
            if (m_story)
                QGuiApplication::clipboard()->setText(QString::fromUtf8(m_story->article.link.toEncoded()));
        });
        connect(browser, &QAbstractButton::clicked, this, [this] {
            if (m_story && !realHost(m_story->article.link).isEmpty())
                emit browserRequested(m_story->article.link);
        });
        for (IconButton *button : {save, link, browser})
            layout->addWidget(button);
        m_save.append(save);
        m_link.append(link);
        m_browser.append(browser);
    };
    auto *back = new QHBoxLayout(m_backRow);
    back->setContentsMargins(4, 0, 10, 0);
    back->setSpacing(2);
    m_backName->setTextFormat(Qt::PlainText);
    back->addWidget(m_back);
    back->addWidget(m_backName, 1);
    back->addWidget(m_previous);
    back->addWidget(m_next);
    back->addSpacing(12);
    actions(m_backRow, back);
    auto *head = new QHBoxLayout(m_headRow);
    head->setSpacing(4);
    head->addWidget(m_head, 1);
    actions(m_headRow, head);
}

// The head stands on the text's column; its icons end where the text ends, 7 px of air inside their buttons.
void ReadingPane::placeRows()
{
    m_backRow->setFixedHeight(m_theme.px(40));
    m_backName->setFont(m_theme.font(FontRole::SmallStrong));
    const QRect column = StoryView::column(width(), m_theme);
    const bool over = !m_backTo.isEmpty();
    m_headRow->layout()->setContentsMargins(column.left(), over ? 8 : 9,
                                            width() - column.right() - 1 - (over ? 0 : 7), over ? 2 : 3);
}

void ReadingPane::resizeEvent(QResizeEvent *event)
{
    placeRows();
    QWidget::resizeEvent(event);
}

void ReadingPane::setBackTo(const QString &name)
{
    m_backTo = name;
    m_backName->setText(name);
    const bool over = !name.isEmpty();
    m_backRow->setVisible(over);
    for (const auto &pair : {m_save, m_link, m_browser})
        pair.last()->setVisible(!over);
    placeRows();
}

void ReadingPane::setNeighbours(bool previous, bool next)
{
    m_previous->setEnabled(previous);
    m_next->setEnabled(next);
}

void ReadingPane::setUnread(int count)
{
    m_unread = count;
    showEmpty();
}

void ReadingPane::page(bool down)
{
    if (m_story)
        m_view->page(down);
}

bool ReadingPane::dismissLink()
{
    const bool asked = m_linkBar->isVisible();
    m_linkBar->hide();
    return asked;
}

QWidget *ReadingPane::textView() const
{
    return m_view;
}

std::optional<ArticleId> ReadingPane::openStory() const
{
    return m_story ? std::optional(m_story->article.id) : std::nullopt;
}

void ReadingPane::open(const Story &story)
{
    if (openStory() == story.article.id)
        return;
    m_story = story;
    m_opened = m_clock.monotonic();
    m_linkBar->hide();
    m_head->setArticle(story.article);
    showState();
    m_pages->setCurrentWidget(m_page);
    m_body = m_store.story(story.article.id, [this](Result<Story> whole) { takeBody(std::move(whole)); });
    showText(story, true);
    m_reading = m_clock.after(readAfter, [this] {
        if (m_story && !m_story->state.read)
            m_store.setRead({m_story->article.id}, true);
    });
}

void ReadingPane::close()
{
    m_body.reset();
    m_laying.reset();
    m_reading.reset();
    m_story.reset();
    m_linkBar->hide();
    m_view->showDocument(std::make_unique<StoryDocument>());
    showEmpty();
    m_pages->setCurrentWidget(m_empty);
}

void ReadingPane::takeBody(Result<Story> whole)
{
    m_body.reset();
    if (!m_story)
        return;
    if (whole)
        m_story->article = whole->article;
    showText(*m_story, false);
}

void ReadingPane::refresh(const Story &story)
{
    if (openStory() != story.article.id)
        return;
    const bool reworded = story.article.title != m_story->article.title;
    m_story->state = story.state;
    m_story->earlierTitles = story.earlierTitles;
    showState();
    if (!reworded)
        return;
    m_head->setArticle(story.article);
    m_story->article.title = story.article.title;
    m_body = m_store.story(story.article.id, [this](Result<Story> whole) { takeBody(std::move(whole)); });
}

void ReadingPane::showText(const Story &story, bool loading)
{
    const Article &article = story.article;
    const QString host = realHost(article.link);
    StoryText text{article.title, article.html, article.summary, {}, loading, {}};
    text.absence = host.isEmpty()
                       ? tr("The source sent only this headline.")
                       : tr("The source sent only this headline. Press O to read on at %1.").arg(host);
    if (article.bodyCut && !loading)
        text.notes.append(host.isEmpty()
                              ? tr("The source's text is longer than what is kept here.")
                              : tr("The source's text is longer. Press O to read on at %1.").arg(host));
    for (const EarlierTitle &earlier : story.earlierTitles)
        text.notes.append(
            tr("Headline until %1: %2").arg(m_theme.times().full(earlier.until), earlier.title));
    const StoryLook look(m_theme);
    if (article.html.size() <= longBody) {
        m_laying.reset();
        showDocument(storyDocument(text, look), loading);
        return;
    }
    QThread *home = thread();
    m_laying = m_workers.run(
        [text, look, home] {
            std::unique_ptr<QTextDocument> document = storyDocument(text, look);
            document->moveToThread(home);
            return document;
        },
        [this, loading](std::unique_ptr<QTextDocument> document) {
            m_laying.reset();
            showDocument(std::move(document), loading);
        });
}

void ReadingPane::showDocument(std::unique_ptr<QTextDocument> document, bool loading)
{
    m_view->showDocument(std::move(document));
    if (loading || !logUi().isDebugEnabled())
        return;
    // For tests/bench/process.py; after the repaint that this has just asked for.
    QTimer::singleShot(0, this, [this, opened = m_opened] {
        qCDebug(logUi) << "story painted after" << (m_clock.monotonic() - opened).count() << "ms";
    });
}

void ReadingPane::showEmpty()
{
    m_empty->show(Icon::Stories, tr("No story open"),
                  m_unread == 0 ? tr("J opens the newest story.")
                  : m_unread == 1
                      ? tr("1 unread story. J opens the newest, N the unread one.")
                      : tr("%1 unread stories. J opens the newest, N the next unread.").arg(m_unread));
}

void ReadingPane::showState()
{
    const bool saved = m_story && m_story->state.saved;
    const QString host = m_story ? realHost(m_story->article.link) : QString();
    for (IconButton *button : std::as_const(m_save)) {
        button->setChecked(saved);
        button->setGlyph(saved ? Icon::BookmarkFilled : Icon::Bookmark);
        button->setName(saved ? tr("Remove from saved") : tr("Save"), Qt::Key_S);
    }
    for (IconButton *button : std::as_const(m_link))
        button->setEnabled(m_story && !m_story->article.link.isEmpty());
    for (IconButton *button : std::as_const(m_browser)) {
        button->setEnabled(!host.isEmpty());
        button->setName(host.isEmpty() ? tr("Open in browser") : tr("Open in browser: %1").arg(host),
                        Qt::Key_O);
    }
}
