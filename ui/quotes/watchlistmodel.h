#pragma once

#include "app/quotes/quoteboard.h"
#include "app/settings/settingsfile.h"
#include "ui/quotes/shownchange.h"
#include "ui/style/theme.h"

#include <QAbstractTableModel>
#include <vector>

// The watchlist as rows, from the settings' list and order; figures from the board. It formats nothing but
// what screen readers say. Changes to the list go to the settings; the rows follow when it has changed.
//
// The board's figures are copied when it announces them, so that a row never shows half a change; dataChanged
// names exactly the columns that look different.
//
// Order: "my order" is the settings' own. Sorted by a column, rows move at most once in 5 s, and never while
// the order is held (pointer over the list, a key in it within 3 s, its menu open).
class WatchlistModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { CoinColumn, TrendColumn, PriceColumn, ChangeColumn, ColumnCount };
    enum Role {
        QuoteRole = Qt::UserRole + 1, // CoinQuote
        AssetRole,                    // AssetId
        SymbolRole,                   // QString
        NameRole,                     // QString
        PriceRole,                    // Decimal, invalid when unknown
        UnitRole,                     // QString, empty for dollars
        StateRole,                    // PriceState
        ChangeRole,                   // double, percent by the chosen basis; invalid when unknown
        ShownChangeRole,              // ShownChange
        TrendRole,                    // QList<float>
    };

    WatchlistModel(QuoteBoard &board, SettingsFile &settings, const UiTheme &theme, Clock &clock,
                   QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;

    // What changes are measured from; rolling 24 h until then. Must outlive this.
    void setChanges(ChangeFigures &changes);
    const CoinQuote &quote(int row) const { return m_rows[static_cast<size_t>(row)].quote; }
    const ShownChange &change(int row) const { return m_rows[static_cast<size_t>(row)].change; }
    AssetId asset(int row) const { return quote(row).asset.id; }
    int rowOf(const AssetId &asset) const; // -1: not shown
    std::chrono::milliseconds age(int row) const;
    double limitPct(const AssetId &asset) const; // "Warn when sources differ"

    // Shows only coins whose symbol or name matches; when none does, all (design.md section 8).
    void setFilter(const QString &text);
    // What the user does to the list.
    void sortBy(WatchlistOrder order, bool descending); // at once, held or not
    void move(const AssetId &asset, int toRow);         // where canMove()
    void remove(const AssetId &asset);
    void insert(const AssetId &asset, int at = -1); // at the end
    bool contains(const AssetId &asset) const;
    bool inMyOrder() const;
    bool canMove() const; // in "my order" with no filter: only then rows stand where the list has them

    void setOrderHeld(bool held);
    void keyPressed(); // holds the order for 3 s

signals:
    // The shown market's own price went up (1) or down (-1) between two live figures: worth a flash.
    void priceMoved(const AssetId &asset, int direction);

private:
    struct Row
    {
        CoinQuote quote;
        ShownChange change;
        QList<float> trend; // as last told to be painted
        MonoTime movedAt{};
    };
    void takeQuotes(const QList<AssetId> &assets);
    void take(int row, const CoinQuote &now, std::vector<std::pair<int, int>> &changed);
    Row rowFor(const AssetId &asset) const;
    void takeChanges();
    void announce(std::vector<std::pair<int, int>> changed);
    void settingsChanged(const Settings &now, const Settings &before);
    QList<AssetId> target() const; // what should stand where, now
    void rearrange(const QList<AssetId> &target);
    void dropMissing(const QList<AssetId> &target);
    void addNew(const QList<AssetId> &target);
    void reindex();
    void sort(QList<AssetId> &list) const;
    void resortLater();
    void resort();

    QuoteBoard &m_board;
    SettingsFile &m_settings;
    const UiTheme &m_theme;
    Clock &m_clock;
    const ChangeFigures *m_changes = nullptr;
    std::vector<Row> m_rows;
    QHash<AssetId, int> m_rowOf;
    QString m_filter;
    bool m_held = false;
    bool m_unsorted = false; // a sort key changed since the last sort
    MonoTime m_lastSort{}, m_keyAt{};
    Request m_sortTimer;
};
