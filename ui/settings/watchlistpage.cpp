#include "ui/settings/watchlistpage.h"

#include "ui/style/badges.h"
#include "ui/style/combo.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace {
constexpr int rowHeight = 34;
constexpr int foundLimit = 30;

class CoinRow : public ListRow
{
public:
    CoinRow(UiTheme &theme, const Asset &asset, QWidget *parent)
        : ListRow(theme, asset.name + QStringLiteral(", ") + asset.symbol, parent), m_asset(asset)
    {
        setFixedHeight(theme.px(rowHeight));
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        ListRow::paintEvent(event);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        drawCoinBadge(painter, m_asset, QRectF(34, (height() - 22) / 2.0, 22, 22), m_theme.tokens());
        painter.setFont(m_theme.font(FontRole::Strong));
        painter.setPen(m_theme.tokens().text);
        const int symbolWidth = std::max(
            m_theme.px(50), static_cast<int>(painter.fontMetrics().horizontalAdvance(m_asset.symbol)) + 8);
        painter.drawText(QRect(66, 0, symbolWidth, height()), Qt::AlignVCenter, m_asset.symbol);
        painter.setFont(m_theme.font(FontRole::Text));
        painter.setPen(m_theme.tokens().textSecondary);
        const QRect name(66 + symbolWidth + 8, 0, width() - (66 + symbolWidth + 8) - m_theme.px(180),
                         height());
        painter.drawText(name, Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(m_asset.name, Qt::ElideRight, name.width()));
    }

private:
    Asset m_asset;
};
} // namespace

WatchlistPage::WatchlistPage(SettingsServices &services, QWidget *parent)
    : SettingsPage(services, tr("Watchlist"), tr("Drag to reorder, or Alt + arrow keys."), parent),
      m_count(words({}, "secondary")),
      m_search(new QLineEdit(this)),
      m_found(new QListWidget(this)),
      m_list(new RowList(services.theme, tr("Watchlist"), this))
{
    auto *order = new Combo(services.theme, tr("Order"), this);
    order->addItems({tr("My order"), tr("Symbol"), tr("Price"), tr("24 h change")});
    order->setCurrentIndex(static_cast<int>(settings().watchlistOrder));
    connect(order, &QComboBox::activated, this, [this](int index) {
        change([&](Settings &s) { s.watchlistOrder = static_cast<WatchlistOrder>(index); });
    });
    auto *right = new QWidget(this);
    auto *line = new QHBoxLayout(right);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(words(tr("Order"), "secondary"));
    line->addWidget(order);
    addTitle(right, m_count);

    m_search->setPlaceholderText(tr("Add a coin by name or symbol"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setClearButtonEnabled(true);
    connect(m_search, &QLineEdit::textChanged, this, &WatchlistPage::find);
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        if (m_found->count() > 0)
            add(AssetId{m_found->item(std::max(m_found->currentRow(), 0))->data(Qt::UserRole).toString()});
    });
    m_rows->addWidget(m_search);
    m_found->setAccessibleName(tr("Coins found"));
    m_found->hide();
    connect(m_found, &QListWidget::itemActivated, this,
            [this](QListWidgetItem *item) { add(AssetId{item->data(Qt::UserRole).toString()}); });
    connect(m_found, &QListWidget::itemClicked, this,
            [this](QListWidgetItem *item) { add(AssetId{item->data(Qt::UserRole).toString()}); });
    m_rows->addWidget(m_found, 1);

    auto *heads = new QHBoxLayout;
    heads->setContentsMargins(34, 0, 24, 0);
    heads->addWidget(words(tr("Coin"), "meta"));
    heads->addStretch();
    heads->addWidget(words(tr("Price from"), "meta"));
    m_rows->addLayout(heads);
    m_rows->addWidget(m_list, 1);
    connect(m_list, &RowList::moved, this, [this](qsizetype from, qsizetype to) {
        m_shown.move(from, to); // the rows stand there already
        change([&](Settings &s) {
            s.watchlist.move(from, to);
            s.watchlistOrder = WatchlistOrder::Mine;
        });
    });
    // Queued: the row that asks is made anew.
    connect(
        m_list, &RowList::removeRequested, this,
        [this](qsizetype row) {
            if (row >= 0 && row < settings().watchlist.size())
                change([&](Settings &s) { s.watchlist.removeAt(row); });
        },
        Qt::QueuedConnection);
    connect(&services.theme, &UiTheme::changed, this, &WatchlistPage::rebuild, Qt::QueuedConnection);
    connect(&services.settings, &SettingsFile::changed, this,
            [this, order](const Settings &now, const Settings &before) {
                order->setCurrentIndex(static_cast<int>(now.watchlistOrder));
                if (now.watchlist != m_shown || now.priceFrom != before.priceFrom)
                    rebuild();
            });
    rebuild();
}

void WatchlistPage::rebuild()
{
    m_shown = settings().watchlist;
    m_count->setText(QString::number(m_shown.size()));
    m_list->clear();
    for (const AssetId &id : std::as_const(m_shown)) {
        const Asset asset = m_services.assets.find(id).value_or(Asset{id, id.value, id.value, false});
        auto *row = new CoinRow(m_services.theme, asset, m_list);
        auto *line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 8, 0);
        line->setSpacing(6);
        line->addStretch();
        auto *from = new QPushButton(priceFromName(id), row);
        from->setProperty("flat", true);
        from->setLayoutDirection(Qt::RightToLeft); // the arrow behind the name
        from->setIcon(makeIcon(Icon::ChevronDown, m_services.theme.tokens().textSecondary,
                               m_services.theme.tokens().text, m_services.theme.tokens().textDisabled));
        from->setIconSize({12, 12});
        from->setStyleSheet(QStringLiteral("color: %1; font-weight: 400;")
                                .arg(m_services.theme.tokens().textSecondary.name()));
        from->setAccessibleName(tr("Price of %1 from: %2").arg(asset.symbol, priceFromName(id)));
        connect(from, &QPushButton::clicked, this, [this, id, from] { choosePriceFrom(id, from); });
        line->addWidget(from);
        auto *remove = new IconButton(m_services.theme, Icon::Trash, tr("Remove %1").arg(asset.symbol), row);
        remove->setSide(24);
        QSizePolicy keepsPlace = remove->sizePolicy();
        keepsPlace.setRetainSizeWhenHidden(true);
        remove->setSizePolicy(keepsPlace);
        remove->hide(); // the Delete key does the same for the row in focus
        connect(row, &ListRow::hovered, remove, &QWidget::setVisible);
        connect(remove, &IconButton::clicked, row, &ListRow::removeRequested);
        line->addWidget(remove);
        m_list->add(row);
    }
}

QString WatchlistPage::priceFromName(const AssetId &asset) const
{
    const VenueId venue = settings().priceFrom.value(asset);
    return venue.value.isEmpty() ? tr("Automatic") : m_services.venueNames.value(venue, venue.value);
}

void WatchlistPage::choosePriceFrom(const AssetId &asset, QAbstractButton *button)
{
    auto *menu = new Menu(m_services.theme, this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const VenueId chosen = settings().priceFrom.value(asset);
    const auto offer = [&](const QString &name, const VenueId &venue) {
        QAction *action = menu->add(name);
        action->setCheckable(true);
        action->setChecked(venue == chosen);
        // Queued: the rows, and the button the menu hangs on, are made anew.
        connect(
            action, &QAction::triggered, this, [this, asset, venue] { setPriceFrom(asset, venue); },
            Qt::QueuedConnection);
    };
    offer(tr("Automatic"), VenueId{});
    for (const SourceSetting &source : settings().sources) {
        // Only sources that list it; one that was chosen earlier stays visible even when it is off now.
        if (m_services.board.instrumentFor(asset, source.venue) || chosen == source.venue)
            offer(m_services.venueNames.value(source.venue, source.venue.value), source.venue);
    }
    menu->popup(button->mapToGlobal(QPoint(0, button->height())));
}

void WatchlistPage::setPriceFrom(const AssetId &asset, const VenueId &venue)
{
    change([&](Settings &s) {
        if (venue.value.isEmpty())
            s.priceFrom.remove(asset);
        else
            s.priceFrom.insert(asset, venue);
    });
}

void WatchlistPage::find(const QString &text)
{
    m_found->clear();
    m_found->setVisible(!text.trimmed().isEmpty());
    m_list->setVisible(text.trimmed().isEmpty());
    if (text.trimmed().isEmpty())
        return;
    const QList<QuoteBoard::Listed> listed = m_services.board.search(text, foundLimit);
    for (const QuoteBoard::Listed &coin : listed) {
        QStringList names;
        for (const VenueId &venue : coin.venues)
            names.append(m_services.venueNames.value(venue, venue.value));
        QString line = QStringLiteral("%1   %2   %3")
                           .arg(coin.asset.symbol, coin.asset.name, names.join(QStringLiteral(", ")));
        if (coin.sameSymbol)
            line += QStringLiteral("   ") + tr("another coin, same symbol");
        auto *item = new QListWidgetItem(line, m_found);
        item->setData(Qt::UserRole, coin.asset.id.value);
        const bool has = settings().watchlist.contains(coin.asset.id);
        item->setFlags(has ? Qt::NoItemFlags : Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    }
    if (listed.isEmpty())
        (new QListWidgetItem(tr("No coin of your sources matches “%1”.").arg(text.trimmed()), m_found))
            ->setFlags(Qt::NoItemFlags);
}

void WatchlistPage::add(const AssetId &asset)
{
    if (!asset.value.isEmpty() && !settings().watchlist.contains(asset))
        change([&](Settings &s) { s.watchlist.append(asset); });
    m_search->clear();
}

void WatchlistPage::restore(Settings &settings, const Settings &defaults) const
{
    settings.watchlist = defaults.watchlist;
    settings.watchlistOrder = defaults.watchlistOrder;
    settings.watchlistDescending = defaults.watchlistDescending;
    settings.priceFrom = defaults.priceFrom;
}
