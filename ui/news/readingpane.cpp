#include "ui/news/readingpane.h"

#include "app/base/clock.h"
#include "app/base/log.h"
#include "app/base/workerpool.h"
#include "app/news/newssource.h"
#include "app/settings/settingsfile.h"
#include "ui/news/eventcard.h"
#include "ui/news/fulltextbar.h"
#include "ui/news/linkbar.h"
#include "ui/news/messagepane.h"
#include "ui/news/sincecolumn.h"
#include "ui/news/storyactions.h"
#include "ui/news/storydocument.h"
#include "ui/news/storyfoot.h"
#include "ui/news/storyhead.h"
#include "ui/news/storyoffers.h"
#include "ui/news/storypictures.h"
#include "ui/news/storytext.h"
#include "ui/news/storytrail.h"
#include "ui/news/storyview.h"
#include "ui/style/controls.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedLayout>
#include <QThread>
#include <QTimer>

ReadingPane::ReadingPane(ArticleStore &store, const NewsRefresher &feeds, SettingsFile &settings,
                         UiTheme &theme, Clock &clock, WorkerPool &workers, QWidget *parent)
    : QWidget(parent),
      m_store(store),
      m_feeds(feeds),
      m_settings(settings),
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
      m_trail(new StoryTrail(theme)),
      m_fullText(new FullTextBar(theme)),
      m_offers(new StoryOffers(theme, clock)),
      m_foot(new StoryFoot(m_offers)),
      m_pictures(new StoryPictures(workers, this)),
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
    connectView();
    orderTabs();
    connect(&theme, &UiTheme::changed, this, [this] {
        placeRows();
        showEmpty();
        if (!m_story)
            return;
        showStory();
        showText(m_bodyAsked != nullptr);
    });
    connect(&settings, &SettingsFile::changed, this, [this](const Settings &now, const Settings &before) {
        if (m_story && now.useReadingHistory != before.useReadingHistory)
            askRelated();
    });
    setBackTo({});
    showEmpty();
}

ReadingPane::~ReadingPane() = default;

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

void ReadingPane::setServices(ReadingServices services)
{
    m_services = std::move(services);
    m_pictures->setLoad(m_services.loadPicture);
}

void ReadingPane::open(const Story &story)
{
    if (openStory() == story.article.id)
        return;
    m_story = story;
    m_cluster.clear();
    m_body = {};
    m_body.offerPictures = m_pictures->canLoad();
    m_body.withPictures = m_pictures->canLoad() && alwaysPictures();
    m_pictures->clear();
    m_pageAsked.reset();
    m_pageHtml.clear();
    m_fullText->clear();
    m_offers->clear();
    m_opened = m_clock.monotonic();
    m_linkBar->hide();
    showPrices();
    showStory();
    m_pages->setCurrentWidget(m_page);
    askBody();
    askCompany();
    showText(true);
    m_reading = m_clock.after(readAfter, [this] { markRead(); });
}

void ReadingPane::close()
{
    for (Request *request :
         {&m_bodyAsked, &m_laying, &m_reading, &m_clusterAsked, &m_relatedAsked, &m_pageAsked})
        request->reset();
    m_story.reset();
    if (m_prices)
        m_prices->close();
    m_shown.reset();
    m_pictures->clear();
    m_pageHtml.clear();
    m_linkBar->hide();
    m_offers->clear();
    m_view->showDocument(std::make_unique<StoryDocument>());
    showEmpty();
    m_pages->setCurrentWidget(m_empty);
}

void ReadingPane::markRead()
{
    if (!m_story)
        return;
    if (m_settings.settings().useReadingHistory)
        m_store.noteOpened(m_story->article.id, m_clock.now());
    if (!m_story->state.read)
        m_store.setRead({m_story->article.id}, true,
                        m_settings.settings().readMarksEvent ? ReadReach::Cluster : ReadReach::Story);
}

void ReadingPane::askBody()
{
    m_bodyAsked =
        m_store.story(m_story->article.id, [this](Result<Story> whole) { takeBody(std::move(whole)); });
}

void ReadingPane::takeBody(Result<Story> whole)
{
    m_bodyAsked.reset();
    if (!m_story)
        return;
    if (whole)
        m_story->article = whole->article;
    offerFullText();
    showText(false);
}

// Who else tells of the event, and what is alike. Neither keeps the text waiting.
void ReadingPane::askCompany()
{
    m_clusterAsked.reset();
    if (m_story->clusterSize > 1)
        m_clusterAsked =
            m_store.stories(StoryQuery::ofCluster(m_story->cluster), [this](Result<QList<Story>> all) {
                m_clusterAsked.reset();
                takeCluster(all ? *all : QList<Story>());
            });
    askRelated();
}

void ReadingPane::askRelated()
{
    RelatedQuery query;
    query.now = m_clock.now();
    query.withHistory = m_settings.settings().useReadingHistory;
    m_relatedAsked =
        m_store.related(m_story->article.id, query, [this](const Result<QList<RelatedRow>> &related) {
            m_relatedAsked.reset();
            m_offers->setRelated(related ? *related : QList<RelatedRow>());
            m_view->layInsets();
        });
}

void ReadingPane::takeCluster(const QList<Story> &cluster)
{
    if (!m_story)
        return;
    m_cluster = cluster;
    m_trail->setStory(*m_story, m_cluster);
    m_offers->setReports(*m_story, m_cluster);
    m_view->layInsets();
}

void ReadingPane::refresh(const Story &story)
{
    if (openStory() != story.article.id)
        return;
    const Story before = *m_story;
    const QString html = m_story->article.html;
    m_story = story;
    m_story->article.html = html; // lists carry no bodies
    if (m_prices)
        m_prices->refresh(*m_story);
    showStory();
    if (story.cluster != before.cluster || story.clusterSize != before.clusterSize)
        askCompany();
    if (story.article.title != before.article.title)
        askBody();
}

void ReadingPane::showStory()
{
    m_head->setStory(*m_story, sourceZone());
    m_trail->setStory(*m_story, m_cluster);
    for (StoryActions *actions : std::as_const(m_actions))
        actions->setStory(m_story->article, m_story->state);
    const Article &article = m_story->article;
    m_view->setSource(QStringLiteral("— %1\n%2").arg(shownSource(article), headlineAndLink(article)));
    m_view->layInsets();
}

std::optional<int> ReadingPane::sourceZone() const
{
    const QList<FeedInfo> feeds = m_feeds.feeds();
    for (const FeedInfo &feed : feeds)
        if (feed.id == m_story->article.feed && feed.zoneOffsetMinutes != 0)
            return feed.zoneOffsetMinutes;
    return std::nullopt;
}

void ReadingPane::showText(bool loading)
{
    const Article &article = m_story->article;
    const QString host = realHost(article.link);
    const QString &html = m_pageHtml.isEmpty() ? article.html : m_pageHtml;
    StoryText text{article.title, html, article.summary, {}, loading, {}, m_body};
    text.absence = host.isEmpty()
                       ? tr("The source sent only this headline.")
                       : tr("The source sent only this headline. Press O to read on at %1.").arg(host);
    if (!m_pageHtml.isEmpty() || article.fullText)
        text.notes.append(tr("The full text as it stands at %1.").arg(host));
    else if (article.bodyCut && !loading)
        text.notes.append(host.isEmpty()
                              ? tr("The source's text is longer than what is kept here.")
                              : tr("The source's text is longer. Press O to read on at %1.").arg(host));
    const StoryLook look(m_theme, article.language);
    if (html.isEmpty()) {
        m_laying.reset();
        showDocument(storyDocument(text, look), loading);
        return;
    }
    // Adverts are looked for, and everything is set, away from the GUI thread: 60,000 characters take 20 ms.
    QThread *home = thread();
    m_laying = m_workers.run(
        [text, look, home] {
            std::unique_ptr<StoryDocument> document = storyDocument(text, look);
            document->moveToThread(home);
            return document;
        },
        [this, loading](std::unique_ptr<StoryDocument> document) {
            m_laying.reset();
            showDocument(std::move(document), loading);
        });
}

void ReadingPane::showDocument(std::unique_ptr<StoryDocument> document, bool loading)
{
    m_view->showDocument(std::move(document), m_shown == openStory());
    m_shown = openStory();
    if (m_body.withPictures && !loading)
        showPictures();
    if (loading || !logUi().isDebugEnabled())
        return;
    // For tests/bench/process.py; after the repaint that this has just asked for.
    QTimer::singleShot(0, this, [this, opened = m_opened] {
        qCDebug(logUi) << "story painted after" << (m_clock.monotonic() - opened).count() << "ms";
    });
}

void ReadingPane::press(const StoryMark &mark)
{
    if (!m_story)
        return;
    if (mark.kind == StoryMark::Kind::Pictures)
        m_body.withPictures = true;
    else if (!m_body.shownAdverts.remove(mark.index))
        m_body.shownAdverts.insert(mark.index);
    showText(false);
}

// Those the text that is shown now names; StoryPictures tells when one is here.
void ReadingPane::showPictures()
{
    const int column = m_view->column().width();
    m_pictures->fetch(m_view->story()->pictures(), int(column * devicePixelRatioF()));
}

bool ReadingPane::alwaysPictures() const
{
    return m_story && m_settings.settings().picturesFrom.contains(m_story->article.source);
}

void ReadingPane::setPicturesFrom(bool always)
{
    if (!m_story)
        return;
    m_settings.change([&, source = m_story->article.source](Settings &settings) {
        settings.picturesFrom.removeAll(source);
        if (always)
            settings.picturesFrom.append(source);
    });
    if (always && !std::exchange(m_body.withPictures, true))
        showText(false);
}

// Where the feed gave the beginning alone.
void ReadingPane::offerFullText()
{
    const QString host = realHost(m_story->article.link);
    if (m_services.readPage && !host.isEmpty() && m_pageHtml.isEmpty() && !m_story->article.fullText &&
        isBeginning(m_story->article))
        m_fullText->offer(host);
    else
        m_fullText->clear();
}

void ReadingPane::readFullText()
{
    m_view->setFocus(Qt::OtherFocusReason); // the button goes, and would hand the focus to anything
    m_fullText->showReading();
    m_pageAsked =
        m_services.readPage(m_story->article, [this](const Result<QString> &html) { takeFullText(html); });
}

void ReadingPane::takeFullText(const Result<QString> &html)
{
    m_pageAsked.reset();
    if (!html) {
        m_fullText->showFailure(html.error());
        return;
    }
    m_pageHtml = *html;
    m_body.shownAdverts.clear();
    m_fullText->clear();
    showText(false);
}

void ReadingPane::showReports()
{
    if (m_cluster.size() < 2)
        return; // not here yet
    auto *card = new EventCard(*m_story, m_cluster, m_theme, m_clock, this);
    connect(card, &EventCard::storyWanted, this, &ReadingPane::storyWanted);
    card->openBelow(m_trail->sources());
}

void ReadingPane::copyHeadline()
{
    if (m_story)
        QGuiApplication::clipboard()->setText(headlineAndLink(m_story->article));
}

void ReadingPane::showEmpty()
{
    m_empty->show(Icon::Stories, tr("No story open"),
                  m_unread == 0 ? tr("J opens the newest story.")
                  : m_unread == 1
                      ? tr("1 unread story. J opens the newest, N the unread one.")
                      : tr("%1 unread stories. J opens the newest, N the next unread.").arg(m_unread));
}
