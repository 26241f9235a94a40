#pragma once

#include "ui/alerts/alertwords.h"

#include <QAbstractListModel>

// The alerts as rows, worded: what is still waited for first, in the order they were added, then what is
// done; a row that has just fired stays where it is until it is acknowledged. Changes go to the AlertBook;
// the rows follow. Where an alert stands is kept up for the rows somebody looks at (setLooked), and looked up
// anew for the others when they come into sight.
class AlertsModel : public QAbstractListModel
{
    Q_OBJECT
public:
    struct Row
    {
        AlertEntry entry;
        AlertStatus status;
        Asset asset; // of no coin: empty
        ConditionWords words;
        QString alone; // the words where the coin is plain
        StandingWords standing;
    };

    // All outlive it.
    AlertsModel(AlertBook &book, AlertEngine &engine, QuoteBoard &board, UiTheme &theme, Clock &clock,
                QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    const Row &row(int at) const { return m_rows.at(at); }
    int rowOf(AlertId id) const; // -1: none
    int armedCount() const;      // of these rows

    void setCoin(const AssetId &asset);  // only this coin's; empty: all
    void setLooked(int first, int last); // rows in sight; last < first: none

signals:
    void countsChanged();

private:
    QList<AlertId> target() const;
    void follow();  // the book changed
    void restate(); // where they stand
    Row made(const AlertEntry &entry) const;
    void refresh(int at, Row now);

    AlertBook &m_book;
    AlertEngine &m_engine;
    QuoteBoard &m_board;
    UiTheme &m_theme;
    Clock &m_clock;
    AssetId m_coin;
    int m_first = 0, m_last = -1;
    QList<Row> m_rows;
};
