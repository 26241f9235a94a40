#pragma once

#include "ui/alerts/alertlist.h"
#include "ui/style/noticebar.h"
#include "ui/style/panehead.h"

class Menu;
class QLabel;

// "Alerts · 3 armed" under the prices, or "Alerts for BTC" on a coin's page with the quiet hours below.
// Adding and editing are asked for by signals; all else is done on the book at once, a removal can be undone
// for 8 s.
class AlertsPanel : public QWidget
{
    Q_OBJECT
public:
    static constexpr std::chrono::minutes snoozeFor{15};

    // All outlive it. OneCoin: setCoin() says whose.
    AlertsPanel(AlertBook &book, AlertEngine &engine, QuoteBoard &board, UiTheme &theme, Clock &clock,
                AlertDelegate::Style style = AlertDelegate::Style::List, QWidget *parent = nullptr);
    ~AlertsPanel() override;

    void setCoin(const AssetId &asset);
    const AssetId &coin() const { return m_coin; }
    // Too little height for rows: only the head shows; a click on it unfolds it all the same.
    void setFolded(bool folded);
    bool isFolded() const { return m_folded; }
    AlertList &list() { return *m_list; }
    AlertsModel &model() { return m_model; }
    QSize sizeHint() const override;        // all rows
    QSize minimumSizeHint() const override; // head and two rows; folded: the head

signals:
    void addWanted(const AssetId &asset); // empty: whichever
    void editWanted(AlertId id);
    void chartWanted(const AssetId &asset);
    void foldedChanged(bool folded);

protected:
    void paintEvent(QPaintEvent *) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void compose();
    void restyle();
    void refresh();
    void openMenu(AlertId id, const QPoint &at);
    void fillMenu(Menu &menu, const AlertEntry &entry);
    void choose(AlertId id);
    void remove(AlertId id);
    void undo();
    void setOpen(bool open);
    int bodyHeight(int rows) const;

    AlertBook &m_book;
    AlertEngine &m_engine;
    QuoteBoard &m_board;
    UiTheme &m_theme;
    Clock &m_clock;
    AlertDelegate::Style m_style;
    AssetId m_coin;
    AlertsModel m_model;
    PaneHead *m_head;
    IconButton *m_add, *m_unfold;
    AlertList *m_list;
    QLabel *m_empty;
    QWidget *m_quiet;
    NoticeBar *m_undo;
    bool m_folded = false;
    QuietHours m_shownQuiet;
    std::optional<RemovedAlert> m_removed;
    Request m_undoTimer;
};
