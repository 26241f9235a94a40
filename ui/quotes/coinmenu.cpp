#include "ui/quotes/coinmenu.h"

#include "ui/quotes/coinwords.h"

#include <QActionGroup>

CoinMenu::CoinMenu(const AssetId &asset, WatchlistModel &model, QuoteBoard &board, SettingsFile &settings,
                   UiTheme &theme, QWidget *parent)
    : Menu(theme, parent), m_asset(asset), m_model(model), m_board(board), m_settings(settings)
{
    const CoinQuote &quote = m_board.quote(asset);
    const QString symbol = quote.asset.symbol;
    connect(add(Icon::Candles, tr("Open chart"), QKeySequence(Qt::Key_Return)), &QAction::triggered, this,
            [this] { emit openWanted(m_asset); });
    connect(add(Icon::Bell, QStringLiteral("Add alert…"), QKeySequence(Qt::Key_A)), &QAction::triggered, this,
            [this] { emit alertWanted(m_asset); });
    connect(add(Icon::Story, QStringLiteral("Only stories about %1").arg(symbol), QKeySequence(Qt::Key_F)),
            &QAction::triggered, this, [this] { emit storiesWanted(m_asset); });
    connect(add(Icon::Info, QStringLiteral("Why this number"), QKeySequence(Qt::Key_W)), &QAction::triggered,
            this, [this] { emit whyWanted(m_asset); });
    QAction *copy = add(Icon::Copy, QStringLiteral("Copy price"), QKeySequence(QKeySequence::Copy));
    copy->setEnabled(quote.shownSource() != nullptr);
    connect(copy, &QAction::triggered, this, [this] { emit copyWanted(m_asset); });
    addMarket();
    addPriceFrom();
    addSeparator();
    addMoves();
    addSeparator();
    connect(add(Icon::Trash, QStringLiteral("Remove from watchlist"), QKeySequence(Qt::Key_Delete)),
            &QAction::triggered, this, [this] { emit removeWanted(m_asset); });
}

void CoinMenu::addMarket()
{
    const SourceQuote *shown = m_board.quote(m_asset).shownSource();
    if (!shown)
        return;
    for (const QuoteSource *source : m_board.sources()) {
        if (source->info().id != shown->venue)
            continue;
        const QUrl page = source->marketPage(shown->instrument);
        if (page.isEmpty())
            return;
        const QString text =
            QStringLiteral("Open %1 on %2").arg(pairName(shown->instrument), source->info().name);
        connect(add(Icon::External, text), &QAction::triggered, this,
                [this, page] { emit linkWanted(page); });
    }
}

void CoinMenu::addPriceFrom()
{
    Menu *from = addSub(Icon::Plug, QStringLiteral("Price from"));
    auto *group = new QActionGroup(from);
    const VenueId chosen = m_settings.settings().priceFrom.value(m_asset);
    const auto addChoice = [&](const QString &text, const VenueId &venue) {
        QAction *action = from->add(text);
        action->setCheckable(true);
        action->setChecked(chosen == venue);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, venue] { choose(venue); });
    };
    addChoice(QStringLiteral("Automatic"), {});
    for (const QuoteSource *source : m_board.sources())
        if (m_board.instrumentFor(m_asset, source->info().id))
            addChoice(source->info().name, source->info().id);
}

void CoinMenu::choose(const VenueId &venue)
{
    m_settings.change([&](Settings &s) {
        if (venue.value.isEmpty())
            s.priceFrom.remove(m_asset);
        else
            s.priceFrom.insert(m_asset, venue);
    });
}

void CoinMenu::addMoves()
{
    const int row = m_model.rowOf(m_asset);
    QAction *up = add(Icon::ArrowUp, QStringLiteral("Move up"), QKeySequence(Qt::ALT | Qt::Key_Up));
    QAction *down = add(Icon::ArrowDown, QStringLiteral("Move down"), QKeySequence(Qt::ALT | Qt::Key_Down));
    up->setEnabled(m_model.canMove() && row > 0);
    down->setEnabled(m_model.canMove() && row >= 0 && row + 1 < m_model.rowCount());
    connect(up, &QAction::triggered, this, [this, row] { m_model.move(m_asset, row - 1); });
    connect(down, &QAction::triggered, this, [this, row] { m_model.move(m_asset, row + 1); });
}
