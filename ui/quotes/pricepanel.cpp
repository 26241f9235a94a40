#include "ui/quotes/pricepanel.h"

#include "ui/quotes/addcoinpopup.h"
#include "ui/quotes/changemenu.h"
#include "ui/quotes/coinmenu.h"
#include "ui/quotes/statuswords.h"
#include "ui/style/panehead.h"

#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

using namespace std::chrono_literals;

namespace {
constexpr auto undoFor = 8s, noticeFor = 60s;

} // namespace

PricePanel::PricePanel(QuoteBoard &board, SettingsFile &settings, UiTheme &theme, Clock &clock,
                       QWidget *parent)
    : QWidget(parent),
      m_board(board),
      m_settings(settings),
      m_theme(theme),
      m_clock(clock),
      m_model(new WatchlistModel(board, settings, theme, clock, this)),
      m_view(new WatchlistView(*m_model, settings, theme, clock,
                               RowStyle::dashboard(settings.settings().rowHeight), true, this)),
      m_head(new PaneHead(theme, QStringLiteral("Prices"), this)),
      m_add(new IconButton(theme, Icon::Plus, QStringLiteral("Add a coin"), m_head)),
      m_notice(new NoticeBar(theme, NoticeBar::Kind::Warning, this)),
      m_undo(new NoticeBar(theme, NoticeBar::Kind::Plain, this)),
      m_empty(new QWidget(this)),
      m_stack(new QStackedLayout)
{
    setAccessibleName(QStringLiteral("Prices"));
    buildHead();
    buildEmpty();
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_notice);
    column->addLayout(m_stack, 1);
    column->addWidget(m_undo);
    setFocusProxy(m_view);

    connect(m_view, &WatchlistView::currentCoinChanged, this, &PricePanel::currentCoinChanged);
    connect(m_view, &WatchlistView::storiesWanted, this, &PricePanel::storiesWanted);
    connect(m_view, &WatchlistView::coinClicked, this, &PricePanel::coinClicked);
    connect(m_view, &WatchlistView::openWanted, this, &PricePanel::openWanted);
    connect(m_view, &WatchlistView::whyWanted, this, &PricePanel::whyWanted);
    connect(m_view, &WatchlistView::alertWanted, this, &PricePanel::alertWanted);
    connect(m_view, &WatchlistView::removeWanted, this, &PricePanel::removeCoin);
    connect(m_view, &WatchlistView::menuWanted, this, &PricePanel::openMenu);
    connect(m_undo, &NoticeBar::actionWanted, this, &PricePanel::undoRemove);
    connect(m_undo, &NoticeBar::dismissed, this, [this] { m_removed.reset(); });
    connect(&settings, &SettingsFile::changed, this, [this](const Settings &now, const Settings &before) {
        if (now.rowHeight != before.rowHeight)
            m_view->setRowStyle(RowStyle::dashboard(now.rowHeight));
        showEmptyOrTable();
    });
    connectBoard();
    showEmptyOrTable();
}

PricePanel::~PricePanel() = default;

void PricePanel::buildHead()
{
    m_head->setNote(QStringLiteral("USD"));
    m_head->setRuled(true);
    auto *row = new QHBoxLayout(m_head);
    row->setContentsMargins(0, 0, 8, 1);
    row->addStretch(1);
    row->addWidget(m_add);
    connect(m_add, &QAbstractButton::clicked, this, &PricePanel::openAddCoin);
}

void PricePanel::buildEmpty()
{
    auto *text = new QLabel(QStringLiteral("Your watchlist is empty."), m_empty);
    text->setTextFormat(Qt::PlainText);
    text->setAlignment(Qt::AlignCenter);
    auto *button = new QPushButton(QStringLiteral("Add a coin"), m_empty);
    button->setProperty("primary", true);
    auto *column = new QVBoxLayout(m_empty);
    column->addStretch(2);
    column->addWidget(text, 0, Qt::AlignHCenter);
    column->addSpacing(8);
    column->addWidget(button, 0, Qt::AlignHCenter);
    column->addStretch(3);
    m_empty->setProperty("pane", QStringLiteral("surface"));
    m_empty->setAttribute(Qt::WA_StyledBackground);
    connect(button, &QPushButton::clicked, this, &PricePanel::openAddCoin);
}

void PricePanel::connectBoard()
{
    connect(&m_board, &QuoteBoard::failedOver, this, &PricePanel::showFailover);
    connect(&m_board, &QuoteBoard::recovered, this, [this](const VenueId &venue) {
        if (venue == m_failedVenue)
            m_notice->hide();
    });
    connect(&m_board, &QuoteBoard::offlineChanged, this, [this](bool offline) {
        if (offline) // the banner says more
            m_notice->hide();
    });
    connect(m_notice, &NoticeBar::actionWanted, this, [this] { emit sourceDetailsWanted(m_failedVenue); });
}

void PricePanel::setChanges(ChangeFigures &changes)
{
    m_changes = &changes;
    m_model->setChanges(changes);
    m_view->setChangeChoosable(true);
    connect(m_view, &WatchlistView::changeMenuWanted, this, &PricePanel::openChangeMenu);
}

void PricePanel::setHeadShown(bool shown)
{
    m_head->setVisible(shown);
}

void PricePanel::setFilter(const QString &text)
{
    m_model->setFilter(text);
}

int PricePanel::contentHeight() const
{
    int height = 0;
    for (const QWidget *part : std::initializer_list<const QWidget *>{m_head, m_notice, m_undo})
        height += part->isHidden() ? 0 : part->sizeHint().expandedTo(part->minimumSize()).height();
    if (m_stack->currentWidget() != m_view)
        return height + m_empty->sizeHint().height();
    return height + m_view->contentHeight();
}

void PricePanel::showEmptyOrTable()
{
    m_stack->setCurrentWidget(m_settings.settings().watchlist.isEmpty() ? m_empty : m_view);
}

QString PricePanel::sourceName(const VenueId &venue) const
{
    for (const QuoteSource *source : m_board.sources())
        if (source->info().id == venue)
            return source->info().name;
    return venue.value;
}

void PricePanel::showFailover(const VenueId &from, const VenueId &to)
{
    m_failedVenue = from;
    m_notice->showNotice(failoverSentence(sourceName(from), sourceName(to)), QStringLiteral("Details"));
    m_noticeTimer = m_clock.after(noticeFor, [this] { m_notice->hide(); });
}

void PricePanel::openAddCoin()
{
    if (!m_popup)
        m_popup = new AddCoinPopup(m_board, *m_model, m_theme, m_clock, this);
    m_popup->openBelow(m_head->isVisible() ? static_cast<QWidget *>(m_add) : this);
}

void PricePanel::openMenu(const AssetId &asset, const QPoint &at)
{
    auto *menu = new CoinMenu(asset, *m_model, m_board, m_settings, m_theme, this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu, &CoinMenu::openWanted, this, &PricePanel::openWanted);
    connect(menu, &CoinMenu::storiesWanted, this, &PricePanel::storiesWanted);
    connect(menu, &CoinMenu::whyWanted, this, &PricePanel::whyWanted);
    connect(menu, &CoinMenu::alertWanted, this, &PricePanel::alertWanted);
    connect(menu, &CoinMenu::linkWanted, this, &PricePanel::linkWanted);
    connect(menu, &CoinMenu::copyWanted, m_view, &WatchlistView::copyPrice);
    connect(menu, &CoinMenu::removeWanted, this, &PricePanel::removeCoin);
    connect(menu, &QMenu::aboutToHide, m_view, [this] { m_view->setMenuOpen(false); });
    m_view->setMenuOpen(true);
    menu->popup(at);
}

void PricePanel::openChangeMenu(const QPoint &topRight)
{
    auto *menu = new Menu(m_theme, this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addChangeBases(*menu, m_settings, *m_changes, m_theme);
    menu->addSeparator();
    addChangeOrder(*menu, m_settings);
    connect(menu, &QMenu::aboutToHide, m_view, [this] { m_view->setMenuOpen(false); });
    m_view->setMenuOpen(true);
    menu->popup(topRight - QPoint(menu->sizeHint().width(), 0));
}

void PricePanel::removeCoin(const AssetId &asset)
{
    const int at = static_cast<int>(m_settings.settings().watchlist.indexOf(asset));
    if (at < 0)
        return;
    const QString symbol = m_board.quote(asset).asset.symbol;
    const int row = m_model->rowOf(asset);
    m_model->remove(asset);
    m_removed = Removed{asset, at};
    m_undo->showNotice(QStringLiteral("%1 removed from the watchlist.").arg(symbol), QStringLiteral("Undo"));
    m_undoTimer = m_clock.after(undoFor, [this] {
        m_undo->hide();
        m_removed.reset();
    });
    if (m_model->rowCount() > 0) // the keyboard stays where it was
        m_view->setCurrentCoin(m_model->asset(std::clamp(row, 0, m_model->rowCount() - 1)));
}

void PricePanel::undoRemove()
{
    m_undo->hide();
    m_undoTimer.reset();
    if (!m_removed)
        return;
    const Removed removed = *std::exchange(m_removed, std::nullopt);
    m_model->insert(removed.asset, removed.at);
    m_view->setCurrentCoin(removed.asset);
    m_view->setFocus(Qt::OtherFocusReason);
}
