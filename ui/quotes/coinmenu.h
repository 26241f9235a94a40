#pragma once

#include "ui/quotes/watchlistmodel.h"
#include "ui/style/controls.h"

#include <QUrl>

// The context menu of one coin (design.md section 10): what exists now. Moving, removing and the source of
// its price are done here; the rest goes out as signals.
class CoinMenu : public Menu
{
    Q_OBJECT
public:
    CoinMenu(const AssetId &asset, WatchlistModel &model, QuoteBoard &board, SettingsFile &settings,
             UiTheme &theme, QWidget *parent = nullptr);

signals:
    void openWanted(const AssetId &asset);
    void alertWanted(const AssetId &asset);
    void storiesWanted(const AssetId &asset);
    void whyWanted(const AssetId &asset);
    void copyWanted(const AssetId &asset);
    void linkWanted(const QUrl &page);
    void removeWanted(const AssetId &asset);

private:
    void addMarket();
    void addPriceFrom();
    void addMoves();
    void choose(const VenueId &venue); // empty: automatic

    AssetId m_asset;
    WatchlistModel &m_model;
    QuoteBoard &m_board;
    SettingsFile &m_settings;
};
