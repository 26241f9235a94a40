#pragma once

#include "ui/quotes/coinmenu.h"
#include "ui/quotes/compactfooter.h"
#include "ui/quotes/watchlistview.h"

#include <optional>

// The frameless list of 300×420: header, coins, newest headline. It paints itself; placing, pinning, moving
// and resizing the window are the shell's, which hears of them by signals. Radius 8 only where the desktop
// composes when it is made.
class CompactView : public QWidget
{
    Q_OBJECT
public:
    CompactView(QuoteBoard &board, SettingsFile &settings, UiTheme &theme, Clock &clock,
                QWidget *parent = nullptr);

    // What changes are measured from; must outlive this.
    void setChanges(ChangeFigures &changes);
    void setHeadline(const std::optional<CompactHeadline> &headline);
    void setPinned(bool pinned); // what the desktop granted
    // What stands in the headline's place while it is shown; becomes a child, null: none.
    void setNotice(QWidget *notice);
    WatchlistView &view() { return *m_view; }
    IconButton &pinButton() { return *m_pin; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {240, 140}; }

signals:
    void pinWanted(bool pinned);
    void expandWanted(); // the dashboard
    void closeWanted();
    void moveWanted();                      // the header is being dragged: the button is down
    void resizeWanted(Qt::Edges edges);     // an edge is
    void alertWanted(const AssetId &asset); // add one for this coin
    // A menu is about to show, with the coin's actions if it was opened on one: add the window's own below.
    void menuFilling(Menu *menu);
    void headlineWanted(const QString &id);
    void storiesWanted(const AssetId &asset);
    void openWanted(const AssetId &asset);                  // its chart
    void whyWanted(const AssetId &asset, const QRect &row); // "Why this number"; where its row is
    void linkWanted(const QUrl &page);

protected:
    void paintEvent(QPaintEvent *) override;
    void resizeEvent(QResizeEvent *) override;
    void enterEvent(QEnterEvent *) override;
    void leaveEvent(QEvent *) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    int headHeight() const { return m_theme.px(32); }
    int footHeight() const { return m_theme.px(64); }
    void place();
    void themeChanged();
    void statusChanged();
    void showButtons(bool hovered);
    void openCoinMenu(const AssetId &asset, const QPoint &at);
    void openMenu(Menu *menu, const QPoint &at);
    Qt::Edges edgesAt(const QPoint &position) const;
    QString basisName() const; // empty: rolling 24 h
    void paintHead(QPainter &painter) const;

    QuoteBoard &m_board;
    SettingsFile &m_settings;
    UiTheme &m_theme;
    Clock &m_clock;
    WatchlistModel *m_model;
    WatchlistView *m_view;
    IconButton *m_pin, *m_expand, *m_close;
    CompactFooter *m_footer;
    QWidget *m_notice = nullptr;
    Exposure m_exposure;
    QString m_tick;
    bool m_hovered = false;
    bool m_shaped = false;
    std::optional<QPoint> m_pressedAt;
    const ChangeFigures *m_changes = nullptr;
    Request m_statusTimer;
};
