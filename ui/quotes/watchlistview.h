#pragma once

#include "ui/quotes/priceheader.h"
#include "ui/quotes/watchlistdelegate.h"
#include "ui/style/exposure.h"

#include <QTableView>

// The table of prices, for the price panel and the compact window alike: lays its columns out by width,
// repaints only what changed and nothing while nobody can see it, flashes ticks, and takes the user's keys,
// drags and clicks. It decides nothing: what is wanted of the list goes out as signals or to the model.
class WatchlistView : public QTableView
{
    Q_OBJECT
public:
    // `style` measures the rows; with `header` the column heads show.
    WatchlistView(WatchlistModel &model, SettingsFile &settings, UiTheme &theme, Clock &clock,
                  const RowStyle &style, bool header, QWidget *parent = nullptr);

    void setRowStyle(const RowStyle &style);
    const PriceColumns &columns() const { return m_delegate->columns(); }
    AssetId currentCoin() const; // empty: none
    void setCurrentCoin(const AssetId &asset);
    QRect placeOf(const AssetId &asset) const; // its row on the screen; invalid: not in sight
    void setMenuOpen(bool open);               // holds the order
    // Coins whose rows stay amber: an alert of theirs fired and nobody has said so yet.
    void setAlerted(const QSet<AssetId> &assets);
    void copyPrice(const AssetId &asset) const;
    int rowHeight() const { return m_delegate->painter().height(); }
    void setChangeChoosable(bool choosable) { m_header->setChangeChoosable(choosable); }
    int contentHeight() const; // heads and every row

    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                     const QList<int> &roles = {}) override;
    void reset() override;

signals:
    void currentCoinChanged(const AssetId &asset);
    void removeWanted(const AssetId &asset);
    void storiesWanted(const AssetId &asset);
    void coinClicked(const AssetId &asset);
    void openWanted(const AssetId &asset); // Enter, double click
    void whyWanted(const AssetId &asset);  // a click on the price of the current coin
    void alertWanted(const AssetId &asset);
    void changeMenuWanted(const QPoint &globalPosition); // what changes are measured from
    void menuWanted(const AssetId &asset, const QPoint &globalPosition);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyboardSearch(const QString &) override {} // letters are the program's shortcuts
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void themeChanged();
    void exposureChanged(bool visible);
    void rowsChanged();
    void orderChanged();
    void measureAll();
    bool measure(int row); // true when a column grew
    void layOut();
    std::pair<int, int> visibleRows() const; // first and last, last < first: none
    void updateCells(int row, int first, int last);
    void flash(const AssetId &asset, int direction);
    void repaintFlashes(const QList<AssetId> &assets);
    void setHovered(int row);
    void setRing(int row);
    void hold();
    void armAges();
    void armBones();
    QString toolTipAt(const QPoint &position) const;
    int dropRow(int y) const;
    void endDrag();

    WatchlistModel &m_model;
    SettingsFile &m_settings;
    UiTheme &m_theme;
    Clock &m_clock;
    TickFlash m_flash;
    WatchlistDelegate *m_delegate;
    PriceHeader *m_header;
    Exposure m_exposure;
    double m_whole = 0, m_fraction = 0; // widest in the list
    QSet<AssetId> m_naming;             // rows whose figure names its unit, as last measured
    bool m_pointerInside = false, m_menuOpen = false;
    AssetId m_dragged; // pressed on, perhaps dragged
    bool m_pressedCurrent = false;
    QPoint m_pressedAt;
    int m_dropRow = -1; // a drag is on
    Request m_ageTimer, m_boneTimer;
    MonoTime m_bonesSince{};
};
