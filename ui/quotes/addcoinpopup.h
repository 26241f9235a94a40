#pragma once

#include "ui/quotes/watchlistmodel.h"

#include <QLabel>
#include <QLineEdit>
#include <QListView>

class ListedModel;

// Finds a coin by symbol or name on the enabled sources and adds it: symbol, name, venues and, where known,
// the price, so that two coins of one symbol are not mixed up (design.md section 7). Stays open for the next
// one; Esc or a click elsewhere closes it.
class AddCoinPopup : public QWidget
{
    Q_OBJECT
public:
    AddCoinPopup(QuoteBoard &board, WatchlistModel &watchlist, UiTheme &theme, Clock &clock,
                 QWidget *parent = nullptr);
    ~AddCoinPopup() override;

    void openBelow(QWidget *anchor);
    QLineEdit &field() { return *m_field; }
    QListView &list() { return *m_list; }
    QString countText() const { return m_count->text(); }

protected:
    void paintEvent(QPaintEvent *) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void hideEvent(QHideEvent *) override;

private:
    void search();
    void themeChanged();
    void choose(const QModelIndex &index);
    void followShown();
    void unfollowAll();

    QuoteBoard &m_board;
    WatchlistModel &m_watchlist;
    UiTheme &m_theme;
    Clock &m_clock;
    ListedModel *m_model;
    QLineEdit *m_field;
    QAction *m_icon = nullptr; // of the field
    QListView *m_list;
    QLabel *m_none, *m_count;
    QList<AssetId> m_followed;
    Request m_followTimer;
};
