#pragma once

#include "ui/quotes/watchlistview.h"
#include "ui/style/noticebar.h"

#include <QUrl>

class AddCoinPopup;
class PaneHead;
class QStackedLayout;

// The price pane: "Prices USD", a notice when the prices come from another venue, the table, and what can be
// undone. Changes to the watchlist go to the settings, whoever wires the program tells the board of them.
class PricePanel : public QWidget
{
    Q_OBJECT
public:
    PricePanel(QuoteBoard &board, SettingsFile &settings, UiTheme &theme, Clock &clock,
               QWidget *parent = nullptr);
    ~PricePanel() override;

    // What changes are measured from can be chosen; must outlive this.
    void setChanges(ChangeFigures &changes);
    void setHeadShown(bool shown); // the narrow window's tab says "Prices" itself
    void setFilter(const QString &text);
    AssetId currentCoin() const { return m_view->currentCoin(); }
    void setCurrentCoin(const AssetId &asset) { m_view->setCurrentCoin(asset); }
    void openAddCoin();
    int contentHeight() const; // with every row, and what is told above and below them
    WatchlistView &view() { return *m_view; }
    WatchlistModel &model() { return *m_model; }

signals:
    void currentCoinChanged(const AssetId &asset);
    void storiesWanted(const AssetId &asset); // only those about this coin
    void whyWanted(const AssetId &asset);     // why its figure is this one
    void coinClicked(const AssetId &asset);
    void openWanted(const AssetId &asset);  // its chart, in all its room
    void linkWanted(const QUrl &page);      // in the browser
    void alertWanted(const AssetId &asset); // add one for it
    void sourceDetailsWanted(const VenueId &venue);

private:
    void buildHead();
    void buildEmpty();
    void connectBoard();
    void openMenu(const AssetId &asset, const QPoint &at);
    void openChangeMenu(const QPoint &topRight);
    void removeCoin(const AssetId &asset);
    void undoRemove();
    void showFailover(const VenueId &from, const VenueId &to);
    void showEmptyOrTable();
    QString sourceName(const VenueId &venue) const;

    QuoteBoard &m_board;
    SettingsFile &m_settings;
    UiTheme &m_theme;
    Clock &m_clock;
    const ChangeFigures *m_changes = nullptr;
    WatchlistModel *m_model;
    WatchlistView *m_view;
    PaneHead *m_head;
    IconButton *m_add;
    NoticeBar *m_notice, *m_undo;
    QWidget *m_empty;
    QStackedLayout *m_stack;
    AddCoinPopup *m_popup = nullptr; // made when first wanted
    VenueId m_failedVenue;
    struct Removed
    {
        AssetId asset;
        int at = 0;
    };
    std::optional<Removed> m_removed;
    Request m_noticeTimer, m_undoTimer;
};
