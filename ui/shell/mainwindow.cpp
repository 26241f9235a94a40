#include "ui/shell/mainwindow.h"

#include "app/base/clock.h"
#include "app/news/newssource.h"
#include "app/settings/settingsfile.h"
#include "ui/alerts/alertspanel.h"
#include "ui/news/newspane.h"
#include "ui/news/readingpane.h"
#include "ui/news/storytext.h"
#include "ui/quotes/pricepanel.h"
#include "ui/quotes/statuswords.h"
#include "ui/shell/banner.h"
#include "ui/shell/chartpane.h"
#include "ui/shell/coinview.h"
#include "ui/shell/columns.h"
#include "ui/shell/compactlist.h"
#include "ui/shell/demoframe.h"
#include "ui/shell/pricescolumn.h"
#include "ui/shell/statusbar.h"
#include "ui/shell/toolbar.h"
#include "ui/shell/windowalerts.h"
#include "ui/shell/windowplacement.h"
#include "ui/style/controls.h"

#include <QCloseEvent>
#include <QDesktopServices>
#include <QPushButton>
#include <QVBoxLayout>

using namespace std::chrono_literals;

namespace {
constexpr int dashboardFrom = 360; // narrower: the compact list
} // namespace

MainWindow::MainWindow(const Services &services, QWidget *parent)
    : QWidget(parent),
      m_services(services),
      m_pinning(*this),
      m_toolbar(new Toolbar(services.theme, services.clock, this)),
      m_banners(new QVBoxLayout),
      m_demoBanner(new Banner(Banner::Kind::Demo, Icon::Flask, services.theme, this)),
      m_offlineBanner(new Banner(Banner::Kind::Plain, Icon::Clock, services.theme, this)),
      m_news(
          new NewsPane(services.articles, services.news, services.settings, services.theme, services.clock)),
      m_chart(new ChartPane(services)),
      m_reader(new ReadingPane(services.articles, services.news, services.settings, services.theme,
                               services.clock, services.workers)),
      m_prices(new PricePanel(services.board, services.settings, services.theme, services.clock)),
      m_pricesColumn(new PricesColumn(m_prices, services.theme)),
      m_columns(new Columns(m_news, m_chart, m_reader, m_pricesColumn, services.theme, services.places)),
      m_status(
          new StatusBar(services.board, services.news, services.settings, services.theme, services.clock)),
      m_frame(new DemoFrame(services.theme, this)),
      m_placement(new WindowPlacement(*this, services.places, services.clock, QStringLiteral("dashboard"),
                                      QSize(1280, 800)))
{
    setObjectName(QStringLiteral("dashboard"));
    setWindowTitle(QStringLiteral("Wickpost"));
    setProperty("pane", QStringLiteral("surface"));
    setAttribute(Qt::WA_StyledBackground);
    setMinimumSize(300, 240);
    m_reader->setServices(services.reading);
    compose();
    connectToolbar();
    connectNews();
    connectPrices();
    connectChart();
    connectInsight();
    connectMoves();
    connectAway();
    bindKeys();
    new FocusRing(services.theme, this);
    connect(&services.settings, &SettingsFile::changed, this,
            [this](const Settings &now) { applySettings(now); });
    connect(&services.settings, &SettingsFile::noticeChanged, this,
            [this](const QString &notice) { showNotice(QStringLiteral("settings"), notice); });
    connect(&services.board, &QuoteBoard::sourceStatusChanged, this, &MainWindow::refreshHealth);
    connect(&services.board, &QuoteBoard::quotesChanged, this, &MainWindow::refreshHealth);
    connect(&services.board, &QuoteBoard::offlineChanged, this, &MainWindow::refreshHealth);
    connect(&services.theme, &UiTheme::changed, this, &MainWindow::applyArrangement);
    applySettings(services.settings.settings());
    showNotice(QStringLiteral("settings"), services.settings.notice());
    refreshHealth();
    applyArrangement();
    m_news->takeKeyboard();
}

MainWindow::~MainWindow()
{
    // Out of sight, charts stop following and sources tell of it: to a window that still is one.
    hide();
}

void MainWindow::compose()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_toolbar);
    column->addLayout(m_banners);
    column->addWidget(m_columns, 1);
    column->addWidget(m_status);
    m_banners->setContentsMargins(0, 0, 0, 0);
    m_banners->setSpacing(0);
    m_banners->addWidget(m_demoBanner);
    m_banners->addWidget(m_offlineBanner);
    connect(m_demoBanner->addButton(tr("Go live")), &QPushButton::clicked, this,
            [this] { emit demoRequested(false); });
    connect(m_offlineBanner->addButton(tr("Try now")), &QPushButton::clicked, this,
            &MainWindow::refreshRequested);
    connect(m_offlineBanner->addButton(tr("Try the demo")), &QPushButton::clicked, this,
            [this] { emit demoRequested(true); });
}

void MainWindow::connectToolbar()
{
    connect(m_toolbar, &Toolbar::searched, this, &MainWindow::search);
    connect(m_toolbar, &Toolbar::searchLeft, this, &MainWindow::leaveSearchField);
    connect(m_toolbar, &Toolbar::pinToggled, this, [this](bool pinned) {
        m_services.settings.change([&](Settings &settings) { settings.alwaysOnTop = pinned; });
    });
    connect(m_toolbar, &Toolbar::compactRequested, this, &MainWindow::compactRequested);
    connect(m_toolbar, &Toolbar::settingsRequested, this, [this] { emit settingsRequested({}); });
    connect(m_status, &StatusBar::detailsRequested, this,
            [this] { emit settingsRequested(QStringLiteral("sources")); });
}

void MainWindow::connectNews()
{
    connect(m_news, &NewsPane::storyOpened, this, &MainWindow::openStory);
    connect(m_news, &NewsPane::openStoryChanged, m_reader, &ReadingPane::refresh);
    connect(m_news, &NewsPane::browserRequested, this, &MainWindow::openLink);
    connect(m_news, &NewsPane::searchCleared, this, [this] { m_toolbar->setSearch({}); });
    connect(m_news, &NewsPane::pageKey, m_reader, &ReadingPane::page);
    connect(m_news, &NewsPane::unreadCountChanged, this, [this](int unread) {
        m_columns->setNewsCount(unread);
        m_reader->setUnread(unread);
    });
    connect(m_reader, &ReadingPane::backRequested, this, &MainWindow::closeStory);
    connect(m_reader, &ReadingPane::previousRequested, m_news, &NewsPane::previousStory);
    connect(m_reader, &ReadingPane::nextRequested, m_news, &NewsPane::nextStory);
    connect(m_reader, &ReadingPane::browserRequested, this, &MainWindow::openLink);
    connect(m_reader, &ReadingPane::storyWanted, this, &MainWindow::showStory);
    connect(m_columns, &Columns::arrangementChanged, this, &MainWindow::applyArrangement);
}

void MainWindow::connectPrices()
{
    m_news->setCoinChoices([this] {
        QStringList symbols;
        for (const AssetId &asset : m_services.settings.settings().watchlist)
            symbols.append(m_services.board.quote(asset).asset.symbol);
        symbols.removeAll(QString());
        return symbols;
    });
    connect(m_prices, &PricePanel::linkWanted, this, &MainWindow::openLink);
    connect(m_prices, &PricePanel::sourceDetailsWanted, this,
            [this] { emit settingsRequested(QStringLiteral("sources")); });
    connect(m_prices, &PricePanel::storiesWanted, this, &MainWindow::showStoriesOf);
}

// What isn't needed for the first picture follows it.
void MainWindow::paintEvent(QPaintEvent *event)
{
    QWidget::paintEvent(event);
    if (!std::exchange(m_painted, true) && m_services.alertDesk)
        QMetaObject::invokeMethod(this, &MainWindow::startAlerts, Qt::QueuedConnection);
}

void MainWindow::startAlerts()
{
    if (m_alerts)
        return;
    m_alerts = new WindowAlerts(
        m_services, {this, m_toolbar, m_prices, m_pricesColumn, [this] { return cardRoom(); }}, this);
    connect(m_alerts, &WindowAlerts::settingsWanted, this, [this] { emit settingsRequested(tr("Alerts")); });
    connect(m_columns, &Columns::arrangementChanged, m_alerts, &WindowAlerts::placeCard);
    connect(m_columns, &Columns::paneShown, m_alerts, &WindowAlerts::placeCard);
    m_chart->chart().setAlertOffered(true);
    connect(&m_chart->chart(), &CoinChart::alertWanted, this, &MainWindow::addAlert);
    m_frame->raise();
}

void MainWindow::showFirings()
{
    if (m_services.alertDesk)
        startAlerts();
    if (m_alerts)
        m_alerts->openBell();
}

// Where a card may lie: over what is at the left, never over the prices.
QRect MainWindow::cardRoom() const
{
    if (m_narrow)
        return {};
    if (isPageShown())
        return QRect(m_page->mapTo(this, QPoint()), QSize(m_services.theme.px(336), m_page->height()));
    for (const QWidget *pane : std::initializer_list<const QWidget *>{m_news, m_reader, m_chart})
        if (pane->isVisibleTo(this))
            return QRect(pane->mapTo(this, QPoint()), pane->size());
    return {};
}

// A
void MainWindow::addAlert(const AssetId &asset, const std::optional<Decimal> &level)
{
    if (m_services.alertDesk)
        startAlerts();
    if (m_alerts)
        m_alerts->add(asset, level);
}

void MainWindow::showStoriesOf(const AssetId &asset)
{
    const QString symbol = m_services.board.quote(asset).asset.symbol;
    if (symbol.isEmpty())
        return;
    closePage();
    m_columns->showPane(Columns::Pane::News);
    if (m_columns->arrangement() == Columns::Layout::Two)
        closeChart();
    if (m_columns->arrangement() != Columns::Layout::Three && m_reader->openStory())
        closeStory(); // it would hide them
    m_news->showCoin(symbol);
}

void MainWindow::showStory(ArticleId id)
{
    m_storyWanted = m_services.articles.story(id, [this](const Result<Story> &story) {
        m_storyWanted.reset();
        if (story)
            openStory(*story);
    });
}

// F, and F again.
void MainWindow::toggleStoriesOf(const AssetId &asset)
{
    if (m_news->shownCoin() == m_services.board.quote(asset).asset.symbol)
        m_news->showCoin({});
    else
        showStoriesOf(asset);
}

void MainWindow::openStory(const Story &story)
{
    const bool fromList = m_news->isAncestorOf(focusWidget());
    closePage();
    m_reader->open(story);
    m_news->setOpenStory(story);
    m_reader->setNeighbours(m_news->hasNeighbour(-1), m_news->hasNeighbour(1));
    m_columns->showPane(Columns::Pane::News);
    m_columns->setStoryOpen(true);
    nameWaysBack();
    if (fromList && !m_news->isVisible()) // the keyboard follows to what took its place
        m_reader->textView()->setFocus(Qt::OtherFocusReason);
}

void MainWindow::closeStory()
{
    const bool inReader = m_reader->isAncestorOf(focusWidget());
    m_reader->close();
    m_news->setOpenStory({});
    m_columns->setStoryOpen(false);
    nameWaysBack();
    if (inReader || !focusWidget())
        m_news->takeKeyboard();
}

// Esc undoes one thing at a time: what was missed, the search, the question about a link, what lies in front.
void MainWindow::escape()
{
    if (dismissAway())
        return;
    if (m_toolbar->leaveSearch())
        m_news->takeKeyboard();
    else if (m_chartAlone)
        toggleChartAlone();
    else if (isPageShown())
        closePage();
    else if (m_reader->dismissLink())
        return;
    else if (m_columns->arrangement() == Columns::Layout::Two && m_columns->isChartInFront())
        closeChart();
    else if (m_reader->openStory())
        closeStory();
    else if (m_columns->arrangement() == Columns::Layout::Two && m_columns->isChartOpen())
        closeChart();
}

void MainWindow::search(const QString &text)
{
    m_news->setSearch(text);
    m_prices->setFilter(text);
    // Results are in the list: in narrow windows an open story would hide them.
    if (text.isEmpty())
        return;
    closePage();
    if (m_columns->arrangement() == Columns::Layout::Two)
        closeChart();
    if (m_columns->arrangement() != Columns::Layout::Three && m_reader->openStory())
        closeStory();
}

// F6: search, news, chart, story, prices; where panes hide one another, the one that is there stands for
// both, and a pane behind a tab comes to the front.
void MainWindow::nextPane(int direction)
{
    struct Stop
    {
        QWidget *widget;
        Columns::Pane pane;
    };
    const Columns::Layout layout = m_columns->arrangement();
    const bool tabs = layout == Columns::Layout::Tabs, story = m_reader->openStory().has_value();
    QList<Stop> stops{{m_toolbar, m_columns->frontPane()}};
    if (isPageShown()) {
        stops.append({&m_page->chart(), Columns::Pane::Chart});
        stops.append({&m_page->storyList(), Columns::Pane::Chart});
    } else {
        if (layout == Columns::Layout::Three || (tabs && !story) || m_news->isVisible())
            stops.append({m_news->list(), Columns::Pane::News});
        if (!tabs && m_chart->isVisible())
            stops.append({m_chart, Columns::Pane::Chart});
        if (story && (tabs || m_reader->isVisible()))
            stops.append({m_reader->textView(), Columns::Pane::News});
        stops.append({&m_prices->view(), Columns::Pane::Prices});
        if (m_alerts && !m_alerts->panel().isFolded() && m_alerts->panel().model().rowCount() > 0)
            stops.append({&m_alerts->panel().list(), Columns::Pane::Prices});
        if (tabs)
            stops.append({m_chart, Columns::Pane::Chart});
    }
    qsizetype at = -1;
    for (qsizetype i = 0; i < stops.size(); ++i) {
        const QWidget *stop = stops.at(i).widget;
        if (focusWidget() && (stop == focusWidget() || stop->isAncestorOf(focusWidget())))
            at = i;
    }
    if (at < 0 && direction < 0)
        at = 0;
    const Stop &to = stops.at((at + direction + stops.size()) % stops.size());
    if (to.widget == m_toolbar) {
        focusSearch();
        return;
    }
    m_columns->showPane(to.pane);
    to.widget->setFocus(Qt::ShortcutFocusReason);
}

void MainWindow::focusSearch()
{
    m_searchForCoin = false;
    m_toolbar->focusSearch();
}

// Ctrl+K: the same search, whose Enter leads to the coin it found.
void MainWindow::goToCoin()
{
    m_searchForCoin = true;
    m_toolbar->focusSearch();
}

void MainWindow::leaveSearchField()
{
    if (!std::exchange(m_searchForCoin, false)) {
        m_news->takeKeyboard();
        return;
    }
    m_columns->showPane(Columns::Pane::Prices);
    if (m_prices->model().rowCount() > 0)
        m_prices->setCurrentCoin(m_prices->model().asset(0));
    m_prices->view().setFocus(Qt::ShortcutFocusReason);
}

void MainWindow::changeTextSize(int percent)
{
    m_services.settings.change(
        [&](Settings &settings) { settings.textSizePercent = std::clamp(percent, 90, 200); });
}

void MainWindow::refreshHealth()
{
    m_toolbar->setHealth(badgeWords(m_services.board));
    refreshOffline();
}

// The countdown runs only while the banner is seen.
void MainWindow::refreshOffline()
{
    const BannerWords words = offlineBanner(m_services.board, m_services.clock, m_services.theme.times(),
                                            m_services.theme.numbers());
    m_offlineBanner->setVisible(!words.strong.isEmpty());
    m_countdown.reset();
    if (words.strong.isEmpty())
        return;
    m_offlineBanner->setText(words.strong, words.rest);
    if (!isVisible())
        return;
    // When the whole seconds to the next try change, so does the sentence.
    const auto next = m_services.board.nextAttempt();
    const auto part = next ? (*next - m_services.clock.now()) % 1000ms : 0ms;
    m_countdown = m_services.clock.after(part > 0ms ? part : 1000ms, [this] { refreshOffline(); });
}

void MainWindow::applySettings(const Settings &settings)
{
    m_toolbar->setPinned(settings.alwaysOnTop);
    m_pinning.setWish(
        {settings.alwaysOnTop, settings.alwaysOnTop && settings.allWorkspaces, settings.skipTaskbar});
    setWindowOpacity(settings.opacityPercent / 100.0);
}

void MainWindow::applyArrangement()
{
    const Columns::Layout layout = m_columns->arrangement();
    if (layout != Columns::Layout::Three && isPageShown()) { // no room for it: its chart takes its place
        closePage();
        showChart();
    }
    nameWaysBack();
    m_chart->setSourcesShown(layout == Columns::Layout::Tabs);
    m_prices->setHeadShown(layout != Columns::Layout::Tabs);
    m_status->setNarrow(layout == Columns::Layout::Tabs);
}

// Below 360 there is room for the compact list and nothing else.
void MainWindow::applyWidth()
{
    const bool narrow = width() < m_services.theme.px(dashboardFrom);
    if (narrow && !m_compact) {
        m_compact = new CompactList(m_services, m_pinning, this);
        m_compact->setDemo(m_demo);
        static_cast<QVBoxLayout *>(layout())->insertWidget(3, m_compact, 1);
        connect(m_compact, &CompactView::expandWanted, this, &MainWindow::widen);
        connect(m_compact, &CompactView::headlineWanted, this, &MainWindow::widen);
        connect(m_compact, &CompactView::storiesWanted, this, [this](const AssetId &asset) {
            widen();
            showStoriesOf(asset);
        });
        connect(m_compact, &CompactView::openWanted, this, [this](const AssetId &asset) {
            widen();
            openCoin(asset);
        });
        connect(m_compact, &CompactView::closeWanted, this, &QWidget::close);
        connect(m_compact, &CompactList::demoRequested, this, &MainWindow::demoRequested);
        connect(m_compact, &CompactList::settingsRequested, this, &MainWindow::settingsRequested);
        connect(m_compact, &CompactList::quitRequested, this, &MainWindow::quitRequested);
        m_frame->raise();
    }
    if (narrow == m_narrow)
        return;
    m_narrow = narrow;
    m_compact->setVisible(narrow);
    m_demoBanner->setVisible(m_demo && !narrow); // the list has a badge of its own
    if (narrow)
        closePage();
    for (QWidget *wide : {static_cast<QWidget *>(m_toolbar), static_cast<QWidget *>(m_columns),
                          static_cast<QWidget *>(m_status)})
        wide->setVisible(!narrow);
}

void MainWindow::widen()
{
    resize(m_wideSize.isValid() ? m_wideSize : QSize(1280, 800));
}

void MainWindow::setDemo(bool demo)
{
    m_demo = demo;
    if (m_compact)
        m_compact->setDemo(demo);
    const BannerWords words = demoBanner(m_services.board);
    m_demoBanner->setText(u'*' + words.strong + u'*', words.rest);
    m_demoBanner->setVisible(demo && !m_narrow);
    m_frame->setVisible(demo);
    m_frame->raise();
    setWindowTitle(demo ? tr("Demo · Wickpost") : QStringLiteral("Wickpost"));
    refreshHealth();
}

void MainWindow::showNotice(const QString &key, const QString &text)
{
    Banner *&banner = m_notices[key];
    if (!banner) {
        if (text.isEmpty())
            return;
        banner = new Banner(Banner::Kind::Warning, Icon::Warning, m_services.theme, this);
        banner->setClosable(true);
        m_banners->addWidget(banner);
        connect(banner, &Banner::closed, banner, &QWidget::hide);
    }
    banner->setText(text);
    banner->setVisible(!text.isEmpty());
}

void MainWindow::restorePlace(std::optional<QSize> size)
{
    QRect place = m_placement->restore();
    if (size) {
        setWindowState(windowState() & ~Qt::WindowMaximized);
        place.setSize(size->expandedTo(minimumSize()));
        setGeometry(place);
    }
    m_pinning.expectPlace(place.topLeft());
}

void MainWindow::bringToFront()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

// http and https alone leave the program, whoever asked.
void MainWindow::openLink(const QUrl &link)
{
    if (!realHost(link).isEmpty())
        QDesktopServices::openUrl(link);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    event->accept();
    emit quitRequested(); // until there is a tray to live on in
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->oldSize().width() >= m_services.theme.px(dashboardFrom))
        m_wideSize = event->oldSize();
    applyWidth();
    if (isPageShown() && !hasRoomForPage()) { // its chart takes its place
        closePage();
        layout()->activate();
        showChart();
    }
    m_frame->setGeometry(rect());
    if (m_away) // once the panes have their sizes
        QMetaObject::invokeMethod(this, &MainWindow::placeAway, Qt::QueuedConnection);
}

void MainWindow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange) {
        tellHidden();
        if (m_chartAlone && !isFullScreen() && isVisible()) // the desktop ended it
            toggleChartAlone();
    }
}

void MainWindow::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    tellHidden();
    refreshHealth();
}

void MainWindow::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_countdown.reset();
    tellHidden();
}

void MainWindow::tellHidden()
{
    m_services.news.setHidden(!isVisible() || isMinimized());
}
